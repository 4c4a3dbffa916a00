#include "cases/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/assert.h"
#include "base/digest.h"
#include "log/reader.h"
#include "store/sql_text.h"

namespace gh::cases {
namespace {

constexpr std::size_t kActsAtOnce = 200;
constexpr std::size_t kRowsShownMax = 3;

// Rows that acts don't make, in an order that satisfies references; the condition leaves out what acts do make.
struct Copied {
  std::string_view table;
  std::string_view where;
};
constexpr std::array<Copied, 8> kCopied = {{{"pack_version", "1 = 1"},
                                            {"calendar_base", "1 = 1"},
                                            {"organisation", "act_id is null"},
                                            {"department_change", "1 = 1"},
                                            {"account", "1 = 1"},
                                            {"office", "granted_by_act is null"},
                                            {"office_delegation", "1 = 1"},
                                            {"schema_migration", "1 = 0"}}};

// One row as text: every column with its name, so that the order of columns doesn't matter.
std::string row_text(const store::Row& row) {
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < row.columns(); ++i)
    cells.push_back(
        fmt::format("{}={}", row.name(i), row.is_null(i) ? std::string("\\N") : std::string(row.string(i))));
  std::sort(cells.begin(), cells.end());
  std::string out;
  for (const auto& cell : cells) out += cell + '\x1f';
  return out;
}

std::vector<std::string> rows_of(store::Tx& tx, std::string_view table) {
  std::vector<std::string> rows;
  tx.each(fmt::format("select * from {}", table), {}, [&](const store::Row& row) { rows.push_back(row_text(row)); });
  std::sort(rows.begin(), rows.end());
  return rows;
}

void copy_rows(store::Db& from, store::Db& into, const Copied& copied) {
  struct Cells {
    std::vector<std::string> names;
    std::vector<store::Value> values;
  };
  std::vector<Cells> rows;
  from.read([&](store::Tx& tx) {
    tx.each(fmt::format("select * from {} where {}", copied.table, copied.where), {}, [&](const store::Row& row) {
      Cells cells;
      for (std::size_t i = 0; i < row.columns(); ++i) {
        cells.names.emplace_back(row.name(i));
        // Both databases turn the text of a whole number back into one by the column's type.
        if (row.is_null(i))
          cells.values.emplace_back(nullptr);
        else
          cells.values.emplace_back(row.string(i));
      }
      rows.push_back(std::move(cells));
    });
  });
  into.write([&](store::Tx& tx) {
    for (const Cells& cells : rows) {
      tx.execute(fmt::format("insert into {} ({}) values ({}) on conflict do nothing", copied.table,
                             fmt::join(cells.names, ", "), store::marks(cells.names.size())),
                 cells.values);
    }
  });
}

// When which office was given by hand, and when it was taken so: what was done before looks at offices as they stood
// then.
struct OfficeChange {
  Instant at{};
  Id id;
  std::optional<Day> from_day;  // of one that was given
};
BOOST_DESCRIBE_STRUCT(OfficeChange, (), (at, id, from_day))

// Later than any act: an office that begins then doesn't exist yet.
const Day kNotYet = day_of(9999, 12, 31);

std::vector<OfficeChange> hold_offices_back(store::Db& from, store::Db& into) {
  into.write([](store::Tx& tx) {
    tx.execute("update office set revoked_at = null, revoked_by_act = null, from_day = ?", {kNotYet});
  });
  return from.reading([](store::Tx& tx) {
    auto changes =
        tx.all<OfficeChange>("select created_at as at, id, from_day from office where granted_by_act is null");
    const auto taken = tx.all<OfficeChange>(
        "select revoked_at as at, id, null as from_day from office where revoked_at is not null and revoked_by_act "
        "is null");
    changes.insert(changes.end(), taken.begin(), taken.end());
    std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    return changes;
  });
}

// What was made of a department by hand, and from when.
struct DepartmentState {
  Id organisation_id;
  std::int64_t ordinal = 0;
  Instant at{};
  std::string name;
  std::string name_en;
  std::string division;
  std::string status;
};
BOOST_DESCRIBE_STRUCT(DepartmentState, (), (organisation_id, ordinal, at, name, name_en, division, status))

void set_department(store::Tx& tx, const DepartmentState& state) {
  tx.execute("update organisation set name = ?, name_en = ?, division = ?, status = ? where id = ?",
             {state.name, state.name_en, state.division, state.status, state.organisation_id});
}

std::vector<DepartmentState> hold_departments_back(store::Db& from, store::Db& into) {
  auto states = from.reading([](store::Tx& tx) {
    return tx.all<DepartmentState>("select * from department_change order by at, organisation_id, ordinal");
  });
  into.write([&](store::Tx& tx) {
    for (const DepartmentState& state : states)
      if (state.ordinal == 1) set_department(tx, state);
  });
  return states;
}

// What was done by hand and by no act, in its order, and how much of it is done again.
struct ByHand {
  std::vector<OfficeChange> offices;
  std::vector<DepartmentState> departments;
  std::size_t offices_done = 0;
  std::size_t departments_done = 0;
};

void change_until(store::Tx& tx, ByHand& by_hand, Instant until) {
  for (; by_hand.offices_done < by_hand.offices.size(); ++by_hand.offices_done) {
    const OfficeChange& change = by_hand.offices[by_hand.offices_done];
    if (change.at > until) break;
    if (change.from_day)
      tx.execute("update office set from_day = ? where id = ?", {*change.from_day, change.id});
    else
      tx.execute("update office set revoked_at = ? where id = ?", {change.at, change.id});
  }
  for (; by_hand.departments_done < by_hand.departments.size(); ++by_hand.departments_done) {
    const DepartmentState& state = by_hand.departments[by_hand.departments_done];
    if (state.at > until) break;
    set_department(tx, state);
  }
}

// Acts in the order of the log, a page at a time; what an effect caused comes about by itself.
std::vector<Act> acts_after(store::Tx& tx, std::int64_t& position) {
  std::vector<Act> out;
  for (const auto& entry : log::feed(tx, position, kActsAtOnce)) {
    position = entry.log_index;
    auto act = tx.one<Act>("select * from act where id = ?", {entry.act_id});
    GH_ASSERT(act.has_value());
    out.push_back(std::move(*act));
  }
  return out;
}

void compare(store::Db& from, store::Db& into, std::size_t differences_max, ReplayReport& report) {
  const auto names = from.reading([](store::Tx& tx) { return tables(tx); });
  for (const auto& table : names) {
    if (stands_outside_replay(table) || report.differences.size() >= differences_max) continue;
    const auto before = from.reading([&](store::Tx& tx) { return rows_of(tx, table); });
    const auto after = into.reading([&](store::Tx& tx) { return rows_of(tx, table); });
    if (before == after) continue;
    std::vector<std::string> lost;
    std::vector<std::string> made;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(lost));
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(made));
    report.differences.push_back(
        fmt::format("{}: {} rows differ from {} rows made again", table, lost.size(), made.size()));
    for (std::size_t i = 0; i < std::min(kRowsShownMax, lost.size()); ++i)
      report.differences.push_back(fmt::format("{}: only before: {}", table, lost[i]));
    for (std::size_t i = 0; i < std::min(kRowsShownMax, made.size()); ++i)
      report.differences.push_back(fmt::format("{}: only after: {}", table, made[i]));
  }
}

}  // namespace

bool stands_outside_replay(std::string_view table) {
  static const std::set<std::string_view> kOutside = {
      "schema_migration", "installation",      "account",           "sign_in_failure", "session",        "token",
      "audit_event",      "audit_head",        "office_delegation", "preference",      "draft",          "list_export",
      "list_import",      "list_import_fault", "pack_version",      "outbox",          "sqlite_sequence"};
  return kOutside.contains(table) || table.starts_with("log_") || table.starts_with("search_") ||
         table.starts_with("sqlite_");
}

std::vector<std::string> tables(store::Tx& tx) {
  std::vector<std::string> out;
  const std::string_view sql = tx.dialect() == store::Dialect::kSqlite
                                   ? "select name from sqlite_master where type = 'table' order by name"
                                   : "select cast(tablename as text) as name from pg_tables where schemaname = "
                                     "current_schema() order by tablename";
  tx.each(sql, {}, [&](const store::Row& row) { out.emplace_back(row.string(0)); });
  return out;
}

std::string table_digest(store::Tx& tx, std::string_view table) {
  std::string all;
  for (const auto& row : rows_of(tx, table)) all += hex(bytes_of(sha256(row)));
  return hex(bytes_of(sha256(all)));
}

ReplayReport replay(store::Db& from, store::Db& into, Engine& engine, std::size_t differences_max) {
  ReplayReport report;
  for (const Copied& copied : kCopied) copy_rows(from, into, copied);
  ByHand by_hand{hold_offices_back(from, into), hold_departments_back(from, into)};
  std::int64_t position = -1;
  for (;;) {
    std::vector<CaseFile> files;
    const auto acts = from.reading([&](store::Tx& tx) {
      auto page = acts_after(tx, position);
      for (const Act& act : page) {
        auto file = tx.one<CaseFile>("select * from case_file where id = ?", {act.case_id});
        GH_ASSERT(file.has_value());
        files.push_back(std::move(*file));
      }
      return page;
    });
    if (acts.empty()) break;
    // A write may be done more than once, each time from where the page before ended.
    ByHand by_then;
    into.write([&](store::Tx& tx) {
      by_then = by_hand;
      for (std::size_t i = 0; i < acts.size(); ++i) {
        change_until(tx, by_then, acts[i].at);
        if (!acts[i].caused_by) engine.replay(tx, acts[i], files[i]);
      }
    });
    by_hand = std::move(by_then);
    report.acts += acts.size();
  }
  into.write([&](store::Tx& tx) {
    ByHand rest = by_hand;
    change_until(tx, rest, Instant::max());
  });
  compare(from, into, differences_max, report);
  return report;
}

}  // namespace gh::cases
