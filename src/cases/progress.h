// How far a case has come, for whoever holds its progress code: no names, no forms, the public labels of its steps.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/json.h"
#include "cases/packs.h"
#include "store/db.h"

namespace gh::cases {

inline constexpr std::size_t kProgressCodeLength = 8;
inline constexpr std::size_t kProgressStepsMax = 200;

// The case's code under a secret of the installation: 8 characters of Crockford's base 32 (no I, L, O, U).
std::string progress_code(std::string_view secret, const Id& case_id);

// {"number", "procedure", "procedure_title", "state_title", "closed", "due_on", "due_provisional", "suspended", "steps":
// [{"title", "entered_on", "left_on", "days"}]}; steps are the stays in states with one public label, `days` natural days,
// null for the one the case is in. Nothing for an unknown number and for a code that isn't its own, which aren't told apart.
// Case, spaces and hyphens of the code don't matter; O is read as 0, I and L as 1.
std::optional<json::object> progress_of(store::Tx& tx, Packs& packs, std::string_view secret, std::string_view number,
                                        std::string_view code);

}  // namespace gh::cases
