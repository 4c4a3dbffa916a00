// The draw of experts: who falls out, who wins, and that nobody can steer it by the order of a list.
#include "draw/tickets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace gh::draw {
namespace {

Expert expert(int number, std::vector<Tie> ties = {}) {
  return {"office-" + std::to_string(number), {}, {"industry"}, std::move(ties)};
}

DrawRules rules_for(std::size_t size) {
  DrawRules rules;
  rules.seed = "5eed";
  rules.size = size;
  rules.reserve = 2;
  rules.tie_months = 36;
  rules.today = day_of(2026, 9, 21);
  rules.avoided = {{"association", "51440600MJT000001X", "佛山市陶瓷行业协会"}};
  return rules;
}

std::string_view rule_for_tie_until(Day until) {
  static const DrawRules kRules = rules_for(5);
  return rule_against(expert(1, {{"51440600MJT000001X", "", until}}), kRules);
}

// purchasing.md §7.8: employed by a bidder until 2 years 11 months ago stands aside, until 3 years 1 month ago may sit.
TEST(StandAside, CountsATieThatEndedLessThanThreeYearsAgo) {
  EXPECT_EQ(rule_for_tie_until(day_of(2023, 10, 21)), "tie");
  EXPECT_EQ(rule_for_tie_until(day_of(2023, 8, 21)), "");
}

TEST(StandAside, CountsAnOpenTieByNameWhereThereIsNoCreditCode) {
  EXPECT_EQ(rule_against(expert(1, {{"", "佛山市陶瓷行业协会", {}}}), rules_for(5)), "tie");
  EXPECT_EQ(rule_against(expert(1, {{"", "佛山市家具行业协会", {}}}), rules_for(5)), "");
}

TEST(StandAside, CountsAnExpertsOwnOrganisation) {
  Expert own = expert(1);
  own.organisation = "association";
  EXPECT_EQ(rule_against(own, rules_for(5)), "own_organisation");
}

TEST(StandAside, LeavesOutWhoLacksTheSpeciality) {
  DrawRules rules = rules_for(5);
  rules.speciality = "finance";
  EXPECT_EQ(rule_against(expert(1), rules), "speciality");
}

TEST(Draw, DoesNotDependOnTheOrderOfThePool) {
  std::vector<Expert> pool;
  for (int i = 0; i < 40; ++i) pool.push_back(expert(i));
  const auto forwards = draw_tickets(pool, rules_for(5));
  std::reverse(pool.begin(), pool.end());
  const auto backwards = draw_tickets(pool, rules_for(5));
  for (std::size_t i = 0; i < forwards.size(); ++i) EXPECT_EQ(forwards[i].office, backwards[i].office);
}

TEST(Draw, GivesFiveMembersAndTwoInReserve) {
  std::vector<Expert> pool;
  for (int i = 0; i < 40; ++i) pool.push_back(expert(i));
  std::map<std::string, int> outcomes;
  for (const auto& ticket : draw_tickets(pool, rules_for(5))) ++outcomes[ticket.outcome];
  EXPECT_EQ(outcomes["drawn"], 5);
  EXPECT_EQ(outcomes["reserve"], 2);
  EXPECT_EQ(outcomes["not_drawn"], 33);
}

TEST(Draw, ChangesWithEveryPublishedInput) {
  EXPECT_NE(ticket_of("5eed", 1, "office-1"), ticket_of("5eee", 1, "office-1"));
  EXPECT_NE(ticket_of("5eed", 1, "office-1"), ticket_of("5eed", 2, "office-1"));
  EXPECT_NE(ticket_of("5eed", 1, "office-1"), ticket_of("5eed", 1, "office-2"));
}

// 20,000 draws of 5 from 40: each expert is expected 2,500 times, with a deviation of about 47; five of them are
// allowed.
TEST(Draw, FavoursNobody) {
  constexpr int kDraws = 20'000;
  std::vector<Expert> pool;
  for (int i = 0; i < 40; ++i) pool.push_back(expert(i));
  std::map<Id, int> times;
  DrawRules rules = rules_for(5);
  rules.avoided.clear();
  for (int i = 0; i < kDraws; ++i) {
    rules.seed = std::to_string(i);
    const auto tickets = draw_tickets(pool, rules);
    for (std::size_t place = 0; place < 5; ++place) ++times[tickets[place].office];
  }
  const double expected = kDraws * 5.0 / 40.0;
  const double deviation = std::sqrt(expected * (1 - 5.0 / 40.0));
  for (const auto& [office, count] : times) EXPECT_NEAR(count, expected, 5 * deviation) << office;
}

}  // namespace
}  // namespace gh::draw
