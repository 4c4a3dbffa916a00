// Makes a form of its schema. Inside policy/ only: everybody else sees policy::Form.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "policy/pack.h"

namespace gh::policy {

inline constexpr std::size_t kFaultsOfFormMax = 100;   // reported of one filled-in form
inline constexpr std::size_t kPatternTextMax = 1'000;  // code points that a pattern is tried on; longer doesn't match

struct SchemaFault {
  std::string pointer;  // into the schema
  std::string kind;     // as Fault::kind
  std::string says;
};

// What is wrong with the schema itself, beyond what the JSON Schema parser finds.
std::vector<SchemaFault> schema_faults(const json::object& schema);

// Compiles the schema, which has no schema_faults. Throws std::runtime_error with what the parser says against it.
// A text with x-catalogue must be a code of that catalogue.
std::shared_ptr<const Form> make_form(std::string id, json::object schema,
                                      const std::map<std::string, Catalogue>& catalogues);

}  // namespace gh::policy
