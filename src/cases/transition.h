// The heart of an act: conditions, effects, the new state, the record.
#pragma once
#include "cases/performing.h"

namespace gh::cases {

// Performs an action of the case's state with `performing.input` as its form: conditions → effects → new state →
// record. The caller has checked who acts and that the form is valid.
void transit(Performing& performing, const policy::Action& action, std::string_view kind);

// Tells everybody who now has an open step on the case, and whoever opened it, through the outbox.
void post_to_holders(Performing& performing, std::string_view kind, json::object content);

}  // namespace gh::cases
