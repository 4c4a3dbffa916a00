// How a person likes the workbench: named JSON objects of the front end, kept for the account. The house reads none of them.
#pragma once
#include <boost/describe/class.hpp>
#include <string_view>

#include "base/ids.h"
#include "base/json.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::identity {

inline constexpr std::size_t kPreferenceMaxBytes = 16 * 1024;  // of one, as JSON text
inline constexpr std::int64_t kPreferencesMax = 100;           // of an account
inline constexpr std::size_t kPreferenceNameMaxBytes = 60;

// All of the account's, by name.
json::object preferences_of(store::Tx& tx, const Id& account);

// In place of what stood under the name. Problems kInvalidForm ("/name" preference-name: 1 to 60 of a-z 0-9 . _ -),
// kTooLarge ("preference-size"), kConflict ("preferences-max").
void save_preference(store::Tx& tx, const Id& account, std::string_view name, const json::object& content, Instant now);

// Problem kNotFound ("preference") where there is none.
void remove_preference(store::Tx& tx, const Id& account, std::string_view name);

}  // namespace gh::identity
