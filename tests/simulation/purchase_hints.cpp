// Budget lines, purchases and their contracts.
#include <fmt/format.h>

#include <algorithm>

#include "scoring/rounds.h"
#include "simulation/tellers.h"
#include "simulation/text_matching.h"

namespace gh::simulation {
namespace {

Value milestone_plan(const Situation& at) {
  const std::int64_t count = at.dice.between(1, 3);
  json::array out;
  std::int64_t left = 1000;
  for (std::int64_t i = 1; i <= count; ++i) {
    const std::int64_t share = i == count ? left : left / 2;
    left -= share;
    out.push_back({{"id", fmt::format("m{}", i)},
                   {"title", chinese_text(6, at.dice)},
                   {"share_permille", share},
                   {"due_on", text(at.today + std::chrono::days{30 * i})}});
  }
  return json::value(std::move(out));
}

Value contract_end(const Situation& at) {
  const std::int64_t months = at_or_null(case_form(at.the_case), "term_months").is_int64()
                                  ? at_or_null(case_form(at.the_case), "term_months").get_int64()
                                  : 1;
  return text_value(text(at.today + std::chrono::days{std::max<std::int64_t>(25 * months, 2)}));
}

Value milestone_at_hand(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const std::string next(at.ask("purchase.next_milestone", {json::string(at.the_case->id)}).as_string());
  if (at.the_case->state == "performing") return text_value(next);
  const std::string_view before = at.the_case->state == "milestone_accepted" ? "accept_milestone" : "report_milestone";
  return text_value(std::string(string_at(act_form(at.the_case, before), "milestone")));
}

Value milestone_amount(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const auto milestone = milestone_at_hand(at);
  const json::value amount =
      at.ask("purchase.milestone_amount", {json::string(at.the_case->id), milestone.value_or(json::value(""))});
  if (!amount.is_int64() || amount.get_int64() < 1) return {};
  return json::value(amount.get_int64() + (at.dice.chance(5) ? 1 : 0));
}

Value budget(const Situation& at) {
  // Small lines, so that the last of the money is often asked for twice.
  return json::value(at.dice.between(20'000, 900'000) * kYuan);
}

Value planned_amount(const Situation& at) { return json::value(at.dice.between(5'000, 400'000) * kYuan); }

Value bid(const Situation& at) {
  const json::value most = at_or_null(case_form(at.parent != nullptr ? at.parent : nullptr), "amount_fen");
  std::int64_t budget_fen = 100'000;
  if (most.is_int64()) budget_fen = most.get_int64();
  if (at.the_case != nullptr && at.the_case->parent_id) {
    const auto form = at.tx.string("select form from case_file where id = ?", {*at.the_case->parent_id});
    if (form) budget_fen = parse_json(*form).at("amount_fen").as_int64();
  }
  return json::value(std::max<std::int64_t>(1, budget_fen * at.dice.between(60, 102) / 100));
}

Value own_department(const Situation& at) {
  return id_of(
      at,
      "select id from organisation where body_key in ('economy-information', 'science', 'civil-affairs') order by id");
}

Value open_line(const Situation& at) {
  const std::string department = at.caller.organisation.value_or("");
  auto current = id_of(at,
                       "select id from case_file where procedure = 'budget-line' and state = 'open' and subject_id = ? "
                       "and number like ? order by id",
                       {department, fmt::format("%〔{}〕%", year_of(at.today))});
  if (current && at.dice.chance(95)) return current;
  return id_of(at, "select id from case_file where procedure = 'budget-line' and subject_id = ? order by id",
               {department});
}

Value first_price(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const auto first = scoring::first_of(at.tx, at.the_case->id);
  if (!first || !first->price_fen) return {};
  return json::value(*first->price_fen);
}

}  // namespace

const Tellers& purchase_tellers() {
  static const Tellers kTellers = {
      {"budget-line/department", own_department},
      {"budget-line/year", [](const Situation& at) { return Value(json::value(year_of(at.today))); }},
      {"budget-line/amount_fen", budget},
      {"budget-adjustment/amount_fen", budget},
      {"government_duty", [](const Situation& at) { return likely(at, 95); }},
      {"excluded_kind", [](const Situation& at) { return text_value(at.dice.chance(95) ? "none" : "labour"); }},
      {"service-purchase/budget_line", open_line},
      {"service-purchase/service_item", [](const Situation& at) { return item_of(at, "service-item"); }},
      {"service-purchase/amount_fen", planned_amount},
      {"service-purchase/method",
       [](const Situation& at) {
         return one_of(at, {"open_tender", "project_application", "project_contracting"});
       }},
      {"service-purchase/term_months", [](const Situation& at) { return Value(json::value(at.dice.between(3, 12))); }},
      {"service-purchase/speciality",
       [](const Situation& at) {
         return one_of(at, {"industry", "service"});
       }},
      {"milestones", milestone_plan},
      {"price_fen", bid},
      {"contract/amount_fen", first_price},
      {"contract/starts_on", [](const Situation& at) { return text_value(text(at.today)); }},
      {"contract/ends_on", contract_end},
      {"milestone", milestone_at_hand},
      {"milestone-payment/amount_fen", milestone_amount},
      {"users_took_part", [](const Situation& at) { return likely(at, 95); }},
      {"catalogue-withdrawal/catalogue",
       [](const Situation& at) {
         return one_of(at, {"functions", "services"});
       }},
      {"catalogue-withdrawal/item",
       [](const Situation& at) { return item_of(at, at.dice.chance(50) ? "function-item" : "service-item"); }},
  };
  return kTellers;
}

}  // namespace gh::simulation
