#include "http/case_schemas.h"

#include "cases/model.h"
#include "http/case_routes.h"
#include "http/schema_of.h"

namespace gh::http {
namespace {

json::object or_null(json::object schema) {
  schema["type"] = json::array{schema.at("type"), "null"};
  return schema;
}

// With a further member, or with another schema for one of its own.
void put(json::object& schema, std::string_view name, json::object member) {
  json::object& properties = schema["properties"].as_object();
  if (!properties.contains(name)) schema["required"].as_array().emplace_back(name);
  properties[name] = std::move(member);
}
// The same for a member that isn't always there.
void may_have(json::object& schema, std::string_view name, json::object member) {
  schema["properties"].as_object()[name] = std::move(member);
}

json::object no_members() {
  return {
      {"type", "object"}, {"properties", json::object{}}, {"required", json::array{}}, {"additionalProperties", false}};
}

json::object list_with(json::object item) { return {{"type", "array"}, {"items", std::move(item)}}; }

struct NamedOrganisation {
  Id id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedOrganisation, (), (id, name))

json::object organisation_schema() { return or_null(schema_of<NamedOrganisation>()); }

json::object clock_schema() {
  json::object out = schema_of<cases::Clock>();
  put(out, "cites", schema_of<std::vector<std::string>>());
  put(out, "card", {{"type", "string"}, {"enum", json::array{"calm", "yellow", "red", "standing", "stopped"}}});
  put(out, "used_now", schema_of<std::int64_t>());
  return out;
}

json::object step_schema() {
  json::object out = schema_of<cases::Step>();
  may_have(out, "title", text_schema());
  put(out, "organisation", organisation_schema());
  return out;
}

json::object condition_schema() {
  json::object out = no_members();
  put(out, "rule", string_schema());
  put(out, "field", string_schema());
  put(out, "says", text_schema());
  put(out, "cites", schema_of<std::vector<std::string>>());
  put(out, "holds", or_null(schema_of<bool>()));
  return out;
}

}  // namespace

json::object case_line_schema() {
  json::object out = no_members();
  put(out, "id", string_schema());
  put(out, "number", string_schema());
  put(out, "title", string_schema());
  put(out, "procedure", string_schema());
  put(out, "procedure_title", text_schema());
  put(out, "state", string_schema());
  put(out, "state_title", text_schema());
  put(out, "division", string_schema());
  put(out, "opened_at", schema_of<Instant>());
  put(out, "closed_at", or_null(schema_of<Instant>()));
  put(out, "due_on", or_null(schema_of<Day>()));
  put(out, "due_provisional", schema_of<bool>());
  put(out, "applicant", organisation_schema());
  return out;
}

json::object case_schema() {
  json::object out = case_line_schema();
  for (const char* name : {"final", "suspended", "sealed"}) put(out, name, schema_of<bool>());
  put(out, "version", schema_of<std::int64_t>());
  put(out, "pack", string_schema());
  put(out, "authority", organisation_schema());
  put(out, "subject", organisation_schema());
  put(out, "parent", or_null(string_schema()));
  put(out, "form", schema_of<json::object>());
  put(out, "children", list_with(case_line_schema()));
  put(out, "clocks", list_with(clock_schema()));
  may_have(out, "steps", list_with(step_schema()));
  may_have(out, "materials", list_with(schema_of<cases::Material>()));
  may_have(out, "missing_materials", schema_of<std::vector<std::string>>());
  may_have(out, "progress_code", string_schema());
  return out;
}

json::object clock_trace_schema() {
  json::object event = schema_of<cases::ClockEvent>();
  put(event, "cites", schema_of<std::vector<std::string>>());
  json::object out = clock_schema();
  put(out, "events", list_with(std::move(event)));
  put(out, "days", schema_of<std::vector<LimitDay>>());
  return out;
}

json::object act_schema() {
  json::object out = no_members();
  put(out, "id", string_schema());
  put(out, "ordinal", schema_of<std::int64_t>());
  put(out, "kind", string_schema());
  put(out, "action", string_schema());
  put(out, "from", or_null(string_schema()));
  put(out, "to", string_schema());
  put(out, "at", schema_of<Instant>());
  put(out, "effective_at", schema_of<Instant>());
  put(out, "role", string_schema());
  may_have(out, "role_title", text_schema());
  may_have(out, "action_title", text_schema());
  put(out, "organisation", organisation_schema());
  for (const char* name : {"office", "on_behalf_of", "caused_by"}) may_have(out, name, string_schema());
  put(out, "form", schema_of<json::object>());
  put(out, "form_commitment", string_schema());
  return out;
}

json::object action_schema() {
  json::object out = no_members();
  put(out, "action", string_schema());
  put(out, "title", text_schema());
  put(out, "form", string_schema());
  for (const char* name : {"verb", "retreat", "mine", "allowed"}) put(out, name, schema_of<bool>());
  put(out, "by", schema_of<std::vector<std::string>>());
  put(out, "conditions", list_with(condition_schema()));
  put(out, "why_not", schema_of<std::vector<FieldError>>());
  return out;
}

}  // namespace gh::http
