// What a loaded pack is asked for.
#include "policy/pack.h"

#include <algorithm>

namespace gh::policy {

const json::value* Pack::parameter(std::string_view name, Day on) const {
  const auto found = parameters.find(std::string(name));
  if (found == parameters.end()) return nullptr;
  const std::vector<DatedValue>& values = found->second.values;
  const auto later = std::upper_bound(values.begin(), values.end(), on,
                                      [](Day day, const DatedValue& value) { return day < value.from; });
  if (later == values.begin()) return nullptr;
  const DatedValue& value = *std::prev(later);
  return value.to && *value.to < on ? nullptr : &value.value;
}

const Procedure& Pack::procedure(std::string_view wanted) const {
  const auto found = procedures.find(std::string(wanted));
  if (found == procedures.end()) {
    throw Problem(ProblemCode::kNotFound,
                  {"/procedure", "unknown-procedure", "", {"没有这个办理事项", "there is no such procedure"}},
                  std::string(wanted));
  }
  return found->second;
}

}  // namespace gh::policy
