#include "purchase/invariants.h"

#include <gmock/gmock.h>

#include "ledger/ledger.h"
#include "purchase/catalogue.h"
#include "purchase/contracts.h"
#include "purchase/plans.h"
#include "purchase/purchase_fixture.h"

namespace gh::purchase {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ContractsAgainstLedger : public OnDatabase {
 protected:
  void SetUp() override {
    OnDatabase::SetUp();
    if (!db) return;
    db->write([](store::Tx& tx) {
      const ledger::Basis booked{"act", basis(0).at};
      identity::create_organisation(tx, {kSupplier,
                                         identity::OrganisationKind::association,
                                         "示例协会",
                                         "",
                                         "440600",
                                         {},
                                         {},
                                         identity::OrganisationStatus::active,
                                         basis(0).at,
                                         {}});
      publish_item(tx, basis(0), {"item", "department", "GD301", "服务", "technical"});
      ledger::appropriate(tx, booked, {"line", "department", 2026, "item", 1'000});
      ledger::reserve(tx, booked, "line", "case", 1'000);
      file_plan(tx, basis(1), {"case", "department", "item", "line", 2026, "open_tender", 1'000});
      sign_contract(tx, basis(2),
                    {"case",
                     kSupplier,
                     900,
                     day_of(2026, 10, 1),
                     day_of(2026, 12, 31),
                     {{"m1", "中期", 500, day_of(2026, 11, 1)}, {"m2", "终期", 500, day_of(2026, 12, 31)}}});
      ledger::commit(tx, booked, "case", 900, kSupplier);
    });
  }
  std::vector<std::string> faults() {
    return read([](store::Tx& tx) { return check_invariants(tx); });
  }
};

TEST_P(ContractsAgainstLedger, AgreeWhileBothAreMovedTogether) {
  EXPECT_THAT(faults(), IsEmpty());
  db->write([](store::Tx& tx) {
    report_milestone(tx, basis(3), "case", "m1");
    accept_milestone(tx, basis(4), "case", "m1");
    ledger::accept(tx, {"act", basis(4).at}, "case", "m1", 450);
  });
  EXPECT_THAT(faults(), IsEmpty());
}

TEST_P(ContractsAgainstLedger, NoticeAPaymentWithoutAcceptance) {
  db->write([](store::Tx& tx) {
    ledger::accept(tx, {"act", basis(4).at}, "case", "m1", 450);
    ledger::pay(tx, {"act", basis(4).at}, "case", "m1", 450);
  });
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("the ledger has accepted is 450 instead of 0"),
                                    HasSubstr("the ledger has paid is 450 instead of 0")));
}

TEST_P(ContractsAgainstLedger, NoticeAPriceThatWasChanged) {
  db->write([](store::Tx& tx) { tx.execute("update purchase_contract set amount_fen = 901"); });
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("the sum of its milestones is 900 instead of 901"),
                                    HasSubstr("the ledger has committed is 900 instead of 901")));
}

INSTANTIATE_TEST_SUITE_P(Databases, ContractsAgainstLedger, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::purchase
