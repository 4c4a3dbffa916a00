// For the tests of purchase: an empty database with the schema, and refusals as text.
#pragma once
#include <gtest/gtest.h>

#include "cases/engine_fixture.h"
#include "ledger/migrations.h"
#include "purchase/basis.h"
#include "purchase/migrations.h"

namespace gh::purchase {

inline const Id kSupplier = "01990000-0000-7000-8000-000000000001";

class OnDatabase : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    store::Schemas all = cases::City::schemas();
    all.insert(all.end(), {ledger::migrations(), migrations()});
    db = store::migrated_db(GetParam(), all);
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
  }
  // "done", or code and rule of the refusal.
  std::string answer(const std::function<void(store::Tx&)>& work) {
    return cases::refusal_of([&] { db->write(work); });
  }
  template <class Work>
  auto read(Work work) {
    return db->reading(work);
  }

  std::unique_ptr<store::Db> db;
};

inline Basis basis(std::int64_t hour) {
  return {"act-" + std::to_string(hour), instant_of(1'789'956'000'000 + hour * 3'600'000)};
}

}  // namespace gh::purchase
