// A committee called together for a case, and its vote by named ballot (社会组织评估管理办法13, 19, 22): who was
// called, who stands aside, who voted how, and what it comes to.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "grading/committee.h"

namespace gh::grading {

enum class Vote { in_favour, against, abstain };
BOOST_DESCRIBE_ENUM(Vote, in_favour, against, abstain)

// How many are enough: of all members present, and of all members in favour.
struct VotingRule {
  std::int64_t quorum_numerator = 0;
  std::int64_t quorum_denominator = 1;
  std::int64_t favour_numerator = 0;
  std::int64_t favour_denominator = 1;
};
BOOST_DESCRIBE_STRUCT(VotingRule, (), (quorum_numerator, quorum_denominator, favour_numerator, favour_denominator))

// Reads parameter `committee`; our bug when it lacks a number.
VotingRule voting_rule(const json::value& parameter);

struct Tally {
  std::int64_t members = 0;  // of the committee, those who stand aside too
  std::int64_t present = 0;  // who voted
  std::int64_t in_favour = 0;
};
BOOST_DESCRIBE_STRUCT(Tally, (), (members, present, in_favour))

enum class VoteOutcome { no_quorum, carried, not_carried };
BOOST_DESCRIBE_ENUM(VoteOutcome, no_quorum, carried, not_carried)
// Both shares are of all members and include the number itself (民法典1259): of twelve, eight are a quorum and six
// carry.
VoteOutcome outcome_of(const Tally& tally, const VotingRule& rule);

struct Sitting {
  Id id;
  Id case_id;
  std::int64_t number = 0;
  CommitteeKind committee{};
  std::int64_t members = 0;
  Id convened_by_act;
  Instant convened_at{};
  std::optional<Id> closed_by_act;
  std::optional<Instant> closed_at;
  std::optional<std::string> outcome;
};
BOOST_DESCRIBE_STRUCT(Sitting, (),
                      (id, case_id, number, committee, members, convened_by_act, convened_at, closed_by_act, closed_at,
                       outcome))

struct SittingMember {
  Id sitting_id;
  Id office_id;
  std::string seat;
  std::string name;
  std::string unit;
  std::optional<std::string> aside;  // why he stands aside
  std::optional<Id> aside_act;
};
BOOST_DESCRIBE_STRUCT(SittingMember, (), (sitting_id, office_id, seat, name, unit, aside, aside_act))

struct Ballot {
  Id sitting_id;
  Id office_id;
  Vote vote{};
  std::string opinion;
  Id act_id;
  Instant cast_at{};
};
BOOST_DESCRIBE_STRUCT(Ballot, (), (sitting_id, office_id, vote, opinion, act_id, cast_at))

// Opens the case's next sitting with these seats; `aside` says for each of them why he stands aside, or "".
Sitting convene(store::Tx& tx, const Basis& basis, const Id& id, const std::vector<CommitteeSeat>& seats,
                const std::vector<std::string>& aside);
// kConflict "not_called": the office isn't one of the sitting; "stood_aside"; "voted_already".
void cast_vote(store::Tx& tx, const Basis& basis, const Sitting& sitting, const Id& office, Vote vote,
               std::string_view opinion);
// From now on the member doesn't vote here. kConflict "not_called"; "voted_already".
void stand_aside(store::Tx& tx, const Basis& basis, const Sitting& sitting, const Id& office, std::string_view reason);
void close(store::Tx& tx, const Basis& basis, const Sitting& sitting, VoteOutcome outcome);

// The newest sitting of a case; nothing when there was none.
std::optional<Sitting> newest_sitting(store::Tx& tx, const Id& case_id);
std::vector<Sitting> sittings_of(store::Tx& tx, const Id& case_id);
std::vector<SittingMember> members_of(store::Tx& tx, const Id& sitting);
std::vector<Ballot> ballots_of(store::Tx& tx, const Id& sitting);
Tally tally_of(store::Tx& tx, const Sitting& sitting);

}  // namespace gh::grading
