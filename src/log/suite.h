// Algorithm suites: which hash and which signature stand behind one name. Everything the log stores carries that name,
// so that a second suite (`gm`: SM3 and SM2) can stand over the same leaves beside this one.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/digest.h"

namespace gh::log {

struct Suite {
  std::string_view name;        // as stored and published: "intl"
  std::string_view hash;        // "SHA-256"
  std::string_view signature;   // "Ed25519"
  std::uint8_t signature_type;  // the byte of C2SP signed-note
  Digest (*digest)(std::string_view bytes);
};

// SHA-256 and Ed25519, type 0x01: what international clients of transparency logs read.
const Suite& intl();

// The suite of that name, or nullptr when this program has none.
const Suite* find_suite(std::string_view name);

}  // namespace gh::log
