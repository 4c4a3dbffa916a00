// The checks of the simulation find what was spoiled on purpose: a check that finds nothing here would find nothing
// ever.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulation/simulation.h"

namespace gh::simulation {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::size_t kFewSteps = 900;
constexpr std::uint64_t kSeed = 11;

void lived(Simulation& simulation) {
  simulation.live();
  ASSERT_THAT(simulation.faults(), IsEmpty()) << "before anything was spoiled";
}

void spoil(Simulation& simulation, std::string_view sql) {
  const auto rows = simulation.installation().db().writing([&](store::Tx& tx) { return tx.execute(sql); });
  ASSERT_EQ(rows, 1) << sql;
}

std::int64_t running(Simulation& simulation) {
  return simulation.installation().db().reading(
      [](store::Tx& tx) { return tx.integer("select count(*) from clock where status = 'running'").value_or(0); });
}

TEST(PlantedBug, AnEditedFormIsFound) {
  Simulation simulation({kSeed, kFewSteps});
  lived(simulation);
  spoil(simulation,
        "update act set form = '{\"reason\":\"something else\"}' where id = (select max(id) from act where kind = "
        "'action' and "
        "form <> '{}')");
  EXPECT_THAT(simulation.faults(), Contains(HasSubstr("leaf-differs")));
}

TEST(PlantedBug, ARemovedActIsFound) {
  Simulation simulation({kSeed, kFewSteps});
  lived(simulation);
  spoil(simulation,
        "delete from act where id = (select min(a.id) from act a join act b on b.case_id = a.case_id and b.ordinal = "
        "a.ordinal + 1 "
        "where a.kind = 'action')");
  EXPECT_THAT(simulation.faults(), Contains(AnyOf(HasSubstr("ordinal-gap"), HasSubstr("state-gap"))));
}

TEST(PlantedBug, AStateThatNoActLedToIsFound) {
  Simulation simulation({kSeed, kFewSteps});
  lived(simulation);
  spoil(simulation,
        "update case_file set state = case when state = 'submitted' then 'enrolled' else 'submitted' end where id = "
        "(select max(id) from case_file)");
  EXPECT_THAT(simulation.faults(), Contains(HasSubstr("wrong-state")));
}

TEST(PlantedBug, AClockThatIgnoredItsPauseIsFound) {
  // Long enough that somebody is sent back to complete the papers.
  Simulation simulation({kSeed, 3 * kFewSteps});
  lived(simulation);
  // What a program would have kept that counted on while the applicant mended the file.
  spoil(simulation,
        "update clock set used = used + 1 where id = (select max(clock_id) from clock_event where kind = 'paused')");
  EXPECT_THAT(simulation.faults(), Contains(HasSubstr("days, should be")));
}

TEST(PlantedBug, ADueDayCountedWrongIsFound) {
  Simulation simulation({kSeed, kFewSteps});
  lived(simulation);
  // Whatever else happened, somebody's limit runs.
  for (int i = 0; i < 40 && running(simulation) == 0; ++i) simulation.live();
  spoil(simulation,
        "update clock set due_on = '2013-01-01' where id = (select max(id) from clock where status = 'running')");
  EXPECT_THAT(simulation.faults(), Contains(HasSubstr("is due on 2013-01-01")));
}

// Earmarks whatever is asked for, without a look at what the line has.
void reserve_without_looking(cases::EffectContext& ctx) {
  const auto ordinal =
      ctx.tx.integer("select coalesce(max(ordinal), 0) + 1 from ledger_entry where line_id = ?", {ctx.text("line")});
  ctx.tx.execute("insert into ledger_case (case_id, line_id, act_id) values (?, ?, ?) on conflict do nothing",
                 {ctx.the_case.id, ctx.text("line"), ctx.act.id});
  ctx.tx.execute(
      "insert into ledger_entry (line_id, ordinal, case_id, booking, from_account, to_account, amount_fen, reference, "
      "payee_id, "
      "act_id, at) values (?, ?, ?, 'reserve', 'appropriation', 'reserved', ?, null, null, ?, ?)",
      {ctx.text("line"), ordinal.value_or(1), ctx.the_case.id, ctx.integer("amount_fen") * 1'000, ctx.act.id, ctx.now});
}

TEST(PlantedBug, AnEffectThatOverdrawsABudgetIsFound) {
  Simulation simulation({kSeed, 2 * kFewSteps, store::Dialect::kSqlite, {{"ledger.reserve", reserve_without_looking}}});
  std::string stopped;
  std::vector<std::string> faults;
  try {
    simulation.live();
    faults = simulation.faults();
  } catch (const Wrong& wrong) {
    faults = {wrong.what()};
  }
  EXPECT_THAT(faults, Not(IsEmpty()));
}

// Numbers what it does by a count that no act knows of, as a clock or a global would.
void enrol_with_a_count_of_its_own(cases::EffectContext& ctx) {
  static std::int64_t count = 0;
  ctx.tx.execute(
      "insert into case_party (case_id, relation, party, organisation_id, office_id, since_act) values (?, 'counted', "
      "?, null, "
      "null, ?)",
      {ctx.the_case.id, std::to_string(++count), ctx.act.id});
}

TEST(PlantedBug, AnEffectThatIsNoFunctionOfItsActIsFound) {
  const Spoiled spoiled{{"gazette.issue", enrol_with_a_count_of_its_own}};
  Simulation simulation({kSeed, kFewSteps, store::Dialect::kSqlite, spoiled});
  simulation.live();
  EXPECT_THAT(simulation.replay_differences(), Contains(HasSubstr("case_party")));
  const std::string digest = simulation.digest();
  Simulation again({kSeed, kFewSteps, store::Dialect::kSqlite, spoiled});
  again.live();
  EXPECT_NE(again.digest(), digest);
}

}  // namespace
}  // namespace gh::simulation
