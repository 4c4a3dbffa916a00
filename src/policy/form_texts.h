// What people read when a form is refused: one sentence for each keyword, in both languages.
#pragma once
#include <string_view>

#include "base/json.h"
#include "base/text.h"

namespace gh::policy {

// `title` names the field (may be empty); `limit` is the keyword's value where it has one. Of an unknown keyword the
// sentence only says that the content doesn't fit.
Text form_text(std::string_view keyword, const Text& title, const json::value& limit);

}  // namespace gh::policy
