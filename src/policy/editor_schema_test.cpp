// The schemas that editors use know exactly the keys that the loader knows, and accept the packs that it accepts.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "policy/fixture_pack.h"
#include "policy/form.h"
#include "policy/formats.h"
#include "policy/lua_state.h"
#include "policy/pack_keys.h"
#include "policy/yaml_document.h"

namespace gh::policy {
namespace {

const std::filesystem::path kSource = GUILDHALL_SOURCE_DIR;

struct FileKind {
  const char* schema;
  const char* path;  // a file, or a folder that ends with /
};
constexpr FileKind kKinds[] = {
    {"pack", "pack.yaml"},        {"clauses", "clauses.yaml"},  {"parameters", "parameters.yaml"},
    {"roles", "roles.yaml"},      {"bodies", "bodies.yaml"},    {"verbs", "verbs.yaml"},
    {"texts", "texts.yaml"},      {"procedure", "procedures/"}, {"rubric", "rubrics/"},
    {"catalogue", "catalogues/"}, {"calendar", "calendar/"},    {"boards", "boards.yaml"}};

json::object json_file(const std::string& path) {
  std::ifstream stream(kSource / path);
  return parse_json(std::string(std::istreambuf_iterator<char>(stream), {})).as_object();
}
json::object schema_of(const std::string& name) { return json_file("policy/schema/" + name + ".schema.json"); }

// Every file of the kind fits; the schema of procedures may refer to itself nowhere, so all can be compiled as forms
// are.
void expect_fits(const std::map<std::string, std::string>& files) {
  for (const FileKind& kind : kKinds) {
    const auto schema = make_form(kind.schema, schema_of(kind.schema), {});
    for (const auto& [path, content] : files) {
      const std::string wanted = kind.path;
      if (wanted.ends_with('/') ? !path.starts_with(wanted) : path != wanted) continue;
      std::vector<Fault> faults;
      const YamlDocument document = read_yaml(path, content, faults);
      for (const FieldError& error : schema->faults(document.value))
        ADD_FAILURE() << path << ":" << document.line(error.field) << " " << error.field << " " << error.rule;
    }
  }
}

// The schema of forms refers to itself, which no form may. So each schema inside a form is held against its one
// definition on its own.
class FormSchema {
 public:
  FormSchema() : whole_(schema_of("form")) {
    json::object flat = schema_of("form").at("definitions").at("schema").at("anyOf").at(1).as_object();
    flat["definitions"] = whole_.at("definitions");
    flat["definitions"].as_object().erase("schema");
    keywords_ = flat.at("properties");
    for (auto& keyword : flat.at("properties").as_object()) cut(keyword.value());
    one_ = make_form("form", std::move(flat), {});
  }

  // JSON pointer and rule of each fault.
  std::vector<FieldError> faults(const json::value& form) const {
    std::vector<FieldError> out;
    for (const auto& name : whole_.at("required").as_array())
      if (!form.as_object().contains(name.as_string())) out.push_back({"", "required", "", {}});
    schema(form, "", out);
    return out;
  }

 private:
  static bool is_schema(const json::value& rule) { return string_at(rule, "$ref") == "#/definitions/schema"; }

  static void cut(json::value& rule) {
    if (is_schema(rule))
      rule = json::object{{"type", json::array{"object", "boolean"}}};
    else if (auto* object = rule.if_object())
      for (auto& member : *object) cut(member.value());
    else if (auto* list = rule.if_array())
      for (auto& element : *list) cut(element);
  }

  void schema(const json::value& value, const std::string& pointer, std::vector<FieldError>& out) const {
    if (!value.is_object()) return;
    for (FieldError& error : one_->faults(value)) {
      error.field.insert(0, pointer);
      out.push_back(std::move(error));
    }
    for (const auto& member : value.get_object())
      inside(at_or_null(keywords_, member.key()), member.value(), pointer + "/" + std::string(member.key()), out);
  }

  // What a keyword's rule says is a schema is one.
  void inside(const json::value& rule, const json::value& value, const std::string& pointer,
              std::vector<FieldError>& out) const {
    if (is_schema(rule)) return schema(value, pointer, out);
    if (const auto* list = value.if_array()) {
      for (std::size_t i = 0; i < list->size(); ++i)
        inside(at_or_null(rule, "items"), (*list)[i], pointer + "/" + std::to_string(i), out);
    } else if (const auto* object = value.if_object(); object != nullptr) {
      for (const auto& member : *object)
        inside(at_or_null(rule, "additionalProperties"), member.value(), pointer + "/" + std::string(member.key()),
               out);
    }
    if (const auto* ways = at_or_null(rule, "anyOf").if_array())
      for (const json::value& way : *ways) inside(way, value, pointer, out);
  }

  json::object whole_;
  json::value keywords_;
  std::shared_ptr<const Form> one_;
};

TEST(EditorSchemas, AcceptThePacksThatLoad) {
  expect_fits(fixture::files());
  expect_fits(files_of(kSource / "policy/440600/2012-93"));
}

TEST(EditorSchemas, AcceptTheFormsOfThePacksThatLoad) {
  const FormSchema schema;
  for (const auto& files : {fixture::files(), files_of(kSource / "policy/440600/2012-93")}) {
    std::size_t forms = 0;
    for (const auto& [path, content] : files) {
      if (!path.starts_with("forms/")) continue;
      ++forms;
      std::vector<Fault> faults;
      const YamlDocument document = read_yaml(path, content, faults);
      for (const FieldError& error : schema.faults(document.value))
        ADD_FAILURE() << path << ":" << document.line(error.field) << " " << error.field << " " << error.rule;
    }
    EXPECT_GT(forms, 0U);
  }
}

TEST(EditorSchemas, RefuseInFormsWhatTheLoaderRefuses) {
  constexpr const char* kPath = "forms/application.yaml";
  struct Damage {
    const char* was;
    const char* becomes;
    const char* pointer;
  };
  constexpr Damage kDamages[] = {
      {"type: object\n", "", ""},
      {"type: integer", "type: number", "/properties/members/type"},
      {"maxLength: 20", "maxlength: 20", "/properties/phone/maxlength"},
      {"maxLength: 20", "format: telephone", "/properties/phone/format"},
      {"maxLength: 20", "anyOf: [{maxlength: 20}]", "/properties/phone/anyOf/0/maxlength"},
      {"maxLength: 20", "if: {maxlength: 20}", "/properties/phone/if/maxlength"},
      {"type: string, maxLength: 20", "type: array, items: {size: 20}", "/properties/phone/items/size"},
      {"type: string, maxLength: 20", "type: array, items: [{size: 20}]", "/properties/phone/items/0/size"},
      {"{zh: 电话, en: telephone}", "{zh: 电话}", "/properties/phone/x-title/en"},
      {"x-cites: [一]", "x-cites: 一", "/properties/members/x-cites"},
  };
  const FormSchema schema;
  for (const Damage& damage : kDamages) {
    const auto files = fixture::changed(kPath, damage.was, damage.becomes);
    EXPECT_EQ(load_files(files, fixture::offered()).pack, nullptr) << damage.becomes;
    std::vector<Fault> unused;
    const auto told = schema.faults(read_yaml(kPath, files.at(kPath), unused).value);
    EXPECT_TRUE(std::ranges::any_of(told, [&](const FieldError& error) { return error.field == damage.pointer; }))
        << damage.becomes;
  }
}

TEST(EditorSchemas, KnowTheVerbsAndTheFormatsThereAre) {
  std::set<std::string_view> verbs;
  const json::object of_verbs = schema_of("verbs");
  for (const auto& verb : of_verbs.at("properties").as_object()) verbs.insert(verb.key());
  EXPECT_EQ(verbs, std::set<std::string_view>(kVerbs.begin(), kVerbs.end()));
  std::set<std::string> known;
  for (const Format& format : formats()) known.emplace(format.name);
  std::set<std::string> offered;
  const json::value of_forms = schema_of("form");
  for (const auto& format : find_pointer(of_forms, "/definitions/schema/anyOf/1/properties/format/enum")->as_array())
    offered.emplace(format.as_string());
  EXPECT_EQ(offered, known);
}

// Editors look there for the schema of each file.
TEST(EditorSchemas, AreMappedToTheFilesOfPacks) {
  std::map<std::string, std::string> expected = {{"./policy/schema/form.schema.json", "policy/*/*/forms/*.yaml"}};
  for (const FileKind& kind : kKinds) {
    std::string files = std::string("policy/*/*/") + kind.path;
    if (files.ends_with('/')) files += "*.yaml";
    expected.emplace(std::string("./policy/schema/") + kind.schema + ".schema.json", files);
  }
  std::map<std::string, std::string> mapped;
  const json::object settings = json_file(".vscode/settings.json");
  for (const auto& mapping : settings.at("yaml.schemas").as_object())
    mapped.emplace(mapping.key(), mapping.value().as_string());
  EXPECT_EQ(mapped, expected);
}

TEST(EditorSchemas, RefuseWhatTheLoaderRefuses) {
  const auto procedure = make_form("procedure", schema_of("procedure"), {});
  std::vector<Fault> faults;
  const auto document =
      read_yaml("x",
                fixture::changed("procedures/registration.yaml", "publicity: public", "publicity: secret")
                    .at("procedures/registration.yaml"),
                faults);
  const auto told = procedure->faults(document.value);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].field, "/publicity");
}

TEST(EditorSchemas, KnowTheKeysThatTheLoaderKnows) {
  std::set<std::string> seen;
  for (const FileKind& kind : kKinds) {
    const json::object schema = schema_of(kind.schema);
    for (const auto& definition : schema.at("definitions").as_object()) {
      std::string shape(definition.key());
      std::replace(shape.begin(), shape.end(), '_', ' ');
      seen.insert(shape);
      std::set<std::string> known;
      for (const std::string_view key : keys_of(shape)) known.emplace(key);
      std::set<std::string> offered;
      for (const auto& property : definition.value().at("properties").as_object()) offered.emplace(property.key());
      EXPECT_EQ(offered, known) << kind.schema << " " << shape;
    }
  }
  for (const std::string_view shape : shapes()) EXPECT_TRUE(seen.contains(std::string(shape))) << shape;
}

TEST(EditorSchemas, KnowTheKeywordsOfForms) {
  const json::object schema = schema_of("form");
  const json::object& keywords = schema.at("definitions").at("schema").at("anyOf").at(1).at("properties").as_object();
  for (const auto& keyword : keywords) {
    const json::object form = {{"x-title", {{"zh", "表"}, {"en", "form"}}}, {"type", "object"}, {keyword.key(), true}};
    for (const SchemaFault& fault : schema_faults(form)) EXPECT_NE(fault.kind, "unknown-key") << keyword.key();
  }
  for (const char* keyword :
       {"x-public", "x-personal", "x-cites", "x-choices", "x-prefill", "pattern", "allOf", "dependencies"})
    EXPECT_TRUE(keywords.contains(keyword)) << keyword;
}

TEST(ReferencePage, NamesEveryKeyFaultAndFunction) {
  std::ifstream stream(kSource / "docs/reference/pack-format.md");
  const std::string page(std::istreambuf_iterator<char>(stream), {});
  for (const std::string_view shape : shapes())
    for (const std::string_view key : keys_of(shape))
      EXPECT_NE(page.find("`" + std::string(key) + "`"), std::string::npos) << shape << ": " << key;
  for (const char* kind : {"advisor-decides",
                           "calendar",
                           "condition-syntax",
                           "dead-end",
                           "decides-outside-public-body",
                           "duplicate-id",
                           "duplicate-key",
                           "duplicate-rule",
                           "final-state-acts",
                           "form-invalid",
                           "form-open",
                           "form-title",
                           "missing-file",
                           "missing-key",
                           "missing-text",
                           "parameter-gap",
                           "parameter-overlap",
                           "parameter-without-value",
                           "rubric-bands",
                           "rubric-rule",
                           "rubric-sum",
                           "signer-outside-by",
                           "timer-not-by-system",
                           "too-large",
                           "unknown-action",
                           "unknown-body",
                           "unknown-catalogue",
                           "unknown-clause",
                           "unknown-clock",
                           "unknown-effect",
                           "unknown-fact",
                           "unknown-field",
                           "unknown-file",
                           "unknown-filter",
                           "unknown-list",
                           "unknown-form",
                           "unknown-format",
                           "unknown-indicator",
                           "unknown-key",
                           "unknown-name",
                           "unknown-parameter",
                           "unknown-placeholder",
                           "unknown-prefill",
                           "unknown-procedure",
                           "unknown-relation",
                           "unknown-role",
                           "unknown-rubric",
                           "unknown-state",
                           "unknown-text",
                           "unknown-verb",
                           "unreachable-state",
                           "verb-not-offered",
                           "wrong-id",
                           "wrong-measure",
                           "wrong-type",
                           "yaml"})
    EXPECT_NE(page.find("`" + std::string(kind) + "`"), std::string::npos) << kind;
}

}  // namespace
}  // namespace gh::policy
