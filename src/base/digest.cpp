// Digests over OpenSSL, which uses what the processor has for them; spellings of bytes over libsodium.
#include "base/digest.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <initializer_list>
#include <memory>

#include "base/assert.h"

namespace gh {
namespace {

const unsigned char* unsigned_bytes(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

constexpr std::size_t kBlockBytes = 64;
constexpr int kInnerMask = 0x36;
constexpr int kOuterMask = 0x5c;

// Fetching the algorithm and making a context are dear, so each is done once: for the program and for the thread.
Digest digest_of(std::initializer_list<std::string_view> parts) {
  static EVP_MD* const kAlgorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  Digest out{};
  GH_ASSERT(kAlgorithm != nullptr && context != nullptr);
  GH_ASSERT(EVP_DigestInit_ex2(context.get(), kAlgorithm, nullptr) == 1);
  for (const std::string_view part : parts) GH_ASSERT(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1);
  GH_ASSERT(EVP_DigestFinal_ex(context.get(), out.data(), nullptr) == 1);
  return out;
}

std::string base64_as(std::string_view bytes, int variant) {
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), unsigned_bytes(bytes), bytes.size(), variant);
  out.pop_back();  // the terminating NUL that libsodium counts
  return out;
}

}  // namespace

Digest sha256(std::string_view bytes) { return digest_of({bytes}); }

// RFC 2104.
Digest hmac_sha256(std::string_view key, std::string_view bytes) {
  std::array<char, kBlockBytes> pad{};
  if (key.size() <= kBlockBytes) {
    std::copy(key.begin(), key.end(), pad.begin());
  } else {
    const Digest shorter = sha256(key);
    std::copy(shorter.begin(), shorter.end(), pad.begin());
  }
  const auto masked_by = [&pad](int mask) {
    for (char& byte : pad) byte = static_cast<char>(byte ^ mask);
    return std::string_view(pad.data(), pad.size());
  };
  const Digest inner = digest_of({masked_by(kInnerMask), bytes});
  const Digest out = digest_of({masked_by(kInnerMask ^ kOuterMask), bytes_of(inner)});
  sodium_memzero(pad.data(), pad.size());
  return out;
}

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::optional<Digest> digest_from(std::string_view raw32) {
  Digest out{};
  if (raw32.size() != out.size()) return std::nullopt;
  std::copy(raw32.begin(), raw32.end(), out.begin());
  return out;
}

std::string hex(std::string_view bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), unsigned_bytes(bytes), bytes.size());
  out.pop_back();
  return out;
}

std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string out(hex.size() / 2, '\0');
  if (out.empty()) return out;
  std::size_t size = 0;
  const char* end = nullptr;
  const int result = sodium_hex2bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), hex.data(), hex.size(),
                                    nullptr, &size, &end);
  if (result != 0 || size != out.size() || end != hex.data() + hex.size()) return std::nullopt;
  return out;
}

std::string base64(std::string_view bytes) { return base64_as(bytes, sodium_base64_VARIANT_ORIGINAL); }

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string out(text.size() / 4 * 3, '\0');
  if (out.empty()) return out;
  std::size_t size = 0;
  const char* end = nullptr;
  const int result = sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(),
                                       text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
  if (result != 0 || end != text.data() + text.size()) return std::nullopt;
  GH_ASSERT(size <= out.size());
  out.resize(size);
  return out;
}

std::string base64url(std::string_view bytes) { return base64_as(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace gh
