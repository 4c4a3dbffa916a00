#include "identity/departments.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/problem.h"
#include "identity/audit.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::identity {
namespace {

class Departments : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), city_schemas());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
    administrator_ = city_->add_officer("system", "system_administrator");
  }
  Organisation department(OrganisationKind kind = OrganisationKind::department) {
    Organisation out;
    out.id = city_->next_id();
    out.kind = kind;
    out.name = "市政务服务局";
    out.division = "440600";
    out.created_at = kTestNow;
    return out;
  }
  Id made() {
    const Organisation one = department();
    db_->write([&](store::Tx& tx) { make_department(tx, administrator_, one, city_->at()); });
    return one.id;
  }
  Organisation change(const Id& id, const DepartmentChange& change) {
    return db_->writing([&](store::Tx& tx) { return change_department(tx, administrator_, id, change, city_->at()); });
  }
  template <class Work>
  static std::string refusal(Work work) {
    try {
      work();
    } catch (const Problem& problem) {
      return problem.errors().at(0).field + " " + problem.errors().at(0).rule;
    }
    return "not refused";
  }
  std::size_t audited(const Id& id) {
    const auto events = db_->reading(
        [](store::Tx& tx) { return audit_events(tx, {.kind = std::string(audit_kind::kAdministered)}, 50); });
    return static_cast<std::size_t>(std::count_if(events.begin(), events.end(), [&](const KeptAuditEvent& event) {
      return event.subject == "organisation " + id;
    }));
  }

  std::unique_ptr<store::Db> db_;
  std::optional<TestCity> city_;
  Caller administrator_;
};

const DepartmentChange kRenamed{"市政务和数据局", "Government Services and Data Bureau", "440600",
                                OrganisationStatus::active};
const DepartmentChange kClosed{"市政务服务局", "", "440600", OrganisationStatus::closed};

TEST_P(Departments, AreMadeRenamedClosedAndReopenedAndEachIsAudited) {
  const Id id = made();
  EXPECT_EQ(change(id, kRenamed).name, "市政务和数据局");
  EXPECT_EQ(change(id, kClosed).status, OrganisationStatus::closed);
  EXPECT_EQ(change(id, kRenamed).status, OrganisationStatus::active);
  const auto now = db_->reading([&](store::Tx& tx) { return find_organisation(tx, id).value(); });
  EXPECT_EQ(now.name_en, kRenamed.name_en);
  EXPECT_EQ(audited(id), 4U);
}

TEST_P(Departments, WhatTheyWereIsKeptWithTheMomentItBegan) {
  const Id id = made();
  change(id, kRenamed);
  std::vector<std::string> names;
  db_->read([&](store::Tx& tx) {
    tx.each("select name from department_change where organisation_id = ? order by ordinal", {id},
            [&](const store::Row& row) { names.emplace_back(row.string(0)); });
  });
  EXPECT_EQ(names, (std::vector<std::string>{department().name, kRenamed.name}));
}

TEST_P(Departments, OnlyPublicBodiesAreMade) {
  for (const auto kind : {OrganisationKind::association, OrganisationKind::company, OrganisationKind::evaluator})
    EXPECT_EQ(refusal([&] {
                db_->write([&](store::Tx& tx) { make_department(tx, administrator_, department(kind), city_->at()); });
              }),
              "/kind public-body");
  auto orphan = department();
  orphan.parent_id = city_->next_id();
  EXPECT_EQ(
      refusal([&] { db_->write([&](store::Tx& tx) { make_department(tx, administrator_, orphan, city_->at()); }); }),
      "/parent_id organisation");
}

TEST_P(Departments, WhatThePackListsOrAnActMadeIsNotChangedByHand) {
  EXPECT_EQ(refusal([&] { change(city_->body("finance"), kRenamed); }), " made-by-hand");
  const Id association = city_->add_organisation("佛山市陶瓷行业协会");
  EXPECT_EQ(refusal([&] { change(association, kClosed); }), " made-by-hand");
  EXPECT_EQ(audited(association), 0U);
  EXPECT_EQ(refusal([&] { change(city_->next_id(), kClosed); }), " organisation");
}

TEST_P(Departments, AreNotClosedWhileSomebodyHoldsAnOfficeThere) {
  const Id id = made();
  const Office office = city_->add_office(city_->add_account("clerk"), "registrar", id);
  EXPECT_EQ(refusal([&] { change(id, kClosed); }), "/status offices-in-force");
  EXPECT_EQ(change(id, kRenamed).name, kRenamed.name) << "a name may change";
  db_->write([&](store::Tx& tx) { revoke_office(tx, office.id, kTestNow); });
  EXPECT_EQ(change(id, kClosed).status, OrganisationStatus::closed);
}

TEST_P(Departments, AnEmptyNameAndAWrongDivisionAreRefused) {
  const Id id = made();
  EXPECT_EQ(refusal([&] { change(id, {"", "", "440600", OrganisationStatus::active}); }), "/name name");
  EXPECT_EQ(refusal([&] { change(id, {"市政务局", "", "4406", OrganisationStatus::active}); }), "/division division");
}

INSTANTIATE_TEST_SUITE_P(Databases, Departments, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::identity
