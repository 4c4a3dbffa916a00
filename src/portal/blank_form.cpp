// A form on paper, from its schema: fields in their order, choices as boxes, lists as empty lines of a table.
#include <algorithm>

#include "portal/guide_pages.h"
#include "portal/names.h"

namespace gh::portal {
namespace {

constexpr int kDepthMax = 6;
constexpr std::size_t kEmptyLines = 6;
constexpr std::int64_t kLongText = 200;  // characters from which a field is given several lines

std::string title_of(const json::value& schema, std::string_view name, const Words& words) {
  const json::value& title = at_or_null(schema, "x-title");
  const std::string_view en = string_at(title, "en");
  const std::string_view zh = string_at(title, "zh");
  const std::string_view found = words.english() && !en.empty() ? en : zh;
  return std::string(found.empty() ? name : found);
}

// What a field is called on paper: money is written in yuan there, whatever unit programs send.
std::string title_on_paper(const json::value& schema, std::string_view name, const Words& words) {
  constexpr std::string_view kInFen = "（分）";
  std::string title = title_of(schema, name, words);
  if (string_at(schema, "x-unit") == "fen" && title.ends_with(kInFen)) title.resize(title.size() - kInFen.size());
  return title;
}

bool is_required(const json::value& schema, std::string_view name) {
  const auto* required = at_or_null(schema, "required").if_array();
  return required != nullptr && std::any_of(required->begin(), required->end(), [&](const json::value& one) {
           return one.is_string() && one.get_string() == name;
         });
}

json::array boxes_of(const json::value& schema, const Words& words) {
  json::array out;
  if (string_at(schema, "type") == "boolean") {
    out.push_back(json::object{{"title", words.say("yes")}});
    out.push_back(json::object{{"title", words.say("no")}});
  }
  const json::value& choices = at_or_null(schema, "x-choices");
  if (const auto* titles = choices.if_object())
    for (const auto& [value, title] : *titles) {
      const std::string_view en = string_at(title, "en");
      out.push_back(json::object{{"title", words.english() && !en.empty() ? en : string_at(title, "zh")}});
    }
  return out;
}

std::string hint_of(const json::value& schema, const Words& words) {
  const std::string_view format = string_at(schema, "format");
  if (!format.empty()) {
    if (const std::string known = words.say_or("format." + std::string(format), ""); !known.empty()) return known;
  }
  return words.say_or("unit_hint." + std::string(string_at(schema, "x-unit")), "");
}

// A list of objects as a table; of single values as lines.
json::object table_of(const json::value& items, const Words& words) {
  json::array columns;
  const json::value& properties = at_or_null(items, "properties");
  if (const auto* members = properties.if_object())
    for (const auto& [name, member] : *members)
      columns.push_back({{"title", title_on_paper(member, name, words)}, {"hint", hint_of(member, words)}});
  else
    columns.push_back({{"title", title_of(items, words.say("form.entry"), words)}, {"hint", ""}});
  json::array lines;
  for (std::size_t line = 0; line < kEmptyLines; ++line)
    lines.push_back({{"cells", columns}, {"line", std::to_string(line + 1)}});
  return {{"columns", std::move(columns)}, {"lines", std::move(lines)}};
}

void gather(const json::value& schema, const Words& words, int depth, json::array& out) {
  const auto* properties = at_or_null(schema, "properties").if_object();
  if (properties == nullptr || depth > kDepthMax) return;
  for (const auto& [name, member] : *properties) {
    json::object field{{"title", title_on_paper(member, name, words)},
                       {"required", is_required(schema, name)},
                       {"hint", hint_of(member, words)},
                       {"heading", false},
                       {"boxes", nullptr},
                       {"table", nullptr},
                       {"tall", false}};
    const std::string_view type = string_at(member, "type");
    if (type == "object") field["heading"] = true;
    if (type == "array") field["table"] = table_of(at_or_null(member, "items"), words);
    const json::value& longest = at_or_null(member, "maxLength");
    field["tall"] = longest.is_int64() && longest.get_int64() > kLongText;
    field["boxes"] = boxes_of(member, words);
    out.push_back(std::move(field));
    if (type == "object") gather(member, words, depth + 1, out);
  }
}

}  // namespace

Page blank_form_page(const policy::Pack& pack, std::string_view id, const Words& words) {
  const policy::Procedure& procedure = pack.procedure(id);
  const auto form = pack.forms.find(procedure.form);
  if (form == pack.forms.end()) not_there("form");
  json::array fields;
  gather(form->second->schema(), words, 0, fields);
  json::array materials;
  for (const auto& material : procedure.materials)
    materials.push_back({{"title", words.say(material.title)}, {"required", material.required}});
  return {
      "blank_form",
      title_of(form->second->schema(), procedure.id, words),
      "/guide",
      {{words.say("guide.title"), "/guide"}, {words.say(procedure.title), "/guide/" + procedure.id}},
      {{"procedure", words.say(procedure.title)}, {"fields", std::move(fields)}, {"materials", std::move(materials)}}};
}

}  // namespace gh::portal
