// Keys of signed notes (C2SP signed-note): a name, a short key id and an Ed25519 key.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace gh::log {

using Ed25519Bytes = std::array<std::uint8_t, 32>;

inline constexpr std::size_t kKeyNameMaxBytes = 255;
inline constexpr std::size_t kSignatureBytes = 64;

// True for a name a key may have: UTF-8, 1 to kKeyNameMaxBytes bytes, no Unicode space, no control character, no plus.
bool is_key_name(std::string_view name);

// Who a reader believes.
struct VerifierKey {
  std::string name;
  std::uint32_t id = 0;  // first four bytes of SHA-256(name || 0x0A || 0x01 || public key), big-endian
  Ed25519Bytes public_key{};
  bool operator==(const VerifierKey&) const = default;
};
// `name` must be a key name.
VerifierKey make_verifier_key(std::string_view name, const Ed25519Bytes& public_key);
// "name+1a2b3c4d+base64(0x01 || public key)", as golang.org/x/mod/sumdb/note reads it.
std::string text(const VerifierKey& key);
// The key of that text; nothing when the form, the algorithm or the key id is wrong.
std::optional<VerifierKey> parse_verifier_key(std::string_view text);
// True when `signature` is Ed25519 (RFC 8032) over `message`. Any length of signature may be given.
bool verify(const VerifierKey& key, std::string_view message, std::string_view signature);

// Who signs. The secret is wiped from memory when the key goes.
class SigningKey {
 public:
  // `name` must be a key name; `seed` is the RFC 8032 private key.
  SigningKey(std::string_view name, const Ed25519Bytes& seed);
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;
  ~SigningKey();

  const VerifierKey& verifier() const { return verifier_; }
  const std::string& name() const { return verifier_.name; }
  // 64 bytes; the same message gives the same signature.
  std::string sign(std::string_view message) const;
  // "PRIVATE+KEY+name+1a2b3c4d+base64(0x01 || seed)", as golang.org/x/mod/sumdb/note reads it.
  std::string secret_text() const;

 private:
  VerifierKey verifier_;
  std::array<std::uint8_t, 64> secret_{};
};
// The key of a secret_text; nothing when it isn't one.
std::optional<SigningKey> parse_signing_key(std::string_view secret_text);

// The log's key in the file `path`; the first start makes it from `random` (mode 0600, in an existing folder).
// Throws Problem kConflict, rule "log-key-file" when the file can't be read or made or isn't a key, "log-key-mode" when
// others may read it, "log-key-name" when it is the key of another name.
SigningKey load_or_make_key(const std::filesystem::path& path, std::string_view name, const RandomBytes& random);

}  // namespace gh::log
