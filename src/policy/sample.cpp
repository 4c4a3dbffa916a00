#include "policy/sample.h"

#include <optional>

namespace gh::policy {
namespace {

constexpr int kDepthMax = 8;
constexpr std::string_view kOpens = "{{";
constexpr std::string_view kCloses = "}}";

bool has_examples(const json::value& schema, int depth) {
  const auto* members = schema.if_object();
  if (members == nullptr || depth > kDepthMax) return false;
  if (members->contains("examples")) return true;
  if (has_examples(at_or_null(schema, "items"), depth + 1)) return true;
  if (const auto* properties = at_or_null(schema, "properties").if_object())
    for (const auto& [name, member] : *properties)
      if (has_examples(member, depth + 1)) return true;
  return false;
}

std::optional<json::value> filled(const json::value& schema, int depth) {
  if (depth > kDepthMax) return std::nullopt;
  if (const auto* examples = at_or_null(schema, "examples").if_array(); examples != nullptr && !examples->empty())
    return examples->front();
  if (const json::value& constant = at_or_null(schema, "const"); !constant.is_null()) return constant;
  if (const auto* properties = at_or_null(schema, "properties").if_object()) {
    json::object out;
    for (const auto& [name, member] : *properties)
      if (auto value = filled(member, depth + 1)) out.emplace(name, std::move(*value));
    return out.empty() ? std::nullopt : std::optional<json::value>(std::move(out));
  }
  if (auto element = filled(at_or_null(schema, "items"), depth + 1)) return json::array{std::move(*element)};
  return std::nullopt;
}

}  // namespace

json::object sample_of(const json::object& schema) {
  if (!has_examples(schema, 0)) return {};
  auto value = filled(schema, 0);
  return value && value->is_object() ? std::move(value->get_object()) : json::object{};
}

std::string fill_in(std::string_view wording, const std::function<std::string(const std::string& variable)>& value) {
  std::string out;
  for (;;) {
    const std::size_t opens = wording.find(kOpens);
    const std::size_t closes = opens == std::string_view::npos ? opens : wording.find(kCloses, opens);
    if (closes == std::string_view::npos) return out + std::string(wording);
    out += wording.substr(0, opens);
    out += value(std::string(wording.substr(opens + kOpens.size(), closes - opens - kOpens.size())));
    wording.remove_prefix(closes + kCloses.size());
  }
}

std::set<std::string> variables_of(std::string_view wording) {
  std::set<std::string> out;
  fill_in(wording, [&](const std::string& variable) {
    out.insert(variable);
    return std::string();
  });
  return out;
}

}  // namespace gh::policy
