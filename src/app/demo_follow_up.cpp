// What follows grades in the demo city: bodies drawn to be looked at again, and a complaint about a proposed grade.
#include <array>

#include "app/demo_exits.h"
#include "cases/model.h"

namespace gh::app {
namespace {

enum class Found { deserved, flawed, not_yet };

// The experts have been there and the grade stands; something is put right first; or they are still to come.
Flow look_again(Play& play, Cast& cast, std::size_t registry_index, Id id, Found found) {
  const RegistryCast registry = cast.registries[registry_index];
  const Id organisation = play.tx().string("select subject_id from case_file where id = ?", {id}).value_or("");
  co_await play.days(2, 9);
  play.act(registry.assessment, id, "draw_panel", {{"visit_on", text(play.today() + std::chrono::days{4})}});
  if (found == Found::not_yet) co_return;
  co_await play.days(5, 9);
  const bool flawed = found == Found::flawed;
  for (const auto& expert : play.party(id, "panelist"))
    play.act(expert, id, "record_findings",
             {{"visited_on", text(play.today())},
              {"opinion", flawed ? "flawed" : "deserved"},
              {"findings", flawed ? "印章和票据管理不规范" : "治理规范，服务会员有成效"},
              {"no_interest", true}});
  co_await play.days(2, 6);
  if (play.state(id) != "recorded" || play.ask("grading.announced", {json::string(organisation)}) != true) co_return;
  if (!flawed) {
    play.act(registry.head, id, "confirm_grade", {{"reason", "专家意见一致，维持等级"}});
    co_return;
  }
  play.act(registry.head, id, "order_correction",
           {{"reason", "规范印章和票据管理"}, {"correct_by", text(play.today() + std::chrono::days{20})}});
  co_await play.days(5, 12);
  const std::size_t index = association_index(cast, organisation);
  play.act(cast.associations[index].secretary, id, "report_correction", {{"text", "已建立印章、票据登记制度"}});
}

bool anybody_graded(Play& play, const RegistryCast& registry) {
  const auto* stars = play.pack().parameter("follow_up_stars", play.today());
  const json::value all = play.ask("registry.associations", {json::string(registry.organisation)});
  return stars != nullptr && !play.ask("grading.graded", {all, *stars}).as_array().empty();
}

}  // namespace

Flow hold_follow_ups(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  const RegistryCast registry = cast.registries[index];
  if (!anybody_graded(play, registry)) co_return;
  const Id id = play.open(registry.assessment, "follow-up-round",
                          {{"year", year_of(play.today())}, {"subjects", "内部治理、财务管理和印章票据管理"}});
  co_await play.days(2, 5);
  if (!anybody_graded(play, registry)) co_return;
  play.act(registry.head, id, "draw_sample");
  constexpr std::array<Found, 3> kFound = {Found::deserved, Found::flawed, Found::not_yet};
  // Few are drawn from each register: each registry begins with another of them.
  std::size_t number = index;
  for (const auto& child :
       play.tx().all<cases::CaseFile>("select * from case_file where parent_id = ? order by id", {id}))
    look_again(play, cast, index, child.id, kFound[number++ % kFound.size()]);
}

Flow complain(Play& play, Cast& cast, Id grade) {
  co_await play.days(1, 2);
  if (play.state(grade) != "publicity") co_return;
  const RegistryCast registry = cast.registries[0];
  const Id id = play.open(cast.agents[0], "grade-complaint",
                          {{"points", json::array{"会费收支公开一项得分偏高"}},
                           {"facts", "未见上年度会费收支公开"},
                           {"asked", "请核实该项得分"},
                           {"contact_phone", kDemoPhone}},
                          grade);
  co_await play.days(1, 3);
  play.act(registry.assessment, id, "convene_committee", opinion_form("收支情况已在会员大会公开，会议纪要在案"));
  co_await play.days(2, 4);
  for (const auto& member : play.party(id, "committee")) play.act(member, id, "vote", {{"vote", "against"}});
  co_await play.days(1, 2);
  play.act(registry.chair, id, "dismiss_complaint",
           {{"held_on", text(play.today())}, {"reason", "收支已按章程公开，评分依据充分"}});
}

Flow ask_for_review(Play& play, Cast& cast, std::size_t index, Id grade) {
  GUILDHALL_AWAIT_STATE(play, grade, "publicity");
  const RegistryCast registry = cast.registries[cast.associations[index].registry];
  const Id id = play.open(cast.associations[index].secretary, "grade-review",
                          {{"points", json::array{"社会评价一项"}},
                           {"facts", "会员满意度调查未计入"},
                           {"asked", "请复核该项得分"},
                           {"contact_phone", kDemoPhone}},
                          grade);
  co_await play.days(1, 3);
  play.act(registry.assessment, id, "convene_committee", opinion_form("调查样本不足，评分有据"));
  co_await play.days(1, 2);
  for (const auto& member : play.party(id, "committee")) play.act(member, id, "vote", {{"vote", "against"}});
  play.act(registry.chair, id, "dismiss_request",
           {{"held_on", text(play.today())}, {"granted", false}, {"reason", "评分依据充分"}});
}

Flow check_grade(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  const AssociationCast& association = cast.associations[index];
  const json::value* causes = play.pack().parameter("check_causes", play.today());
  if (causes == nullptr || causes->as_array().empty() ||
      play.ask("grading.announced", {json::string(association.organisation)}) != true)
    co_return;
  const Id id = play.open(cast.registries[association.registry].assessment, "check-assessment",
                          {{"organisation", association.organisation},
                           {"cause", causes->as_array().front()},
                           {"happened_on", text(play.today() - std::chrono::days{10})},
                           {"facts", "收到反映，涉及内部治理"}});
  look_again(play, cast, association.registry, id, Found::deserved);
}

Flow doubt_grade(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  const AssociationCast association = cast.associations[index];
  const RegistryCast registry = cast.registries[association.registry];
  if (play.ask("grading.announced", {json::string(association.organisation)}) != true) co_return;
  const Id id = play.open(registry.assessment, "grade-adjustment",
                          {{"organisation", association.organisation},
                           {"kind", "cancel"},
                           {"ground", "other"},
                           {"occasion", "verification"},
                           {"facts", "举报称评估材料不实"}});
  co_await play.days(1, 3);
  play.act(registry.assessment, id, "notify");
  co_await play.days(2, 6);
  play.act(association.secretary, id, "state_case", {{"statement", "材料原件在案，可供核对"}});
  co_await play.days(2, 6);
  play.act(registry.assessment, id, "drop", {{"reason", "经核对，材料属实"}});
}

}  // namespace gh::app
