// Grades, committees and the eligibility list.
#include <fmt/format.h>

#include "scoring/leaf_rules.h"
#include "scoring/rounds.h"
#include "simulation/tellers.h"

namespace gh::simulation {
namespace {

Value score_sheets(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const auto round = scoring::open_round(at.tx, at.the_case->id);
  if (!round) return {};
  json::array sheets;
  const policy::Rubric& rubric = at.pack.rubrics.at(round->rubric);
  for (const auto& entered : scoring::candidates_of(at.tx, round->id)) {
    const json::object given = points(at, rubric, round->price_indicator, at.dice.chance(80) ? 88 : 55);
    scoring::Scores kept;
    for (const auto& score : given) kept[std::string(score.key())] = score.value().get_int64();
    json::object sheet = scoring::written(scoring::grounds_for(rubric, kept, "按评分细则扣分"));
    sheet["candidate"] = entered.candidate;
    sheet["scores"] = given;
    sheets.push_back(std::move(sheet));
  }
  return json::value(std::move(sheets));
}

// Offices of a role in the caller's organisation, as seats of a committee.
json::array seats(const Situation& at, std::string_view role, std::size_t from, std::size_t count) {
  json::array out;
  std::size_t number = 0;
  at.tx.each("select id from office where role = ? and organisation_id = ? order by id",
             {role, at.caller.organisation.value_or("")}, [&](const store::Row& row) {
               if (number++ >= from && out.size() < count)
                 out.push_back({{"office", row.string(0)},
                                {"name", fmt::format("委员{}", number)},
                                {"unit", "推荐单位"},
                                {"sector", "research"}});
             });
  return out;
}

// Every third day a review committee is thought of.
bool review_turn(const Situation& at) { return at.today.time_since_epoch().count() % 3 == 0; }

Value chair(const Situation& at) {
  json::array chairs = seats(at, "committee_chair", 0, 1);
  if (chairs.empty()) return {};
  return std::move(chairs.front());
}

// Whether the committee that sits on the case is in favour.
Value carried(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const json::value* rule = at.pack.parameter("committee", at.today);
  if (rule == nullptr) return {};
  return json::value(at.ask("grading.vote_outcome", {json::string(at.the_case->id), *rule}) == json::value("carried"));
}

Value graded_association(const Situation& at) {
  auto graded = id_of(at,
                      "select distinct g.organisation_id from grading_grade g join organisation o on o.id = "
                      "g.organisation_id where g.ended_at is null and o.division = ? order by 1",
                      {at.caller.division});
  return graded ? graded : own_association(at);
}

Value ballot(const Situation& at) {
  if (at.dice.chance(88)) return text_value("in_favour");
  return one_of(at, {"against", "abstain", "stand_aside"});
}

Value panelist(const Situation& at) {
  return id_of(at, "select office_id from case_party where case_id = ? and relation = 'panelist' order by party",
               {at.the_case == nullptr ? "" : at.the_case->id});
}

Value self_rating(const Situation& at) { return json::value(points(at, at.pack.rubrics.at("grade-2012"), "", 70)); }

}  // namespace

const Tellers& grading_tellers() {
  static const Tellers kTellers = {
      {"self_rating", self_rating},
      {"party_organisation",
       [](const Situation& at) {
         return one_of(at, {"set_up", "set_up", "not_required", "required_missing"});
       }},
      {"committee-appointment/committee",
       [](const Situation& at) { return text_value(review_turn(at) ? "review" : "assessment"); }},
      {"committee-appointment/from_day", [](const Situation& at) { return day_from_today(at, 20, 40); }},
      {"committee-appointment/chair", chair},
      {"committee-appointment/vice_chairs",
       [](const Situation& at) {
         return Value(json::value(seats(at, "committee_member", 0, review_turn(at) ? 1 : 2)));
       }},
      {"committee-appointment/members",
       [](const Situation& at) { return Value(json::value(seats(at, "committee_member", 2, 6))); }},
      {"ballot/vote", ballot},
      {"committee-member-leaves/office",
       [](const Situation& at) { return id_of(at, "select distinct office_id from grading_seat order by office_id"); }},
      {"review-declaration/granted", carried},
      {"grade-round/applications_until", [](const Situation& at) { return day_from_today(at, 15, 25); }},
      {"grade-filing/year", [](const Situation& at) { return Value(json::value(year_of(at.today))); }},
      {"grade-round/year", [](const Situation& at) { return Value(json::value(year_of(at.today))); }},
      {"grade-adjustment/organisation", graded_association},
      {"grade-adjustment/kind", [](const Situation&) { return text_value("downgrade"); }},
      {"grade-adjustment/to_grade", [](const Situation&) { return text_value("1A"); }},
      {"eligibility-review-round/year", [](const Situation& at) { return Value(json::value(year_of(at.today))); }},
      {"follow-up-round/year", [](const Situation& at) { return Value(json::value(year_of(at.today))); }},
      {"check-assessment/organisation", graded_association},
      {"check-assessment/happened_on", [](const Situation& at) { return day_from_today(at, -20, 0); }},
      {"follow-up-visit/visit_on", [](const Situation& at) { return day_from_today(at, 0, 2); }},
      {"follow-up-findings/visited_on", [](const Situation& at) { return text_value(text(at.today)); }},
      {"follow-up-correction/correct_by", [](const Situation& at) { return day_from_today(at, 5, 20); }},
      {"adjustment-proposal/kind", [](const Situation&) { return text_value("downgrade"); }},
      {"adjustment-proposal/to_grade", [](const Situation&) { return text_value("1A"); }},
      {"score-sheets/sheets", score_sheets},
      {"eligibility-listing/full_time_staff",
       [](const Situation& at) { return Value(json::value(at.dice.between(2, 20))); }},
      {"favourable", [](const Situation& at) { return likely(at, 93); }},
      {"opinion/favourable", [](const Situation& at) { return likely(at, 93); }},
      {"panelist-replacement/office", panelist},
  };
  return kTellers;
}

}  // namespace gh::simulation
