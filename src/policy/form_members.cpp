#include "policy/form_members.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "policy/object_members.h"

namespace gh::policy {
namespace {

void gather(const json::object& root, const json::value& schema, FormMember& out, int depth);

void gather_all(const json::object& root, const json::value& schemas, FormMember& out, int depth) {
  if (const auto* list = schemas.if_array()) {
    for (const json::value& schema : *list) gather(root, schema, out, depth);
  }
}

void gather_notes(const json::object& schema, FormMember& out) {
  const json::value& title = member_of(schema, "x-title");
  if (out.title.zh.empty() && title.is_object())
    out.title = {std::string(string_at(title, "zh")), std::string(string_at(title, "en"))};
  if (const auto* cites = member_of(schema, "x-cites").if_array()) {
    for (const json::value& clause : *cites)
      if (clause.is_string()) out.cites.emplace_back(clause.get_string());
  }
  if (const std::string_view catalogue = text_of(schema, "x-catalogue"); !catalogue.empty()) out.catalogue = catalogue;
  if (const auto* is_public = member_of(schema, "x-public").if_bool()) out.is_public = *is_public;
  if (const auto* personal = member_of(schema, "x-personal").if_bool()) out.personal = out.personal || *personal;
}

void gather(const json::object& root, const json::value& value, FormMember& out, int depth) {
  const auto* schema = value.if_object();
  if (schema == nullptr || depth > static_cast<int>(kJsonDepthMax)) return;
  gather_notes(*schema, out);
  if (const std::string_view reference = text_of(*schema, "$ref"); !reference.empty()) {
    if (const json::value* target = resolve_reference(root, reference)) gather(root, *target, out, depth + 1);
    return;
  }
  if (const auto* members = member_of(*schema, "properties").if_object()) {
    for (const auto& member : *members) gather(root, member.value(), out.members[std::string(member.key())], depth + 1);
  }
  if (const json::value* items = schema->if_contains("items")) {
    if (!out.items) out.items = std::make_unique<FormMember>();
    items->is_array() ? gather_all(root, *items, *out.items, depth + 1) : gather(root, *items, *out.items, depth + 1);
  }
  if (const json::value& others = member_of(*schema, "additionalProperties"); others.is_object()) {
    if (!out.others) out.others = std::make_unique<FormMember>();
    gather(root, others, *out.others, depth + 1);
  }
  for (const std::string_view keyword : {"allOf", "anyOf", "oneOf"})
    gather_all(root, member_of(*schema, keyword), out, depth + 1);
  for (const std::string_view keyword : {"then", "else"}) gather(root, member_of(*schema, keyword), out, depth + 1);
  if (const auto* dependencies = member_of(*schema, "dependencies").if_object()) {
    for (const auto& dependency : *dependencies) gather(root, dependency.value(), out, depth + 1);
  }
}

bool note_catalogues(FormMember& member) {
  member.has_catalogue = !member.catalogue.empty();
  for (auto& [key, inner] : member.members) member.has_catalogue = note_catalogues(inner) || member.has_catalogue;
  if (member.items) member.has_catalogue = note_catalogues(*member.items) || member.has_catalogue;
  return member.has_catalogue;
}

const FormMember* inside(const FormMember& member, std::string_view token) {
  if (const auto found = member.members.find(token); found != member.members.end()) return &found->second;
  return member.items ? member.items.get() : member.others.get();
}

const FormMember* named(const FormMember& member, std::string_view key) {
  if (const auto found = member.members.find(key); found != member.members.end()) return &found->second;
  return member.others.get();
}

// What is left of `value`; null when nothing is public in it.
json::value public_value(const FormMember& member, const json::value& value, bool inherited) {
  if (member.personal) return nullptr;
  const bool is_public = member.is_public.value_or(inherited);
  if (const auto* object = value.if_object()) {
    json::object out;
    for (const auto& [key, part] : *object) {
      const FormMember* inner = named(member, key);
      json::value kept = inner != nullptr ? public_value(*inner, part, is_public) : is_public ? part : json::value();
      if (!kept.is_null()) out.emplace(key, std::move(kept));
    }
    return is_public || !out.empty() ? json::value(std::move(out)) : json::value();
  }
  if (const auto* list = value.if_array(); list != nullptr && member.items) {
    json::array out;
    bool any = is_public;
    for (const json::value& element : *list) {
      out.push_back(public_value(*member.items, element, is_public));
      any = any || !out.back().is_null();
    }
    return any ? json::value(std::move(out)) : json::value();
  }
  return is_public ? value : json::value();
}

json::value impersonal_value(const FormMember& member, const json::value& value) {
  if (const auto* object = value.if_object()) return impersonal_part(member, *object);
  if (const auto* list = value.if_array(); list != nullptr && member.items) {
    json::array out;
    for (const json::value& element : *list)
      out.push_back(member.items->personal ? json::value() : impersonal_value(*member.items, element));
    return out;
  }
  return value;
}

}  // namespace

FormMember members_of(const json::object& schema) {
  FormMember out;
  gather(schema, schema, out, 0);
  note_catalogues(out);
  return out;
}

MemberAt member_at(const FormMember& root, std::string_view pointer) {
  MemberAt out{&root, root.cites.empty() ? "" : root.cites.front()};
  while (!pointer.empty() && out.member != nullptr) {
    pointer.remove_prefix(1);
    const std::string_view token = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(token.size());
    out.member = inside(*out.member, token);
    if (out.member != nullptr && !out.member->cites.empty()) out.clause = out.member->cites.front();
  }
  return out;
}

json::object public_part(const FormMember& member, const json::object& value) {
  json::value out = public_value(member, value, false);
  return out.is_object() ? std::move(out.get_object()) : json::object{};
}

json::object impersonal_part(const FormMember& member, const json::object& value) {
  json::object out;
  for (const auto& [key, part] : value) {
    const FormMember* inner = named(member, key);
    if (inner != nullptr && inner->personal) continue;
    out.emplace(key, inner != nullptr ? impersonal_value(*inner, part) : part);
  }
  return out;
}

const json::value* resolve_reference(const json::object& root, std::string_view reference) {
  if (!reference.starts_with("#/")) return nullptr;
  // Only definitions are referred to; a copy of the root for find_pointer isn't worth it.
  std::string_view rest = reference.substr(2);
  const json::object* at = &root;
  while (true) {
    const std::string_view token = rest.substr(0, rest.find('/'));
    const json::value* found = at->if_contains(token);
    if (found == nullptr || token.size() == rest.size()) return found;
    at = found->if_object();
    if (at == nullptr) return nullptr;
    rest.remove_prefix(token.size() + 1);
  }
}

}  // namespace gh::policy
