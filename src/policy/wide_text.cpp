#include "policy/wide_text.h"

namespace gh::policy {

std::wstring wide(std::string_view utf8) {
  static_assert(sizeof(wchar_t) == 4);
  std::wstring out;
  out.reserve(utf8.size());
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out.push_back(static_cast<wchar_t>(byte));
    } else if (byte >= 0xC0) {
      out.push_back(static_cast<wchar_t>(byte >= 0xF0 ? byte & 0x07 : byte >= 0xE0 ? byte & 0x0F : byte & 0x1F));
    } else if (!out.empty()) {
      out.back() = static_cast<wchar_t>(out.back() << 6 | (byte & 0x3F));
    }
  }
  return out;
}

}  // namespace gh::policy
