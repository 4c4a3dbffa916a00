// Secrets that open something (sessions, tokens, one-time passwords): random bytes, of which only a digest is kept.
#pragma once
#include <string>
#include <string_view>

#include "base/ids.h"

namespace gh::identity {

inline constexpr std::size_t kSecretBytes = 32;

// 43 characters of base64url (256 bits).
std::string new_secret(const RandomBytes& random);

// What is kept of it: SHA-256, lower-case hex. A secret has 256 bits of its own, so it needs no salt and no slow hash.
std::string digest_of(std::string_view secret);

}  // namespace gh::identity
