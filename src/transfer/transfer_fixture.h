// For the tests of transfer: an empty database with the schema, and refusals as text.
#pragma once
#include <gtest/gtest.h>

#include "cases/engine_fixture.h"
#include "transfer/basis.h"
#include "transfer/migrations.h"

namespace gh::transfer {

inline const Day kDay = day_of(2026, 9, 21);    // on which items are published and agreements signed
inline const Day kStart = day_of(2026, 10, 1);  // from which agreements run

class OnDatabase : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db = cases::City::database(GetParam(), {migrations()});
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

// An act of the case at noon of a day, in China.
inline Basis basis(const Id& case_id, Day today) {
  return {case_id, "act-" + case_id + "-" + text(today), start_of(today, UtcOffset{480}) + std::chrono::hours{12},
          today};
}

}  // namespace gh::transfer
