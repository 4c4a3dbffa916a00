// Makes secrets and their digests.
#include "identity/secrets.h"

#include <array>

#include "base/digest.h"

namespace gh::identity {

std::string new_secret(const RandomBytes& random) {
  std::array<std::uint8_t, kSecretBytes> bytes{};
  random(bytes.data(), bytes.size());
  return base64url(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

std::string digest_of(std::string_view secret) {
  const Digest digest = sha256(secret);
  return hex(bytes_of(digest));
}

}  // namespace gh::identity
