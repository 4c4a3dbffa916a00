// For the tests of grading: an empty database with the schema, and refusals as text.
#pragma once
#include <gtest/gtest.h>

#include "cases/engine_fixture.h"
#include "grading/basis.h"
#include "grading/migrations.h"
#include "grading/validity.h"

namespace gh::grading {

// The rules before and after 社会组织评估管理办法(2026).
inline constexpr ValidityYears kOldValidity{ValidityRule::years_from_announcement, 5};
inline constexpr ValidityYears kNewValidity{ValidityRule::calendar_years, 5};

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

}  // namespace gh::grading
