// What procedures do with committees: appointing them, calling them together, voting.
#include <boost/json/serialize.hpp>

#include "base/assert.h"
#include "base/described.h"
#include "base/periods.h"
#include "cases/model.h"
#include "draw/pool.h"
#include "grading/offer.h"
#include "grading/sittings.h"
#include "identity/offices.h"

namespace gh::grading {
namespace {

using cases::EffectContext;

constexpr std::string_view kAppointmentClause = "社会组织评估管理办法9-12";
constexpr std::string_view kVotingClause = "社会组织评估管理办法13";

template <class Enum>
Enum enum_argument(const EffectContext& ctx, std::string_view name) {
  Enum out{};
  GH_ASSERT(boost::describe::enum_from_string(ctx.text(name).c_str(), out));
  return out;
}

// The seat of one line of the form; its office must be one of the authority's that can sit.
CommitteeSeat seat_of(EffectContext& ctx, const json::value& line, Seat seat, const std::string& field) {
  CommitteeSeat out;
  out.office_id = Id(string_at(line, "office"));
  out.authority_id = ctx.the_case.authority_id.value_or("");
  out.committee = enum_argument<CommitteeKind>(ctx, "committee");
  out.seat = seat;
  out.name = string_at(line, "name");
  out.unit = string_at(line, "unit");
  out.sector = string_at(line, "sector");
  const json::value& ties = at_or_null(line, "ties");
  out.ties = ties.is_array() ? json::serialize(ties) : "[]";
  out.from_day = parse_day(ctx.text("from")).value();
  out.to_day = last_day_of_years(out.from_day, static_cast<int>(ctx.integer("years")));
  const auto office = identity::find_office(ctx.tx, out.office_id);
  const std::string role = seat == Seat::chair ? ctx.text("chair_role") : ctx.text("member_role");
  if (!office || !identity::in_force(*office, ctx.today) || office->role != role ||
      office->organisation_id != out.authority_id)
    ctx.refuse(ProblemCode::kInvalidForm, field + "/office", "known_member", std::string(kAppointmentClause),
               {"不是本机关聘任的委员岗位", "no office of a member of this registry's committees"});
  return out;
}

void add_seats(EffectContext& ctx, std::vector<CommitteeSeat>& seats, std::string_view list, Seat seat) {
  const auto* lines = ctx.value(list).if_array();
  if (lines == nullptr) return;
  for (std::size_t i = 0; i < lines->size(); ++i)
    seats.push_back(seat_of(ctx, (*lines)[i], seat, "/form/" + std::string(list) + "/" + std::to_string(i)));
}

// grading.appoint_committee {committee, chair, vice_chairs, members, from, years, chair_role, member_role}
void appoint_committee(EffectContext& ctx) {
  std::vector<CommitteeSeat> seats{seat_of(ctx, ctx.value("chair"), Seat::chair, "/form/chair")};
  add_seats(ctx, seats, "vice_chairs", Seat::vice_chair);
  add_seats(ctx, seats, "members", Seat::member);
  appoint(ctx.tx, basis_of(ctx), seats);
}

// grading.remove_member {office, reason}
void remove_member(EffectContext& ctx) { remove_seat(ctx.tx, basis_of(ctx), ctx.text("office"), ctx.text("reason")); }

// grading.end_committee {reason}: the composition that this case appointed.
void end_committee(EffectContext& ctx) { end_seats(ctx.tx, basis_of(ctx), ctx.text("reason")); }

// Why a member stands aside from the organisations (art. 19); "" when he may vote.
std::string aside_of(const CommitteeSeat& seat, const draw::DrawRules& rules) {
  const draw::Expert member{seat.office_id, {}, {}, ties_of(seat)};
  return std::string(draw::rule_against(member, rules));
}

// grading.convene {committee, relation, stand_aside, tie_months}
void convene_committee(EffectContext& ctx) {
  const auto committee = enum_argument<CommitteeKind>(ctx, "committee");
  const auto seats = seats_on(ctx.tx, ctx.the_case.authority_id.value_or(""), committee, ctx.today);
  if (seats.empty())
    ctx.refuse(ProblemCode::kConflict, "", "no_committee", std::string(kVotingClause),
               {"没有在任的委员会", "no committee is in office"});
  draw::DrawRules rules;
  const auto avoided = read<std::vector<Id>>(ctx.value("stand_aside"));
  rules.avoided = draw::avoided_of(
      ctx.tx, avoided, [&](std::string_view fact, const json::array& arguments) { return ctx.ask(fact, arguments); });
  rules.tie_months = static_cast<int>(ctx.integer("tie_months"));
  rules.today = ctx.today;
  std::vector<std::string> aside;
  for (const CommitteeSeat& seat : seats) aside.push_back(aside_of(seat, rules));
  convene(ctx.tx, basis_of(ctx), ctx.new_id(), seats, aside);
  const std::string relation = ctx.text("relation");
  for (const auto& party : ctx.tx.all<cases::Party>("select * from case_party where case_id = ? and relation = ?",
                                                    {ctx.the_case.id, relation}))
    ctx.remove_party(relation, party.party);
  for (std::size_t i = 0; i < seats.size(); ++i)
    if (aside[i].empty()) ctx.add_party(relation, seats[i].authority_id, seats[i].office_id);
}

Sitting require_sitting(EffectContext& ctx) {
  auto sitting = newest_sitting(ctx.tx, ctx.the_case.id);
  if (!sitting || sitting->closed_at)
    ctx.refuse(ProblemCode::kConflict, "", "no_sitting", std::string(kVotingClause),
               {"委员会尚未开会，或表决已结束", "the committee isn't sitting on this case"});
  return std::move(*sitting);
}

// grading.vote {}: the act's own form is the ballot of the acting office.
void vote(EffectContext& ctx) {
  const Sitting sitting = require_sitting(ctx);
  const std::string word(string_at(ctx.input, "vote"));
  const std::string opinion(string_at(ctx.input, "opinion"));
  if (word == "stand_aside") {
    stand_aside(ctx.tx, basis_of(ctx), sitting, ctx.act.office_id, opinion.empty() ? word : opinion);
    return;
  }
  Vote chosen{};
  GH_ASSERT(boost::describe::enum_from_string(word.c_str(), chosen));
  cast_vote(ctx.tx, basis_of(ctx), sitting, ctx.act.office_id, chosen, opinion);
}

// grading.excuse {office, reason}: on request the office decides that a member stands aside.
void excuse(EffectContext& ctx) {
  stand_aside(ctx.tx, basis_of(ctx), require_sitting(ctx), ctx.text("office"), ctx.text("reason"));
}

// grading.close_sitting {rule}
void close_sitting(EffectContext& ctx) {
  const Sitting sitting = require_sitting(ctx);
  const VoteOutcome outcome = outcome_of(tally_of(ctx.tx, sitting), voting_rule(ctx.value("rule")));
  if (outcome == VoteOutcome::no_quorum)
    ctx.refuse(ProblemCode::kConflict, "", "quorum", std::string(kVotingClause),
               {"出席委员不足", "too few members are present"});
  close(ctx.tx, basis_of(ctx), sitting, outcome);
}

}  // namespace

void offer_committees(cases::Offer& offer) {
  offer.effect("grading.appoint_committee", appoint_committee);
  offer.effect("grading.remove_member", remove_member);
  offer.effect("grading.end_committee", end_committee);
  offer.effect("grading.convene", convene_committee);
  offer.effect("grading.vote", vote);
  offer.effect("grading.excuse", excuse);
  offer.effect("grading.close_sitting", close_sitting);
  offer_committee_facts(offer);
}

}  // namespace gh::grading
