#include "simulation/work_hints.h"

#include <fmt/format.h>

#include "simulation/tellers.h"
#include "simulation/text_matching.h"

namespace gh::simulation {
namespace {

Value number(std::int64_t value) { return json::value(value); }

// A function that somebody holds; a case under way keeps its own.
Value held_function(const Situation& at) {
  if (at.the_case != nullptr) {
    const json::value form = parse_json(at.the_case->form);
    if (const json::value own = at_or_null(form, "item"); own.is_string()) return own;
  }
  return id_of(at,
               "select item_id from transfer_item where ended_at is null and holder_id is not null order by "
               "item_id");
}
// One that the caller holds, or whose department it is.
Value own_function(const Situation& at) {
  const std::string own = at.caller.organisation.value_or("");
  const auto found = ids_of(at,
                            "select item_id from transfer_item where ended_at is null and holder_id is not null and "
                            "(holder_id = ? or department_id = ?) order by item_id",
                            {own, own});
  return found.empty() || at.the_case != nullptr ? held_function(at) : one_of(at, found);
}
template <int kKind>
Value function_with_terms(const Situation& at) {
  static constexpr std::string_view kKinds[] = {"credit-rating", "qualification-review", "result-appraisal"};
  if (at.the_case != nullptr) return held_function(at);
  const auto found =
      ids_of(at,
             "select t.item_id from performance_terms t join transfer_item i on i.item_id = t.item_id and "
             "i.ended_at is null and i.holder_id = t.holder_id where t.kind = ? and t.ended_at is null "
             "order by t.item_id",
             {kKinds[kKind]});
  return found.empty() ? held_function(at) : one_of(at, found);
}

Value full_years(const Situation& at) {
  const Day opened = at.the_case == nullptr ? at.today : local_day(at.the_case->opened_at, at.pack.utc_offset);
  json::array out;
  for (int back = 1; back <= 3; ++back)
    out.push_back({{"year", year_of(opened) - back}, {"income_fen", at.dice.between(1, 900'000) * kYuan}});
  return json::value(std::move(out));
}

Value grade(const Situation& at) {
  std::vector<std::string> grades;
  for (const auto& row : at.pack.catalogues.at("credit-grades").rows) grades.push_back(row.code);
  return one_of(at, grades);
}

Value passed(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const json::array about{json::string(at.the_case->id)};
  const auto in_favour = at.ask("performance.favourable_opinions", about).as_int64();
  return json::value(2 * in_favour > at.ask("performance.opinions", about).as_int64());
}

Value approval(const Situation& at) {
  const int year = year_of(at.today);
  return json::value{{"body", "广东省评比达标表彰工作协调小组"},
                     {"number", fmt::format("粤评组〔{}〕{}号", year, at.dice.between(1, 99))},
                     {"year_from", year - 1},
                     {"year_to", year + (at.dice.chance(95) ? 2 : -1)},
                     {"winners", 3}};
}

Value figures(const Situation& at) {
  return json::value{{"output_fen", at.dice.between(1, 1'000'000) * kYuan},
                     {"employees", at.dice.chance(95) ? at.dice.between(1, 900) : 9'000'000}};
}

Value last_month(const Situation& at) {
  const std::chrono::year_month_day today{at.today};
  const auto before = today.year() / today.month() - std::chrono::months{at.dice.chance(90) ? 1 : 0};
  return text_value(fmt::format("{:04}-{:02}", static_cast<int>(before.year()), static_cast<unsigned>(before.month())));
}

Value day_ahead(const Situation& at) { return text_value(text(at.today + std::chrono::days{at.dice.between(5, 40)})); }

Value registered_association(const Situation& at) {
  return id_of(at,
               "select organisation_id from registry_entry where kind = 'association' and status = 'active' and "
               "ended_by_act is null order by organisation_id");
}

const Tellers& work_tellers() {
  static const Tellers kTellers = {
      {"work-terms/item", own_function},
      {"work-terms/price_fen", [](const Situation&) { return number(0); }},
      {"work-terms/promised_days", [](const Situation& at) { return number(at.dice.between(15, 61)); }},
      {"work-terms/membership_required", [](const Situation& at) { return likely(at, 4); }},
      {"work-terms/training_required", [](const Situation& at) { return likely(at, 4); }},
      {"work-acceptance/charged_fen", [](const Situation& at) { return number(at.dice.chance(96) ? 0 : 1); }},
      {"credit-rating/item", function_with_terms<0>},
      {"qualification-review/item", function_with_terms<1>},
      {"result-appraisal/item", function_with_terms<2>},
      {"industry-task/item", own_function},
      {"selection/item", own_function},
      {"statistics-round/item", own_function},
      {"credit-rating/years", full_years},
      {"credit-rating/going_concern", [](const Situation& at) { return likely(at, 97); }},
      {"rating-check/checked_on", [](const Situation& at) { return text_value(text(at.today)); }},
      {"rating-decision/grade", grade},
      {"appeal-vote/favourable", [](const Situation& at) { return likely(at, 50); }},
      {"rating-adjustment/grade", grade},
      {"appeal-panel-seat/association", registered_association},
      {"panel-opinion/favourable", [](const Situation& at) { return likely(at, 75); }},
      {"result-appraisal/panel_size", [](const Situation& at) { return number(at.dice.chance(95) ? 5 : 6); }},
      {"appraisal-conclusion/passed", passed},
      {"industry-task/due_on", day_ahead},
      {"industry-task/compulsory", [](const Situation& at) { return likely(at, 4); }},
      {"task-delivery/attended", [](const Situation& at) { return number(at.dice.between(5, 300)); }},
      {"task-delivery/charged_fen", [](const Situation& at) { return number(at.dice.chance(96) ? 0 : 1); }},
      {"selection/name",
       [](const Situation& at) { return text_value("佛山市" + chinese_text(4, at.dice) + "示范企业评选"); }},
      {"selection/year", [](const Situation& at) { return number(year_of(at.today)); }},
      {"selection/winners", [](const Situation& at) { return number(at.dice.between(1, 4)); }},
      {"selection/approval", approval},
      {"selection/charge_fen", [](const Situation& at) { return number(at.dice.chance(96) ? 0 : 1); }},
      {"selection/with_profit_making_body", [](const Situation& at) { return likely(at, 4); }},
      {"statistics-round/indicator_set", [](const Situation&) { return text_value("general-2012"); }},
      {"statistics-round/period",
       [](const Situation& at) { return text_value(fmt::format("{}", year_of(at.today) - 1)); }},
      {"statistics-round/due_on", day_ahead},
      {"statistics-return/figures", figures},
      {"statistics-summary/flagged_checked", [](const Situation& at) { return likely(at, 90); }},
      {"work-sample/month", last_month},
  };
  return kTellers;
}

}  // namespace

std::optional<json::value> work_hint(const Situation& at, std::string_view key) {
  const auto found = work_tellers().find(key);
  return found == work_tellers().end() ? std::nullopt : found->second(at);
}

}  // namespace gh::simulation
