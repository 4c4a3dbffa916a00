// Pieces of SQL text.
#pragma once
#include <string>
#include <string_view>

namespace gh::store {

// So many places for values: "?, ?, ?". None give "", and PostgreSQL knows no empty list: leave such a query out.
inline std::string marks(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += i == 0 ? "?" : ", ?";
  return out;
}

// For `like ? escape '!'`: what holds the text anywhere; "" gives "%".
inline std::string like_pattern(std::string_view text) {
  std::string out = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') out += '!';
    out += c;
  }
  return text.empty() ? out : out + '%';
}

}  // namespace gh::store
