// The formats a form's texts can be asked for, each checked by hand.
#pragma once
#include <string_view>
#include <vector>

#include "base/text.h"

namespace gh::policy {

struct Format {
  std::string_view name;
  Text expected;  // what the text must be, for people: "须为日期，如 2026-09-21"
  bool (*matches)(std::string_view text);
};

// day and date (a day that exists), instant and date-time (RFC 3339, up to milliseconds), uuid, credit-code (the shape
// of GB 32100 without its check character: the register checks that), email (the shape).
const std::vector<Format>& formats();
const Format* find_format(std::string_view name);

}  // namespace gh::policy
