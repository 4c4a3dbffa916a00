#include "policy/form_codes.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "policy/form.h"

namespace gh::policy {

bool codes_pass(const FormMember& member, const json::value& value, const Codes& codes, std::string& pointer,
                std::vector<Found>* found) {
  const std::size_t size = pointer.size();
  bool passed = true;
  if (const auto* object = value.if_object()) {
    for (const auto& [key, inner] : member.members) {
      const json::value* part = inner.has_catalogue ? object->if_contains(key) : nullptr;
      if (part == nullptr) continue;
      pointer.append("/").append(key);
      passed = codes_pass(inner, *part, codes, pointer, found) && passed;
      pointer.resize(size);
    }
  } else if (const auto* list = value.if_array(); list != nullptr && member.items) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      pointer.append("/").append(std::to_string(i));
      passed = codes_pass(*member.items, (*list)[i], codes, pointer, found) && passed;
      pointer.resize(size);
    }
  } else if (const auto* code = value.if_string(); code != nullptr && !member.catalogue.empty()) {
    const auto known = codes.find(member.catalogue);
    passed = known != codes.end() && known->second.contains(std::string(*code));
    if (!passed && found != nullptr && found->size() < kFaultsOfFormMax)
      found->push_back({pointer, "catalogue", nullptr});
  }
  return passed;
}

Codes codes_for(const FormMember& member, const std::map<std::string, Catalogue>& catalogues) {
  Codes out;
  if (const auto found = catalogues.find(member.catalogue); found != catalogues.end()) {
    for (const CatalogueRow& row : found->second.rows) out[found->first].insert(row.code);
  }
  for (const auto& [key, inner] : member.members)
    if (inner.has_catalogue) out.merge(codes_for(inner, catalogues));
  if (member.items && member.items->has_catalogue) out.merge(codes_for(*member.items, catalogues));
  return out;
}

}  // namespace gh::policy
