// What changed between two packs, by the clause it rests on: the answer of `guildhall policy diff`.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "policy/pack.h"

namespace gh::policy {

enum class ChangeKind { kAdded, kRemoved, kChanged };

struct Change {
  ChangeKind kind = ChangeKind::kChanged;
  std::string path;                  // "procedures/registration/states/review/actions/sign/by"
  Text title;                        // of the nearest thing around it that has one
  std::string was;                   // empty when added
  std::string becomes;               // empty when removed
  std::vector<std::string> clauses;  // of it, or of the nearest thing around it that cites any
};

struct ClauseChanges {
  std::string clause;  // empty for what rests on none
  Text says;
  std::vector<Change> changes;
};

// Ordered as the newer pack orders its clauses, then those it no longer has; within one by path. A change stands under
// the first clause it cites. What is added or removed as a whole is one change, whatever it holds.
std::vector<ClauseChanges> diff(const Pack& older, const Pack& newer);

// For people at a terminal: a heading for each clause, a line for each change; empty without changes.
std::string report(const std::vector<ClauseChanges>& changes);

}  // namespace gh::policy
