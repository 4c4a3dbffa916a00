// Checks, hashes and compares passwords.
#include "identity/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <vector>

#include "base/assert.h"
#include "base/problem.h"
#include "base/text.h"
#include "identity/common_passwords.h"

namespace gh::identity {

namespace {

constexpr std::string_view kClause = "GB/T 22239 8.1.4.1";
constexpr std::size_t kPasswordBytesMax = 1024;

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int kinds_of(std::string_view password) {
  std::array<bool, 4> seen{};
  for (const char c : password) {
    if (c >= 'a' && c <= 'z') {
      seen[0] = true;
    } else if (c >= 'A' && c <= 'Z') {
      seen[1] = true;
    } else if (c >= '0' && c <= '9') {
      seen[2] = true;
    } else {
      seen[3] = true;
    }
  }
  return static_cast<int>(std::count(seen.begin(), seen.end(), true));
}

std::string unpadded_base64(const unsigned char* bytes, std::size_t size) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
  std::string out(sodium_base64_encoded_len(size, kVariant), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes, size, kVariant);
  out.resize(out.size() - 1);  // its terminating NUL
  return out;
}

[[noreturn]] void refuse(const std::string& field, std::string rule, std::string zh, std::string en) {
  throw Problem(ProblemCode::kInvalidForm,
                FieldError{field, std::move(rule), std::string(kClause), {std::move(zh), std::move(en)}});
}

const std::set<std::string, std::less<>>& common_passwords() {
  static const std::set<std::string, std::less<>> kPasswords = [] {
    std::set<std::string, std::less<>> out;
    std::string_view rest = kCommonPasswords;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      if (!line.empty() && line.front() != '#') out.emplace(line);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
  }();
  return kPasswords;
}

}  // namespace

bool is_common_password(std::string_view password) {
  const std::string whole = folded(password);
  if (common_passwords().contains(whole)) return true;
  const auto last_letter = std::find_if(whole.rbegin(), whole.rend(), is_letter);
  const std::string_view stem(whole.data(), static_cast<std::size_t>(whole.rend() - last_letter));
  return !stem.empty() && common_passwords().contains(stem);
}

Passwords::Passwords(const PasswordOptions& options, RandomBytes random)
    : options_(options), random_(std::move(random)) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't be initialised");
  GH_ASSERT(options_.cost.passes >= crypto_pwhash_OPSLIMIT_MIN && options_.cost.memory_bytes % 1024 == 0 &&
            options_.cost.memory_bytes >= crypto_pwhash_MEMLIMIT_MIN);
  dummy_hash_ = hash("no account has this password");
}

void Passwords::check_new(std::string_view login, std::string_view password, const std::string& field) const {
  const bool readable = password.size() <= kPasswordBytesMax && is_utf8(password);
  const std::size_t length = readable ? code_points(password) : 0;
  if (length < options_.length_min || length > options_.length_max) {
    const std::string min = std::to_string(options_.length_min);
    const std::string max = std::to_string(options_.length_max);
    refuse(field, "password-length", "密码长度应为" + min + "至" + max + "个字符",
           "A password has " + min + " to " + max + " characters");
  }
  if (folded(password) == folded(login))
    refuse(field, "password-is-login", "密码不得与登录名相同", "A password must differ from the login");
  if (is_common_password(password))
    refuse(field, "common-password", "该密码过于常见", "This password is among the most common ones");
  if (kinds_of(password) < options_.kinds_min) {
    const std::string kinds = std::to_string(options_.kinds_min);
    refuse(field, "password-variety", "密码应包含大写字母、小写字母、数字、其他字符中的至少" + kinds + "类",
           "A password has at least " + kinds + " of: upper case, lower case, digits, other characters");
  }
}

std::string Passwords::hash(std::string_view password) const {
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
  std::array<unsigned char, 32> out{};
  random_(salt.data(), salt.size());
  if (crypto_pwhash(out.data(), out.size(), password.data(), password.size(), salt.data(), options_.cost.passes,
                    options_.cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return "$argon2id$v=19$m=" + std::to_string(options_.cost.memory_bytes / 1024) +
         ",t=" + std::to_string(options_.cost.passes) + ",p=1$" + unpadded_base64(salt.data(), salt.size()) + "$" +
         unpadded_base64(out.data(), out.size());
}

bool Passwords::matches(const std::optional<std::string>& password_hash, std::string_view password) const {
  const std::string& against = password_hash ? *password_hash : dummy_hash_;
  const bool same = password.size() <= kPasswordBytesMax &&
                    crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return same && password_hash.has_value();
}

}  // namespace gh::identity
