// The request target, read one way only: split first, then decoded, and refused where two programs could disagree.
#pragma once
#include <string>
#include <string_view>

#include "http/route.h"

namespace gh::http {

inline constexpr std::size_t kQueryMembersMax = 64;
inline constexpr std::size_t kPathPartsMax = 32;

// Fills request.path and request.query out of request.target (origin form, or absolute form whose authority is left
// out). Throws Problem kMalformed with one of the rules: "target-form", "percent-encoding" (incomplete, not
// hexadecimal), "utf-8", "control-character", "path-traversal" ("." or ".." also when encoded), "encoded-separator"
// (%2F, %5C, a backslash), "empty-part" ("//"), "repeated" (a query name twice), "too-many".
void read_target(Request& request);

// Decodes %XX and, when `plus_is_space`, "+". False for an incomplete or non-hexadecimal escape.
bool percent_decode(std::string_view encoded, bool plus_is_space, std::string& out);

}  // namespace gh::http
