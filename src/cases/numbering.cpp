#include "cases/numbering.h"

#include <fmt/format.h>

#include "base/assert.h"

namespace gh::cases {

std::string next_number(store::Tx& tx, std::string_view rule, Day on) {
  tx.lock(fmt::format("number:{}", rule));
  // Read to its end, so that SQLite keeps what it wrote.
  std::optional<std::int64_t> serial;
  tx.each(
      "insert into number_series (rule, year, last) values (?, ?, 1) on conflict (rule, year) do update set last = "
      "number_series.last + 1 returning last",
      {rule, year_of(on)}, [&serial](const store::Row& row) { serial = row.integer(0); });
  GH_ASSERT(serial.has_value());
  std::string out;
  for (std::size_t i = 0; i < rule.size();) {
    if (rule[i] != '{') {
      out += rule[i++];
      continue;
    }
    const std::size_t end = rule.find('}', i);
    GH_ASSERT(end != std::string_view::npos);
    const std::string_view name = rule.substr(i + 1, end - i - 1);
    if (name == "year") {
      out += std::to_string(year_of(on));
    } else {
      GH_ASSERT(name.starts_with("serial"));
      const int width = name.size() > 7 ? name[7] - '0' : 0;
      out += fmt::format("{:0{}}", *serial, width);
    }
    i = end + 1;
  }
  return out;
}

}  // namespace gh::cases
