// Past cases under other numbers: the conditions of acts that were performed, and of the actions that could have been
// performed in their place, evaluated again with other parameters. Nothing is changed.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/engine.h"
#include "cases/view.h"

namespace gh::cases {

inline constexpr std::size_t kWhatIfCasesMax = 2'000;  // the newest are looked at
inline constexpr std::size_t kWhatIfChangesMax = 1'000;
inline constexpr std::size_t kWhatIfParametersMax = 20;

struct WhatIf {
  std::string procedure;
  // Path of a parameter ("decision_days", "min_members.favoured") → the value it would have had, on every day.
  std::map<std::string, json::value> parameters;
  std::optional<Day> from{};  // first day of opening
  std::optional<Day> to{};    // last
};

// A condition that would have come out otherwise.
struct WhatIfChange {
  Id case_id;
  std::string number;
  std::string title;
  std::string action;      // "open", or an action of the procedure
  bool performed = false;  // false: another action was taken in that step
  Instant at{};            // of the act that was performed
  std::string rule;
  Text says;
  bool was = false;
  bool would_be = false;
  // What else the condition looked at: "as_of_act" where it asked nothing but the case as it stood then, "now" where it
  // asked registers or the parent case, which can be asked as they stand today only.
  std::string facts;
};

struct WhatIfAnswer {
  std::size_t checked = 0;            // cases
  bool more = false;                  // there were more cases, or more changes, than are looked at
  std::vector<WhatIfChange> changed;  // newest case first
};

// Over the cases of the procedure that the reader reads in full. Refused openings aren't kept and can't be looked at,
// and conditions over the form of an act that was never performed aren't judged. Problems kNotFound (procedure),
// kInvalidForm
// ("/parameters/<path>": "unknown-parameter", "type", "too-many").
WhatIfAnswer what_if(store::Tx& tx, const Engine& engine, const Reader& reader, const WhatIf& asked);

}  // namespace gh::cases
