// Passwords: what a new one must be, and Argon2id (RFC 9106) by libsodium. Nothing here touches the database, so that
// no transaction waits for a hash.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace gh::identity {

// What a guess costs. The defaults are above libsodium's interactive level; tests take the smallest.
struct HashCost {
  std::uint64_t passes = 3;               // 1..
  std::size_t memory_bytes = 64U << 20U;  // 8 KiB.., a multiple of 1 KiB
};

// What a password must be (GB/T 22239 8.1.4.1 asks for length, variety and no default).
struct PasswordOptions {
  HashCost cost;
  std::size_t length_min = 10;   // code points
  std::size_t length_max = 128;  // code points; at most 1024 bytes in any case
  int kinds_min = 3;             // of: lower case, upper case, digits, everything else
};

// Thread-safe. Each hash or check takes cost.memory_bytes and, at the default cost, about a tenth of a second.
class Passwords {
 public:
  Passwords(const PasswordOptions& options, RandomBytes random);

  // Throws Problem kInvalidForm on `field` unless it may be used: rules "password-length", "password-variety",
  // "password-is-login", "common-password".
  void check_new(std::string_view login, std::string_view password, const std::string& field) const;

  // In PHC form ("$argon2id$v=19$m=…"), with a fresh salt.
  std::string hash(std::string_view password) const;

  // Whether the password is the hash's. Without a hash (no such account, or none set yet) it does the same work and
  // says no, so that the time taken tells nothing.
  bool matches(const std::optional<std::string>& password_hash, std::string_view password) const;

 private:
  PasswordOptions options_;
  RandomBytes random_;
  std::string dummy_hash_;
};

// True when it stands in the built-in list, also with other letter case, or with digits and signs put after it.
bool is_common_password(std::string_view password);

}  // namespace gh::identity
