// A form filled in with the examples that its schema gives, and a wording with its variables: what the service guide
// shows as a sample.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "base/json.h"

namespace gh::policy {

// The form filled in: of each member its first `examples`, its `const`, or what its own members give; a list without
// examples of its own has one element. Empty where the schema has no `examples` anywhere.
json::object sample_of(const json::object& schema);

// The names between {{ and }}.
std::set<std::string> variables_of(std::string_view wording);
// The wording with each variable put in by name.
std::string fill_in(std::string_view wording, const std::function<std::string(const std::string& variable)>& value);

}  // namespace gh::policy
