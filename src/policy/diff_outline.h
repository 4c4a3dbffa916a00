// A pack as a flat list of everything in it, each under a path. Inside policy/ only.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "policy/pack.h"

namespace gh::policy {

struct OutlineEntry {
  std::string value;  // as text; of what only holds other things: empty
  Text title;
  std::vector<std::string> clauses;
};
// Path → entry; what is inside something else has its path as the beginning of its own.
using Outline = std::map<std::string, OutlineEntry>;

Outline outline_of(const Pack& pack);

}  // namespace gh::policy
