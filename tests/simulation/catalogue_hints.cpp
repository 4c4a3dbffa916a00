#include "simulation/catalogue_hints.h"

#include <fmt/format.h>

#include "simulation/tellers.h"
#include "simulation/text_matching.h"

namespace gh::simulation {
namespace {

// What was proposed from the inventory or with a batch stays so; what is proposed by itself has neither.
Value kept(const Situation& at, std::string_view member) { return at_or_null(case_form(at.the_case), member); }

Value open_batch(const Situation& at) {
  return id_of(at,
               "select batch_id from transfer_batch where state = 'collecting' and ended_at is null order by batch_id");
}

json::object disposed(const Situation& at, json::object part) {
  static const std::vector<std::string> kDisposals = {"transfer", "transfer", "transfer", "cancel",
                                                      "delegate", "entrust",  "buy",      "adjust"};
  const std::string disposal = at.dice.of(kDisposals);
  part["disposal"] = disposal;
  part["legal_basis_type"] = "service_or_support_work";
  part["conditions"] = chinese_text(8, at.dice);
  part["risk"] = chinese_text(8, at.dice);
  part["supervision"] = chinese_text(8, at.dice);
  if (disposal == "delegate" || disposal == "entrust") {
    part["recipient"] = chinese_text(6, at.dice);
    part["recipient_is_authority"] = at.dice.chance(90);
  }
  if (disposal == "transfer") {
    part["competition_class"] = "moderate";
    part["duties"] = json::array{json::object{{"id", "report"}, {"text", chinese_text(8, at.dice)}}};
  }
  return part;
}

// Parts that add up to the whole; now and then they don't, or a part that decides is taken for support.
Value parts(const Situation& at) {
  const json::object whole = case_form(at.the_case);
  const json::value& workload = at_or_null(whole, "workload");
  const json::value& cost = at_or_null(whole, "cost_fen");
  if (!workload.is_int64() || !cost.is_int64()) return {};
  const std::int64_t count = at.dice.between(2, 4);
  json::array out;
  for (std::int64_t i = 0; i < count; ++i) {
    const bool last = i == count - 1;
    json::object part{{"id", fmt::format("p{}", i + 1)},
                      {"name", chinese_text(6, at.dice)},
                      {"kind", i == 0 && at.dice.chance(30) ? "licence" : "service"},
                      {"power", i == 0 ? "decides" : "gives_opinion"},
                      {"workload", last ? workload.get_int64() : 0},
                      {"cost_fen", last && at.dice.chance(95) ? cost.get_int64() : 0},
                      {"can_move", i > 0 || at.dice.chance(20)}};
    if (part.at("can_move").as_bool())
      part = disposed(at, std::move(part));
    else
      part["stays_because"] = chinese_text(8, at.dice);
    out.push_back(std::move(part));
  }
  return json::value(std::move(out));
}

Value plan_lines(const Situation& at) {
  json::array out;
  const auto item =
      id_of(at, "select item_id from transfer_item where department_id = ? and ended_at is null order by item_id",
            {at.caller.organisation.value_or("")});
  if (!item) return {};
  out.push_back({{"item", *item},
                 {"pilot", at.dice.chance(20)},
                 {"call_on", *day_from_today(at, 5, 20)},
                 {"agree_on", *day_from_today(at, 19, 60)},
                 {"money_fen", at.dice.between(0, 90) * 100'000},
                 {"supervision", chinese_text(8, at.dice)}});
  return json::value(std::move(out));
}

Value milestones(const Situation& at) {
  json::array out;
  for (const char* id : {"talent", "trial"})
    out.push_back({{"id", id}, {"title", chinese_text(6, at.dice)}, {"due_on", *day_from_today(at, 5, 40)}});
  return json::value(std::move(out));
}

const Tellers& catalogue_tellers() {
  static const Tellers kTellers = {
      {"function-inventory/workload", [](const Situation& at) { return Value(json::value(at.dice.between(1, 900))); }},
      {"function-inventory/cost_fen",
       [](const Situation& at) { return Value(json::value(at.dice.between(1, 900) * 100'000)); }},
      {"inventory-parts/parts", parts},
      {"inventory-batch/batch", open_batch},
      {"function-batch/proposals_until", [](const Situation& at) { return day_from_today(at, 14, 30); }},
      {"function-batch/year", [](const Situation& at) { return Value(json::value(year_of(at.today))); }},
      {"function-item/batch", [](const Situation& at) { return kept(at, "batch"); }},
      {"function-item/inventory", [](const Situation& at) { return kept(at, "inventory"); }},
      {"function-item/part", [](const Situation& at) { return kept(at, "part"); }},
      {"function-item/competition_class", [](const Situation&) { return text_value("full"); }},
      {"examination/departure", [](const Situation& at) { return text_value(chinese_text(8, at.dice)); }},
      {"function-plan/lines", plan_lines},
      {"function-plan/year", [](const Situation& at) { return Value(json::value(year_of(at.today))); }},
      {"function-plan/batch",
       [](const Situation& at) {
         auto batch = id_of(
             at,
             "select batch_id from transfer_batch where state = 'published' and ended_at is null order by batch_id");
         return batch ? batch : Value(json::value(nullptr));
       }},
      {"function-cultivation/item",
       [](const Situation& at) {
         return id_of(at,
                      "select item_id from transfer_item where department_id = ? and state = 'open' and ended_at is "
                      "null order by item_id",
                      {at.caller.organisation.value_or("")});
       }},
      {"function-cultivation/until_day", [](const Situation& at) { return day_from_today(at, 41, 200); }},
      {"function-cultivation/milestones", milestones},
      {"cultivation-milestone/milestone",
       [](const Situation& at) { return text_value(at.dice.chance(50) ? "talent" : "trial"); }},
  };
  return kTellers;
}

}  // namespace

std::optional<json::value> catalogue_hint(const Situation& at, std::string_view key) {
  const auto teller = catalogue_tellers().find(key);
  return teller == catalogue_tellers().end() ? Value() : teller->second(at);
}

}  // namespace gh::simulation
