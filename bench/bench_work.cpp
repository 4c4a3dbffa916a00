#include "bench_work.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "store/db.h"

namespace gh::bench {
namespace {

constexpr std::size_t kFunctions = 20;
constexpr std::size_t kPerformers = 40;
constexpr std::size_t kLateOf = 10;
constexpr std::int64_t kFirstWork = 1'600'000'000'000;

// A case like the one that is there, under another id and number.
void insert_case(store::Tx& tx, const Id& like, const Id& id, const Id& department, std::size_t serial) {
  tx.execute(
      "insert into case_file (id, number, procedure, pack_version, division, parent_id, authority_id, applicant_id, "
      "subject_id, opened_by_office, opened_by_account, title, state, return_state, version, form, acts, publicity, "
      "sealed_until, suspended_at, opened_at, entered_at, closed_at, due_on, warn_on, due_provisional) select ?, ?, "
      "procedure, pack_version, division, null, ?, applicant_id, subject_id, opened_by_office, opened_by_account, "
      "title, state, null, version, form, acts, publicity, null, null, opened_at, entered_at, null, ?, null, 0 from "
      "case_file where id = ?",
      {id, fmt::format("基准〔2026〕{}号", serial), department, serial % kLateOf == 0 ? "2020-01-01" : "2099-01-01",
       like});
}

}  // namespace

Id insert_work(const BenchCity& city, std::size_t running) {
  const auto db = store::Db::open(city.db_url);
  const auto department = db->reading(
      [](store::Tx& tx) { return tx.string("select id from organisation where body_key = 'economy-information'"); });
  GH_ASSERT(department.has_value());
  db->write([&](store::Tx& tx) {
    const auto known = tx.integer("select count(*) from performance_work where department_id = ?", {*department});
    for (std::size_t i = static_cast<std::size_t>(known.value_or(0)); i < running; ++i) {
      const Instant at{std::chrono::milliseconds{kFirstWork + static_cast<std::int64_t>(i)}};
      const Id id = derived_id(at, "bench-work", i);
      insert_case(tx, city.open_case, id, *department, i + 1);
      tx.execute(
          "insert into performance_work (case_id, item_id, kind, department_id, performer_id, place, opened_on, "
          "finished_on, on_time, outcome, begun_by_act, changed_by_act) values (?, ?, 'credit-rating', ?, ?, ?, "
          "'2026-01-05', null, null, null, 'bench', 'bench')",
          {id, fmt::format("function-{}", i % kFunctions), *department,
           city.organisations[i % kFunctions % kPerformers % city.organisations.size()], i + 1});
    }
  });
  return *department;
}

}  // namespace gh::bench
