#include "opendata/exports.h"

#include "opendata/figures_fixture.h"
#include "opendata/migrations.h"

namespace gh::opendata {
namespace {

class Exports : public WithFigures {
 protected:
  void SetUp() override {
    WithFigures::SetUp();
    if (city) store::migrate(*city->db, migrations());
  }
  Export asked(std::string list = "cases") {
    Export out;
    out.id = new_id(city->time.now(), city->random);
    out.office_id = *city->officer.office;
    out.account_id = city->officer.account;
    out.list = std::move(list);
    out.filters = "{}";
    out.columns = "[]";
    out.asked_at = city->time.now();
    city->db->write([&](store::Tx& tx) { ask_for_export(tx, out); });
    city->time.advance(std::chrono::seconds{1});
    return out;
  }
  std::optional<Export> take() {
    return city->db->writing([&](store::Tx& tx) { return take_export(tx, city->time.now()); });
  }
  std::optional<Export> find(const Id& office, const Id& id) {
    return city->db->reading([&](store::Tx& tx) { return find_export(tx, office, id); });
  }
};

TEST_P(Exports, AreMadeInTheOrderInWhichTheyWereAskedForAndOnceEach) {
  const Export first = asked();
  const Export second = asked("notices");
  EXPECT_EQ(take()->id, first.id);
  EXPECT_EQ(take()->id, second.id);
  EXPECT_FALSE(take().has_value());
  city->time.advance(kExportTakesMax + std::chrono::seconds{2});
  EXPECT_EQ(take()->id, first.id) << "whoever made it is gone";
}

TEST_P(Exports, BelongToTheOfficeThatAskedAndEndOnTheirDay) {
  const Export one = asked();
  const Instant now = city->time.now();
  const Instant expires = now + std::chrono::hours{24};
  city->db->write([&](store::Tx& tx) { export_made(tx, one.id, 7, now, expires); });
  const auto made = find(one.office_id, one.id);
  EXPECT_EQ(made->state, ExportState::ready);
  EXPECT_EQ(made->line_count, 7);
  EXPECT_EQ(file_name(*made), one.id + ".xlsx");
  EXPECT_FALSE(find("01890000-0000-7000-8000-000000000000", one.id).has_value());
  const auto forget = [&](Instant at) {
    return city->db->writing([&](store::Tx& tx) { return forget_exports(tx, at, 10); });
  };
  EXPECT_TRUE(forget(expires).empty());
  EXPECT_EQ(forget(expires + std::chrono::seconds{1}).size(), 1U);
  EXPECT_FALSE(find(one.office_id, one.id).has_value());
}

TEST_P(Exports, AreLimitedInNumber) {
  for (int i = 0; i < kExportsPerOfficeMax; ++i) asked();
  EXPECT_EQ(cases::refusal_of([&] { asked(); }), "conflict exports-max");
}

INSTANTIATE_TEST_SUITE_P(Databases, Exports, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::opendata
