#include "transfer/records.h"

#include <algorithm>

#include "transfer/agreements.h"
#include "transfer/items.h"
#include "transfer/plan.h"
#include "transfer/transfer_fixture.h"

namespace gh::transfer {
namespace {

using std::chrono::days;

// Two functions under agreements, each with checks on two days and a note: eleven checks of one on the same day.
class Records : public OnDatabase {
 protected:
  void SetUp() override {
    OnDatabase::SetUp();
    if (!db) return;
    db->write([](store::Tx& tx) {
      for (const Id& transfer : {Id("first"), Id("second")}) {
        publish_item(tx, basis("item of " + transfer, kStart),
                     {"department of " + transfer,
                      "行业统计",
                      LegalBasisType::service_or_support_work,
                      CompetitionClass::moderate,
                      {{"monthly", "月报"}}});
        reserve_item(tx, basis(transfer, kStart), "item of " + transfer);
        agree(tx, basis(transfer, kStart), "item of " + transfer, "ceramics", kStart);
        for (int i = 0; i < 11; ++i)
          record_check(tx, basis(transfer, kStart), transfer, {CheckKind::visit, kStart, "monthly", true});
        record_check(tx, basis(transfer, kStart), transfer, {CheckKind::report, kStart + days{40}, "monthly", false});
        add_note(tx, basis(transfer, kStart), {"", 0, kStart, "both", "data", "settled", "", {}});
      }
    });
  }
  // Ids of all pages of that size, in their order.
  std::vector<std::string> paged(const RecordSearch& search, std::size_t limit) {
    return read([&](store::Tx& tx) {
      std::vector<std::string> out;
      std::optional<std::string> after = "";
      while (after) {
        const auto page = search_records(tx, search, limit, *after);
        EXPECT_LE(page.items.size(), limit);
        for (const auto& item : page.items) out.push_back(item.id);
        after = page.next;
      }
      return out;
    });
  }
};

TEST_P(Records, AreWalkedThroughPageByPageWithoutMissingOne) {
  const auto whole = paged({}, 200);
  EXPECT_EQ(whole.size(), 26U) << "eleven and one checks and a note of each";
  EXPECT_TRUE(std::ranges::is_sorted(whole));
  for (const std::size_t limit : {1U, 2U, 5U, 13U}) EXPECT_EQ(paged({}, limit), whole) << limit;
}

TEST_P(Records, AreThoseOfTheDaysTheKindAndTheParties) {
  RecordSearch search;
  search.from = kStart + days{1};
  EXPECT_EQ(paged(search, 1).size(), 2U);
  search = {};
  search.until = kStart;
  search.kind = RecordKind::note;
  EXPECT_EQ(paged(search, 1).size(), 2U);
  search.department_id = "department of second";
  EXPECT_EQ(paged(search, 1), std::vector<std::string>{"2026-10-01.note.second.1"});
  search.receiver_id = "bathrooms";
  EXPECT_TRUE(paged(search, 1).empty());
}

INSTANTIATE_TEST_SUITE_P(Databases, Records, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::transfer
