// Applies migrations, each in one transaction.
#include "store/migrations.h"

#include <boost/describe/class.hpp>
#include <map>

#include "base/digest.h"

namespace gh::store {
namespace {

constexpr std::string_view kTable =
    "create table if not exists schema_migration (\n"
    "  module     text not null,\n"
    "  number     bigint not null,\n"
    "  name       text not null,\n"
    "  digest     text not null, -- SHA-256 of its text\n"
    "  applied_at bigint not null,\n"
    "  primary key (module, number)\n"
    ")";

struct Applied {
  std::string module;
  std::int64_t number;
  std::string digest;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (module, number, digest))

std::string digest_of(const Migration& migration) { return hex(bytes_of(sha256(migration.sql))); }

std::string label(std::string_view module, std::int64_t number) {
  return std::string(module) + " " + std::to_string(number);
}

using Key = std::pair<std::string, std::int64_t>;

std::map<Key, std::string> applied_digests(Tx& tx) {
  std::map<Key, std::string> out;
  for (Applied& row : tx.all<Applied>("select module, number, digest from schema_migration")) {
    out.emplace(Key{row.module, row.number}, row.digest);
  }
  return out;
}

// Answers the newest number of each module.
std::map<std::string, std::int64_t, std::less<>> require_numbered(std::span<const Migration> migrations) {
  std::map<std::string, std::int64_t, std::less<>> newest;
  for (const Migration& migration : migrations) {
    std::int64_t& number = newest[std::string(migration.module)];
    if (migration.number != ++number) throw Bug("migration out of turn: " + label(migration.module, migration.number));
  }
  return newest;
}

void refuse_newer(const std::map<Key, std::string>& applied,
                  const std::map<std::string, std::int64_t, std::less<>>& newest) {
  for (const auto& [key, digest] : applied) {
    const auto known = newest.find(key.first);
    if (known != newest.end() && key.second > known->second) {
      throw Bug("the database is newer than the program: it has migration " + label(key.first, key.second));
    }
  }
}

void apply(Tx& tx, const Migration& migration, Instant applied_at) {
  // Several nodes may start at once on one database.
  tx.lock("schema_migration");
  const auto digest = tx.string("select digest from schema_migration where module = ? and number = ?",
                                {migration.module, migration.number});
  if (digest) return;
  tx.run_script(script_for(tx.dialect(), migration.sql));
  tx.execute("insert into schema_migration (module, number, name, digest, applied_at) values (?, ?, ?, ?, ?)",
             {migration.module, migration.number, migration.name, digest_of(migration), applied_at});
}

}  // namespace

void migrate(Db& db, std::span<const Migration> migrations, Instant applied_at) {
  const auto newest = require_numbered(migrations);
  db.write([](Tx& tx) {
    tx.lock("schema_migration");
    tx.run_script(kTable);
  });
  const auto applied = db.reading([](Tx& tx) { return applied_digests(tx); });
  refuse_newer(applied, newest);
  for (const Migration& migration : migrations) {
    const auto found = applied.find(Key{std::string(migration.module), migration.number});
    if (found != applied.end()) {
      if (found->second == digest_of(migration)) continue;
      throw Bug("the text of a released migration was changed: " + label(migration.module, migration.number));
    }
    db.write([&](Tx& tx) { apply(tx, migration, applied_at); });
  }
}

std::string script_for(Dialect dialect, std::string_view sql) {
  std::string out;
  bool kept = true;
  while (!sql.empty()) {
    const std::size_t size = std::min(sql.size(), sql.find('\n') == sql.npos ? sql.size() : sql.find('\n') + 1);
    const std::string_view line = sql.substr(0, size);
    sql.remove_prefix(size);
    if (line.find_first_not_of(" \t\r\n") == line.npos) kept = true;
    if (line.starts_with("-- sqlite:")) kept = dialect == Dialect::kSqlite;
    if (line.starts_with("-- postgres:")) kept = dialect == Dialect::kPostgres;
    if (kept) out += line;
  }
  return out;
}

}  // namespace gh::store
