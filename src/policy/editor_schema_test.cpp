// The schemas that editors use know exactly the keys that the loader knows, and accept the packs that it accepts.
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <fstream>
#include <set>

#include "policy/fixture_pack.h"
#include "policy/form.h"
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

json::object schema_of(const std::string& name) {
  std::ifstream stream(kSource / "policy/schema" / (name + ".schema.json"));
  return parse_json(std::string(std::istreambuf_iterator<char>(stream), {})).as_object();
}

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

TEST(EditorSchemas, AcceptThePacksThatLoad) {
  expect_fits(fixture::files());
  expect_fits(files_of(kSource / "policy/440600/2012-93"));
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
