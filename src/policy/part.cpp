#include "policy/part.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "policy/pack_keys.h"

namespace gh::policy {
namespace {

const json::value kNothing = nullptr;

std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

}  // namespace

const json::value& Part::value() const { return value_ == nullptr ? kNothing : *value_; }

Place Part::place() const { return {document_->file, document_->line(pointer_)}; }

void Part::fault(std::string kind, std::string says) const { draft_->fault(place(), std::move(kind), std::move(says)); }

Part Part::member(std::string_view key) const {
  const auto* object = value().if_object();
  return {*draft_, *document_, object == nullptr ? nullptr : object->if_contains(key),
          pointer_ + "/" + pointer_token(key)};
}

Part Part::required(std::string_view key) const {
  Part out = member(key);
  if (!out.present() && value().is_object()) fault("missing-key", "the key " + quoted(key) + " is missing");
  return out;
}

Part Part::at(std::string_view pointer) const {
  return {*draft_, *document_, find_pointer(value(), pointer), pointer_ + std::string(pointer)};
}

bool Part::is_shape(std::string_view shape) const {
  const auto* object = value().if_object();
  if (object == nullptr) {
    fault("wrong-type", "a map is expected here: " + std::string(shape));
    return false;
  }
  const std::vector<std::string_view>& known = keys_of(shape);
  for (const auto& [key, unused] : *object) {
    if (std::find(known.begin(), known.end(), key) == known.end())
      member(key).fault("unknown-key", std::string(shape) + " has no key " + quoted(key));
  }
  return true;
}

std::string Part::string() const {
  if (!present()) return "";
  if (const auto* text = value().if_string()) return {text->data(), text->size()};
  // 440600 without quotes is still the division's code: the reader keeps numbers that would change as strings.
  if (const auto* number = value().if_int64()) return std::to_string(*number);
  fault("wrong-type", "a text is expected here");
  return "";
}

std::int64_t Part::integer(std::int64_t min, std::int64_t max, std::int64_t otherwise) const {
  if (!present()) return otherwise;
  const auto* number = value().if_int64();
  if (number != nullptr && *number >= min && *number <= max) return *number;
  fault("wrong-type",
        "a whole number from " + std::to_string(min) + " to " + std::to_string(max) + " is expected here");
  return otherwise;
}

bool Part::boolean(bool otherwise) const {
  if (!present()) return otherwise;
  if (const auto* truth = value().if_bool()) return *truth;
  fault("wrong-type", "true or false is expected here");
  return otherwise;
}

std::optional<Day> Part::day() const {
  if (!present()) return std::nullopt;
  const auto* text = value().if_string();
  std::optional<Day> day = text == nullptr ? std::nullopt : parse_day(*text);
  if (!day) fault("wrong-type", "a day that exists is expected here: YYYY-MM-DD");
  return day;
}

std::vector<std::string> Part::strings() const {
  std::vector<std::string> out;
  for (const Part& element : elements()) out.push_back(element.string());
  return out;
}

std::string Part::expression() const {
  if (present() && !value().is_string() && !value().is_int64()) {
    fault("wrong-type", "a Lua expression is expected here");
    return "";
  }
  return string();
}

Text Part::text(bool plain_allowed) const {
  if (plain_allowed && value().is_string()) return {string(), ""};
  if (!present()) return {};
  if (!value().is_object()) {
    fault("missing-text", "a text in both languages is expected here: {zh: …, en: …}");
    return {};
  }
  is_shape("text");
  Text out{member("zh").string(), member("en").string()};
  for (const auto& [language, text] : {std::pair("zh", &out.zh), std::pair("en", &out.en)})
    if (text->empty()) fault("missing-text", "the text lacks its " + quoted(language));
  return out;
}

std::vector<Part> Part::elements() const {
  std::vector<Part> out;
  if (!present()) return out;
  const auto* list = value().if_array();
  if (list == nullptr) {
    fault("wrong-type", "a list is expected here");
    return out;
  }
  for (std::size_t i = 0; i < list->size(); ++i)
    out.push_back(Part(*draft_, *document_, &(*list)[i], pointer_ + "/" + std::to_string(i)));
  return out;
}

std::vector<std::pair<std::string, Part>> Part::members() const {
  std::vector<std::pair<std::string, Part>> out;
  if (!present()) return out;
  const auto* object = value().if_object();
  if (object == nullptr) {
    fault("wrong-type", "a map is expected here");
    return out;
  }
  for (const auto& [key, unused] : *object) out.emplace_back(key, member(key));
  return out;
}

void Part::refer(Kind kind, std::string name) const {
  if (!name.empty()) draft_->references.push_back({kind, std::move(name), place()});
}

std::vector<std::string> Part::names(Kind kind) const {
  std::vector<std::string> out;
  for (const Part& element : elements()) {
    out.push_back(element.string());
    element.refer(kind, out.back());
  }
  return out;
}

void Part::refer_notes_within() const {
  if (value().is_array()) {
    for (const Part& element : elements()) element.refer_notes_within();
  } else if (value().is_object()) {
    for (const auto& [key, part] : members()) {
      if (key == "x-cites") {
        part.clauses();
      } else if (key == "x-catalogue") {
        part.refer(Kind::kCatalogue, part.string());
      } else {
        part.refer_notes_within();
      }
    }
  }
}

std::vector<std::string> Part::clauses() const { return names(Kind::kClause); }

}  // namespace gh::policy
