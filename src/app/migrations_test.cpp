// A database that grew with the program has the schema of one begun today, and what stood in it still does.
#include "app/migrations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "app/installation.h"
#include "store/testing.h"

namespace gh::app {
namespace {

// A migration that makes a table anew; what stands in it before, and what is read afterwards.
struct Rebuild {
  std::string_view module;
  int number;
  const char* rows;
  const char* question;
  const char* answer;
};

constexpr Rebuild kRebuilds[] = {
    {"ledger", 2,
     "insert into budget_line (id, department_id, year, item, opened_by_act, opened_at)"
     " values ('line', 'bureau', 2026, '培训', 'act', 1);"
     "insert into ledger_entry (line_id, ordinal, case_id, booking, from_account, to_account, amount_fen, act_id, at)"
     " values ('line', 1, 'line', 'appropriate', 'treasury', 'appropriation', 500, 'act', 1),"
     " ('line', 2, 'case', 'reserve', 'appropriation', 'reserved', 200, 'act', 2);",
     "select sum(amount_fen) || ' ' || max(case_id) from ledger_entry", "700 line"},
    {"registry", 3,
     "insert into organisation (id, kind, name, name_en, division, status, created_at)"
     " values ('guild', 'association', '示例市陶瓷行业协会', '', '990000', 'active', 1);"
     "insert into registry_record (case_id, organisation_id, kind, on_day, conclusion, fine_fen, summary, begun_by_act,"
     " begun_at) values ('penalty', 'guild', 'penalty', '2026-03-02', '', 30000, '逾期不报', 'act', 1),"
     " ('honour', 'guild', 'honour', '2026-04-01', '', null, '先进', 'act', 2);",
     "select count(*) || ' ' || sum(fine_fen) || ' ' || min(summary) || ' ' || max(id) from registry_record"
     " where case_id = id and cause = '' and measures = ''",
     "2 30000 先进 penalty"},
    {"performance", 3,
     "insert into performance_work (case_id, item_id, kind, department_id, performer_id, place, opened_on, finished_on,"
     " on_time, outcome, begun_by_act, changed_by_act) values"
     " ('round', 'item', 'statistics', 'bureau', 'guild', 1, '2026-03-02', '2026-04-01', 1, 'published', 'act', 'act');"
     "insert into performance_sum (round_id, indicator, division, place, firms, sum, hidden, act_id) values"
     " ('round', 'output', '990000', 1, 12, 3400, 0, 'act'), ('round', 'jobs', '990000', 2, 2, null, 1, 'act');",
     "select count(*) || ' ' || sum(sum) || ' ' || min(published_on) from performance_sum where ended_by_act is null",
     "2 3400 2026-04-01"},
    {"registry", 5,
     "insert into registry_entry (id, organisation_id, made_by_case, kind, association_kind, name, name_key, name_en,"
     " division, industry, industry_group, address, funds_fen, credit_code, certificate_number, status, registered_on,"
     " begun_by_act, begun_at, ended_by_act, ended_at) values"
     " ('first', 'guild', 'case', 'association', 'trade_association', '示例市陶瓷行业协会', '陶瓷', '', '990000', "
     "'307',"
     " 'general', '示例路1号', 5000000, '', '民社证1号', 'active', '2009-06-01', 'act', 1, 'later', 2),"
     " ('second', 'guild', 'case', 'association', 'trade_association', '示例市陶瓷行业协会', '陶瓷', '', '990000', "
     "'307',"
     " 'general', '示例路2号', 5000000, '', '民社证1号', 'suspended', '2009-06-01', 'later', 2, null, null);",
     "select count(*) || ' ' || max(address) || ' ' || max(status) || ' ' || sum(certificate_copy) from registry_entry",
     "2 示例路2号 suspended 2"},
};

using Modules = std::vector<std::vector<store::Migration>>;

Modules by_module() {
  Modules out;
  for (const store::Migration& migration : all_migrations()) {
    if (out.empty() || out.back().front().module != migration.module) out.emplace_back();
    out.back().push_back(migration);
  }
  return out;
}

class EveryMigration : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db = store::temporary_db(GetParam());
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
  }
  // Every module's first migration, then every module's second …, as a program does that was brought up to date after
  // each. `before` is told of each migration beforehand.
  void round_by_round(const std::function<void(const store::Migration&)>& before) {
    const Modules modules = by_module();
    std::size_t rounds = 0;
    for (const auto& module : modules) rounds = std::max(rounds, module.size());
    for (std::size_t round = 1; round <= rounds; ++round) {
      for (const auto& module : modules) {
        if (module.size() < round) continue;
        before(module[round - 1]);
        store::migrate(*db, std::span(module).first(round));
      }
    }
  }
  static std::string schema_of(store::Db& of) {
    return of.reading([](store::Tx& tx) { return store::schema_text(tx); });
  }

  std::unique_ptr<store::Db> db;
};
INSTANTIATE_TEST_SUITE_P(Databases, EveryMigration, testing::ValuesIn(store::kDialects));

TEST_P(EveryMigration, RoundByRoundGivesTheSchemaOfADatabaseBegunToday) {
  round_by_round([](const store::Migration&) {});
  const auto fresh = store::temporary_db(GetParam());
  store::migrate(*fresh, all_migrations());
  EXPECT_EQ(schema_of(*db), schema_of(*fresh));
  EXPECT_NE(schema_of(*db).find("registry_fine"), std::string::npos);
}

TEST_P(EveryMigration, WhatStandsInATableThatIsMadeAnewStillStandsThere) {
  std::size_t rebuilt = 0;
  round_by_round([&](const store::Migration& migration) {
    for (const Rebuild& rebuild : kRebuilds) {
      if (rebuild.module != migration.module || rebuild.number != migration.number) continue;
      ++rebuilt;
      db->write([&](store::Tx& tx) { tx.run_script(rebuild.rows); });
    }
  });
  EXPECT_EQ(rebuilt, std::size(kRebuilds));
  for (const Rebuild& rebuild : kRebuilds)
    EXPECT_EQ(db->reading([&](store::Tx& tx) { return tx.string(rebuild.question); }), rebuild.answer)
        << rebuild.module << " " << rebuild.number;
}

// A migration that makes a table anew and that this test doesn't know could lose rows unseen.
TEST(EveryRebuild, StandsInTheListAbove) {
  for (const store::Migration& migration : all_migrations()) {
    if (migration.sql.find("rename to") == std::string_view::npos) continue;
    EXPECT_TRUE(std::any_of(std::begin(kRebuilds), std::end(kRebuilds),
                            [&](const Rebuild& rebuild) {
                              return rebuild.module == migration.module && rebuild.number == migration.number;
                            }))
        << migration.module << " " << migration.name;
  }
}

}  // namespace
}  // namespace gh::app
