// UUIDv7: 48 bits of milliseconds, then version, variant and 74 bits that are random or derived.
#include "base/ids.h"

#include <algorithm>

#include "base/assert.h"
#include "base/digest.h"

namespace gh {
namespace {

constexpr std::size_t kUuidBytes = 16;
constexpr std::size_t kUuidText = 36;
constexpr std::size_t kTimeBytes = 6;
constexpr std::int64_t kTimeEnd_ms = std::int64_t{1} << 48;

bool is_dash_place(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

// Sets time, version and variant over `uuid`, whose other bits stay, and spells it.
Id finish(Instant instant, std::array<std::uint8_t, kUuidBytes> uuid) {
  const std::int64_t ms = utc_ms(instant);
  GH_ASSERT(ms >= 0 && ms < kTimeEnd_ms);
  for (std::size_t i = 0; i < kTimeBytes; ++i) uuid[i] = static_cast<std::uint8_t>(ms >> (8 * (kTimeBytes - 1 - i)));
  uuid[6] = static_cast<std::uint8_t>(0x70 | (uuid[6] & 0x0F));
  uuid[8] = static_cast<std::uint8_t>(0x80 | (uuid[8] & 0x3F));

  constexpr char kHex[] = "0123456789abcdef";
  Id out;
  out.reserve(kUuidText);
  for (const std::uint8_t byte : uuid) {
    if (is_dash_place(out.size())) out += '-';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  GH_ASSERT(is_id(out));
  return out;
}

}  // namespace

Id new_id(Instant instant, const RandomBytes& random) {
  std::array<std::uint8_t, kUuidBytes> uuid{};
  random(uuid.data() + kTimeBytes, kUuidBytes - kTimeBytes);
  return finish(instant, uuid);
}

Id derived_id(Instant instant, std::string_view seed, std::uint64_t ordinal) {
  // The ordinal's width is fixed and it comes last, so no two pairs hash the same bytes.
  std::string hashed(seed);
  for (int shift = 56; shift >= 0; shift -= 8) hashed += static_cast<char>(ordinal >> shift & 0xFF);
  const Digest digest = sha256(hashed);
  std::array<std::uint8_t, kUuidBytes> uuid{};
  std::copy_n(digest.begin(), kUuidBytes - kTimeBytes, uuid.begin() + kTimeBytes);
  return finish(instant, uuid);
}

bool is_id(std::string_view text) {
  if (text.size() != kUuidText) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool fits = is_dash_place(i) ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (!fits) return false;
  }
  return text[14] == '7' && (text[19] == '8' || text[19] == '9' || text[19] == 'a' || text[19] == 'b');
}

Instant instant_of(const Id& id) {
  GH_ASSERT(is_id(id));
  std::int64_t ms = 0;
  for (std::size_t i = 0; i < 13; ++i) {
    if (is_dash_place(i)) continue;
    ms = ms << 4 | (id[i] <= '9' ? id[i] - '0' : id[i] - 'a' + 10);
  }
  return instant_of(ms);
}

}  // namespace gh
