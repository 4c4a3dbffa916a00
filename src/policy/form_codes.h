// Fields that take the codes of a catalogue. Inside policy/ only.
#pragma once
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "policy/form_members.h"
#include "policy/pack.h"

namespace gh::policy {

// What a filled-in form fails, before it is put into words.
struct Found {
  std::string pointer;
  std::string keyword;
  json::value limit;
};

// The codes of each catalogue that the form's fields name.
using Codes = std::map<std::string, std::unordered_set<std::string>, std::less<>>;
Codes codes_for(const FormMember& member, const std::map<std::string, Catalogue>& catalogues);

// Whether every field with x-catalogue holds one of its codes; adds to `found` (may be null) where not. `pointer` leads
// to `value` and is the same afterwards.
bool codes_pass(const FormMember& member, const json::value& value, const Codes& codes, std::string& pointer,
                std::vector<Found>* found);

}  // namespace gh::policy
