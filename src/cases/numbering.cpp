#include "cases/numbering.h"

#include <fmt/format.h>

#include "base/assert.h"

namespace gh::cases {

std::string next_number(store::Tx& tx, std::string_view rule, Day on) {
  tx.lock(fmt::format("number:{}", rule));
  tx.execute(
      "/* later */ insert into number_series (rule, year, last) values (?, ?, 1) on conflict (rule, year) do update "
      "set last = "
      "number_series.last + 1",
      {rule, year_of(on)});
  const auto serial = tx.integer("select last from number_series where rule = ? and year = ?", {rule, year_of(on)});
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
