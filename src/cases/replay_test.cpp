// Performing the kept acts again gives the same database.
#include "cases/replay.h"

#include "cases/engine_fixture.h"
#include "identity/delegations.h"
#include "identity/departments.h"
#include "log/sequencer.h"

namespace gh::cases {
namespace {

// Does each write once in vain before it does it for good, as a database may.
class DoesTwice : public store::Db {
 public:
  explicit DoesTwice(store::Db& db) : db_(db) {}

  store::Dialect dialect() const override { return db_.dialect(); }
  void read(const std::function<void(store::Tx&)>& work) override { db_.read(work); }
  void submit(std::function<void(store::Tx&)> work, std::function<void(std::exception_ptr)> done) override {
    db_.submit(
        [work](store::Tx& tx) {
          work(tx);
          throw Problem(ProblemCode::kConflict);
        },
        [this, work, done](std::exception_ptr) { db_.submit(work, done); });
  }
  std::size_t waiting() const override { return db_.waiting(); }
  void backup_to(const std::string& path) override { db_.backup_to(path); }
  void stop() override { db_.stop(); }

 protected:
  bool is_writer_thread() const override { return false; }

 private:
  store::Db& db_;
};

class ReplayTest : public CityTest {
 protected:
  identity::Occasion occasion() const { return {city->time.now(), city->packs->newest()->utc_offset, ""}; }
  Id make_department(const identity::Caller& administrator, const std::string& name) {
    identity::Organisation made;
    made.id = new_id(city->time.now(), city->random);
    made.kind = identity::OrganisationKind::department;
    made.name = name;
    made.division = "990000";
    made.created_at = city->time.now();
    city->db->write([&](store::Tx& tx) { identity::make_department(tx, administrator, made, occasion()); });
    return made.id;
  }
  void rename_department(const identity::Caller& administrator, const Id& id, const std::string& name) {
    city->db->write([&](store::Tx& tx) {
      identity::change_department(tx, administrator, id, {name, "", "990000", identity::OrganisationStatus::active},
                                  occasion());
    });
  }
  // Performs everything again in an empty database and expects the same rows; answers how many acts that were.
  std::size_t replayed(bool twice = false) {
    const store::TemporaryDirectory folder;
    log::Sequencer sequencer(log::load_or_make_key(folder.path() + "/key", "test.invalid/log", city->random),
                             folder.path() + "/kept");
    sequencer.integrate(*city->db, city->time.now());
    const auto into = City::database(GetParam());
    DoesTwice doing_twice(*into);
    const auto report = replay(*city->db, twice ? doing_twice : *into, *city->engine);
    for (const auto& difference : report.differences) ADD_FAILURE() << difference;
    return report.acts;
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, ReplayTest, testing::ValuesIn(store::kDialects),
                         [](const auto& one) { return one.param == store::Dialect::kSqlite ? "Sqlite" : "Postgres"; });

TEST_P(ReplayTest, GivesTheSameDatabase) {
  const Id id = publicised_case();
  city->at("2026-09-23T01:00:00Z");
  const Id objection = city->open(city->as("citizen", "citizen"), {{"reason", "异议"}}, "objection", id).case_id;
  city->at("2026-10-12T01:00:00Z");
  city->perform(city->head(), objection, "dismiss", {{"reason", "不成立"}});
  city->at("2026-10-20T01:00:00Z");
  city->perform(city->head(), id, "approve");
  city->perform(city->registrar(), city->open(city->founder(), City::application()).case_id, "claim");
  // What a delegate did stands after the delegation was revoked.
  const auto deputy = city->as("deputy", "deputy", "civil-affairs");
  const Id third = city->open(city->founder(), City::application()).case_id;
  const Id delegation = new_id(city->time.now(), city->random);
  city->db->write([&](store::Tx& tx) {
    identity::delegate_office(tx, city->registrar(),
                              {delegation,
                               *city->registrar().office,
                               *deputy.office,
                               city->time.now(),
                               city->time.now() + std::chrono::hours(48),
                               {}},
                              {city->time.now(), city->packs->newest()->utc_offset, ""});
  });
  city->perform(deputy, third, "accept");
  city->at("2026-10-21T01:00:00Z");
  city->db->write([&](store::Tx& tx) {
    identity::revoke_delegation(tx, city->registrar(), delegation,
                                {city->time.now(), city->packs->newest()->utc_offset, ""});
  });
  EXPECT_EQ(refusal_of([&] { city->perform(deputy, third, "forward"); }), "forbidden by");
  // So does what was done while somebody held an office that was taken from him later.
  city->db->write(
      [&](store::Tx& tx) { tx.execute("update office set revoked_at = ? where role = 'head'", {city->time.now()}); });
  city->perform(city->registrar(), third, "forward");
  EXPECT_GT(replayed(), 8U);
}

TEST_P(ReplayTest, KnowsOfAnOfficeOnlyFromTheMomentItWasGiven) {
  city->as("deputy", "deputy", "civil-affairs");
  city->registrar();
  signed_case();  // nobody signs for the legal section yet, so another stands in
  EXPECT_EQ(city->count("select count(*) from step where origin = 'fallback'"), 1);
  city->at("2026-09-21T02:00:00Z");
  legal();
  EXPECT_EQ(replayed(), 3U);
}

TEST_P(ReplayTest, BeginsWhereItBeganWhenAWriteIsDoneAgain) {
  city->as("deputy", "deputy", "civil-affairs");
  city->registrar();
  signed_case();
  city->at("2026-09-21T02:00:00Z");
  legal();
  EXPECT_EQ(replayed(true), 3U);
}

// A module that writes down what the department is called when a case moves, as notices do.
void entitle_by_department(const CaseNews& news) {
  const auto name = news.tx.string("select name from organisation where name in ('示例市政务服务局', '示例市数据局')");
  news.tx.execute("update case_file set title = ? where id = ?", {name, news.the_case.id});
}

TEST_P(ReplayTest, WritesARenamedDepartmentUnderItsNameOfTheDay) {
  city->offer.watch_cases(entitle_by_department);
  const identity::Caller administrator = city->registrar();
  const Id department = make_department(administrator, "示例市政务服务局");
  signed_case();
  city->at("2026-09-21T02:00:00Z");
  rename_department(administrator, department, "示例市数据局");
  signed_case();
  EXPECT_EQ(city->count("select count(*) from case_file where title = '示例市政务服务局'"), 1);
  EXPECT_EQ(city->count("select count(*) from case_file where title = '示例市数据局'"), 1);
  EXPECT_GT(replayed(), 4U);
}

TEST_P(ReplayTest, ANewerPackChangesNoDayUntilAnActPublishesItsYear) {
  const auto deputy = city->as("deputy", "deputy", "civil-affairs");
  city->head();
  city->registrar();
  city->at("2026-12-28T01:00:00Z");
  const Id before = city->open(city->founder(), City::application()).case_id;
  auto files = test_pack_files();
  files["calendar/2027.yaml"] =
      "year: 2027\npublished: true\nsource: 示例通知\n"
      "off: [{day: 2027-01-01, name: {zh: 元旦, en: New Year}}]\nworked: []\n";
  const auto newer = policy::load_files(files, city->offer.names());
  ASSERT_NE(newer.pack, nullptr);
  city->packs->renew(newer.pack);
  city->db->write([&](store::Tx& tx) { city->packs->keep(tx, city->time.now()); });
  const auto to_publish = [&] {
    return city->db->reading([&](store::Tx& tx) { return city->packs->years_to_publish(tx); });
  };
  ASSERT_EQ(to_publish().size(), 1U);
  EXPECT_EQ(to_publish().front().year, 2027);
  const Id after = city->open(city->founder(), City::application()).case_id;
  for (const Id& id : {before, after}) {
    EXPECT_TRUE(city->file(id).due_provisional);
    EXPECT_EQ(city->file(id).due_on, day_of(2027, 1, 4));
  }
  const json::object year = {
      {"year", 2027},
      {"source", "示例通知"},
      {"off", json::array{json::object{{"day", "2027-01-01"}, {"name", {{"zh", "元旦节"}, {"en", "New Year"}}}}}},
      {"worked", json::array()}};
  city->perform(deputy, city->open(city->head(), year, "working-calendar").case_id, "publish");
  for (const Id& id : {before, after}) {
    EXPECT_FALSE(city->file(id).due_provisional);
    EXPECT_EQ(city->file(id).due_on, day_of(2027, 1, 5));
  }
  EXPECT_EQ(city->count("select count(*) from act where action = 'clock-recomputed'"), 2);
  EXPECT_TRUE(to_publish().empty());
  EXPECT_EQ(replayed(), 6U);
}

}  // namespace
}  // namespace gh::cases
