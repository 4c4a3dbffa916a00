// One part of a YAML file of the pack, read member by member; what doesn't fit becomes a fault with its line, and
// reading goes on. Inside policy/ only.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "policy/draft.h"
#include "policy/yaml_document.h"

namespace gh::policy {

class Part {
 public:
  Part(Draft& draft, const YamlDocument& document) : Part(draft, document, &document.value, "") {}

  bool present() const { return value_ != nullptr && !value_->is_null(); }
  const json::value& value() const;
  Place place() const;
  void fault(std::string kind, std::string says) const;

  // Absent when there is no such member; `required` then adds a fault "missing-key".
  Part member(std::string_view key) const;
  Part required(std::string_view key) const;
  // The part at a JSON pointer further inside.
  Part at(std::string_view pointer) const;
  // A map whose keys are those of the shape in pack_keys.h; any other is a fault "unknown-key". False when it is no
  // map.
  bool is_shape(std::string_view shape) const;

  // Empty, zero or false when absent; a fault "wrong-type" when it is something else.
  std::string string() const;
  std::int64_t integer(std::int64_t min, std::int64_t max, std::int64_t otherwise) const;
  bool boolean(bool otherwise) const;
  std::optional<Day> day() const;
  std::vector<std::string> strings() const;
  // A Lua expression: a string, or a whole number that stands for itself.
  std::string expression() const;
  // {zh, en}, neither empty; a fault "missing-text" otherwise. Where `plain_allowed`, a string quoted from a Chinese
  // source may stand without a translation.
  Text text(bool plain_allowed = false) const;
  template <class T>
  T one_of(std::initializer_list<std::pair<std::string_view, T>> names, T otherwise) const {
    if (!present()) return otherwise;
    const std::string name = string();
    std::string known;
    for (const auto& [known_name, value] : names) {
      if (name == known_name) return value;
      known += (known.empty() ? "" : ", ") + std::string(known_name);
    }
    if (value().is_string()) fault("wrong-type", "'" + name + "' is not one of " + known);
    return otherwise;
  }

  std::vector<Part> elements() const;
  std::vector<std::pair<std::string, Part>> members() const;

  Draft& draft() const { return *draft_; }
  void refer(Kind kind, std::string name) const;
  // The clauses listed in it, each noted as a reference.
  std::vector<std::string> clauses() const;
  // Notes every clause under x-cites and catalogue under x-catalogue in it, however deep.
  void refer_notes_within() const;
  // The names listed in it, each noted as a reference of that kind.
  std::vector<std::string> names(Kind kind) const;

 private:
  Part(Draft& draft, const YamlDocument& document, const json::value* value, std::string pointer)
      : draft_(&draft), document_(&document), value_(value), pointer_(std::move(pointer)) {}

  Draft* draft_;
  const YamlDocument* document_;
  const json::value* value_;
  std::string pointer_;
};

}  // namespace gh::policy
