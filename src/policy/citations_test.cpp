#include "policy/citations.h"

#include <gtest/gtest.h>

namespace gh::policy {
namespace {

Pack pack_of_two() {
  Pack pack;
  Procedure& whole = pack.procedures["registration"];
  whole.id = "registration";
  whole.cites = {"一"};
  Procedure& part = pack.procedures["objection"];
  part.id = "objection";
  State& open = part.states["open"];
  open.clock = ClockRule{"open", "5", calendar::Unit::kWorkingDays, {"二"}, {}};
  open.pause = Pause{{"other"}, {}, {"三"}};
  open.actions["close"].cites = {"四"};
  open.actions["close"].conditions.push_back({"true", "always", "", {}, {"一"}, {}});
  part.conditions.push_back({"true", "at_all", "", {}, {"五"}, {}});
  return pack;
}

TEST(Citations, AreThoseOfEveryRuleOfTheProcedure) {
  EXPECT_EQ(clauses_of(pack_of_two().procedures.at("objection")),
            (std::set<std::string>{"一", "二", "三", "四", "五"}));
}

TEST(Citations, NameTheProceduresUnderAClause) {
  EXPECT_EQ(procedures_under(pack_of_two(), "一"), (std::vector<std::string>{"objection", "registration"}));
  EXPECT_EQ(procedures_under(pack_of_two(), "四"), (std::vector<std::string>{"objection"}));
  EXPECT_TRUE(procedures_under(pack_of_two(), "六").empty());
}

}  // namespace
}  // namespace gh::policy
