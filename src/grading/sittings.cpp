#include "grading/sittings.h"

#include <algorithm>

#include "base/assert.h"
#include "base/described.h"
#include "base/problem.h"

namespace gh::grading {
namespace {

Problem conflict(std::string field, std::string rule, std::string clause, Text says) {
  return Problem(ProblemCode::kConflict,
                 FieldError{std::move(field), std::move(rule), std::move(clause), std::move(says)});
}

// The member as called; refuses who isn't, who stands aside and who has voted.
void require_vote_left(store::Tx& tx, const Sitting& sitting, const Id& office, const std::string& field) {
  const auto members = members_of(tx, sitting.id);
  const auto called = std::ranges::find(members, office, &SittingMember::office_id);
  if (called == members.end())
    throw conflict(field, "not_called", "社会组织评估管理办法13", {"不是本次会议的委员", "no member of this sitting"});
  if (called->aside)
    throw conflict(field, "stood_aside", "社会组织评估管理办法19",
                   {"该委员已回避，不参加表决", "the member stands aside and doesn't vote"});
  const auto cast =
      tx.integer("select count(*) from grading_ballot where sitting_id = ? and office_id = ?", {sitting.id, office});
  if (cast.value_or(0) > 0)
    throw conflict(field, "voted_already", "社会组织评估管理办法13", {"该委员已投票", "the member has voted already"});
}

}  // namespace

VotingRule voting_rule(const json::value& parameter) {
  const auto rule = read<VotingRule>(parameter);
  GH_ASSERT(rule.quorum_denominator > 0 && rule.favour_denominator > 0);
  return rule;
}

VoteOutcome outcome_of(const Tally& tally, const VotingRule& rule) {
  if (tally.members == 0 || tally.present * rule.quorum_denominator < tally.members * rule.quorum_numerator)
    return VoteOutcome::no_quorum;
  return tally.in_favour * rule.favour_denominator >= tally.members * rule.favour_numerator ? VoteOutcome::carried
                                                                                            : VoteOutcome::not_carried;
}

Sitting convene(store::Tx& tx, const Basis& basis, const Id& id, const std::vector<CommitteeSeat>& seats,
                const std::vector<std::string>& aside) {
  GH_ASSERT(!seats.empty() && aside.size() == seats.size());
  const auto number =
      tx.integer("select coalesce(max(number), 0) + 1 from grading_sitting where case_id = ?", {basis.case_id});
  Sitting sitting;
  sitting.id = id;
  sitting.case_id = basis.case_id;
  sitting.number = number.value_or(1);
  sitting.committee = seats.front().committee;
  sitting.members = static_cast<std::int64_t>(seats.size());
  sitting.convened_by_act = basis.act_id;
  sitting.convened_at = basis.at;
  tx.execute(
      "insert into grading_sitting (id, case_id, number, committee, members, convened_by_act, convened_at, "
      "closed_by_act, closed_at, outcome) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {sitting.id, sitting.case_id, sitting.number, sitting.committee, sitting.members, sitting.convened_by_act,
       sitting.convened_at, nullptr, nullptr, nullptr});
  for (std::size_t i = 0; i < seats.size(); ++i) {
    const CommitteeSeat& seat = seats[i];
    const bool out = !aside[i].empty();
    tx.execute(
        "insert into grading_sitting_member (sitting_id, office_id, seat, name, unit, aside, aside_act) values (?, ?, "
        "?, ?, ?, ?, ?)",
        {sitting.id, seat.office_id, seat.seat, seat.name, seat.unit, out ? std::optional(aside[i]) : std::nullopt,
         out ? std::optional(basis.act_id) : std::nullopt});
  }
  return sitting;
}

void cast_vote(store::Tx& tx, const Basis& basis, const Sitting& sitting, const Id& office, Vote vote,
               std::string_view opinion) {
  require_vote_left(tx, sitting, office, "");
  tx.execute(
      "insert into grading_ballot (sitting_id, office_id, vote, opinion, act_id, cast_at) values (?, ?, ?, ?, ?, ?)",
      {sitting.id, office, vote, opinion, basis.act_id, basis.at});
}

void stand_aside(store::Tx& tx, const Basis& basis, const Sitting& sitting, const Id& office, std::string_view reason) {
  require_vote_left(tx, sitting, office, "/form/office");
  tx.execute("update grading_sitting_member set aside = ?, aside_act = ? where sitting_id = ? and office_id = ?",
             {reason, basis.act_id, sitting.id, office});
}

void close(store::Tx& tx, const Basis& basis, const Sitting& sitting, VoteOutcome outcome) {
  const auto closed = tx.execute(
      "update grading_sitting set closed_by_act = ?, closed_at = ?, outcome = ? where id = ? and closed_at is null",
      {basis.act_id, basis.at, outcome, sitting.id});
  GH_ASSERT(closed == 1);
}

std::optional<Sitting> newest_sitting(store::Tx& tx, const Id& case_id) {
  return tx.one<Sitting>("select * from grading_sitting where case_id = ? order by number desc limit 1", {case_id});
}

std::vector<Sitting> sittings_of(store::Tx& tx, const Id& case_id) {
  return tx.all<Sitting>("select * from grading_sitting where case_id = ? order by number", {case_id});
}

std::vector<SittingMember> members_of(store::Tx& tx, const Id& sitting) {
  return tx.all<SittingMember>(
      "select * from grading_sitting_member where sitting_id = ? order by case seat when 'chair' then 1 when "
      "'vice_chair' then 2 else 3 end, office_id",
      {sitting});
}

std::vector<Ballot> ballots_of(store::Tx& tx, const Id& sitting) {
  return tx.all<Ballot>("select * from grading_ballot where sitting_id = ? order by office_id", {sitting});
}

Tally tally_of(store::Tx& tx, const Sitting& sitting) {
  Tally out;
  out.members = sitting.members;
  for (const Ballot& ballot : ballots_of(tx, sitting.id)) {
    ++out.present;
    out.in_favour += ballot.vote == Vote::in_favour ? 1 : 0;
  }
  return out;
}

}  // namespace gh::grading
