// Ed25519 by libsodium; the texts of keys are those of Go's sumdb/note, so that its tools read them.
#include "log/key.h"

#include <sodium.h>

#include <algorithm>
#include <system_error>

#include "base/assert.h"
#include "base/digest.h"
#include "base/problem.h"
#include "base/text.h"
#include "log/durable_file.h"
#include "log/suite.h"

namespace gh::log {

namespace {

constexpr std::string_view kSecretPrefix = "PRIVATE+KEY+";
constexpr unsigned kKeyFileMode = 0600;

std::string_view view(const Ed25519Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

std::string typed(const Ed25519Bytes& bytes) {
  std::string out(1, static_cast<char>(intl().signature_type));
  return out.append(view(bytes));
}

std::string id_text(std::uint32_t id) {
  std::string bytes(4, '\0');
  for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<char>(id >> (24 - 8 * i));
  return hex(bytes);
}

struct KeyText {
  std::string name;
  std::string id;
  Ed25519Bytes bytes;
};

// "name+id+base64(type || 32 bytes)".
std::optional<KeyText> split_key_text(std::string_view text) {
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  KeyText out{std::string(text.substr(0, first)), std::string(text.substr(first + 1, second - first - 1)), {}};
  const std::string_view encoded = text.substr(second + 1);
  const auto bytes = from_base64(encoded);
  if (!is_key_name(out.name) || !bytes || base64(*bytes) != encoded) return std::nullopt;
  if (bytes->size() != 1 + out.bytes.size()) return std::nullopt;
  if (static_cast<std::uint8_t>(bytes->front()) != intl().signature_type) return std::nullopt;
  std::copy(bytes->begin() + 1, bytes->end(), out.bytes.begin());
  return out;
}

// All that Unicode calls white space beyond ASCII, in UTF-8.
constexpr std::string_view kUnicodeSpaces[] = {
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83",
    "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A",
    "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"};

[[noreturn]] void refuse_key(std::string rule, std::string zh, std::string en, std::string detail = {}) {
  throw Problem(ProblemCode::kConflict, FieldError{"", std::move(rule), "", Text{std::move(zh), std::move(en)}},
                std::move(detail));
}

SigningKey read_key_file(const std::filesystem::path& path, std::string_view name, std::string_view text) {
  if ((mode_of(path) & 077U) != 0)
    refuse_key("log-key-mode", "日志密钥文件的权限须为 0600", "the file of the log's key must have mode 0600");
  if (text.ends_with('\n')) text.remove_suffix(1);
  auto key = parse_signing_key(text);
  if (!key) refuse_key("log-key-file", "日志密钥文件不是有效的密钥", "the file of the log's key holds no key");
  if (key->name() != name)
    refuse_key("log-key-name", "日志密钥属于另一个日志", "the log's key is that of another log", key->name());
  return *key;
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || name.size() > kKeyNameMaxBytes || !is_utf8(name)) return false;
  const auto forbidden = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '+' || c == 0x7F; };
  if (std::any_of(name.begin(), name.end(), forbidden)) return false;
  return std::none_of(std::begin(kUnicodeSpaces), std::end(kUnicodeSpaces),
                      [name](std::string_view space) { return name.find(space) != std::string_view::npos; });
}

VerifierKey make_verifier_key(std::string_view name, const Ed25519Bytes& public_key) {
  GH_ASSERT(is_key_name(name));
  const Digest digest = intl().digest(std::string(name) + "\n" + typed(public_key));
  std::uint32_t id = 0;
  for (std::size_t i = 0; i < 4; ++i) id = (id << 8) | digest[i];
  return VerifierKey{std::string(name), id, public_key};
}

std::string text(const VerifierKey& key) {
  return key.name + "+" + id_text(key.id) + "+" + base64(typed(key.public_key));
}

std::optional<VerifierKey> parse_verifier_key(std::string_view text) {
  const auto parts = split_key_text(text);
  if (!parts) return std::nullopt;
  VerifierKey key = make_verifier_key(parts->name, parts->bytes);
  if (id_text(key.id) != parts->id) return std::nullopt;
  return key;
}

bool verify(const VerifierKey& key, std::string_view message, std::string_view signature) {
  return signature.size() == kSignatureBytes &&
         crypto_sign_ed25519_verify_detached(reinterpret_cast<const unsigned char*>(signature.data()),
                                             reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                                             key.public_key.data()) == 0;
}

SigningKey::SigningKey(std::string_view name, const Ed25519Bytes& seed) {
  GH_ASSERT(sodium_init() >= 0);
  Ed25519Bytes public_key{};
  GH_ASSERT(crypto_sign_ed25519_seed_keypair(public_key.data(), secret_.data(), seed.data()) == 0);
  verifier_ = make_verifier_key(name, public_key);
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

std::string SigningKey::sign(std::string_view message) const {
  std::string signature(kSignatureBytes, '\0');
  GH_ASSERT(crypto_sign_ed25519_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                                         reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                                         secret_.data()) == 0);
  return signature;
}

std::string SigningKey::secret_text() const {
  Ed25519Bytes seed{};
  std::copy_n(secret_.begin(), seed.size(), seed.begin());
  std::string bytes = typed(seed);
  std::string out = std::string(kSecretPrefix) + name() + "+" + id_text(verifier_.id) + "+" + base64(bytes);
  sodium_memzero(seed.data(), seed.size());
  sodium_memzero(bytes.data(), bytes.size());
  return out;
}

std::optional<SigningKey> parse_signing_key(std::string_view secret_text) {
  if (!secret_text.starts_with(kSecretPrefix)) return std::nullopt;
  auto parts = split_key_text(secret_text.substr(kSecretPrefix.size()));
  if (!parts) return std::nullopt;
  SigningKey key(parts->name, parts->bytes);
  sodium_memzero(parts->bytes.data(), parts->bytes.size());
  if (id_text(key.verifier().id) != parts->id) return std::nullopt;
  return key;
}

SigningKey load_or_make_key(const std::filesystem::path& path, std::string_view name, const RandomBytes& random) {
  if (!is_key_name(name)) refuse_key("log-key-name", "日志名称无效", "the log's name is no valid key name");
  try {
    std::optional<std::string> text = read_small_file(path);
    if (!text) {
      Ed25519Bytes seed{};
      random(seed.data(), seed.size());
      const SigningKey made(name, seed);
      sodium_memzero(seed.data(), seed.size());
      if (create_durably(path, made.secret_text() + "\n", kKeyFileMode)) return made;
      // Another process was first: its key is the log's.
      text = read_small_file(path);
    }
    const SigningKey key = read_key_file(path, name, text.value_or(""));
    sodium_memzero(text->data(), text->size());
    return key;
  } catch (const std::system_error& error) {
    refuse_key("log-key-file", "无法读写日志密钥文件", "the file of the log's key can't be read or written",
               error.what());
  }
}

}  // namespace gh::log
