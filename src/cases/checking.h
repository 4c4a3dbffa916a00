// A dry run: what an opening or an act would be refused for, told while its form is being filled in. Nothing is
// changed.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "cases/engine.h"

namespace gh::cases {

struct Checked {
  // Of the form, by its schema, and what stands against opening the case at all, as a refusal would name them.
  std::vector<FieldError> faults;
  // The procedure's or the action's conditions in their order. One that looks at a field that isn't filled in yet is
  // not decided, and doesn't hold.
  std::vector<ConditionState> conditions;
};

// Problems kNotFound (procedure, parent), kForbidden (opened_by, applicant), kConflict (parent's state).
Checked check_opening(store::Tx& tx, const Engine& engine, const identity::Caller& caller, const OpenRequest& request,
                      Instant now);
// Of an action of the state the case is in. Problems kNotFound (the case, for who may not read it in full), kConflict
// (no such action in this state).
Checked check_act(store::Tx& tx, const Engine& engine, const identity::Caller& caller, const Id& case_id,
                  const ActRequest& request, Instant now);

}  // namespace gh::cases
