#include "app/demo_exits.h"

#include "app/demo_forms.h"

namespace gh::app {
namespace {

constexpr int kPoorQuality = 40;
constexpr int kGoodQuality = 96;

// ---- registration

Story application(Play& play, const Cast& cast, std::size_t hopeful, std::vector<Step> steps) {
  return {cast.hopefuls[hopeful].founder,
          "association-registration",
          registration_form(play, cast, cast.hopefuls[hopeful], false),
          {"charter", "founders", "premises", "capital"},
          std::move(steps),
          3};
}

void tell_of_failed_applications(Play& play, Cast& cast, Day last) {
  const auto ago = [last](int days) { return last - std::chrono::days{days}; };
  tell(play, ago(400), [&play, &cast] {
    return application(play, cast, 0,
                       {{cast.registries[0].registrar,
                         "submitted",
                         "not_accept",
                         {{"ground", "not_this_body"}, {"right_body", "区民政局"}, {"reason", "活动地域限于一区"}}}});
  });
  // Nobody accepts it in time; a hearing is held, and it is refused.
  tell(play, ago(300), [&play, &cast] {
    const RegistryCast& registry = cast.registries[0];
    const json::object visit{
        {"visited_on", "=today"}, {"premises_fit", true}, {"papers_agree", true}, {"findings", "场所与材料相符"}};
    return application(
        play, cast, 1,
        {{registry.registrar, "deemed_accepted", "start_visit"},
         {registry.registrar, "site_check", "record_visit", visit},
         {registry.second_registrar, "site_check", "record_visit", visit},
         {registry.reviewer, "first_review", "recommend", opinion_form("利害关系人意见不一，建议听证")},
         {registry.head, "approval", "refer_to_hearing", {{"ground", "涉及同业重大利益"}, {"held_on", "=today+6"}}},
         {registry.reviewer, "hearing", "record_hearing", {{"held_on", "=today"}, {"summary", "各方陈述、质证"}}},
         {registry.head,
          "approval",
          "refuse",
          {{"ground", "unnecessary"}, {"reason", "业务范围与现有协会相同"}, {"remedies_told", true}}}});
  });
  tell(play, ago(250), [&play, &cast] {
    return application(
        play, cast, 2,
        {{cast.registries[0].registrar, "submitted", "return_for_completion", {{"missing", json::array{"验资报告"}}}},
         {cast.hopefuls[2].founder, "returned", "withdraw_application"}});
  });
}

// ---- grades

// From the check of the papers to the certificate, where there is one; everybody votes in favour.
Flow assess_alone(Play& play, Cast& cast, std::size_t index, Id id, bool simplified) {
  const RegistryCast registry = cast.registries[cast.associations[index].registry];
  co_await play.days(2, 5);
  report_in_order(play, cast, index);
  play.act(registry.assessment, id, "confirm_eligible", opinion_form("符合参评条件"));
  co_await play.days(2, 4);
  if (simplified)
    play.act(registry.assessment, id, "draw_simplified_panel", {{"reason", "等级生效后两年内申请重新评估"}});
  else
    play.act(registry.assessment, id, "draw_panel");
  for (const auto& expert : play.party(id, "panelist")) {
    co_await play.days(1, 2);
    play.act(expert, id, "score", score_sheets(play, id, "grade-2012", "", cast));
  }
  co_await play.days(2, 4);
  play.act(registry.assessment, id, "convene_committee");
  for (const auto& member : play.party(id, "committee")) play.act(member, id, "vote", {{"vote", "in_favour"}});
  if (play.act(registry.chair, id, "decide", {{"held_on", text(play.today())}}) != "publicity") co_return;
  GUILDHALL_AWAIT_STATE(play, id, "confirming");
  if (play.act(registry.head, id, "confirm") != "awarding") co_return;
  co_await play.days(2, 6);
  play.act(registry.assessment, id, "award", {{"delivered_on", text(play.today())}});
}

Id apply_for_grade(Play& play, Cast& cast, std::size_t index) {
  report_in_order(play, cast, index);
  const AssociationCast& association = cast.associations[index];
  return play.open(association.secretary, "grade-assessment", grade_application_form(play, association));
}

// Sent back and withdrawn; the next time it doesn't get the points.
Flow miss_grade(Play& play, Cast& cast, std::size_t index, Day last) {
  co_await play.on(last - std::chrono::days{700});
  const RegistryCast registry = cast.registries[cast.associations[index].registry];
  cast.associations[index].quality = kPoorQuality;
  const Id first = apply_for_grade(play, cast, index);
  co_await play.days(2, 5);
  play.act(registry.assessment, first, "return_for_completion", {{"missing", json::array{"自评报告财务部分"}}});
  co_await play.days(2, 6);
  play.act(cast.associations[index].secretary, first, "resubmit",
           grade_application_form(play, cast.associations[index]));
  co_await play.days(1, 3);
  play.act(cast.associations[index].secretary, first, "withdraw_application");
  co_await play.days(60, 100);
  assess_alone(play, cast, index, apply_for_grade(play, cast, index), false);
}

// Once the rules know a simplified visit: another assessment soon after the first, and a review of what it proposes.
Flow raise_grade(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  const json::value* months = play.pack().parameter("simplified_visit_months", play.today());
  if (months == nullptr || *months == 0) co_return;
  const Id id = apply_for_grade(play, cast, index);
  assess_alone(play, cast, index, id, true);
  ask_for_review(play, cast, index, id);
}

// ---- eligibility

Id apply_for_listing(Play& play, Cast& cast, std::size_t index) {
  report_in_order(play, cast, index);
  return play.open(cast.associations[index].secretary, "eligibility-listing", eligibility_form(play));
}

Id begin_removal(Play& play, const Cast& cast, std::size_t index, const char* measure) {
  const AssociationCast& association = cast.associations[index];
  return play.open(cast.registries[association.registry].registrar, "eligibility-removal",
                   {{"organisation", association.organisation},
                    {"measure", measure},
                    {"ground", "conditions_lost"},
                    {"facts", "专职工作人员一度不足"}});
}

// Suspended for a while, then let be the next time.
Flow doubt_listing(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  const RegistryCast registry = cast.registries[cast.associations[index].registry];
  const Id suspension = begin_removal(play, cast, index, "suspend");
  co_await play.days(1, 3);
  play.act(cast.associations[index].secretary, suspension, "state_case", {{"statement", "正在招聘，一月内补足"}});
  co_await play.days(1, 4);
  play.act(registry.head, suspension, "suspend", decision_form("条件暂不具备"));
  co_await play.days(20, 35);
  play.act(registry.head, suspension, "reinstate", {{"reason", "专职工作人员已补足"}});
  co_await play.days(5, 10);
  const Id dropped = begin_removal(play, cast, index, "remove");
  GUILDHALL_AWAIT_STATE(play, dropped, "heard");
  play.act(registry.head, dropped, "drop", {{"reason", "经查条件具备"}});
}

// Graded well; on the list at the third attempt.
Flow come_onto_list(Play& play, Cast& cast, std::size_t index, Day last) {
  co_await play.on(last - std::chrono::days{760});
  const RegistryCast registry = cast.registries[cast.associations[index].registry];
  const identity::Caller secretary = cast.associations[index].secretary;
  cast.associations[index].quality = kGoodQuality;
  const Id grade = apply_for_grade(play, cast, index);
  assess_alone(play, cast, index, grade, false);
  GUILDHALL_AWAIT_STATE(play, grade, "granted");
  const Id first = apply_for_listing(play, cast, index);
  co_await play.days(1, 3);
  play.act(registry.registrar, first, "return_for_completion", {{"missing", json::array{"专职人员社保证明"}}});
  co_await play.days(1, 4);
  play.act(secretary, first, "resubmit", eligibility_form(play));
  co_await play.days(1, 2);
  play.act(secretary, first, "withdraw_application");
  co_await play.days(2, 6);
  const Id second = apply_for_listing(play, cast, index);
  co_await play.days(2, 5);
  play.act(registry.head, second, "refuse", decision_form("专职工作人员不足"));
  co_await play.days(20, 30);
  const Id third = apply_for_listing(play, cast, index);
  co_await play.days(2, 5);
  play.act(registry.registrar, third, "pass_check", opinion_form("符合资质条件"));
  GUILDHALL_AWAIT_STATE(play, third, "confirming");
  report_in_order(play, cast, index);
  play.act(registry.head, third, "list");
  cast.associations[index].listed = true;
}

bool keeps_conditions(Play& play, const AssociationCast& association) {
  const auto organisation = json::string(association.organisation);
  const json::value& stars = *play.pack().parameter("eligibility_min_stars", play.today());
  return stands(play, association) && play.ask("grading.stars", {organisation}).as_int64() >= stars.as_int64() &&
         play.ask("registry.list_status", {organisation}) == json::value("none");
}

// What a review of the list has begun: the one with the exits is removed, the others are assessed anew.
Flow decide_removal(Play& play, Cast& cast, std::size_t index, Id removal) {
  const RegistryCast registry = cast.registries[cast.associations[index].registry];
  GUILDHALL_AWAIT_STATE(play, removal, "heard");
  co_await play.days(1, 5);
  if (cast.associations[index].part == Part::exits)
    play.act(registry.head, removal, "remove", decision_form("不再具备资质条件"));
  else
    play.act(registry.head, removal, "drop", {{"reason", "已申请重新评估"}});
}

void review_one(Play& play, Cast& cast, const cases::CaseFile& review) {
  const std::size_t index = association_index(cast, review.subject_id.value_or(""));
  const RegistryCast& registry = cast.registries[cast.associations[index].registry];
  if (cast.associations[index].part != Part::exits && keeps_conditions(play, cast.associations[index])) {
    report_in_order(play, cast, index);
    play.act(registry.registrar, review.id, "confirm", {{"reason", "各项条件均符合"}});
    return;
  }
  play.act(registry.registrar, review.id, "propose_removal",
           {{"ground", "conditions_lost"}, {"facts", "复核时不具备资质条件"}});
  const auto removal = play.tx().string(
      "select id from case_file where procedure = 'eligibility-removal' and subject_id = ? and closed_at is null "
      "order by id desc limit 1",
      {cast.associations[index].organisation});
  decide_removal(play, cast, index, removal.value());
}

// Announced too early and begun again.
Flow review_list(Play& play, Cast& cast, RegistryCast registry, Day from) {
  co_await play.on(from);
  const auto announce = [&] {
    return play.open(registry.registrar, "eligibility-review-round", {{"year", year_of(play.today())}});
  };
  const Id discarded = announce();
  co_await play.days(1, 3);
  play.act(registry.head, discarded, "discard", {{"reason", "年度报告尚未审完，改期进行"}});
  co_await play.days(15, 20);
  const Id id = announce();
  play.act(registry.head, id, "start");
  co_await play.days(3, 9);
  for (const auto& review :
       play.tx().all<cases::CaseFile>("select * from case_file where parent_id = ? order by id", {id}))
    review_one(play, cast, review);
  co_await play.days(2, 6);
  play.act(registry.head, id, "publish_results");
}

}  // namespace

std::vector<std::size_t> exits_of(const Cast& cast) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < cast.associations.size(); ++i)
    if (cast.associations[i].part == Part::exits) out.push_back(i);
  return out;
}

void tell_of_exits(Play& play, Cast& cast, Day last) {
  tell_of_appeal_panels(play, cast, last);
  if (!has_whole_cast(cast)) return;
  const auto ago = [last](int days) { return last - std::chrono::days{days}; };
  const auto those = exits_of(cast);
  tell_of_failed_applications(play, cast, last);
  miss_grade(play, cast, those.at(0), last);
  come_onto_list(play, cast, those.at(1), last);
  doubt_listing(play, cast, those.at(1), ago(430));
  review_list(play, cast, cast.registries[0], ago(240));
  doubt_grade(play, cast, those.at(1), ago(180));
  raise_grade(play, cast, those.at(1), ago(75));
  check_grade(play, cast, those.at(1), ago(100));
  tell_of_function_exits(play, cast, last);
  tell_of_purchase_exits(play, cast, last);
  tell_of_the_seldom(play, cast, last);
}

}  // namespace gh::app
