// Committees: who sits, who votes, what it comes to.
#include "grading/sittings.h"

#include <algorithm>

#include "base/periods.h"
#include "grading/grading_fixture.h"

namespace gh::grading {
namespace {

constexpr VotingRule kRule{2, 3, 1, 2};

std::string outcome(std::int64_t members, std::int64_t present, std::int64_t in_favour) {
  return boost::describe::enum_to_string(outcome_of({members, present, in_favour}, kRule), "");
}

TEST(Vote, OfTwelveWithEightPresentSixInFavourCarryAndFiveDoNot) {
  EXPECT_EQ(outcome(12, 8, 6), "carried");
  EXPECT_EQ(outcome(12, 8, 5), "not_carried");
}

TEST(Vote, OfTwelveSevenAreNoQuorumHoweverTheyVote) {
  EXPECT_EQ(outcome(12, 7, 7), "no_quorum");
  EXPECT_EQ(outcome(7, 5, 4), "carried");
  EXPECT_EQ(outcome(7, 4, 4), "no_quorum");
  EXPECT_EQ(outcome(25, 17, 13), "carried");
  EXPECT_EQ(outcome(25, 17, 12), "not_carried");
  EXPECT_EQ(outcome(0, 0, 0), "no_quorum");
}

class Sittings : public OnDatabase {
 protected:
  static CommitteeSeat seat(const Id& office, Seat kind, Day from, CommitteeKind committee) {
    CommitteeSeat out;
    out.office_id = office;
    out.authority_id = "registry";
    out.committee = committee;
    out.seat = kind;
    out.name = "委员";
    out.unit = "单位";
    out.ties = R"([{"credit_code":"","name":"佛山市示例行业协会","until":"2020-06-30"}])";
    out.from_day = from;
    out.to_day = last_day_of_years(from, 5);
    return out;
  }
  std::string appoint_three(const Id& case_id, Day from, std::vector<Id> offices = {"o1", "o2", "o3"},
                            CommitteeKind committee = CommitteeKind::assessment) {
    return answer([=](store::Tx& tx) {
      std::vector<CommitteeSeat> seats;
      for (const Id& office : offices)
        seats.push_back(seat(office, seats.empty() ? Seat::chair : Seat::member, from, committee));
      appoint(tx, basis(case_id, from), seats);
    });
  }
  std::string sitting_on(Day day, CommitteeKind committee = CommitteeKind::assessment) {
    std::string out;
    for (const auto& one : read([=](store::Tx& tx) { return seats_on(tx, "registry", committee, day); }))
      out += one.office_id + " ";
    return out;
  }
  std::string work(const std::function<void(store::Tx&, const Sitting&)>& what) {
    return answer([&](store::Tx& tx) { what(tx, newest_sitting(tx, "grade").value()); });
  }
  void call_together(std::vector<std::string> aside) {
    ASSERT_EQ(appoint_three("appointment", day_of(2021, 1, 1)), "done");
    ASSERT_EQ(answer([&](store::Tx& tx) {
                const auto seats = seats_on(tx, "registry", CommitteeKind::assessment, kToday);
                convene(tx, basis("grade", kToday), "sitting", seats, aside);
              }),
              "done");
  }
  Tally tally() {
    return read([](store::Tx& tx) { return tally_of(tx, newest_sitting(tx, "grade").value()); });
  }
  static inline const Day kToday = day_of(2022, 6, 1);
};

TEST_P(Sittings, ACompositionSitsFromItsFirstDayToItsLastAndTheNextTakesItsPlace) {
  EXPECT_EQ(appoint_three("a", day_of(2016, 1, 1)), "done");
  EXPECT_EQ(sitting_on(day_of(2015, 12, 31)), "");
  EXPECT_EQ(sitting_on(day_of(2020, 12, 31)), "o1 o2 o3 ");
  EXPECT_EQ(sitting_on(day_of(2021, 1, 1)), "");
  EXPECT_EQ(appoint_three("b", day_of(2020, 7, 1), {"o4", "o5"}), "done");
  EXPECT_EQ(sitting_on(day_of(2020, 6, 30)), "o1 o2 o3 ");
  EXPECT_EQ(sitting_on(day_of(2020, 7, 1)), "o4 o5 ");
  EXPECT_EQ(sitting_on(day_of(2020, 7, 1), CommitteeKind::review), "");
}

TEST_P(Sittings, AnAppointmentEndsEveryEarlierOneOfItsCommitteeAndNoOther) {
  appoint_three("a", day_of(2016, 1, 1));
  appoint_three("r", day_of(2016, 1, 1), {"o7"}, CommitteeKind::review);
  appoint_three("b", day_of(2017, 1, 1), {"o4", "o5"});
  appoint_three("c", day_of(2018, 1, 1), {"o6"});
  const auto before = [&](const Id& id) { return read([=](store::Tx& tx) { return succeeded_by(tx, id); }); };
  EXPECT_EQ(before("c"), (std::vector<Id>{"a", "b"}));
  EXPECT_EQ(before("b"), std::vector<Id>{"a"});
  EXPECT_TRUE(before("a").empty());
  EXPECT_TRUE(before("r").empty());
  EXPECT_EQ(answer([](store::Tx& tx) { end_seats(tx, basis("a", day_of(2017, 1, 1)), "换届"); }), "done");
  const auto all = read([](store::Tx& tx) { return seats_of(tx, "", start_of(day_of(2020, 1, 1), UtcOffset{480})); });
  EXPECT_EQ(std::ranges::count_if(all, [](const auto& seat) { return seat.ended_at.has_value(); }), 3);
  EXPECT_EQ(all.front().case_id, "c");
}

TEST_P(Sittings, NobodyHasTwoSeats) {
  EXPECT_EQ(appoint_three("a", day_of(2016, 1, 1), {"o1", "o2", "o1"}), "invalid-form distinct_members");
}

TEST_P(Sittings, WhoCheatsLosesTheSeat) {
  appoint_three("a", day_of(2016, 1, 1));
  const auto remove = [&](const Id& office) {
    return answer([&](store::Tx& tx) { remove_seat(tx, basis("a", day_of(2017, 1, 1)), office, "弄虚作假"); });
  };
  EXPECT_EQ(remove("o2"), "done");
  EXPECT_EQ(sitting_on(day_of(2017, 1, 2)), "o1 o3 ");
  EXPECT_EQ(remove("o2"), "conflict not_a_member");
  EXPECT_EQ(remove("o9"), "conflict not_a_member");
}

TEST_P(Sittings, EachMemberVotesOnceAndWhoStandsAsideNotAtAll) {
  call_together({"", "", "tie"});
  const auto vote = [&](const Id& office, Vote how) {
    return work([&](store::Tx& tx, const Sitting& sitting) {
      cast_vote(tx, basis("grade", kToday), sitting, office, how, "");
    });
  };
  EXPECT_EQ(vote("o1", Vote::in_favour), "done");
  EXPECT_EQ(vote("o1", Vote::against), "conflict voted_already");
  EXPECT_EQ(vote("o3", Vote::in_favour), "conflict stood_aside");
  EXPECT_EQ(vote("stranger", Vote::in_favour), "conflict not_called");
  EXPECT_EQ(tally().members, 3);
  EXPECT_EQ(tally().present, 1);
  EXPECT_EQ(tally().in_favour, 1);
  EXPECT_EQ(vote("o2", Vote::abstain), "done");
  EXPECT_EQ(tally().present, 2);
  EXPECT_EQ(tally().in_favour, 1);
}

TEST_P(Sittings, WhoHasVotedNoLongerStandsAside) {
  call_together({"", "", ""});
  const auto aside = [&](const Id& office) {
    return work([&](store::Tx& tx, const Sitting& sitting) {
      stand_aside(tx, basis("grade", kToday), sitting, office, "近亲属在该协会任职");
    });
  };
  EXPECT_EQ(aside("o2"), "done");
  EXPECT_EQ(aside("o2"), "conflict stood_aside");
  EXPECT_EQ(work([&](store::Tx& tx, const Sitting& sitting) {
              cast_vote(tx, basis("grade", kToday), sitting, "o1", Vote::in_favour, "");
            }),
            "done");
  EXPECT_EQ(aside("o1"), "conflict voted_already");
}

TEST_P(Sittings, ATieOfAMemberIsReadAsTheDrawReadsThatOfAnExpert) {
  appoint_three("a", day_of(2021, 1, 1));
  const auto seats = read([](store::Tx& tx) { return seats_on(tx, "registry", CommitteeKind::assessment, kToday); });
  const auto ties = ties_of(seats.at(0));
  ASSERT_EQ(ties.size(), 1U);
  EXPECT_EQ(ties[0].name, "佛山市示例行业协会");
  EXPECT_EQ(text(ties[0].until.value()), "2020-06-30");
}

INSTANTIATE_TEST_SUITE_P(Databases, Sittings, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::grading
