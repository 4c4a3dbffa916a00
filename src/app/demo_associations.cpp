// The life of an association in the demo city: registration, reports, grade, listing; and who enrols beside it.
#include <fmt/format.h>

#include "app/demo_flows.h"
#include "app/demo_forms.h"

namespace gh::app {
namespace {

Flow grow(Play& play, Cast& cast, std::size_t index, Day from);
Flow list(Play& play, Cast& cast, std::size_t index);

Id organisation_of(Play& play, const Id& case_id) {
  return Id(play.ask("registry.organisation_of", {json::string(case_id)}).as_string());
}

}  // namespace

Flow enrol_company(Play& play, Cast& cast, std::size_t index, Day on) {
  co_await play.on(on);
  const auto& agent = cast.agents[index / kCompaniesPerAgent];
  const CompanyCast company = cast.companies[index];
  const Id id = play.open(agent, "organisation-enrolment",
                          {{"kind", "company"},
                           {"name", company.name},
                           {"credit_code", company.credit_code},
                           {"division", play.pack().division},
                           {"industry", company.industry},
                           {"address", "佛山市示范大道"},
                           {"contact_name", "经办人"},
                           {"contact_phone", kDemoPhone}});
  co_await play.days(1, 3);
  play.act(cast.registries[0].registrar, id, "accept");
  cast.companies[index].organisation = organisation_of(play, id);
}

Flow enrol_evaluator(Play& play, Cast& cast, std::size_t index) {
  co_await play.days(5, 20);
  const Id id = play.open(cast.evaluators[index], "organisation-enrolment",
                          {{"kind", "evaluator"},
                           {"name", fmt::format("佛山市{}评估咨询中心", index == 0 ? "明衡" : "公信")},
                           {"credit_code", demo_company_code(900'000 + static_cast<std::int64_t>(index))},
                           {"division", play.pack().division},
                           {"address", "佛山市示范大道"},
                           {"contact_name", "经办人"},
                           {"contact_phone", kDemoPhone},
                           {"belongs_to_civil_affairs", false}});
  co_await play.days(1, 3);
  play.act(cast.registries[0].registrar, id, "accept");
  cast.evaluators[index] = play.in_office(cast.evaluators[index], "evaluator");
}

Flow enrol_expert(Play& play, Cast& cast, std::size_t index) {
  co_await play.days(3, 20);
  const Id id =
      play.open(cast.experts[index], "person-enrolment",
                {{"kind", "expert"},
                 {"name", "专家"},
                 {"identity_number", fmt::format("990000888888{:05}X", index + 1)},
                 {"contact_phone", kDemoPhone},
                 {"specialities", json::array{"assessment", "industry", "finance", "technology", "law", "service"}},
                 {"ties", json::array{}}});
  co_await play.days(1, 3);
  play.act(cast.registries[0].second_registrar, id, "accept_expert");
}

bool let_lie(Play& play) { return play.chance(2); }

void keep_in_order(Play& play, Cast& cast, const Id& organisation) {
  for (std::size_t i = 0; i < cast.associations.size(); ++i)
    if (!organisation.empty() && cast.associations[i].organisation == organisation) report_in_order(play, cast, i);
}

Flow live(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  const auto registry = cast.registries[cast.associations[index].registry];
  const auto founder = cast.associations[index].founder;
  // Those with a story of their own are registered for certain, and the first one, whose secretary people sign in as.
  const bool sure = index == 0 || cast.associations[index].part == Part::exits;
  const bool short_papers = play.chance(20);
  const Id id =
      play.open(founder, "association-registration", registration_form(play, cast, cast.associations[index], false));
  if (!short_papers)
    for (const char* kind : {"charter", "founders", "premises", "capital"}) play.upload(founder, id, kind);
  co_await play.days(1, 4);
  if (play.state(id) != "submitted") co_return;  // too late: it counts as accepted, and the registry owes the visit
  if (short_papers) {
    play.act(registry.registrar, id, "return_for_completion", {{"missing", json::array{"章程草案", "验资报告"}}});
    co_await play.days(3, 15);
    if (!sure && play.chance(15)) {
      play.act(founder, id, "withdraw_application");
      co_return;
    }
    for (const char* kind : {"charter", "founders", "premises", "capital"}) play.upload(founder, id, kind);
    play.act(founder, id, "resubmit", registration_form(play, cast, cast.associations[index], false));
    co_await play.days(1, 3);
  }
  play.act(registry.registrar, id, "accept", {{"few_organisations_attested", false}});
  co_await play.days(1, 3);
  play.act(registry.registrar, id, "start_visit");
  co_await play.days(1, 4);
  const json::object visit = {{"visited_on", text(play.today())},
                              {"premises_fit", true},
                              {"papers_agree", true},
                              {"findings", "场所与材料相符"}};
  play.act(registry.registrar, id, "record_visit", visit);
  play.act(registry.second_registrar, id, "record_visit", visit);
  co_await play.days(1, 4);
  if (!sure && let_lie(play)) co_return;
  play.act(registry.reviewer, id, "recommend", {{"opinion", "材料齐全，符合条件，建议准予登记"}, {"favourable", true}});
  co_await play.days(1, play.chance(6) ? 25 : 5);
  if (!sure && play.chance(4)) {
    play.act(registry.head, id, "refuse",
             {{"ground", "conditions_not_met"}, {"reason", "会员构成与业务范围不符"}, {"remedies_told", true}});
    co_return;
  }
  play.act(registry.head, id, "approve");
  auto& association = cast.associations[index];
  association.organisation = organisation_of(play, id);
  association.registered_on = play.today();
  association.secretary = play.in_office(founder, "association_secretary", association.organisation);
  co_await play.days(1, 5);
  play.act(registry.registrar, id, "deliver_certificate", {{"delivered_on", text(play.today())}});
  if (association.part == Part::ordinary)
    grow(play, cast, index, association.registered_on + std::chrono::days{740 + play.between(0, 300)});
}

namespace {

// Is graded, then listed, and graded again when the grade has run out.
Flow grow(Play& play, Cast& cast, std::size_t index, Day from) {
  const auto registry = cast.registries[cast.associations[index].registry];
  const auto secretary = cast.associations[index].secretary;
  co_await play.on(from);
  report_in_order(play, cast, index);
  const Id id = play.open(secretary, "grade-assessment",
                          {{"self_rating", scores(play, "grade-2012", cast.associations[index].quality + 1, "")},
                           {"party_organisation", play.chance(80) ? "set_up" : "liaison_only"},
                           {"summary", "自评"},
                           {"contact_phone", kDemoPhone}});
  co_await play.days(2, 9);
  report_in_order(play, cast, index);
  play.act(registry.assessment, id, "confirm_eligible", {{"opinion", "符合参评条件"}, {"favourable", true}});
  co_await play.days(2, 8);
  play.act(registry.assessment, id, "draw_panel");
  for (const auto& expert : play.party(id, "panelist")) {
    co_await play.days(1, 2);
    play.act(expert, id, "score", score_sheets(play, id, "grade-2012", "", cast));
  }
  co_await play.days(3, 15);
  if (let_lie(play)) co_return;
  play.act(registry.assessment, id, "convene_committee");
  for (const auto& member : play.party(id, "committee"))
    play.act(member, id, "vote", {{"vote", play.chance(92) ? "in_favour" : "abstain"}});
  const json::value& rule = *play.pack().parameter("committee", play.today());
  if (play.ask("grading.vote_outcome", {json::string(id), rule}) != json::value("carried")) co_return;
  if (play.act(registry.chair, id, "decide", {{"held_on", text(play.today())}}) != "publicity") co_return;
  GUILDHALL_AWAIT_STATE(play, id, "confirming");
  const bool plaque = play.act(registry.head, id, "confirm") == "awarding";
  if (plaque) {
    co_await play.days(2, 10);
    play.act(registry.assessment, id, "award", {{"delivered_on", text(play.today())}});
  }
  if (!cast.associations[index].listed) list(play, cast, index);
  const json::value last = play.ask("grading.valid_to", {json::string(cast.associations[index].organisation)});
  grow(play, cast, index, parse_day(last.as_string()).value() + std::chrono::days{play.between(2, 40)});
}

}  // namespace

namespace {

Flow list(Play& play, Cast& cast, std::size_t index) {
  const auto registry = cast.registries[cast.associations[index].registry];
  co_await play.days(20, 120);
  const Id organisation = cast.associations[index].organisation;
  if (play.ask("grading.stars", {json::string(organisation)}).as_int64() < 3 || play.chance(15)) co_return;
  report_in_order(play, cast, index);
  const Id id = play.open(cast.associations[index].secretary, "eligibility-listing", eligibility_form(play));
  co_await play.days(2, 10);
  report_in_order(play, cast, index);
  play.act(registry.registrar, id, "pass_check", {{"opinion", "符合资质条件"}, {"favourable", true}});
  GUILDHALL_AWAIT_STATE(play, id, "confirming");
  report_in_order(play, cast, index);
  play.act(registry.head, id, "list");
  cast.associations[index].listed = true;
}

}  // namespace

}  // namespace gh::app
