// SHA-256, HMAC, Ed25519-free basics: digests and their spellings.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gh {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);
Digest hmac_sha256(std::string_view key, std::string_view bytes);

// The bytes of a digest as a string_view of the same storage.
std::string_view bytes_of(const Digest& digest);
std::optional<Digest> digest_from(std::string_view raw32);

std::string hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view hex);
// Standard alphabet with padding (RFC 4648 §4).
std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);
// URL alphabet without padding (RFC 4648 §5).
std::string base64url(std::string_view bytes);

// Equal in time that doesn't depend on where they differ.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace gh
