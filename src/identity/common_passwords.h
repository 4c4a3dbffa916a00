// The built-in list of the most common passwords: common_passwords.txt, compiled in by this module's CMakeLists.txt.
#pragma once
#include <string_view>

namespace gh::identity {

// One a line, lower case; lines that begin with # are remarks.
extern const std::string_view kCommonPasswords;

}  // namespace gh::identity
