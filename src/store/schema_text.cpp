// The schema as text, for comparing a migrated database with a fresh one.
#include <boost/describe/class.hpp>

#include "store/migrations.h"

namespace gh::store {
namespace {

// The key that orders, and what is printed.
struct SchemaLine {
  std::string place;
  std::string line;
};
BOOST_DESCRIBE_STRUCT(SchemaLine, (), (place, line))

constexpr std::string_view kSqliteLines =
    "select tbl_name || ' ' || type || ' ' || name as place, coalesce(sql, type || ' ' || name) as line"
    " from sqlite_master order by 1, 2";

constexpr std::string_view kPostgresLines =
    "select place, line from ("
    " select c.table_name || ' column ' || lpad(c.ordinal_position::text, 4, '0') as place,"
    "  c.column_name || ' ' || c.udt_name || case c.is_nullable when 'NO' then ' not null' else '' end"
    "  || coalesce(' default ' || c.column_default, '') as line"
    " from information_schema.columns c where c.table_schema = current_schema()"
    " union all"
    " select t.relname || ' constraint ' || k.conname, pg_get_constraintdef(k.oid)"
    " from pg_constraint k join pg_class t on t.oid = k.conrelid where k.connamespace = current_schema()::regnamespace"
    " union all"
    " select tablename || ' index ' || indexname, replace(indexdef, current_schema() || '.', '')"
    " from pg_indexes where schemaname = current_schema()"
    ") as lines order by place, line";

}  // namespace

std::string schema_text(Tx& tx) {
  const std::string_view sql = tx.dialect() == Dialect::kSqlite ? kSqliteLines : kPostgresLines;
  std::string out;
  for (const SchemaLine& row : tx.all<SchemaLine>(sql))
    out.append(row.place).append(": ").append(row.line).append("\n");
  return out;
}

}  // namespace gh::store
