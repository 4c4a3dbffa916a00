// What the house asks of a form's schema: known keywords only, titles in both languages, no fractions, no open objects.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <regex>

#include "policy/form.h"
#include "policy/form_members.h"
#include "policy/formats.h"
#include "policy/object_members.h"
#include "policy/prefill.h"
#include "policy/wide_text.h"

namespace gh::policy {
namespace {

enum class Holds { kPlain, kSchema, kSchemas, kNamedSchemas, kText, kBool, kClauses, kChoices, kPrefill };
struct Keyword {
  std::string_view name;
  Holds holds;
};
constexpr Keyword kKeywords[] = {{"$schema", Holds::kPlain},
                                 {"$comment", Holds::kPlain},
                                 {"$ref", Holds::kPlain},
                                 {"title", Holds::kPlain},
                                 {"description", Holds::kPlain},
                                 {"default", Holds::kPlain},
                                 {"examples", Holds::kPlain},
                                 {"type", Holds::kPlain},
                                 {"enum", Holds::kPlain},
                                 {"const", Holds::kPlain},
                                 {"minimum", Holds::kPlain},
                                 {"maximum", Holds::kPlain},
                                 {"exclusiveMinimum", Holds::kPlain},
                                 {"exclusiveMaximum", Holds::kPlain},
                                 {"multipleOf", Holds::kPlain},
                                 {"minLength", Holds::kPlain},
                                 {"maxLength", Holds::kPlain},
                                 {"pattern", Holds::kPlain},
                                 {"format", Holds::kPlain},
                                 {"required", Holds::kPlain},
                                 {"minItems", Holds::kPlain},
                                 {"maxItems", Holds::kPlain},
                                 {"uniqueItems", Holds::kPlain},
                                 {"minProperties", Holds::kPlain},
                                 {"maxProperties", Holds::kPlain},
                                 {"properties", Holds::kNamedSchemas},
                                 {"definitions", Holds::kNamedSchemas},
                                 {"dependencies", Holds::kNamedSchemas},
                                 {"additionalProperties", Holds::kSchema},
                                 {"items", Holds::kSchema},
                                 {"additionalItems", Holds::kSchema},
                                 {"contains", Holds::kSchema},
                                 {"not", Holds::kSchema},
                                 {"if", Holds::kSchema},
                                 {"then", Holds::kSchema},
                                 {"else", Holds::kSchema},
                                 {"allOf", Holds::kSchemas},
                                 {"anyOf", Holds::kSchemas},
                                 {"oneOf", Holds::kSchemas},
                                 {"x-title", Holds::kText},
                                 {"x-help", Holds::kText},
                                 {"x-public", Holds::kBool},
                                 {"x-personal", Holds::kBool},
                                 {"x-cites", Holds::kClauses},
                                 {"x-unit", Holds::kPlain},
                                 {"x-prefill", Holds::kPrefill},
                                 {"x-choices", Holds::kChoices},
                                 {"x-catalogue", Holds::kPlain},
                                 {"x-widget", Holds::kPlain},
                                 {"x-order", Holds::kPlain},
                                 {"x-group", Holds::kPlain}};

// Pointers into the schema: a $ref stands in the one and names the other.
struct SchemaReference {
  std::string from;
  std::string to;
};

class Checker {
 public:
  explicit Checker(const json::object& root) : root_(root) {}

  std::vector<SchemaFault> faults() {
    if (text_of(root_, "type") != "object") fault("", "form-invalid", "a form is of type object");
    schema(root_, "", true);
    for (const SchemaReference& reference : references_)
      if (recurs(reference)) fault(reference.from + "/$ref", "form-invalid", "the schema refers to itself");
    return std::move(faults_);
  }

 private:
  void fault(const std::string& pointer, const char* kind, std::string says) {
    faults_.push_back({pointer, kind, std::move(says)});
  }

  // `named`: people see it as a field of its own, so it has a title. `pointer` also bounds the depth: it is the
  // schema's own nesting, which the YAML reader limits.
  void schema(const json::value& value, const std::string& pointer, bool named) {
    if (value.is_bool()) return;
    const auto* object = value.if_object();
    if (object == nullptr) return fault(pointer, "form-invalid", "a schema is a map or true or false");
    for (const auto& member : *object) keyword(*object, member.key(), member.value(), pointer);
    if (named && !object->contains("x-title") && !title_of_reference(*object))
      fault(pointer, "form-title", "it needs x-title: {zh, en}");
    constraints(*object, pointer);
  }

  void keyword(const json::object& object, std::string_view name, const json::value& value,
               const std::string& pointer) {
    const std::string at = pointer + "/" + pointer_token(name);
    const auto* known = std::find_if(std::begin(kKeywords), std::end(kKeywords),
                                     [&](const Keyword& keyword) { return keyword.name == name; });
    if (known == std::end(kKeywords)) return fault(at, "unknown-key", "forms don't use '" + std::string(name) + "'");
    switch (known->holds) {
      case Holds::kPlain:
        return;
      case Holds::kSchema:
        return value.is_array() ? schemas(value, at) : schema(value, at, false);
      case Holds::kSchemas:
        return schemas(value, at);
      case Holds::kNamedSchemas:
        return named_schemas(value, at, name == "properties" && object.contains("type"), name == "dependencies");
      case Holds::kText:
        return text(value, at);
      case Holds::kBool:
        if (!value.is_bool()) fault(at, "wrong-type", "it must be true or false");
        return;
      case Holds::kClauses:
        return clauses(value, at);
      case Holds::kChoices:
        return choices(object, value, at);
      case Holds::kPrefill:
        if (!value.is_string() || !parse_prefill(value.get_string()))
          fault(at, "unknown-prefill", "there is no such source to fill it from");
        return;
    }
  }

  void schemas(const json::value& value, const std::string& pointer) {
    const auto* list = value.if_array();
    if (list == nullptr) return fault(pointer, "form-invalid", "it must be a list of schemas");
    for (std::size_t i = 0; i < list->size(); ++i) schema((*list)[i], pointer + "/" + std::to_string(i), false);
  }

  void named_schemas(const json::value& value, const std::string& pointer, bool titled, bool may_be_names) {
    const auto* object = value.if_object();
    if (object == nullptr) return fault(pointer, "form-invalid", "it must be a map of schemas");
    for (const auto& member : *object) {
      if (may_be_names && member.value().is_array()) continue;
      schema(member.value(), pointer + "/" + pointer_token(member.key()), titled);
    }
  }

  void text(const json::value& value, const std::string& pointer) {
    for (const std::string_view language : {"zh", "en"})
      if (string_at(value, language).empty())
        fault(pointer, "missing-text", "it needs a text under '" + std::string(language) + "'");
  }

  void clauses(const json::value& value, const std::string& pointer) {
    const auto* list = value.if_array();
    const bool fits = list != nullptr && std::all_of(list->begin(), list->end(),
                                                     [](const json::value& clause) { return clause.is_string(); });
    if (!fits) fault(pointer, "wrong-type", "it must be a list of clauses");
  }

  // What each allowed value is called; none may be left out.
  void choices(const json::object& object, const json::value& value, const std::string& pointer) {
    const auto* titles = value.if_object();
    if (titles == nullptr) return fault(pointer, "wrong-type", "it must be a map: value → {zh, en}");
    for (const auto& title : *titles) text(title.value(), pointer);
    const auto* allowed = member_of(object, "enum").if_array();
    if (allowed == nullptr) return;
    for (const json::value& choice : *allowed) {
      if (choice.is_string() && !titles->contains(choice.get_string()))
        fault(pointer, "form-title", "the choice '" + std::string(choice.get_string()) + "' has no title");
    }
  }

  bool title_of_reference(const json::object& object) const {
    const std::string_view reference = text_of(object, "$ref");
    const json::value* target = reference.empty() ? nullptr : resolve_reference(root_, reference);
    return target != nullptr && at_or_null(*target, "x-title").is_object();
  }

  void constraints(const json::object& object, const std::string& pointer) {
    if (text_of(object, "type") == "number")
      fault(pointer + "/type", "form-invalid", "numbers are whole here: use integer, in a smaller unit");
    if (object.contains("properties") && object.contains("type") && !object.contains("additionalProperties"))
      fault(pointer, "form-open", "it needs additionalProperties: false");
    if (const std::string_view format = text_of(object, "format"); object.contains("format") && !find_format(format))
      fault(pointer + "/format", "unknown-format", "there is no format '" + std::string(format) + "'");
    if (const json::value* pattern = object.if_contains("pattern")) {
      try {
        std::wregex(wide(text_of(object, "pattern")));
      } catch (const std::regex_error& error) {
        fault(pointer + "/pattern", "form-invalid",
              std::string("the pattern is no regular expression: ") + error.what());
      }
      if (!pattern->is_string()) fault(pointer + "/pattern", "form-invalid", "the pattern must be a string");
    }
    if (object.contains("$ref")) reference(object, pointer);
    if (const auto* required = member_of(object, "required").if_array()) all_known(object, *required, pointer);
  }

  void reference(const json::object& object, const std::string& pointer) {
    const std::string_view name = text_of(object, "$ref");
    if (resolve_reference(root_, name) == nullptr)
      return fault(pointer + "/$ref", "form-invalid", "nothing stands at '" + std::string(name) + "'");
    references_.push_back({pointer, std::string(name.substr(1))});
  }

  // A schema that refers back to where it stands would let a form nest without end.
  bool recurs(const SchemaReference& start) const {
    std::vector<std::string> reached = {start.to};
    for (std::size_t i = 0; i < reached.size(); ++i) {
      if (start.from == reached[i] || start.from.starts_with(reached[i] + "/")) return true;
      for (const SchemaReference& next : references_) {
        const bool inside = next.from == reached[i] || next.from.starts_with(reached[i] + "/");
        if (inside && std::find(reached.begin(), reached.end(), next.to) == reached.end()) reached.push_back(next.to);
      }
    }
    return false;
  }

  void all_known(const json::object& object, const json::array& required, const std::string& pointer) {
    const auto* members = member_of(object, "properties").if_object();
    if (members == nullptr || !object.contains("type")) return;
    for (const json::value& name : required) {
      if (name.is_string() && !members->contains(name.get_string()))
        fault(pointer + "/required", "unknown-field", "'" + std::string(name.get_string()) + "' is no member of it");
    }
  }

  const json::object& root_;
  std::vector<SchemaFault> faults_;
  std::vector<SchemaReference> references_;
};

}  // namespace

std::vector<SchemaFault> schema_faults(const json::object& schema) { return Checker(schema).faults(); }

}  // namespace gh::policy
