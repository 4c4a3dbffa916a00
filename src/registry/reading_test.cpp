// The register as everybody reads it: searched, paged, and as it stood.
#include "registry/reading.h"

#include "registry/register_fixture.h"

namespace gh::registry {
namespace {

constexpr UtcOffset kOffset{480};

class Reading : public OnRegister {
 protected:
  AssociationPage search(const AssociationSearch& wanted, std::size_t limit = 10, std::string_view after = {}) {
    return city->db->reading([&](store::Tx& tx) { return search_associations(tx, wanted, kOffset, limit, after); });
  }
  std::vector<std::string> names(const AssociationSearch& wanted) {
    std::vector<std::string> out;
    for (const auto& association : search(wanted).associations) out.push_back(association.name);
    return out;
  }
  std::optional<OneAssociation> read(const Id& id, std::optional<Instant> as_of = {}) {
    return city->db->reading([&](store::Tx& tx) { return read_association(tx, *city->packs->newest(), id, as_of); });
  }
  Id later_registered(const std::string& name, const json::object& more = {}) {
    city->time.advance(std::chrono::hours{1});
    return registered(name, more);
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, Reading, testing::ValuesIn(store::kDialects));
using Found = std::vector<std::string>;

TEST_P(Reading, AssociationsAreFoundByNameIndustryAndDivision) {
  later_registered("示例市陶瓷行业协会");
  later_registered("示例市家电行业协会", {{"industry", "3851"}});
  later_registered("示例区陶瓷商会", {{"division", "990002"}});
  EXPECT_EQ(names({}), (Found{"示例区陶瓷商会", "示例市家电行业协会", "示例市陶瓷行业协会"}));
  EXPECT_EQ(names({.text = "陶瓷"}), (Found{"示例区陶瓷商会", "示例市陶瓷行业协会"}));
  EXPECT_EQ(names({.text = "陶瓷", .division = "990002"}), (Found{"示例区陶瓷商会"}));
  EXPECT_EQ(names({.industry = "38"}), (Found{"示例市家电行业协会"}));
  EXPECT_EQ(names({.text = "钢铁"}), Found{});
  EXPECT_EQ(names({.status = AssociationStatus::revoked}), Found{});
}

TEST_P(Reading, CompaniesAreNoAssociations) {
  enrolled("陶瓷公司", "51100000500009247D");
  EXPECT_EQ(names({}), Found{});
  EXPECT_EQ(names({.text = "陶瓷"}), Found{});
  EXPECT_FALSE(read(made()).has_value());
}

TEST_P(Reading, AnAssociationIsFoundByItsCreditCodeAndByAnEarlierName) {
  const Id id = later_registered("示例市陶瓷行业协会");
  ASSERT_EQ(does("correction", {{"organisation", id}, {"changes", {{"name", "示例市卫浴协会"}}}}), "done");
  EXPECT_EQ(names({.text = "陶瓷"}), (Found{"示例市卫浴协会"}));
  EXPECT_EQ(names({.text = entry(id).credit_code}), (Found{"示例市卫浴协会"}));
}

TEST_P(Reading, PagesOfASearchHaveNoGapsAndNoRepeats) {
  for (const char* name : {"甲陶瓷协会", "乙陶瓷协会", "丙陶瓷协会", "丁陶瓷协会", "戊陶瓷协会"})
    later_registered(name);
  for (const std::string text : {"", "陶瓷"}) {
    Found seen;
    Id after;
    for (int pages = 0; pages < 3; ++pages) {
      const auto page = search({.text = text}, 2, after);
      for (const auto& association : page.associations) seen.push_back(association.name);
      EXPECT_EQ(page.next.has_value(), pages < 2);
      after = page.next.value_or("");
    }
    EXPECT_EQ(seen, (Found{"戊陶瓷协会", "丁陶瓷协会", "丙陶瓷协会", "乙陶瓷协会", "甲陶瓷协会"}));
  }
}

TEST_P(Reading, TheRegisterIsReadAsItStood) {
  const Instant empty = city->time.now();
  const Id id = later_registered("示例市陶瓷行业协会");
  const Instant old = city->time.now();
  city->at("2026-10-08T01:00:00Z");
  ASSERT_EQ(does("correction", {{"organisation", id}, {"changes", {{"name", "示例市卫浴协会"}}}}), "done");
  EXPECT_EQ(names({.as_of = empty}), Found{});
  EXPECT_EQ(names({.as_of = old}), (Found{"示例市陶瓷行业协会"}));
  EXPECT_EQ(names({.as_of = city->time.now()}), (Found{"示例市卫浴协会"}));
  EXPECT_FALSE(read(id, empty).has_value());
  const auto then = read(id, old);
  ASSERT_TRUE(then.has_value());
  EXPECT_EQ(then->association.name, "示例市陶瓷行业协会");
  ASSERT_EQ(then->versions.size(), 1U);
  EXPECT_FALSE(then->versions.front().ended_at.has_value());  // nobody knew yet
  const auto now = read(id);
  ASSERT_EQ(now->versions.size(), 2U);
  EXPECT_EQ(now->versions.at(0).ended_by_act, now->versions.at(1).begun_by_act);
}

TEST_P(Reading, PublicRecordsStandWithTheAssociationAsTheyWereKnown) {
  const Id id = later_registered("示例市陶瓷行业协会");
  ASSERT_EQ(does("record", {{"organisation", id}, {"kind", "abnormal_listing"}, {"on", "2026-09-21"}}), "done");
  const Id listing = last;
  const Instant listed = city->time.now();
  ASSERT_EQ(does("record", {{"organisation", id}, {"kind", "investigation"}, {"on", "2026-09-21"}}), "done");
  city->at("2026-10-08T01:00:00Z");
  ASSERT_EQ(city->answer(listing, "end", {{"on", "2026-10-08"}}), "done");
  const auto now = read(id);
  ASSERT_EQ(now->records.size(), 1U);
  EXPECT_EQ(now->records.front().kind, "abnormal_listing");
  EXPECT_EQ(now->records.front().ended_on, day_of(2026, 10, 8));
  EXPECT_FALSE(read(id, listed)->records.front().ended_on.has_value());
}

TEST_P(Reading, MembersAreCountedOnTheDay) {
  const Id company = enrolled("甲公司", "51100000500009247D");
  const Id id = later_registered("示例市陶瓷行业协会");
  ASSERT_EQ(does("roll", {{"association", id}, {"company", company}, {"on", "2026-09-21"}}), "done");
  ASSERT_EQ(city->answer(last, "leave", {{"on", "2026-09-23"}}), "done");
  EXPECT_EQ(read(id)->association.members, 0);
  EXPECT_EQ(read(id, parse_instant("2026-09-22T15:59:59.999Z"))->association.members, 1);
}

}  // namespace
}  // namespace gh::registry
