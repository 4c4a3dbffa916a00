#include "scenarios/matching.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <stdexcept>

namespace gh::scenarios {
namespace {

constexpr std::size_t kShownMaxBytes = 600;

std::string shown(const json::value* value) {
  return value == nullptr ? "nothing" : json::serialize(*value).substr(0, kShownMaxBytes);
}

bool matches(const json::value* found, const json::value& expected);

bool has_members(const json::value& element, const json::object& members) {
  return std::ranges::all_of(members, [&](const auto& member) {
    const json::value* found = member.key().starts_with("/") ? find_pointer(element, member.key())
                               : element.is_object()         ? element.get_object().if_contains(member.key())
                                                             : nullptr;
    return matches(found, member.value());
  });
}

bool some_element(const json::value* list, const json::object& members) {
  if (list == nullptr || !list->is_array()) throw std::runtime_error("expected a list, found " + shown(list));
  return std::ranges::any_of(list->get_array(),
                             [&](const json::value& element) { return has_members(element, members); });
}

std::int64_t size_of(const json::value* value) {
  if (value != nullptr && value->is_array()) return static_cast<std::int64_t>(value->get_array().size());
  if (value != nullptr && value->is_object()) return static_cast<std::int64_t>(value->get_object().size());
  throw std::runtime_error("expected a list, found " + shown(value));
}

bool contains(const json::value* found, const json::value& part) {
  if (found == nullptr) return false;
  if (part.is_array())
    return std::ranges::all_of(part.get_array(), [&](const json::value& one) { return contains(found, one); });
  if (found->is_array()) return std::ranges::find(found->get_array(), part) != found->get_array().end();
  return found->is_string() && part.is_string() &&
         std::string_view(found->get_string()).find(part.get_string()) != std::string_view::npos;
}

bool matches(const json::value* found, const json::value& expected) {
  if (expected.is_object() && expected.get_object().size() == 1) {
    const std::string_view how = expected.get_object().begin()->key();
    const json::value& what = expected.get_object().begin()->value();
    if (how == "absent") return (found == nullptr || found->is_null()) == what.as_bool();
    if (how == "count") return size_of(found) == what.as_int64();
    if (how == "at_least") return found != nullptr && found->is_int64() && found->get_int64() >= what.as_int64();
    if (how == "contains") return contains(found, what);
    if (how == "one_of") return found != nullptr && std::ranges::find(what.as_array(), *found) != what.as_array().end();
    if (how == "some") return some_element(found, what.as_object());
    if (how == "none") return !some_element(found, what.as_object());
  }
  return found != nullptr && *found == expected;
}

}  // namespace

std::string mismatches(const json::value& content, const json::object& expected) {
  std::string out;
  for (const auto& one : expected) {
    const json::value* found = find_pointer(content, one.key());
    if (matches(found, one.value())) continue;
    out += "\n  " + std::string(one.key()) + ": expected " + json::serialize(one.value()) + ", found " + shown(found);
  }
  return out;
}

std::string refusal_mismatches(int status, const json::value& problem, const json::object& expected) {
  static const std::map<std::string_view, std::string_view> kMembers = {
      {"rule", "rule"}, {"field", "field"}, {"cites", "clause"}};
  if (const json::value& wanted = at_or_null(expected, "status"); wanted.is_int64() && wanted.get_int64() != status)
    return "refused with status " + std::to_string(status);
  if (const auto code = string_at(expected, "code"); !code.empty() && code != string_at(problem, "code"))
    return "refused with code " + std::string(string_at(problem, "code"));
  json::object members;
  for (const auto& part : expected) {
    if (part.key() == "status" || part.key() == "code") continue;
    const auto member = kMembers.find(part.key());
    if (member == kMembers.end()) throw std::runtime_error("a refusal has no " + std::string(part.key()));
    members[member->second] = part.value();
  }
  const json::value& errors = at_or_null(problem, "errors");
  if (members.empty() || some_element(&errors, members)) return "";
  return "no such error in " + json::serialize(errors).substr(0, kShownMaxBytes);
}

}  // namespace gh::scenarios
