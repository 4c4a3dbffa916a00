// Two versions of a pack side by side: a case finishes under the rules it began with.
#include "cases/packs.h"

#include "cases/engine_fixture.h"

namespace gh::cases {
namespace {

std::map<std::string, std::string> stricter_files() {
  auto files = test_pack_files();
  std::string& parameters = files["parameters.yaml"];
  parameters.replace(parameters.find("value: 30"), 9, "value: 40");
  return files;
}

TEST(Packs, ACaseFinishesUnderTheVersionItWasOpenedUnder) {
  City city(store::temporary_sqlite());
  const Id old_case = city.open(city.founder(), City::application(30)).case_id;
  const auto stricter = policy::load_files(stricter_files(), city.offer.names());
  ASSERT_NE(stricter.pack, nullptr);
  ASSERT_NE(stricter.pack->version, city.packs->newest()->version);
  city.packs->renew(stricter.pack);
  city.db->write([&](store::Tx& tx) { city.packs->keep(tx, city.time.now()); });
  const Id new_case = city.open(city.founder(), City::application(30)).case_id;
  EXPECT_EQ(city.perform(city.registrar(), old_case, "accept").state, "examined");
  EXPECT_EQ(refusal_of([&] { city.perform(city.registrar(), new_case, "accept"); }), "condition-failed min_members");
}

TEST(Packs, AnOlderVersionIsReadBackFromTheDatabaseAfterARestart) {
  City city(store::temporary_sqlite());
  const Id old_case = city.open(city.founder(), City::application(30)).case_id;
  const auto registrar = city.registrar();
  const auto stricter = policy::load_files(stricter_files(), city.offer.names());
  ASSERT_NE(stricter.pack, nullptr);
  Packs after_restart(stricter.pack, city.offer.names());
  Engine engine(city.offer, after_restart);
  const auto done = city.db->writing([&](store::Tx& tx) {
    after_restart.keep(tx, city.time.now());
    return engine.perform(tx, registrar, old_case, {"accept", {}, {}, {}}, new_stamp(city.time.now(), city.random));
  });
  EXPECT_EQ(done.state, "examined");
}

}  // namespace
}  // namespace gh::cases
