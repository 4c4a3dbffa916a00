// Rounds of spot checks in the demo city: drawn, visited, corrected, closed.
#include "app/demo_flows.h"

namespace gh::app {
namespace {

bool still_there(Play& play, const Id& organisation) {
  const json::value status = play.ask("registry.status", {json::string(organisation)});
  return status == json::value("active") || status == json::value("suspended");
}

// Two inspectors; every fourth finds something to correct.
Flow check_one(Play& play, Cast& cast, std::size_t registry_index, Id id, std::size_t number, bool on_site) {
  const RegistryCast registry = cast.registries[registry_index];
  const Id organisation = play.tx().string("select subject_id from case_file where id = ?", {id}).value_or("");
  co_await play.days(2, 30);
  if (!still_there(play, organisation)) co_return;
  play.act(registry.head, id, "appoint",
           {{"inspectors",
             json::array{json::string(*registry.registrar.office), json::string(*registry.second_registrar.office)}},
            {"manner", on_site ? "on_site" : "written"},
            {"check_on", text(play.today())}});
  co_await play.days(1, 12);
  if (!still_there(play, organisation)) co_return;
  const bool to_correct = number % 4 == 1;
  const json::object record{{"checked_on", text(play.today())},
                            {"cards_shown", true},
                            {"outcome", to_correct ? "to_correct" : "no_problem"},
                            {"findings", to_correct ? "会费票据使用不规范，换届资料不全" : "制度健全，账目清楚"}};
  play.act(registry.registrar, id, "record_findings", record);
  play.act(registry.second_registrar, id, "record_findings", record);
  co_await play.days(2, 10);
  if (!still_there(play, organisation)) co_return;
  json::object result{{"reason", to_correct ? "发现问题，限期整改" : "未发现问题"}};
  if (to_correct) result["correct_by"] = text(play.today() + std::chrono::days{30});
  play.act(registry.head, id, "publish_result", std::move(result));
  if (!to_correct) co_return;
  const std::size_t index = association_index(cast, organisation);
  // Those with a story of their own don't correct it.
  if (cast.associations[index].part == Part::credit) co_return;
  co_await play.days(5, 20);
  if (play.state(id) != "correcting" || !still_there(play, organisation)) co_return;
  play.act(cast.associations[index].secretary, id, "report_correction", {{"text", "票据已规范，资料已补齐"}});
  co_await play.days(2, 8);
  play.act(registry.registrar, id, "accept_correction", opinion_form("整改合格"));
}

std::vector<Id> children_of(Play& play, const Id& parent) {
  std::vector<Id> out;
  for (const auto& child :
       play.tx().all<cases::CaseFile>("select * from case_file where parent_id = ? order by id", {parent}))
    out.push_back(child.id);
  return out;
}

bool all_closed(Play& play, const Id& parent) {
  return play.tx().integer("select count(*) from case_file where parent_id = ? and closed_at is null", {parent}) == 0;
}

}  // namespace

Flow hold_spot_checks(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  const RegistryCast registry = cast.registries[index];
  if (play.ask("registry.associations", {json::string(registry.organisation)}).as_array().empty()) co_return;
  const Id id = play.open(registry.registrar, "spot-check-round",
                          {{"year", year_of(play.today())}, {"subjects", "会费和收费、财务、换届和重大事项报告"}});
  co_await play.days(2, 5);
  play.act(registry.head, id, "draw_sample");
  const std::vector<Id> drawn = children_of(play, id);
  for (std::size_t i = 0; i < drawn.size(); ++i) check_one(play, cast, index, drawn[i], index + i, i % 2 == 0);
  for (int waited = 0; !all_closed(play, id) && waited < kWaitDaysMax; ++waited) co_await play.days(2, 4);
  if (all_closed(play, id)) play.act(registry.head, id, "close_round", {{"reason", "抽中单位均已检查完毕"}});
}

}  // namespace gh::app
