// The roster of committees: who sits, who sat, and how it ended.
#include "grading/roster.h"

#include "base/periods.h"
#include "grading/grading_fixture.h"

namespace gh::grading {
namespace {

constexpr UtcOffset kChina{480};

class Roster : public OnDatabase {
 protected:
  void appoint_two(const Id& case_id, Day decided, Day from, CommitteeKind committee = CommitteeKind::assessment) {
    ASSERT_EQ(answer([=](store::Tx& tx) {
                std::vector<CommitteeSeat> seats;
                for (const Seat kind : {Seat::chair, Seat::member}) {
                  CommitteeSeat seat;
                  seat.office_id = case_id + boost::describe::enum_to_string(kind, "");
                  seat.authority_id = "registry";
                  seat.committee = committee;
                  seat.seat = kind;
                  seat.name = "委员";
                  seat.unit = "示例研究院";
                  seat.sector = "research";
                  seat.ties = "[]";
                  seat.from_day = from;
                  seat.to_day = last_day_of_years(from, 5);
                  seats.push_back(seat);
                }
                appoint(tx, basis(case_id, decided), seats);
              }),
              "done");
  }
  std::vector<RosterSeat> on(Day day, bool current, std::optional<CommitteeKind> committee = {}) {
    const RosterSearch search{"", committee, current, {start_of(day, kChina) + std::chrono::hours{23}, day}};
    return read([&](store::Tx& tx) { return roster(tx, search, kChina); });
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, Roster, testing::ValuesIn(store::kDialects));

TEST_P(Roster, TellsUnitSectorAndTermOfThoseWhoSit) {
  appoint_two("a", day_of(2021, 3, 1), day_of(2021, 3, 1));
  const auto seats = on(day_of(2021, 3, 1), true);
  ASSERT_EQ(seats.size(), 2U);
  EXPECT_EQ(seats[0].seat, Seat::chair);
  EXPECT_EQ(seats[1].sector, "research");
  EXPECT_EQ(seats[1].unit, "示例研究院");
  EXPECT_EQ(text(seats[1].to_day), "2026-02-28");
  EXPECT_TRUE(on(day_of(2026, 3, 1), true).empty()) << "the term is over";
  EXPECT_EQ(on(day_of(2026, 3, 1), false).size(), 2U);
}

TEST_P(Roster, WhoIsAppointedForLaterDoesNotSitYetAndThenTakesThePlaceOfTheOthers) {
  appoint_two("a", day_of(2021, 3, 1), day_of(2021, 3, 1));
  appoint_two("r", day_of(2021, 3, 1), day_of(2021, 3, 1), CommitteeKind::review);
  appoint_two("b", day_of(2021, 6, 1), day_of(2021, 9, 1));
  const auto who = [&](Day day) {
    std::string out;
    for (const auto& seat : on(day, true, CommitteeKind::assessment)) out += seat.case_id;
    return out;
  };
  EXPECT_EQ(who(day_of(2021, 8, 31)), "aa");
  EXPECT_EQ(who(day_of(2021, 9, 1)), "bb") << "though no act has ended the older one";
  EXPECT_EQ(on(day_of(2021, 9, 1), true).size(), 4U) << "the review committee sits on";
}

TEST_P(Roster, ASeatThatEndedIsToldWithItsDayAndNotBefore) {
  appoint_two("a", day_of(2021, 3, 1), day_of(2021, 3, 1));
  ASSERT_EQ(answer([](store::Tx& tx) { remove_seat(tx, basis("a", day_of(2022, 5, 4)), "amember", "弄虚作假"); }),
            "done");
  const auto later = on(day_of(2022, 5, 4), false);
  ASSERT_EQ(later.size(), 2U);
  EXPECT_FALSE(later[0].ended_on.has_value());
  EXPECT_EQ(text(later[1].ended_on.value()), "2022-05-04");
  EXPECT_FALSE(on(day_of(2022, 5, 3), false)[1].ended_on.has_value());
  EXPECT_EQ(on(day_of(2022, 5, 4), true).size(), 1U);
}

}  // namespace
}  // namespace gh::grading
