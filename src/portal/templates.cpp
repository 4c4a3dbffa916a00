#include "portal/templates.h"

#include <kainjow/mustache.hpp>
#include <map>
#include <memory>

#include "base/assert.h"
#include "http/docs_page.h"
#include "portal/page_sources.h"

namespace gh::portal {
namespace {

namespace mustache = kainjow::mustache;

constexpr int kPartialDepthMax = 8;
constexpr std::string_view kLayout = "layout";

std::string_view source_of(std::string_view name) {
  for (const PageSource& source : page_templates())
    if (source.name == name) return source.text;
  throw Bug("the portal has no template " + std::string(name));
}

// A text as it stands in HTML: its variables stay, everything else is escaped.
std::string escaped_text(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t begin = text.find("{{");
    out += http::html_escape(text.substr(0, begin));
    if (begin == std::string_view::npos) break;
    const std::size_t end = text.find("}}", begin);
    GH_ASSERT(end != std::string_view::npos);
    out += text.substr(begin, end + 2 - begin);
    text.remove_prefix(end + 2);
  }
  return out;
}

// Puts partials and texts into the template, so that it is parsed but once.
std::string expanded(std::string_view text, std::string_view page, const Words& words, int depth) {
  GH_ASSERT(depth <= kPartialDepthMax);
  std::string out;
  while (!text.empty()) {
    const std::size_t begin = text.find("{{");
    out += text.substr(0, begin);
    if (begin == std::string_view::npos) break;
    const std::size_t end = text.find("}}", begin);
    GH_ASSERT(end != std::string_view::npos);
    const std::string_view tag = text.substr(begin + 2, end - begin - 2);
    if (tag.starts_with("> ")) {
      const std::string_view name = tag.substr(2);
      const std::string partial = "partials/" + std::string(name);
      out += expanded(source_of(name == "page" ? page : partial), page, words, depth + 1);
    } else if (tag.starts_with("t.")) {
      out += escaped_text(words.say(tag.substr(2)));
    } else {
      out += text.substr(begin, end + 2 - begin);
    }
    text.remove_prefix(end + 2);
  }
  return out;
}

// Depth is bounded by whoever built the value.
mustache::data value_of(const json::value& value) {
  if (const auto* object = value.if_object()) {
    mustache::data out(mustache::data::type::object);
    for (const auto& [key, member] : *object) out[std::string(key)] = value_of(member);
    return out;
  }
  if (const auto* list = value.if_array()) {
    if (list->empty()) return mustache::data(false);
    std::vector<mustache::data> elements;
    elements.reserve(list->size());
    for (const json::value& element : *list) elements.push_back(value_of(element));
    return mustache::data(elements);
  }
  if (const auto* text = value.if_string()) {
    return text->empty() ? mustache::data(false) : mustache::data(std::string(*text));
  }
  if (const auto* truth = value.if_bool()) return mustache::data(*truth);
  if (const auto* number = value.if_int64()) return mustache::data(std::to_string(*number));
  if (const auto* number = value.if_uint64()) return mustache::data(std::to_string(*number));
  GH_ASSERT(value.is_null());
  return mustache::data(false);
}

// Rendering changes the parsed template, so that each thread keeps its own.
mustache::mustache& parsed(std::string_view page, Language language) {
  thread_local std::map<std::pair<std::string, Language>, std::unique_ptr<mustache::mustache>> kept;
  auto& found = kept[{std::string(page), language}];
  if (!found) {
    const Words words(language, UtcOffset{0});
    found = std::make_unique<mustache::mustache>(expanded(source_of(kLayout), page, words, 0));
    if (!found->is_valid()) throw Bug("the template " + std::string(page) + ": " + found->error_message());
    found->set_custom_escape([](const std::string& text) { return http::html_escape(text); });
  }
  return *found;
}

}  // namespace

std::string render(std::string_view page, const json::object& values, Language language) {
  mustache::mustache& made = parsed(page, language);
  std::string out = made.render(value_of(values));
  GH_ASSERT(made.is_valid());
  return out;
}

}  // namespace gh::portal
