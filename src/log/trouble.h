// Why the log stands still. Nothing is lost meanwhile: acts go on and wait for their place.
#pragma once
#include <string>
#include <string_view>

namespace gh::log {

// What the database, the kept checkpoint and the key can be to each other, as rules of the thrown Problem.
inline constexpr std::string_view kLogForked = "log-forked";             // the database lacks what was signed
inline constexpr std::string_view kLogSpoiled = "log-spoiled";           // stored tiles contradict a signed checkpoint
inline constexpr std::string_view kLogKeyChanged = "log-key-changed";    // signed by another key than ours
inline constexpr std::string_view kLogKeptMissing = "log-kept-missing";  // signed before, but nothing is kept outside
inline constexpr std::string_view kLogKeptUnusable = "log-kept-unusable";  // the kept file can't be read or written

// Throws Problem kStorageUnavailable with that rule and its text in both languages. `detail` is for the log alone.
[[noreturn]] void refuse_to_sign(std::string_view rule, std::string detail);

}  // namespace gh::log
