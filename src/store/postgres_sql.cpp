// Rewrites parameters for PostgreSQL.
#include "store/postgres_sql.h"

#include <cctype>

namespace gh::store {
namespace {

// Where the quotation or comment that starts at `begin` ends (one past); `begin` itself when none starts there.
std::size_t end_of_opaque(std::string_view sql, std::size_t begin) {
  const auto after = [&](std::string_view mark) {
    const std::size_t end = sql.find(mark, begin + mark.size());
    return end == sql.npos ? sql.size() : end + mark.size();
  };
  // A doubled quotation mark inside is the end of one quotation and the start of the next: the same in effect.
  if (sql[begin] == '\'') return after("'");
  if (sql[begin] == '"') return after("\"");
  if (sql.substr(begin, 2) == "--") return std::min(sql.size(), sql.find('\n', begin));
  if (sql.substr(begin, 2) == "/*") {
    const std::size_t end = sql.find("*/", begin + 2);
    return end == sql.npos ? sql.size() : end + 2;
  }
  return begin;
}

bool only_asked_whether_it_is(std::string_view rest) {
  const std::size_t word = rest.find_first_not_of(" \t\r\n");
  if (word == rest.npos || rest.size() < word + 3) return false;
  return std::tolower(rest[word]) == 'i' && std::tolower(rest[word + 1]) == 's' &&
         std::isspace(static_cast<unsigned char>(rest[word + 2])) != 0;
}

}  // namespace

std::string numbered_parameters(std::string_view sql, std::span<const Value> values) {
  std::string out;
  out.reserve(sql.size() + values.size() * 12);
  std::size_t parameter = 0;
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t opaque_end = end_of_opaque(sql, at);
    if (opaque_end > at) {
      out += sql.substr(at, opaque_end - at);
      at = opaque_end;
    } else if (sql[at] == '?') {
      const bool integer = parameter < values.size() && values[parameter].integer() != nullptr;
      out += '$' + std::to_string(++parameter);
      if (only_asked_whether_it_is(sql.substr(at + 1))) {
        out += "::text";
      } else if (integer) {
        out += "::bigint";
      }
      ++at;
    } else {
      out += sql[at++];
    }
  }
  if (parameter != values.size()) throw Bug("wrong number of values for: " + std::string(sql));
  return out;
}

std::string parameter_kinds(std::span<const Value> values) {
  std::string out(values.size(), 't');
  for (std::size_t position = 0; position < values.size(); ++position) {
    if (values[position].integer() != nullptr) out[position] = 'i';
  }
  return out;
}

}  // namespace gh::store
