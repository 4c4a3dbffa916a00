// Identifiers made by the program: UUIDv7 (RFC 9562), and those derived from an act so that a replay makes the same.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace gh {

// 36 characters, lower case.
using Id = std::string;

// Fills with random bytes. Only app/ hands out the system's; simulation hands out a seeded one.
using RandomBytes = std::function<void(std::uint8_t* bytes, std::size_t size)>;

// A UUIDv7 of that instant with 74 random bits.
Id new_id(Instant instant, const RandomBytes& random);

// A UUIDv7-shaped id whose random part is SHA-256(seed, ordinal): the same for every replay.
Id derived_id(Instant instant, std::string_view seed, std::uint64_t ordinal);

bool is_id(std::string_view text);
// The instant that stands in an id; `id` must be one.
Instant instant_of(const Id& id);

}  // namespace gh
