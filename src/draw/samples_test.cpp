// The draw of a sample: how many, which, and that a stranger gets the same.
#include "draw/samples.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "draw/tickets.h"

namespace gh::draw {
namespace {

std::vector<Id> associations(int count) {
  std::vector<Id> out;
  for (int i = 0; i < count; ++i) out.push_back("association-" + std::to_string(i));
  return out;
}

TEST(Sample, DrawsSoManyAndGivesEverybodyATicket) {
  const auto tickets = draw_sample(associations(51), "5eed", 1, 3);
  EXPECT_EQ(tickets.size(), 51U);
  EXPECT_EQ(std::count_if(tickets.begin(), tickets.end(), [](const auto& one) { return one.drawn == "yes"; }), 3);
  EXPECT_EQ(tickets[2].drawn, "yes");
  EXPECT_EQ(tickets[3].drawn, "no");
  EXPECT_EQ(tickets[3].place, 4);
}

TEST(Sample, IsTheLowestTicketsWhateverTheOrderOfTheRegister) {
  auto from = associations(40);
  const auto forwards = draw_sample(from, "5eed", 1, 2);
  std::reverse(from.begin(), from.end());
  const auto backwards = draw_sample(from, "5eed", 1, 2);
  EXPECT_EQ(forwards[0].organisation_id, backwards[0].organisation_id);
  EXPECT_EQ(forwards[0].ticket, ticket_of("5eed", 1, forwards[0].organisation_id));
  for (const Id& id : from) EXPECT_LE(forwards[0].ticket, ticket_of("5eed", 1, id));
}

TEST(Sample, OfNobodyIsEmpty) { EXPECT_TRUE(draw_sample({}, "5eed", 1, 4).empty()); }

}  // namespace
}  // namespace gh::draw
