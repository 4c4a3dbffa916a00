// How names are compared, which registry keeps which division, and which group an industry belongs to.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "policy/pack.h"
#include "store/db.h"

namespace gh::registry {

// The name as it is compared with others: spaces and punctuation gone, full-width Latin as half-width, capitals as
// small letters.
std::string name_key(std::string_view name);

// The division above in GB/T 2260 ("440604" → "440600" → "440000" → ""); of a longer code its county first.
std::string division_above(std::string_view division);

// The pack's body that registers in the division: one that holds the role registrar there, or in the nearest division
// above. Null when there is none.
const policy::Body* registry_body(const policy::Pack& pack, std::string_view division);

// The organisation of that body; "" when there is none.
std::string registry_of(store::Tx& tx, const policy::Pack& pack, std::string_view division);

// Whether the code stands in the pack's catalogue gbt4754-2017.
bool industry_exists(const policy::Pack& pack, std::string_view code);

// "favoured" when the code begins with one of the codes of a row of catalogue key-industries, else "general".
std::string industry_group(const policy::Pack& pack, std::string_view code);

}  // namespace gh::registry
