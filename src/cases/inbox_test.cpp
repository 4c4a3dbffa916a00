#include "cases/inbox.h"

#include "cases/engine_fixture.h"

namespace gh::cases {
namespace {

// Passes everything on and keeps the plan by which SQLite answers each query.
class PlanKeeper : public store::Tx {
 public:
  explicit PlanKeeper(store::Tx& tx) : tx_(tx) {}
  store::Dialect dialect() const override { return tx_.dialect(); }
  bool writable() const override { return tx_.writable(); }
  void lock(std::string_view name) override { tx_.lock(name); }
  void run_script(std::string_view sql) override { tx_.run_script(sql); }
  const std::string& plans() const { return plans_; }

 protected:
  std::int64_t run(std::string_view sql, Values values) override {
    return tx_.execute(sql, std::vector<store::Value>(values.begin(), values.end()));
  }
  void visit(std::string_view sql, Values values, const RowTaker& take) override {
    const std::vector<store::Value> kept(values.begin(), values.end());
    tx_.each("explain query plan " + std::string(sql), kept,
             [&](const store::Row& row) { plans_ += std::string(row.string(row.find("detail"))) + "\n"; });
    bool more = true;
    tx_.each(sql, kept, [&](const store::Row& row) {
      if (more) more = take(row);
    });
  }

 private:
  store::Tx& tx_;
  std::string plans_;
};

class InboxTest : public testing::Test {
 protected:
  InboxTest() : city(store::temporary_sqlite()) {}
  City city;
};

// An office that has been at work for years has its inbox as quickly as a new one.
TEST_F(InboxTest, NoBoxWalksThroughEveryStepThereEverWas) {
  city.open(city.founder(), City::application());
  const auto registrar = city.registrar();
  city.db->read([&](store::Tx& tx) {
    PlanKeeper keeper(tx);
    for (const auto box : kInboxBoxes)
      inbox(keeper, registrar, *city.packs->newest(), box, {}, 20, "", city.time.now(), day_of(2026, 9, 21));
    inbox_counts(keeper, registrar, *city.packs->newest(), city.time.now(), day_of(2026, 9, 21));
    EXPECT_NE(keeper.plans().find("step_by_delegate"), std::string::npos) << keeper.plans();
    EXPECT_EQ(keeper.plans().find("SCAN s"), std::string::npos) << keeper.plans();
  });
}

class NarrowedInbox : public CityTest {
 protected:
  void SetUp() override {
    CityTest::SetUp();
    if (!city) return;
    for (const char* name : {"示例市丙协会", "示例市甲协会", "示例市乙协会"}) {
      ids.push_back(city->open(city->founder(), {{"name", name}, {"members", 40}, {"phone", "1"}}).case_id);
      city->time.advance(std::chrono::hours{24});
    }
  }
  InboxPage todo(const InboxSearch& search, std::size_t limit = 50, std::string_view after = "") {
    return city->db->reading([&](store::Tx& tx) {
      return inbox(tx, city->registrar(), *city->packs->newest(), "todo", search, limit, after, city->time.now(),
                   local_day(city->time.now(), UtcOffset{480}));
    });
  }
  static std::vector<Id> cases_of(const InboxPage& page) {
    std::vector<Id> out;
    for (const InboxLine& line : page.lines) out.push_back(line.case_id);
    return out;
  }
  std::vector<Id> ids;
};

TEST_P(NarrowedInbox, ByProcedureStateCardAndText) {
  InboxSearch search;
  search.procedure = "registration";
  search.state = city->file(ids[0]).state;
  EXPECT_EQ(todo(search).total, 3);
  search.state = "accepted";
  EXPECT_EQ(todo(search).total, 0);
  search.state.clear();
  search.text = "甲协会";
  EXPECT_EQ(cases_of(todo(search)), std::vector<Id>{ids[1]});
  search.text = city->file(ids[2]).number;
  EXPECT_EQ(cases_of(todo(search)), std::vector<Id>{ids[2]});
  search.text.clear();
  for (const auto& [card, days] : std::map<std::string, int>{{"calm", 0}, {"red", 60}}) {
    city->time.advance(std::chrono::hours{24 * days});
    search.card = card;
    EXPECT_EQ(todo(search).total, 3) << card;
    search.card = "yellow";
    EXPECT_EQ(todo(search).total, 0) << card;
  }
}

TEST_P(NarrowedInbox, ASealedApplicationIsNotFoundByItsTitle) {
  city->open(city->founder(), {{"opens_at", "2027-09-22T09:00:00.000Z"}, {"price_fen", 1}}, "bid");
  InboxSearch search;
  search.text = "发起人的报价";
  EXPECT_EQ(todo(search).total, 0);
  search.text = "示价";
  EXPECT_EQ(todo(search).total, 1);
}

TEST_P(NarrowedInbox, EveryOrderPagesThroughAllLinesWithTheSameTotal) {
  for (const InboxOrder order : {InboxOrder::due_on, InboxOrder::since, InboxOrder::number}) {
    for (const bool descending : {false, true}) {
      InboxSearch search;
      search.order = order;
      search.descending = descending;
      std::vector<Id> expected = ids;
      if (descending) std::reverse(expected.begin(), expected.end());
      std::vector<Id> paged;
      std::string after;
      do {
        const InboxPage page = todo(search, 1, after);
        EXPECT_EQ(page.total, 3);
        EXPECT_FALSE(page.total_at_least);
        for (const Id& id : cases_of(page)) paged.push_back(id);
        after = page.next;
      } while (!after.empty());
      EXPECT_EQ(paged, expected);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, NarrowedInbox, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::cases
