#include "identity/organisations.h"

#include <gtest/gtest.h>

#include "base/problem.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::identity {
namespace {

class Organisations : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), city_schemas());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
  }
  OrganisationPage search(const OrganisationSearch& search, std::size_t limit = 50, std::string_view after = {}) {
    return db_->reading([&](store::Tx& tx) { return search_organisations(tx, search, limit, after); });
  }
  static std::vector<std::string> names(const OrganisationPage& page) {
    std::vector<std::string> out;
    for (const auto& organisation : page.organisations) out.push_back(organisation.name);
    return out;
  }
  std::string rule_refusing(const Organisation& organisation) {
    try {
      db_->write([organisation](store::Tx& tx) { create_organisation(tx, organisation); });
    } catch (const Problem& problem) {
      return problem.errors().at(0).rule;
    }
    return "";
  }

  std::unique_ptr<store::Db> db_;
  std::optional<TestCity> city_;
};

using Names = std::vector<std::string>;

TEST_P(Organisations, TheBodiesOfThePackExistWithTheSameIdsEverywhere) {
  const auto other = store::temporary_sqlite();
  const TestCity twin(*other);
  for (const std::string key : {"civil-affairs", "district-civil-affairs", "finance"})
    EXPECT_EQ(city_->body(key), twin.body(key)) << key;
  const auto district = db_->reading([](store::Tx& tx) { return organisation_of_body(tx, "district-civil-affairs"); });
  ASSERT_TRUE(district);
  EXPECT_EQ(district->kind, OrganisationKind::district_department);
  EXPECT_EQ(district->parent_id, city_->body("civil-affairs"));
  EXPECT_EQ(district->created_at, start_of(day_of(2012, 12, 17), UtcOffset{480}));
}

TEST_P(Organisations, BringingTheBodiesUpToDateAgainChangesNothing) {
  const Id before = city_->body("finance");
  db_->write([this](store::Tx& tx) { sync_bodies(tx, city_->pack); });
  EXPECT_EQ(city_->body("finance"), before);
  EXPECT_EQ(search({}).organisations.size(), 3U);
}

TEST_P(Organisations, ARenamedBodyKeepsItsIdAndIsFoundByItsNewName) {
  policy::Pack renamed = city_->pack;
  renamed.id = "440600/later";
  renamed.bodies.at("finance").name = {"财政和国资局", "Finance and Assets Bureau"};
  const Id before = city_->body("finance");
  db_->write([renamed](store::Tx& tx) { sync_bodies(tx, renamed); });
  EXPECT_EQ(city_->body("finance"), before);
  EXPECT_EQ(names(search({.text = "国资"})), (Names{"财政和国资局"}));
  EXPECT_EQ(names(search({.text = "财政局"})), (Names{}));
}

TEST_P(Organisations, AreFoundByTwoCharactersOfTheirName) {
  city_->add_organisation("佛山市陶瓷行业协会");
  city_->add_organisation("佛山市家具行业协会");
  EXPECT_EQ(names(search({.text = "陶瓷"})), (Names{"佛山市陶瓷行业协会"}));
  EXPECT_EQ(names(search({.text = "佛山"})), (Names{"佛山市家具行业协会", "佛山市陶瓷行业协会"}));
  EXPECT_EQ(names(search({.text = "财政", .kind = OrganisationKind::association})), (Names{}));
  EXPECT_EQ(names(search({.text = "财政", .kind = OrganisationKind::department})), (Names{"财政局"}));
}

TEST_P(Organisations, APageEndsWhereTheNextBegins) {
  for (int i = 1; i <= 5; ++i) city_->add_organisation("佛山市第" + std::to_string(i) + "行业协会");
  for (const std::string text : {"", "行业协会"}) {
    const OrganisationSearch associations{.text = text, .kind = OrganisationKind::association};
    Names all;
    std::optional<Id> next;
    int pages = 0;
    do {
      const auto page = search(associations, 2, next.value_or(""));
      EXPECT_LE(page.organisations.size(), 2U);
      for (const auto& name : names(page)) all.push_back(name);
      next = page.next;
      ++pages;
    } while (next && pages < 10);
    EXPECT_EQ(pages, 3) << text;
    EXPECT_EQ(all, (Names{"佛山市第5行业协会", "佛山市第4行业协会", "佛山市第3行业协会", "佛山市第2行业协会",
                          "佛山市第1行业协会"}))
        << text;
  }
}

TEST_P(Organisations, AreNarrowedByDivisionAndStatus) {
  EXPECT_EQ(names(search({.division = "440604"})), (Names{"禅城区民政局"}));
  const Id id = city_->add_organisation("佛山市停办行业协会");
  auto closed = db_->reading([&](store::Tx& tx) { return find_organisation(tx, id).value(); });
  closed.status = OrganisationStatus::closed;
  closed.act_id = city_->next_id();
  db_->write([closed](store::Tx& tx) { update_organisation(tx, closed); });
  EXPECT_EQ(names(search({.status = OrganisationStatus::closed})), (Names{"佛山市停办行业协会"}));
  EXPECT_EQ(search({.status = OrganisationStatus::active}).organisations.size(), 3U);
  EXPECT_EQ(db_->reading([&](store::Tx& tx) { return find_organisation(tx, id).value(); }).act_id, closed.act_id);
}

TEST_P(Organisations, WithoutANameOrWithAWrongDivisionAreRefused) {
  Organisation organisation;
  organisation.id = city_->next_id();
  organisation.division = "440600";
  EXPECT_EQ(rule_refusing(organisation), "name");
  organisation.name = std::string(kOrganisationNameMax + 1, 'x');
  EXPECT_EQ(rule_refusing(organisation), "name");
  organisation.name = "佛山市陶瓷行业协会";
  organisation.division = "4406";
  EXPECT_EQ(rule_refusing(organisation), "division");
  organisation.division = "44060x";
  EXPECT_EQ(rule_refusing(organisation), "division");
}

TEST_P(Organisations, ASecondOrganisationOfOneBodyIsRefused) {
  Organisation organisation;
  organisation.id = city_->next_id();
  organisation.name = "另一个财政局";
  organisation.division = "440600";
  organisation.body_key = "finance";
  EXPECT_EQ(rule_refusing(organisation), "body-taken");
}

TEST_P(Organisations, OneThatDoesNotExistCannotBeChanged) {
  Organisation organisation;
  organisation.id = city_->next_id();
  organisation.name = "佛山市陶瓷行业协会";
  organisation.division = "440600";
  try {
    db_->write([organisation](store::Tx& tx) { update_organisation(tx, organisation); });
    FAIL() << "not refused";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kNotFound);
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, Organisations, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::identity
