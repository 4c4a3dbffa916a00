// What a change does to an entry.
#include "registry/changes.h"

#include <gtest/gtest.h>

namespace gh::registry {
namespace {

Entry association() {
  Entry entry;
  entry.kind = "association";
  entry.name = "示例市陶瓷行业协会";
  entry.scope = "统计";
  entry.address = "示例路1号";
  entry.premises_right = "leased";
  entry.premises_until = day_of(2028, 12, 31);
  entry.funds_fen = 3'000'000;
  return entry;
}

TEST(Changes, OnlyWhatIsNamedChanges) {
  Entry entry = association();
  const Changed changed = apply_changes(entry, {{"scope", "统计、培训"}, {"funds_fen", 5'000'000}});
  EXPECT_TRUE(changed.other);
  EXPECT_FALSE(changed.name || changed.name_en || changed.legal_representative);
  EXPECT_EQ(entry.scope, "统计、培训");
  EXPECT_EQ(entry.funds_fen, 5'000'000);
  EXPECT_EQ(entry.name, "示例市陶瓷行业协会");
}

TEST(Changes, WhatTheEntrySaysAlreadyIsNoChange) {
  Entry entry = association();
  EXPECT_FALSE(apply_changes(entry, {{"scope", "统计"}, {"funds_fen", 3'000'000}}).any());
  EXPECT_FALSE(apply_changes(entry, json::object{}).any());
}

TEST(Changes, ANewSeatReplacesTheOldOneAsAWhole) {
  Entry entry = association();
  const json::value seat = {
      {"address", "示例路2号"}, {"right", "owned"}, {"owner", "示例协会"}, {"area_square_metres", 80}};
  EXPECT_TRUE(apply_changes(entry, {{"premises", seat}}).other);
  EXPECT_EQ(entry.address, "示例路2号");
  EXPECT_EQ(entry.premises_owner, "示例协会");
  EXPECT_EQ(entry.premises_square_metres, 80);
  EXPECT_EQ(entry.premises_until, std::nullopt) << "the lease of the old seat";
  EXPECT_FALSE(apply_changes(entry, {{"premises", seat}}).any());
}

TEST(Changes, OfTheLegalRepresentativeOnlyTheDigestIsKept) {
  Entry entry = association();
  const json::value person = {{"name", "会长甲"}, {"identity_number", "990000199001010017"}};
  EXPECT_TRUE(apply_changes(entry, {{"legal_representative", person}}).legal_representative);
  EXPECT_EQ(entry.legal_representative_digest, identity_digest("990000199001010017"));
  EXPECT_FALSE(apply_changes(entry, {{"legal_representative", person}}).any());
}

TEST(Changes, ACompanyHasNoScopeOrFundsToChange) {
  Entry entry;
  entry.kind = "company";
  EXPECT_FALSE(apply_changes(entry, {{"scope", "统计"}, {"funds_fen", 1}}).any());
  EXPECT_TRUE(apply_changes(entry, {{"name", "示例公司"}}).name);
}

}  // namespace
}  // namespace gh::registry
