// Pieces of SQL text.
#pragma once
#include <string>

namespace gh::store {

// So many places for values: "?, ?, ?". None give "", and PostgreSQL knows no empty list: leave such a query out.
inline std::string marks(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += i == 0 ? "?" : ", ?";
  return out;
}

}  // namespace gh::store
