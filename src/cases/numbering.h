// Human numbers of cases and papers by the pack's rule: "佛民登〔{year}〕{serial}号".
#pragma once
#include <string>
#include <string_view>

#include "base/time.h"
#include "store/db.h"

namespace gh::cases {

// The next number of the rule's own series in the day's year; {serial:4} pads with zeros to four digits.
std::string next_number(store::Tx& tx, std::string_view rule, Day on);

}  // namespace gh::cases
