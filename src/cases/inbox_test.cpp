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
    for (const auto box : kInboxBoxes) inbox(keeper, registrar, box, 20, "", city.time.now(), day_of(2026, 9, 21));
    inbox_counts(keeper, registrar, city.time.now(), day_of(2026, 9, 21));
    EXPECT_NE(keeper.plans().find("step_by_delegate"), std::string::npos) << keeper.plans();
    EXPECT_EQ(keeper.plans().find("SCAN s"), std::string::npos) << keeper.plans();
  });
}

}  // namespace
}  // namespace gh::cases
