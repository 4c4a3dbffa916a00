// The year's round of assessments in the demo city: called, applied for, half way through.
#include <fmt/format.h>

#include "app/demo_flows.h"
#include "app/demo_forms.h"

namespace gh::app {
namespace {

constexpr int kDaysToApply = 20;
constexpr std::size_t kVotesBeforeBreak = 4;

std::vector<std::size_t> candidates_of_round(const Cast& cast) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < cast.associations.size(); ++i)
    if (cast.associations[i].part == Part::graded_in_round && !cast.associations[i].organisation.empty())
      out.push_back(i);
  return out;
}

// From the list of who takes part on: the first is through, the second before the committee, the others with the
// experts.
Flow assess(Play& play, Cast& cast, Id id, std::size_t number) {
  const RegistryCast registry = cast.registries[0];
  co_await play.days(1, 4);
  play.act(registry.assessment, id, "draw_panel");
  const auto panel = play.party(id, "panelist");
  for (const auto& expert : panel) {
    co_await play.days(1, 2);
    if (number > 1 && expert.office == panel.back().office) co_return;
    play.act(expert, id, "score", score_sheets(play, id, "grade-2012", "", cast));
  }
  co_await play.days(1, 3);
  play.act(registry.assessment, id, "convene_committee");
  const auto members = play.party(id, "committee");
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (number == 1 && i == kVotesBeforeBreak) co_return;
    play.act(members[i], id, "vote", {{"vote", "in_favour"}});
  }
  play.act(registry.chair, id, "decide", {{"held_on", text(play.today())}});
  complain(play, cast, id);
}

// Applies, and is found to take part or, the last one, not.
Flow apply(Play& play, Cast& cast, std::size_t index, Id round, std::size_t number, bool excluded) {
  const RegistryCast registry = cast.registries[0];
  co_await play.days(1, 9);
  report_in_order(play, cast, index);
  const AssociationCast association = cast.associations[index];
  const Id id = play.open(association.secretary, "grade-assessment", grade_application_form(play, association), round);
  co_await play.days(2, 8);
  if (excluded) {
    play.act(registry.assessment, id, "find_ineligible", {{"ground", "papers"}, {"reason", "自评报告缺少财务部分"}});
    co_return;
  }
  play.act(registry.assessment, id, "confirm_eligible", opinion_form("符合参评条件"));
  for (int waited = 0; play.state(round) != "assessing" && waited < kWaitDaysMax; ++waited) co_await play.days(1, 2);
  assess(play, cast, id, number);
}

}  // namespace

Flow hold_grade_round(Play& play, Cast& cast, Day from) {
  co_await play.on(from);
  const auto candidates = candidates_of_round(cast);
  if (candidates.empty()) co_return;
  const RegistryCast registry = cast.registries[0];
  const Day until = play.today() + std::chrono::days{kDaysToApply};
  const Id id = play.open(
      registry.assessment, "grade-round",
      {{"year", year_of(play.today())},
       {"applications_until", text(until)},
       {"text",
        fmt::format("{}年度行业协会商会等级评估开始申报，请符合条件的单位按时提交自评报告。", year_of(play.today()))}});
  co_await play.days(1, 2);
  play.act(registry.head, id, "publish_call");
  for (std::size_t i = 0; i < candidates.size(); ++i)
    apply(play, cast, candidates[i], id, i, i + 1 == candidates.size() && i > 0);
  GUILDHALL_AWAIT_STATE(play, id, "checking");
  co_await play.days(2, 4);
  const json::array unchecked = {id, "grade-assessment", json::array{"submitted", "returned"}};
  for (int waited = 0; play.ask("grading.applications_in", unchecked) != 0 && waited < kWaitDaysMax; ++waited)
    co_await play.days(1, 2);
  play.act(registry.assessment, id, "publish_list");
}

}  // namespace gh::app
