// What a form's schema says of each member beside its validity: title, clauses, who may see it. Inside policy/ only.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/text.h"

namespace gh::policy {

struct FormMember {
  Text title;
  std::vector<std::string> cites;
  std::optional<bool> is_public;  // empty: as the members inside say
  bool personal = false;
  std::string catalogue;       // whose codes it takes; empty for none
  bool has_catalogue = false;  // it or a member inside
  std::map<std::string, FormMember, std::less<>> members;
  std::unique_ptr<FormMember> items;   // of a list
  std::unique_ptr<FormMember> others;  // of members not named (additionalProperties with a schema)
};

// Gathers over $ref, allOf, anyOf, oneOf, then, else and dependencies. References must resolve and not recur (checked
// by schema_faults).
FormMember members_of(const json::object& schema);

// The member at a JSON pointer into a filled-in form, and the clauses of it or of the nearest member around it.
struct MemberAt {
  const FormMember* member = nullptr;  // null where the schema says nothing of it
  std::string clause;                  // the first one cited, or empty
};
MemberAt member_at(const FormMember& root, std::string_view pointer);

json::object public_part(const FormMember& member, const json::object& value);
json::object impersonal_part(const FormMember& member, const json::object& value);

// The schema that a local reference ("#/definitions/address") names, or null.
const json::value* resolve_reference(const json::object& root, std::string_view reference);

}  // namespace gh::policy
