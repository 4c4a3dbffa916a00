#include "simulation/supervision_hints.h"

#include "simulation/tellers.h"
#include "transfer/agreements.h"
#include "transfer/items.h"
#include "transfer/rules.h"

namespace gh::simulation {
namespace {

Id transfer_of(const Situation& at) {
  if (at.the_case == nullptr) return {};
  return at.the_case->procedure == "function-transfer" ? at.the_case->id : at.the_case->parent_id.value_or("");
}

std::vector<transfer::Duty> duties(const Situation& at) {
  const auto form = at.tx.string("select form from case_file where id = ?", {transfer_of(at)});
  if (!form) return {};
  return transfer::duties_of(at.tx, Id(string_at(parse_json(*form), "item")));
}

Value standards(const Situation& at) {
  json::array out;
  for (const transfer::Duty& duty : duties(at)) out.push_back({{"duty", duty.id}, {"standard", "十个工作日内办结"}});
  if (out.empty()) return {};
  return json::value(std::move(out));
}

// A day for each duty, mostly within the supervised year that runs.
Value plan(const Situation& at) {
  const auto agreement = transfer::find_agreement(at.tx, transfer_of(at));
  if (!agreement) return {};
  const bool regular = agreement->status == transfer::AgreementStatus::regular;
  const auto year = regular ? transfer::year_of_agreement(agreement->starts_on, at.today) : agreement->year;
  const Day ends = transfer::year_begins(agreement->starts_on, year + 1);
  const int left = std::max(1, static_cast<int>((ends - std::max(at.today, agreement->starts_on)).count()));
  json::array out;
  for (const transfer::Duty& duty : duties(at)) {
    const Day on = std::max(at.today, agreement->starts_on) + std::chrono::days{at.dice.between(0, left - 1)};
    out.push_back({{"duty", duty.id}, {"kind", at.dice.chance(70) ? "visit" : "report"}, {"planned_on", text(on)}});
  }
  if (out.empty()) return {};
  return json::value(std::move(out));
}

Value attendance(const Situation& at) {
  json::array out;
  at.tx.each("select id from case_file where parent_id = ? and procedure = ? and state = ? order by id",
             {transfer_of(at), "function-application", "in_review"}, [&](const store::Row& row) {
               out.push_back({{"application", row.string(0)}, {"came", at.dice.chance(90)}});
             });
  if (out.empty()) return {};
  return json::value(std::move(out));
}

// Mostly a ground that is on record.
Value ground(const Situation& at) {
  for (const char* shown : {"duty_unmet", "association_lapsed", "evaluation_failed", "own_request"})
    if (at.ask("transfer.ground_shown", {json::string(transfer_of(at)), shown, "request_release"}) == json::value(true))
      return text_value(shown);
  return text_value(at.dice.chance(30) ? "law_changed" : "duty_unmet");
}

Value today(const Situation& at) { return text_value(text(at.today)); }

Value rated_duty(const Situation& at) {
  const auto all = duties(at);
  if (all.empty()) return {};
  return text_value(all[at.dice.index(all.size())].id);
}

const Tellers& supervision_tellers() {
  static const Tellers kTellers = {
      {"agreement/standards", standards},
      {"check-plan/checks", plan},
      {"check-result/checked_on", today},
      {"check-result/met", [](const Situation& at) { return Value(json::value(at.dice.chance(85))); }},
      {"coordination-note/held_on", today},
      {"defence-notice/held_at",
       [](const Situation& at) {
         return text_value(text(at.today + std::chrono::days{at.dice.between(5, 9)}) + "T09:00:00+08:00");
       }},
      {"defence-record/attendance", attendance},
      {"direct-choice/receiver", any_association},
      {"take-back-proposal/ground", ground},
      {"function-rating/served_case", [](const Situation&) { return Value(); }},
      {"rating-confirmed/duty", rated_duty},
  };
  return kTellers;
}

}  // namespace

std::optional<json::value> supervision_hint(const Situation& at, std::string_view key) {
  const auto found = supervision_tellers().find(key);
  return found == supervision_tellers().end() ? std::nullopt : found->second(at);
}

}  // namespace gh::simulation
