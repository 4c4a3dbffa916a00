// Pages out of values: logic-less templates (mustache) whose every variable is escaped for HTML.
#pragma once
#include <string>
#include <string_view>

#include "base/json.h"
#include "portal/words.h"

namespace gh::portal {

// The page of that template within the layout, in the language. In a template `{{t.<key>}}` is a text of
// web/portal/texts (which may itself hold variables), `{{> name}}` the partial of that name. Absent, null, false and
// empty members are nothing, so that a section over them is left out; a member of what surrounds a section is never
// taken for one that is present and empty inside. Bug for a template that doesn't exist or can't be parsed.
std::string render(std::string_view page, const json::object& values, Language language);

}  // namespace gh::portal
