// The transfer of functions.
#include <fmt/format.h>

#include <map>

#include "scoring/rounds.h"
#include "simulation/tellers.h"
#include "simulation/text_matching.h"

namespace gh::simulation {
namespace {

std::string deadline(const Situation& at) {
  // One in ten calls is too short, and must be refused.
  const std::int64_t days = at.dice.chance(10) ? at.dice.between(1, 12) : at.dice.between(22, 30);
  return text(start_of(at.today + std::chrono::days{days}, at.pack.utc_offset) + std::chrono::hours{17});
}

json::array duties_of_item(const Situation& at) {
  const std::string item(string_at(case_form(at.the_case), "item"));
  const auto form = at.tx.string("select form from case_file where id = ?", {item});
  if (!form) return {};
  const json::value published = parse_json(*form);
  const auto* duties = at_or_null(published, "duties").if_array();
  return duties == nullptr ? json::array{} : *duties;
}

Value checked_duty(const Situation& at) {
  const json::array duties = duties_of_item(at);
  if (duties.empty()) return {};
  return text_value(std::string(string_at(duties[at.dice.index(duties.size())], "id")));
}

// Duties whose last check wasn't met.
Value unmet_duties(const Situation& at) {
  std::map<std::string, bool> met;
  at.tx.each("select duty, met from transfer_check where case_id = ? order by checked_on, ordinal",
             {at.the_case == nullptr ? "" : at.the_case->id},
             [&](const store::Row& row) { met[std::string(row.string(0))] = row.integer(1) == 1; });
  json::array out;
  for (const auto& [duty, was_met] : met)
    if (!was_met) out.push_back(json::string(duty));
  if (out.empty()) return {};
  return json::value(std::move(out));
}

Value evaluation_scores(const Situation& at) {
  return json::value(points(at, at.pack.rubrics.at("third-party-evaluation"), "", at.dice.chance(85) ? 70 : 20));
}

Value winner(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const auto first = scoring::first_of(at.tx, at.the_case->id);
  if (!first) return {};
  return text_value(first->candidate);
}

}  // namespace

const Tellers& transfer_tellers() {
  static const Tellers kTellers = {
      {"legal_basis_type",
       [](const Situation& at) {
         return one_of(at, {"cancelled_self_regulation", "authorised_by_law", "service_or_support_work",
                            "service_or_support_work", at.dice.chance(20) ? "licence" : "authorised_by_law"});
       }},
      {"disposal", [](const Situation& at) { return text_value(at.dice.chance(95) ? "transfer" : "buy"); }},
      {"duties",
       [](const Situation& at) {
         json::array out;
         const std::int64_t count = at.dice.between(1, 3);
         for (std::int64_t i = 1; i <= count; ++i)
           out.push_back({{"id", fmt::format("d{}", i)}, {"text", chinese_text(8, at.dice)}});
         return Value(json::value(std::move(out)));
       }},
      {"rectification-order/duties", unmet_duties},
      {"rectification-order/deadline_on", [](const Situation& at) { return day_from_today(at, 3, 25); }},
      {"function-transfer/item", [](const Situation& at) { return item_of(at, "function-item"); }},
      {"function-transfer/speciality",
       [](const Situation& at) {
         return one_of(at, {"industry", "service"});
       }},
      {"agreement/fee_fen", [](const Situation& at) { return Value(at_or_null(case_form(at.the_case), "fee_fen")); }},
      {"agreement/starts_on", [](const Situation& at) { return day_from_today(at, 0, 8); }},
      {"deadline_at", [](const Situation& at) { return text_value(deadline(at)); }},
      {"check-record/duty", checked_duty},
      {"check-record/met", [](const Situation& at) { return likely(at, 80); }},
      {"check-record/checked_on", [](const Situation& at) { return text_value(text(at.today)); }},
      {"commission/evaluator", [](const Situation& at) { return organisation(at, "evaluator"); }},
      {"evaluation/scores", evaluation_scores},
      {"money_misused", [](const Situation& at) { return likely(at, 4); }},
      {"award-proposal/winner", winner},
  };
  return kTellers;
}

}  // namespace gh::simulation
