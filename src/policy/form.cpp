// The one file that knows valijson: it parses the schema once and decides each keyword. The walk through the form is
// ours, because valijson reports sentences where people need the field, the rule and every fault at once.
// Without this, valijson ends the program where it would throw.
#define VALIJSON_USE_EXCEPTIONS 1

#include "policy/form.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cmath>
#include <regex>
#include <unordered_map>
#include <unordered_set>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_visitor.hpp>

#include "policy/form_codes.h"
#include "policy/form_members.h"
#include "policy/form_texts.h"
#include "policy/formats.h"
#include "policy/wide_text.h"

namespace gh::policy {
namespace {

using Adapter = valijson::adapters::BoostJsonAdapter;
using valijson::Subschema;
namespace rules = valijson::constraints;

using Patterns = std::unordered_map<std::string, std::wregex>;

json::value whole(double number) {
  // Whole numbers show as such; schemas have no others.
  return std::abs(number) < 9e15 ? json::value(static_cast<std::int64_t>(number)) : json::value(number);
}

// Checks one value against one schema. With `found` it goes on to the end; without, the answer alone counts.
class Check final : public rules::ConstraintVisitor {
 public:
  Check(const json::value& value, std::string& pointer, const Patterns& patterns, std::vector<Found>* found)
      : value_(value), pointer_(pointer), patterns_(patterns), found_(found) {}

  bool passes(const Subschema& schema) {
    if (schema.getAlwaysInvalid()) return fails("false");
    if (found_ != nullptr && found_->size() >= kFaultsOfFormMax) return false;
    Subschema::ApplyFunction each = [this](const rules::Constraint& rule) { return rule.accept(*this); };
    return found_ == nullptr ? schema.applyStrict(each) : schema.apply(each);
  }

  bool visit(const rules::ConstConstraint& rule) override { return plain(rule, "const"); }
  bool visit(const rules::EnumConstraint& rule) override { return plain(rule, "enum"); }
  bool visit(const rules::MaximumConstraint& rule) override {
    return plain(rule, rule.getExclusiveMaximum() ? "exclusiveMaximum" : "maximum", whole(rule.getMaximum()));
  }
  bool visit(const rules::MinimumConstraint& rule) override {
    return plain(rule, rule.getExclusiveMinimum() ? "exclusiveMinimum" : "minimum", whole(rule.getMinimum()));
  }
  bool visit(const rules::MaxItemsConstraint& rule) override { return plain(rule, "maxItems", rule.getMaxItems()); }
  bool visit(const rules::MinItemsConstraint& rule) override { return plain(rule, "minItems", rule.getMinItems()); }
  bool visit(const rules::MaxLengthConstraint& rule) override { return plain(rule, "maxLength", rule.getMaxLength()); }
  bool visit(const rules::MinLengthConstraint& rule) override { return plain(rule, "minLength", rule.getMinLength()); }
  bool visit(const rules::MaxPropertiesConstraint& rule) override { return plain(rule, "maxProperties"); }
  bool visit(const rules::MinPropertiesConstraint& rule) override { return plain(rule, "minProperties"); }
  bool visit(const rules::MultipleOfDoubleConstraint& rule) override {
    return plain(rule, "multipleOf", whole(rule.getDivisor()));
  }
  bool visit(const rules::MultipleOfIntConstraint& rule) override {
    return plain(rule, "multipleOf", rule.getDivisor());
  }
  bool visit(const rules::TypeConstraint& rule) override {
    std::string first;
    rule.applyToNamedTypes([&](rules::TypeConstraint::JsonType type) {
      constexpr const char* kNames[] = {"any", "array", "boolean", "integer", "null", "number", "object", "string"};
      if (type != rules::TypeConstraint::kNull) first = kNames[type];
      return true;
    });
    return plain(rule, "type", json::value(first));
  }
  bool visit(const rules::PolyConstraint&) override { return fails("other"); }
  bool visit(const rules::PropertyNamesConstraint&) override { return fails("propertyNames"); }

  bool visit(const rules::FormatConstraint& rule) override {
    const auto* text = value_.if_string();
    if (text == nullptr) return true;
    const Format* format = find_format(rule.getFormat());
    return (format != nullptr && format->matches(*text)) || fails("format", json::value(rule.getFormat()));
  }

  bool visit(const rules::PatternConstraint& rule) override {
    const auto* text = value_.if_string();
    if (text == nullptr) return true;
    // std::regex recurs with the text's length, so its length has a limit whatever the schema says.
    const std::wstring letters = wide(*text);
    if (letters.size() > kPatternTextMax) return fails("maxLength", kPatternTextMax);
    const auto pattern = patterns_.find(rule.getPattern<std::allocator<char>>());
    return (pattern != patterns_.end() && std::regex_search(letters, pattern->second)) || fails("pattern");
  }

  // valijson compares each with each; a list of a stranger's may be long.
  bool visit(const rules::UniqueItemsConstraint&) override {
    const auto* list = value_.if_array();
    if (list == nullptr) return true;
    std::unordered_set<json::value> seen;
    for (const json::value& element : *list)
      if (!seen.insert(element).second) return fails("uniqueItems");
    return true;
  }

  bool visit(const rules::RequiredConstraint& rule) override {
    const auto* object = value_.if_object();
    bool passed = true;
    if (object == nullptr) return true;
    rule.applyToRequiredProperties([&](const auto& name) {
      if (object->contains(std::string_view(name))) return true;
      passed = fails_at(name, "required");
      return found_ != nullptr;
    });
    return passed;
  }

  bool visit(const rules::PropertiesConstraint& rule) override {
    const auto* object = value_.if_object();
    if (object == nullptr) return true;
    bool passed = true;
    std::vector<std::string_view> known;
    known.reserve(object->size());
    rule.applyToProperties([&](const auto& name, const Subschema* schema) {
      const std::string_view key(name);
      const json::value* member = object->if_contains(key);
      if (member == nullptr) return true;
      known.push_back(key);
      passed = member_passes(key, *member, *schema) && passed;
      return passed || found_ != nullptr;
    });
    if (known.size() == object->size()) return passed;
    const Subschema* others = rule.getAdditionalPropertiesSubschema();
    for (const auto& member : *object) {
      if (std::find(known.begin(), known.end(), member.key()) != known.end()) continue;
      passed = (others == nullptr ? fails_at(member.key(), "unknown-field")
                                  : member_passes(member.key(), member.value(), *others)) &&
               passed;
    }
    return passed;
  }

  bool visit(const rules::SingularItemsConstraint& rule) override {
    const auto* list = value_.if_array();
    if (list == nullptr || rule.getItemsSubschema() == nullptr) return true;
    bool passed = true;
    for (std::size_t i = 0; i < list->size() && (passed || found_ != nullptr); ++i)
      passed = member_passes(std::to_string(i), (*list)[i], *rule.getItemsSubschema()) && passed;
    return passed;
  }

  bool visit(const rules::LinearItemsConstraint& rule) override {
    const auto* list = value_.if_array();
    if (list == nullptr) return true;
    bool passed = true;
    std::size_t at = 0;
    rule.applyToItemSubschemas([&](unsigned, const Subschema* schema) {
      if (at >= list->size()) return false;
      passed = member_passes(std::to_string(at), (*list)[at], *schema) && passed;
      ++at;
      return true;
    });
    for (; at < list->size(); ++at) {
      const Subschema* more = rule.getAdditionalItemsSubschema();
      if (more == nullptr) return fails("maxItems", rule.getItemSubschemaCount());
      passed = member_passes(std::to_string(at), (*list)[at], *more) && passed;
    }
    return passed;
  }

  bool visit(const rules::AllOfConstraint& rule) override {
    bool passed = true;
    rule.applyToSubschemas([&](unsigned, const Subschema* schema) {
      passed = passes(*schema) && passed;
      return passed || found_ != nullptr;
    });
    return passed;
  }
  bool visit(const rules::AnyOfConstraint& rule) override { return fitting(rule) > 0 || fails("anyOf"); }
  bool visit(const rules::OneOfConstraint& rule) override { return fitting(rule) == 1 || fails("oneOf"); }
  bool visit(const rules::NotConstraint& rule) override {
    return !quietly_passes(value_, *rule.getSubschema()) || fails("not");
  }
  bool visit(const rules::ContainsConstraint& rule) override {
    const auto* list = value_.if_array();
    if (list == nullptr) return true;
    for (const json::value& element : *list)
      if (quietly_passes(element, *rule.getSubschema())) return true;
    return fails("contains");
  }
  bool visit(const rules::ConditionalConstraint& rule) override {
    const Subschema* branch =
        quietly_passes(value_, *rule.getIfSubschema()) ? rule.getThenSubschema() : rule.getElseSubschema();
    return branch == nullptr || passes(*branch);
  }
  bool visit(const rules::DependenciesConstraint& rule) override {
    const auto* object = value_.if_object();
    if (object == nullptr) return true;
    bool passed = true;
    rule.applyToPropertyDependencies([&](const auto& name, const auto& needed) {
      if (!object->contains(std::string_view(name))) return true;
      for (const auto& other : needed)
        if (!object->contains(std::string_view(other))) passed = fails_at(std::string_view(other), "required");
      return true;
    });
    rule.applyToSchemaDependencies([&](const auto& name, const Subschema* schema) {
      if (object->contains(std::string_view(name))) passed = passes(*schema) && passed;
      return true;
    });
    return passed;
  }

 private:
  bool fails(const char* keyword, json::value limit = nullptr) {
    if (found_ != nullptr && found_->size() < kFaultsOfFormMax)
      found_->push_back({pointer_, keyword, std::move(limit)});
    return false;
  }

  bool fails_at(std::string_view member, const char* keyword) {
    if (found_ != nullptr && found_->size() < kFaultsOfFormMax)
      found_->push_back({pointer_ + "/" + pointer_token(member), keyword, nullptr});
    return false;
  }

  // A keyword that looks at this value alone: valijson decides.
  template <class Rule>
  bool plain(const Rule& rule, const char* keyword, json::value limit = nullptr) {
    std::unordered_map<std::string, std::regex> unused;
    valijson::ValidationVisitor<Adapter> decide(Adapter(value_), {}, true, nullptr, unused);
    return decide.visit(rule) || fails(keyword, std::move(limit));
  }

  bool member_passes(std::string_view token, const json::value& member, const Subschema& schema) {
    const std::size_t size = pointer_.size();
    pointer_.append("/").append(token.find_first_of("~/") == std::string_view::npos ? std::string(token)
                                                                                    : pointer_token(token));
    const bool passed = Check(member, pointer_, patterns_, found_).passes(schema);
    pointer_.resize(size);
    return passed;
  }

  bool quietly_passes(const json::value& value, const Subschema& schema) {
    return Check(value, pointer_, patterns_, nullptr).passes(schema);
  }

  template <class Rule>
  int fitting(const Rule& rule) {
    int count = 0;
    rule.applyToSubschemas([&](unsigned, const Subschema* schema) {
      count += quietly_passes(value_, *schema) ? 1 : 0;
      return true;
    });
    return count;
  }

  const json::value& value_;
  std::string& pointer_;
  const Patterns& patterns_;
  std::vector<Found>* found_;
};

void compile_patterns(const json::value& schema, Patterns& patterns) {
  if (const auto* list = schema.if_array()) {
    for (const json::value& element : *list) compile_patterns(element, patterns);
  }
  const auto* object = schema.if_object();
  if (object == nullptr) return;
  for (const auto& member : *object) {
    if (member.key() == "pattern" && member.value().is_string()) {
      const std::string pattern(member.value().get_string());
      patterns.try_emplace(pattern, wide(pattern));
    } else {
      compile_patterns(member.value(), patterns);
    }
  }
}

class CompiledForm final : public Form {
 public:
  CompiledForm(std::string id, json::object schema, const std::map<std::string, Catalogue>& catalogues)
      : id_(std::move(id)),
        schema_(std::move(schema)),
        members_(members_of(schema_)),
        codes_(codes_for(members_, catalogues)) {
    const json::value document(schema_);
    compile_patterns(document, patterns_);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(document), compiled_);
  }

  const std::string& id() const override { return id_; }
  const json::object& schema() const override { return schema_; }

  std::vector<FieldError> faults(const json::value& value) const override {
    // Most forms are right, and that is told without keeping a word.
    if (passes(value, nullptr)) return {};
    std::vector<Found> found;
    passes(value, &found);
    std::vector<FieldError> out;
    out.reserve(found.size());
    for (const Found& fault : found) {
      const MemberAt at = member_at(members_, fault.pointer);
      const Text title = at.member != nullptr && !fault.pointer.empty() ? at.member->title : Text{};
      out.push_back({fault.pointer, fault.keyword, at.clause, form_text(fault.keyword, title, fault.limit)});
    }
    return out;
  }

  json::object public_part(const json::object& value) const override { return policy::public_part(members_, value); }
  json::object impersonal_part(const json::object& value) const override {
    return policy::impersonal_part(members_, value);
  }

 private:
  bool passes(const json::value& value, std::vector<Found>* found) const {
    std::string pointer;
    const bool fits = Check(value, pointer, patterns_, found).passes(compiled_);
    if (!fits && found == nullptr) return false;
    return (!members_.has_catalogue || codes_pass(members_, value, codes_, pointer, found)) && fits;
  }

  std::string id_;
  json::object schema_;
  FormMember members_;
  Codes codes_;
  Patterns patterns_;
  valijson::Schema compiled_;
};

}  // namespace

std::shared_ptr<const Form> make_form(std::string id, json::object schema,
                                      const std::map<std::string, Catalogue>& catalogues) {
  return std::make_shared<CompiledForm>(std::move(id), std::move(schema), catalogues);
}

}  // namespace gh::policy
