// How associations end, and what becomes of them.
#include "identity/organisations.h"
#include "registry/life_fixture.h"
#include "registry/successions.h"

namespace gh::registry {
namespace {

class Endings : public OnLife {
 protected:
  identity::OrganisationStatus organisation_status(const Id& id) {
    return city->db->reading([&](store::Tx& tx) { return identity::find_organisation(tx, id)->status; });
  }
  std::vector<Succession> successions(const Id& id) {
    return city->db->reading([&](store::Tx& tx) { return successions_of(tx, id); });
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, Endings, testing::ValuesIn(store::kDialects));

TEST_P(Endings, AnAssociationLiquidatesOnceAndSaysWhy) {
  const Id one = registered("示例市陶瓷行业协会");
  EXPECT_EQ(does("liquidation", about(one)), "done");
  EXPECT_EQ(entry(one).status, "liquidating");
  EXPECT_EQ(entry(one).status_ground, "dissolution");
  EXPECT_EQ(text_fact("registry.status", {one}), "liquidating");
}

TEST_P(Endings, WhileItLiquidatesTheTableRefusesWhatItDoesNotName) {
  const Id one = registered("示例市陶瓷行业协会");
  ASSERT_EQ(does("liquidation", about(one)), "done");
  EXPECT_EQ(cases::refusal_of([&] {
              city->open("change", about(one, {{"changes", {{"scope", "x"}}}}));
            }),
            "condition-failed not_liquidating");
  EXPECT_EQ(does("ending", about(one, {{"status", "deregistered"}})), "done");
}

TEST_P(Endings, AHeadOfALiquidatingAssociationIsNotFreeYet) {
  const Id one = registered("示例市陶瓷行业协会", {{"representative", "x"}});
  ASSERT_EQ(does("liquidation", about(one)), "done");
  EXPECT_EQ(does("registration", application("示例市家电行业协会", {{"representative", "x"}})),
            "conflict heads_another");
  ASSERT_EQ(does("ending", about(one, {{"status", "deregistered"}})), "done");
  EXPECT_EQ(does("registration", application("示例市家电行业协会", {{"representative", "x"}})), "done");
}

TEST_P(Endings, WhatHasEndedIsClosedAndNobodyIsOnItsRoll) {
  const Id company = enrolled("甲公司", kCode);
  const Id one = registered("示例市陶瓷行业协会",
                            {{"members", json::array{json::object{{"name", "甲公司"}, {"credit_code", kCode}}}}});
  ASSERT_EQ(does("ending", about(one, {{"status", "revoked"}})), "done");
  EXPECT_EQ(entry(one).status, "revoked");
  EXPECT_EQ(city->fact("registry.members", {one}), 0);
  EXPECT_EQ(organisation_status(one), identity::OrganisationStatus::closed);
  EXPECT_EQ(does("ending", about(one, {{"status", "deregistered"}})), "conflict ended_already");
}

TEST_P(Endings, ALiquidationThatIsCalledOffLeavesTheAssociationAsItWas) {
  const Id one = registered("示例市陶瓷行业协会");
  EXPECT_EQ(does("calling-off", about(one)), "conflict not_liquidating_now");
  ASSERT_EQ(does("liquidation", about(one)), "done");
  EXPECT_EQ(does("calling-off", about(one)), "done");
  EXPECT_EQ(entry(one).status, "active");
  EXPECT_EQ(entry(one).status_ground, "");
  EXPECT_EQ(does("change", about(one, {{"changes", {{"scope", "x"}}}})), "done");
}

TEST_P(Endings, TheTimeInAStatusBeginsAnewWhenTheStatusDoes) {
  const Id one = registered("示例市陶瓷行业协会");
  const std::string first = text_fact("registry.status_since", {one});
  city->time.advance(std::chrono::hours{24 * 10});
  ASSERT_EQ(does("change", about(one, {{"changes", {{"scope", "x"}}}})), "done");
  EXPECT_EQ(text_fact("registry.status_since", {one}), first) << "another version, the same status";
  ASSERT_EQ(does("liquidation", about(one)), "done");
  const std::string second = text_fact("registry.status_since", {one});
  EXPECT_GT(second, first);
  city->time.advance(std::chrono::hours{24 * 10});
  ASSERT_EQ(does("calling-off", about(one)), "done");
  ASSERT_EQ(does("liquidation", about(one)), "done");
  EXPECT_GT(text_fact("registry.status_since", {one}), second);
  EXPECT_EQ(text_fact("registry.status_since", {"nobody"}), "");
}

TEST_P(Endings, WhatWasRevokedIsStruckOffOnceAndItsNameRestsFromTheRevocation) {
  const Id one = registered("示例市陶瓷行业协会");
  EXPECT_EQ(does("striking-off", about(one)), "conflict registration_revoked");
  ASSERT_EQ(does("ending", about(one, {{"status", "revoked"}})), "done");
  const auto revoked_on = entry(one).ended_on;
  ASSERT_TRUE(revoked_on.has_value());
  city->time.advance(std::chrono::hours{24 * 400});
  EXPECT_EQ(does("striking-off", about(one)), "done");
  EXPECT_EQ(entry(one).status, "deregistered");
  EXPECT_EQ(entry(one).status_ground, "revocation");
  EXPECT_GT(*entry(one).ended_on, *revoked_on);
  EXPECT_EQ(does("striking-off", about(one)), "conflict registration_revoked");
  // Thirteen months after it was struck off, and not yet three years after the revocation.
  city->time.advance(std::chrono::hours{24 * 400});
  EXPECT_EQ(does("registration", application("示例市陶瓷行业协会")), "conflict name_conflict");
  city->time.advance(std::chrono::hours{24 * 300});
  EXPECT_EQ(does("registration", application("示例市陶瓷行业协会")), "done");
}

TEST_P(Endings, ACaseThatWasUnderWayChangesNothingAfterTheEnd) {
  const Id one = registered("示例市陶瓷行业协会");
  const Id change = city->open("change", about(one, {{"changes", {{"scope", "统计"}}}}));
  const Id branch = city->open("branching", about(one, {{"name", "示例市陶瓷行业协会釉料分会"}, {"on", "2026-09-21"}}));
  ASSERT_EQ(does("liquidation", about(one)), "done");
  EXPECT_EQ(city->answer(change, "do"), "conflict not_going_on");
  EXPECT_EQ(city->answer(branch, "do"), "conflict not_going_on");
  ASSERT_EQ(does("ending", about(one, {{"status", "deregistered"}})), "done");
  EXPECT_EQ(city->answer(change, "do"), "conflict not_going_on");
}

TEST_P(Endings, MembersOfTheOnesThatEndGoOnTheRollOfTheOneThatGoesOn) {
  const Id company = enrolled("甲公司", kCode);
  const Id into = registered("示例市陶瓷行业协会");
  const Id ended = registered("示例市卫浴行业协会",
                              {{"members", json::array{json::object{{"name", "甲公司"}, {"credit_code", kCode}}}}});
  EXPECT_EQ(does("merging", about(into, {{"others", json::array{ended}}})), "done");
  EXPECT_EQ(entry(ended).status, "deregistered");
  EXPECT_EQ(entry(ended).status_ground, "merger");
  EXPECT_TRUE(city->fact("registry.is_member", {into, company}).as_bool());
  const auto kept = successions(ended);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].successor_id, into);
  EXPECT_EQ(kept[0].kind, "merger");
}

TEST_P(Endings, OnlyAnActiveAssociationGoesOnAfterAMerger) {
  const Id into = registered("示例市陶瓷行业协会");
  const Id ended = registered("示例市卫浴行业协会");
  set_status(into, entry_status::kSuspended);
  EXPECT_EQ(does("merging", about(into, {{"others", json::array{ended}}})), "conflict survivor_active");
}

TEST_P(Endings, ASplitAssociationGoesOnUnlessItEnds) {
  const Id from = registered("示例市建材行业协会");
  const Id first = registered("示例市陶瓷行业协会");
  const Id second = registered("示例市玻璃行业协会");
  EXPECT_EQ(does("splitting", about(from, {{"others", json::array{first}}, {"ends", false}})), "done");
  EXPECT_EQ(entry(from).status, "active");
  EXPECT_EQ(does("splitting", about(from, {{"others", json::array{first, second}}, {"ends", true}})), "done");
  EXPECT_EQ(entry(from).status, "deregistered");
  EXPECT_EQ(entry(from).status_ground, "split");
  EXPECT_EQ(successions(from).size(), 3u);
}

TEST_P(Endings, WhatComesOutOfASplitIsActive) {
  const Id from = registered("示例市建材行业协会");
  const Id first = registered("示例市陶瓷行业协会");
  set_status(first, entry_status::kDeregistered);
  EXPECT_EQ(does("splitting", about(from, {{"others", json::array{first}}, {"ends", false}})),
            "conflict successor_active");
}

}  // namespace
}  // namespace gh::registry
