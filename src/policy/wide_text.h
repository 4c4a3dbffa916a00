// Text as code points, for regular expressions: on bytes, [一-龥] would mean something else.
#pragma once
#include <string>
#include <string_view>

namespace gh::policy {

// `utf8` is well-formed.
std::wstring wide(std::string_view utf8);

}  // namespace gh::policy
