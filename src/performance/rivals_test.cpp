// Whose ties keep a reviewer from judging a firm.
#include "performance/rivals.h"

#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>

#include "cases/effects_fixture.h"
#include "draw/migrations.h"
#include "registry/entries.h"
#include "registry/migrations.h"
#include "registry/names.h"

namespace gh::performance {
namespace {

using testing::UnorderedElementsAre;

constexpr std::size_t kGroupDigits = 3;

class Rivals : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = cases::City::database(GetParam(), {registry::migrations(), draw::migrations()});
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city =
        std::make_unique<cases::EffectsCity>(std::move(db), cases::EffectsCity::Files{}, cases::EffectsCity::Offers{},
                                             cases::EffectsCity::Schemas{registry::migrations(), draw::migrations()});
  }
  Id company(const std::string& name, const std::string& industry, const std::string& code) {
    const Id id = city->add_organisation(name, identity::OrganisationKind::company);
    city->db->write([&](store::Tx& tx) {
      registry::Entry entry;
      entry.id = new_id(city->time.now(), city->random);
      entry.organisation_id = id;
      entry.made_by_case = entry.id;
      entry.kind = "company";
      entry.name = name;
      entry.name_key = registry::name_key(name);
      entry.division = "990000";
      entry.industry = industry;
      entry.credit_code = code;
      entry.status = "active";
      entry.registered_on = day_of(2020, 1, 1);
      registry::add_entry(tx, entry, {"act", city->time.now()});
    });
    return id;
  }
  // The one officer of the city sits in the pool with these ties.
  void expert_tied_to(const json::array& ties) {
    city->db->write([&](store::Tx& tx) {
      tx.execute(
          "insert into draw_expert (office_id, specialities, ties, begun_by_act, begun_on, ended_by_act) values (?, "
          "'[]', ?, 'act', '2026-01-01', null)",
          {city->officer.office, json::serialize(ties)});
    });
  }
  std::vector<Id> rivals(const Id& of) {
    return city->db->reading([&](store::Tx& tx) { return rivals_of(tx, of, kGroupDigits, day_of(2026, 9, 21)); });
  }

  std::unique_ptr<cases::EffectsCity> city;
};

TEST_P(Rivals, AreTheFirmItselfAndThoseOfItsGroupThatExpertsAreTiedTo) {
  const Id firm = company("甲陶瓷有限公司", "3071", "91990000MA00000011");
  const Id same_group = company("乙陶瓷有限公司", "3072", "91990000MA00000022");
  const Id by_name = company("丙陶瓷有限公司", "3073", "91990000MA00000033");
  company("丁家具有限公司", "2110", "91990000MA00000044");  // tied, but of another group
  company("戊陶瓷有限公司", "3071", "91990000MA00000055");  // of the group, but nobody is tied to it
  expert_tied_to({{{"credit_code", "91990000MA00000022"}},
                  {{"name", "丙陶瓷有限公司"}},
                  {{"credit_code", "91990000MA00000044"}},
                  {{"name", "无此公司"}}});
  EXPECT_THAT(rivals(firm), UnorderedElementsAre(firm, same_group, by_name));
}

TEST_P(Rivals, AFirmWhoseIndustryIsUnknownCountsAsOne) {
  const Id firm = company("甲陶瓷有限公司", "3071", "91990000MA00000011");
  const Id unknown = company("乙有限公司", "", "91990000MA00000022");
  const Id coarse = company("丙有限公司", "30", "91990000MA00000033");
  const Id other = company("丁家具有限公司", "2110", "91990000MA00000044");
  expert_tied_to({{{"credit_code", "91990000MA00000022"}},
                  {{"credit_code", "91990000MA00000033"}},
                  {{"credit_code", "91990000MA00000044"}}});
  EXPECT_THAT(rivals(firm), UnorderedElementsAre(firm, unknown, coarse));
  EXPECT_THAT(rivals(unknown), UnorderedElementsAre(unknown, coarse, other));
}

TEST_P(Rivals, WithoutExpertsThereIsOnlyTheFirm) {
  const Id firm = company("甲陶瓷有限公司", "3071", "91990000MA00000011");
  company("乙陶瓷有限公司", "3072", "91990000MA00000022");
  EXPECT_THAT(rivals(firm), UnorderedElementsAre(firm));
}

INSTANTIATE_TEST_SUITE_P(Databases, Rivals, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::performance
