// Who acts where the only one who could is the applicant himself.
#include "cases/engine_fixture.h"

namespace gh::cases {
namespace {

class FallbackTest : public CityTest {
 protected:
  // One more office for the person who applies.
  identity::Caller founder_as(const std::string& role) {
    identity::Caller caller = city->founder();
    city->db->write([&](store::Tx& tx) {
      identity::Office office;
      office.id = new_id(city->time.now(), city->random);
      office.account_id = caller.account;
      office.role = role;
      office.division = "990000";
      office.from_day = day_of(2020, 1, 1);
      office.created_at = city->time.now();
      office.organisation_id = identity::organisation_of_body(tx, "civil-affairs")->id;
      identity::grant_office(tx, *city->packs->newest(), office);
      caller.office = office.id;
      caller.role = role;
      caller.organisation = office.organisation_id;
    });
    return caller;
  }
  identity::Caller deputy() { return city->as("deputy", "deputy", "civil-affairs"); }
  Id open() { return city->open(city->founder(), City::application()).case_id; }
  // "signer origin" of the step that stands for the registrar.
  std::string step_of(const Id& id) {
    return city->db->reading([&](store::Tx& tx) {
      const auto step = tx.one<Step>("select * from step where case_id = ? and stands_for = ? and closed_at is null",
                                     {id, "registrar"});
      return step->signer + " " + step->origin;
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, FallbackTest, testing::ValuesIn(store::kDialects),
                         [](const auto& one) { return one.param == store::Dialect::kSqlite ? "Sqlite" : "Postgres"; });

TEST_P(FallbackTest, WhereTheOnlyHolderIsTheApplicantAnotherRoleActs) {
  const auto himself = founder_as("registrar");
  const auto stand_in = deputy();
  const Id id = open();
  EXPECT_EQ(step_of(id), "deputy fallback");
  EXPECT_EQ(refusal_of([&] { city->perform(himself, id, "accept"); }), "forbidden by");
  EXPECT_EQ(city->perform(stand_in, id, "accept").state, "examined");
}

TEST_P(FallbackTest, WhereAColleagueHoldsTheRoleTooNobodyStandsIn) {
  const auto himself = founder_as("registrar");
  const auto colleague = city->registrar();
  const auto stand_in = deputy();
  const Id id = open();
  EXPECT_EQ(step_of(id), "registrar procedure");
  for (const auto& caller : {himself, stand_in})
    EXPECT_EQ(refusal_of([&] { city->perform(caller, id, "accept"); }), "forbidden by");
  EXPECT_EQ(city->perform(colleague, id, "accept").state, "examined");
}

TEST_P(FallbackTest, EachStepIsAskedAnew) {
  founder_as("registrar");
  const auto stand_in = deputy();
  const Id id = open();
  const auto colleague = city->registrar();
  // The step stands as it was opened, the next one is the colleague's.
  EXPECT_EQ(refusal_of([&] { city->perform(colleague, id, "accept"); }), "forbidden by");
  city->perform(stand_in, id, "accept");
  EXPECT_EQ(step_of(id), "registrar procedure");
  EXPECT_EQ(city->perform(colleague, id, "forward").state, "signed");
}

TEST_P(FallbackTest, TheApplicantDoesNotStandInForHimselfEither) {
  const auto as_registrar = founder_as("registrar");
  const auto as_deputy = founder_as("deputy");
  const Id id = open();
  for (const auto& caller : {as_registrar, as_deputy})
    EXPECT_EQ(refusal_of([&] { city->perform(caller, id, "accept"); }), "forbidden by");
  EXPECT_EQ(city->file(id).state, "submitted");
}

TEST_P(FallbackTest, WhereTheApplicantIsTheFirstStandInTooTheNextOneActs) {
  const auto himself = founder_as("registrar");
  const auto himself_as_deputy = founder_as("deputy");
  const auto supervisor = city->as("supervisor", "supervisor", "supervision");
  const Id id = open();
  EXPECT_EQ(step_of(id), "supervisor fallback");
  for (const auto& caller : {himself, himself_as_deputy})
    EXPECT_EQ(refusal_of([&] { city->perform(caller, id, "accept"); }), "forbidden by");
  EXPECT_EQ(city->perform(supervisor, id, "accept").state, "examined");
}

TEST_P(FallbackTest, WhatIsTheOfficesOwnMatterIsHandledByWhoOpenedIt) {
  const auto registrar = city->registrar();
  deputy();
  const Id id = city->open(registrar, {{"reason", "草案"}}, "draft").case_id;
  EXPECT_EQ(step_of(id), "registrar procedure");
  EXPECT_EQ(city->perform(registrar, id, "submit").state, "ordered");
}

}  // namespace
}  // namespace gh::cases
