#include "app/imports.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <span>

#include "app/exports.h"
#include "base/digest.h"
#include "cases/engine.h"
#include "opendata/row_forms.h"
#include "store/db.h"

namespace gh::app {
namespace {

constexpr std::int64_t kBatch = 50;       // rows of one transaction; other writes wait for it
constexpr std::int64_t kTellEvery = 250;  // rows; a multiple of a batch
constexpr std::size_t kForgottenAtOnceMax = 500;
constexpr std::string_view kParameter = "import_procedures";

// A row, and what came of it.
struct Row {
  std::int64_t line = 0;
  json::object form;
  std::vector<FieldError> errors;
  bool known = false;
};

// A member that no two rows of a file may share, looked at in rows that don't have the member `without`.
struct Distinct {
  std::string member;
  std::string without;  // empty: in every row
};

// Rows that share what no two may share, with the first that has it.
void find_twins(std::vector<Row>& rows, const std::vector<Distinct>& distinct) {
  for (const auto& [member, without] : distinct) {
    std::map<std::string, std::int64_t> first;
    for (Row& row : rows) {
      const std::string value(string_at(row.form, member));
      if (value.empty() || (!without.empty() && row.form.contains(without))) continue;
      const auto [at, is_new] = first.emplace(value, row.line);
      if (!is_new)
        row.errors.push_back(
            {"/form/" + member,
             "row-twice",
             "",
             {fmt::format("与第{}行相同", at->second), fmt::format("the same as in line {}", at->second)}});
    }
  }
}

std::vector<Distinct> distinct_members(const policy::Pack& pack, const std::string& procedure, Day today) {
  std::vector<Distinct> out;
  const json::value* allowed = pack.parameter(kParameter, today);
  if (allowed == nullptr) return out;
  const auto add = [&](const json::value& members, std::string_view without) {
    if (const auto* list = members.if_array())
      for (const auto& member : *list) out.push_back({std::string(member.as_string()), std::string(without)});
  };
  const json::value& rules = at_or_null(*allowed, procedure);
  add(at_or_null(rules, "distinct"), "");
  if (const auto* by_member = at_or_null(rules, "distinct_without").if_object())
    for (const auto& [without, members] : *by_member) add(members, without);
  return out;
}

std::vector<FieldError> errors_of(const Problem& problem) {
  if (!problem.errors().empty()) return problem.errors();
  const ProblemKind& kind = kind_of(problem.code());
  return {{"", std::string(kind.name), "", {std::string(kind.title_zh), std::string(kind.title_en)}}};
}

// Performs rows in batches: one transaction a batch, so that rows don't contend with one another for locks and numbers,
// and each row in a savepoint of its own.
class Performer {
 public:
  Performer(Installation& installation, const identity::Caller& caller, const std::string& procedure, bool dry)
      : installation_(installation), caller_(caller), procedure_(procedure), dry_(dry) {}

  // The rows without faults are performed; each keeps what came of it.
  void perform(std::span<Row> rows) {
    std::vector<Asked> asked;
    for (Row& row : rows)
      if (row.errors.empty()) asked.push_back(ask(row));
    if (perform_together(asked)) return;
    // One of them broke what a savepoint can't mend: each by itself then.
    for (const Asked& one : asked) perform_alone(one);
  }

 private:
  struct Asked {
    Row* row;
    cases::OpenRequest request;
    cases::Stamp stamp;
  };
  // What came of a row in the latest run of its transaction.
  struct Outcome {
    std::vector<FieldError> errors;
    bool known = false;
  };

  Asked ask(Row& row) {
    cases::OpenRequest request;
    request.procedure = procedure_;
    request.form = row.form;
    request.idempotency_key = "import-" + hex(bytes_of(sha256(procedure_ + canonical_json(json::value(row.form)))));
    return {&row, std::move(request), cases::new_stamp(installation_.time().now(), installation_.random())};
  }

  Outcome attempt(store::Tx& tx, const Asked& one) const {
    Outcome out;
    bool holds = false;
    const auto refusal = tx.attempt([&] {
      out.known = installation_.engine().open(tx, caller_, one.request, one.stamp).repeated;
      holds = true;
      if (dry_) throw Problem(ProblemCode::kConflict);  // taken back: a check enters nothing
    });
    if (!holds) out.errors = errors_of(*refusal);
    return out;
  }

  // False where the transaction was lost.
  bool perform_together(const std::vector<Asked>& asked) {
    std::vector<Outcome> outcomes;
    try {
      installation_.db().write([&](store::Tx& tx) {
        outcomes.clear();
        for (const Asked& one : asked) outcomes.push_back(attempt(tx, one));
      });
    } catch (const std::exception& trouble) {
      spdlog::warn("import: rows of a batch are entered one by one: {}", trouble.what());
      return false;
    }
    for (std::size_t i = 0; i < asked.size(); ++i) take(*asked[i].row, std::move(outcomes[i]));
    return true;
  }

  void perform_alone(const Asked& one) {
    Outcome outcome;
    try {
      installation_.db().write([&](store::Tx& tx) { outcome = attempt(tx, one); });
    } catch (const Problem& problem) {
      outcome.errors = errors_of(problem);
    } catch (const std::exception& other) {
      spdlog::error("import: {}", other.what());
      outcome.errors = {{"", "internal", "", {"系统内部错误", "an internal error"}}};
    }
    take(*one.row, std::move(outcome));
  }

  static void take(Row& row, Outcome outcome) {
    row.errors = std::move(outcome.errors);
    row.known = outcome.known;
  }

  Installation& installation_;
  const identity::Caller& caller_;
  const std::string& procedure_;
  const bool dry_;
};

opendata::ImportFault fault_of(std::int64_t line, const FieldError& error,
                               const std::vector<opendata::FormColumn>& columns) {
  return {{},
          0,
          line,
          opendata::column_title(columns, error.field, false),
          opendata::column_title(columns, error.field, true),
          error.field,
          error.rule,
          error.clause,
          error.says.zh,
          error.says.en};
}

void count(const Row& row, opendata::ImportCounts& counts) {
  ++counts.done;
  if (!row.errors.empty())
    ++counts.faulty;
  else if (row.known)
    ++counts.known;
  else
    ++counts.good;
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("the file is gone");
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The rule by which it failed, or what came of its rows.
struct Outcome {
  std::optional<RowsDone> done;
  std::string rule;
};

Outcome work(Installation& installation, http::EventHub& events, const opendata::Import& taken) {
  const auto pack = installation.packs().newest();
  const Instant now = installation.time().now();
  const auto caller = installation.db().reading([&](store::Tx& tx) {
    return caller_of(tx, taken.account_id, taken.office_id, local_day(now, pack->utc_offset));
  });
  if (!caller) return {{}, "office-ended"};
  const auto moved = [&](std::int64_t rows, const opendata::ImportCounts& counts) {
    installation.db().write(
        [&](store::Tx& tx) { opendata::import_moved(tx, taken.id, rows, counts, installation.time().now()); });
    events.publish(taken.office_id, "import", json::object{{"id", taken.id}, {"rows", rows}, {"done", counts.done}});
  };
  try {
    return {perform_rows(installation, *caller, taken.procedure, content_of(import_folder(installation) / taken.id),
                         taken.state == opendata::ImportState::checking, moved),
            ""};
  } catch (const Problem& problem) {
    return {{}, problem.errors().empty() ? std::string(kind_of(problem.code()).name) : problem.errors().front().rule};
  } catch (const std::exception& trouble) {
    spdlog::error("import {}: {}", taken.id, trouble.what());
    return {{}, "storage"};
  }
}

}  // namespace

std::vector<std::string> importable_procedures(const policy::Pack& pack, Day today) {
  std::vector<std::string> out;
  const json::value* allowed = pack.parameter(kParameter, today);
  const auto* by_procedure = allowed == nullptr ? nullptr : allowed->if_object();
  if (by_procedure == nullptr) return out;
  for (const auto& [procedure, rules] : *by_procedure) out.emplace_back(procedure);
  return out;
}

std::filesystem::path import_folder(const Installation& installation) {
  return installation.options().data_folder / "imports";
}

RowsDone perform_rows(Installation& installation, const identity::Caller& caller, const std::string& procedure,
                      std::string_view bytes, bool dry, const Moved& moved) {
  const auto pack = installation.packs().newest();
  const auto columns = opendata::form_columns(pack->forms.at(pack->procedure(procedure).form)->schema());
  auto read = opendata::forms_of(opendata::read_table(bytes), columns);
  RowsDone out;
  for (const auto& fault : read.faults) {
    out.faults.push_back(fault_of(fault.line, fault.error, columns));
    out.faults.back().column_zh = out.faults.back().column_en = fault.column;
  }
  if (!out.faults.empty()) {
    out.counts.faulty = 1;  // the head; without it no row can be read
    return out;
  }
  std::vector<Row> rows;
  for (auto& one : read.rows) {
    rows.push_back({one.line, std::move(one.form), {}, false});
    for (auto& fault : one.faults) rows.back().errors.push_back(std::move(fault.error));
  }
  find_twins(rows, distinct_members(*pack, procedure, local_day(installation.time().now(), pack->utc_offset)));
  out.rows = std::ssize(rows);
  Performer performer(installation, caller, procedure, dry);
  for (std::int64_t begun = 0; begun < out.rows;) {
    const std::int64_t ends = std::min(begun + kBatch, out.rows);
    performer.perform(std::span(rows).subspan(static_cast<std::size_t>(begun), static_cast<std::size_t>(ends - begun)));
    begun = ends;
    if (begun % kTellEvery != 0) continue;
    opendata::ImportCounts counts;
    for (std::int64_t i = 0; i < begun; ++i) count(rows[static_cast<std::size_t>(i)], counts);
    moved(out.rows, counts);
  }
  for (const Row& row : rows) {
    count(row, out.counts);
    for (const auto& error : row.errors) out.faults.push_back(fault_of(row.line, error, columns));
  }
  return out;
}

bool work_on_import(Installation& installation, http::EventHub& events) {
  const Instant now = installation.time().now();
  const bool waits = installation.db().reading([](store::Tx& tx) {
    return tx.string("select id from list_import where state in ('checking', 'entering') limit 1").has_value();
  });
  if (!waits) return false;
  const auto taken = installation.db().writing([&](store::Tx& tx) { return opendata::take_import(tx, now); });
  if (!taken) return false;
  const Outcome made = work(installation, events, *taken);
  const Instant ended_at = installation.time().now();
  const Instant expires_at = kept_until(*installation.packs().newest(), ended_at);
  installation.db().write([&](store::Tx& tx) {
    if (made.done)
      opendata::import_ended(tx, *taken, made.done->rows, made.done->counts, made.done->faults, ended_at, expires_at);
    else
      opendata::import_failed(tx, taken->id, made.rule, ended_at, expires_at);
  });
  events.publish(taken->office_id, "import", json::object{{"id", taken->id}, {"ended", true}});
  return true;
}

void forget_old_imports(Installation& installation) {
  const Instant now = installation.time().now();
  const auto ended =
      installation.db().writing([&](store::Tx& tx) { return opendata::forget_imports(tx, now, kForgottenAtOnceMax); });
  for (const opendata::Import& one : ended) std::filesystem::remove(import_folder(installation) / one.id);
}

}  // namespace gh::app
