// A form on paper, from its schema: fields in their order, choices as boxes, lists as lines of a table. Blank, or
// filled in with the examples that the schema gives.
#include <algorithm>

#include "policy/sample.h"
#include "policy/wordings.h"
#include "portal/guide_pages.h"
#include "portal/names.h"
#include "portal/notice_pages.h"

namespace gh::portal {
namespace {

constexpr int kDepthMax = 6;
constexpr std::size_t kEmptyLines = 6;
constexpr std::size_t kSampleLinesMax = 50;
constexpr std::string_view kToFillIn = "＿＿＿＿＿＿";
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

// The boxes to tick; ticked where the value, or an element of it, is the box's own.
json::array boxes_of(const json::value& schema, const json::value& value, const Words& words) {
  json::array out;
  const auto box = [&](const std::string& title, bool ticked) {
    out.push_back({{"mark", ticked ? "☑" : "□"}, {"title", title}});
  };
  if (string_at(schema, "type") == "boolean") {
    box(words.say("yes"), value == json::value(true));
    box(words.say("no"), value == json::value(false));
  }
  const json::value& choices = at_or_null(schema, "x-choices");
  if (const auto* titles = choices.if_object())
    for (const auto& [choice, title] : *titles) {
      const std::string_view en = string_at(title, "en");
      box(std::string(words.english() && !en.empty() ? en : string_at(title, "zh")),
          value.is_string() && value.get_string() == choice);
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

struct Paper {
  const policy::Pack& pack;
  const Words& words;
};

// What stands in a field: what people write there, not what programs send.
std::string written(const json::value& schema, const json::value& value, const Paper& paper) {
  const Words& words = paper.words;
  const std::string_view widget = string_at(schema, "x-widget");
  if (!value.is_null() && !widget.empty())
    return words.say_or("widget." + std::string(widget.substr(0, widget.find(':'))), "");
  if (const auto* number = value.if_int64())
    return string_at(schema, "x-unit") == "fen" ? words.yuan(*number) : words.number(*number);
  if (const auto* truth = value.if_bool()) return words.say(*truth ? "yes" : "no");
  const auto* text = value.if_string();
  if (text == nullptr) return {};
  const json::value& title = at_or_null(at_or_null(schema, "x-choices"), std::string_view(*text));
  if (title.is_object()) return std::string(string_at(title, words.english() ? "en" : "zh"));
  if (const auto day = parse_day(*text); day && string_at(schema, "format") == "day") return words.day(*day);
  const std::string_view catalogue = string_at(schema, "x-catalogue");
  if (catalogue.empty()) return std::string(*text);
  return std::string(*text) + " " + row_name(paper.pack, catalogue, *text, words);
}

// A list of objects as a table; of single values as lines.
json::object table_of(const json::value& items, const json::value& value, const Paper& paper) {
  json::array columns;
  const json::value& properties = at_or_null(items, "properties");
  const auto* members = properties.if_object();
  const auto* given = value.if_array();
  if (members != nullptr)
    for (const auto& [name, member] : *members)
      columns.push_back({{"title", title_on_paper(member, name, paper.words)}, {"hint", hint_of(member, paper.words)}});
  else
    columns.push_back({{"title", title_of(items, paper.words.say("form.entry"), paper.words)}, {"hint", ""}});
  json::array lines;
  const std::size_t count = given == nullptr ? kEmptyLines : std::min(given->size(), kSampleLinesMax);
  for (std::size_t line = 0; line < count; ++line) {
    const json::value element = given == nullptr ? json::value(nullptr) : (*given)[line];
    json::array cells;
    if (members != nullptr)
      for (const auto& [name, member] : *members)
        cells.push_back(json::object{{"value", written(member, at_or_null(element, name), paper)}});
    else
      cells.push_back(json::object{{"value", written(items, element, paper)}});
    lines.push_back({{"cells", std::move(cells)}, {"line", std::to_string(line + 1)}});
  }
  return {{"columns", std::move(columns)}, {"lines", std::move(lines)}};
}

void gather(const json::value& schema, const json::value& filled, const Paper& paper, int depth, json::array& out) {
  const auto* properties = at_or_null(schema, "properties").if_object();
  if (properties == nullptr || depth > kDepthMax) return;
  for (const auto& [name, member] : *properties) {
    const json::value& value = at_or_null(filled, name);
    json::object field{{"title", title_on_paper(member, name, paper.words)},
                       {"required", is_required(schema, name)},
                       {"hint", hint_of(member, paper.words)},
                       {"heading", false},
                       {"boxes", nullptr},
                       {"table", nullptr},
                       {"tall", false},
                       {"value", written(member, value, paper)}};
    const std::string_view type = string_at(member, "type");
    if (type == "object") field["heading"] = at_or_null(member, "properties").is_object();
    if (type == "array") field["table"] = table_of(at_or_null(member, "items"), value, paper);
    const json::value& longest = at_or_null(member, "maxLength");
    field["tall"] = longest.is_int64() && longest.get_int64() > kLongText;
    field["boxes"] = boxes_of(member, value, paper.words);
    out.push_back(std::move(field));
    if (type == "object") gather(member, value, paper, depth + 1, out);
  }
}

json::array attachments_of(const policy::Procedure& procedure, const Words& words) {
  json::array out;
  for (const auto& material : procedure.materials)
    out.push_back({{"title", words.say(material.title)}, {"required", material.required}});
  return out;
}

}  // namespace

Page form_page(const policy::Pack& pack, std::string_view id, const Words& words, Filled filled) {
  const policy::Procedure& procedure = pack.procedure(id);
  const auto form = pack.forms.find(procedure.form);
  if (form == pack.forms.end()) not_there("form");
  const bool sample = filled == Filled::kWithExamples;
  const json::object examples = sample ? policy::sample_of(form->second->schema()) : json::object{};
  if (sample && examples.empty()) not_there("sample");
  json::array fields;
  gather(form->second->schema(), examples, {pack, words}, 0, fields);
  const std::string here = words.link("/guide/" + procedure.id);
  return {"blank_form",
          title_of(form->second->schema(), procedure.id, words),
          "/guide",
          {{words.say("guide.title"), "/guide"}, {words.say(procedure.title), "/guide/" + procedure.id}},
          {{"procedure", words.say(procedure.title)},
           {"fields", std::move(fields)},
           {"sample", sample},
           {"other_href", here + (sample ? "/form" : "/sample")},
           {"has_other", sample || !policy::sample_of(form->second->schema()).empty()},
           {"materials", attachments_of(procedure, words)}}};
}

Page wording_page(const policy::Pack& pack, std::string_view id, std::string_view material_id, const Words& words,
                  Filled filled, Day today) {
  const policy::Procedure& procedure = pack.procedure(id);
  const auto material = std::find_if(procedure.materials.begin(), procedure.materials.end(),
                                     [&](const auto& one) { return one.id == material_id; });
  if (material == procedure.materials.end() || material->wording.empty()) not_there("material");
  const bool sample = filled == Filled::kWithExamples;
  const Text wording = policy::worded_letter(pack.texts.at(material->wording), pack, today);
  const std::string text = policy::fill_in(words.say(wording), [&](const std::string& name) {
    return sample ? words.say(material->example.at(name)) : std::string(kToFillIn);
  });
  const std::string here = words.link("/guide/" + procedure.id + "/materials/" + material->id);
  return {"wording",
          words.say(material->title),
          "/guide",
          {{words.say("guide.title"), "/guide"}, {words.say(procedure.title), "/guide/" + procedure.id}},
          {{"procedure", words.say(procedure.title)},
           {"lines", lines_of(text)},
           {"sample", sample},
           {"other_href", here + (sample ? "" : "/sample")}}};
}

}  // namespace gh::portal
