// What handlers ask of a request.
#include <boost/json/value.hpp>
#include <charconv>

#include "base/assert.h"
#include "http/accept.h"
#include "http/route.h"

namespace gh::http {

namespace {

FieldError query_fault(std::string_view name, std::string rule, std::string zh, std::string en) {
  return {"/query/" + std::string(name), std::move(rule), "", {std::move(zh), std::move(en)}};
}

}  // namespace

std::string_view Request::param(std::string_view name) const {
  const auto found = params.find(name);
  GH_ASSERT(found.has_value());
  return *found;
}

WriteHandler prepared(std::function<WriteHandler::Work(const Request&)> prepare) {
  return {[prepare](const Request& request, store::Tx& tx) { return prepare(request)(tx); }, prepare};
}

const identity::Caller& Request::signed_in() const {
  GH_ASSERT(caller.has_value());
  return *caller;
}

std::string_view Request::cookie(std::string_view name) const {
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    std::string_view pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return {};
}

json::value Request::json_body() const {
  if (!is_json_type(header("content-type"))) {
    throw Problem(ProblemCode::kUnsupportedMedia,
                  {"", "content-type", "", {"请求正文须为 application/json", "the body must be application/json"}});
  }
  return parse_json(body);
}

std::int64_t Request::query_int(std::string_view name, std::int64_t otherwise, std::int64_t min,
                                std::int64_t max) const {
  const auto text = query.find(name);
  if (!text) return otherwise;
  std::int64_t number = 0;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), number);
  if (read.ec != std::errc{} || read.ptr != text->data() + text->size()) {
    throw Problem(ProblemCode::kInvalidForm, query_fault(name, "integer", "须为整数", "must be a whole number"));
  }
  if (number < min || number > max) {
    const std::string range = std::to_string(min) + "–" + std::to_string(max);
    throw Problem(ProblemCode::kInvalidForm, query_fault(name, "range", "须在 " + range + " 之间", "must be " + range));
  }
  return number;
}

std::string Request::query_text(std::string_view name, std::size_t max_bytes) const {
  const std::string_view text = query.get(name);
  if (text.size() > max_bytes) {
    const std::string most = std::to_string(max_bytes);
    throw Problem(ProblemCode::kInvalidForm, query_fault(name, "max-bytes", "不得超过 " + most + " 字节",
                                                         "must not be longer than " + most + " bytes"));
  }
  return std::string(text);
}

std::optional<Day> Request::query_day(std::string_view name) const {
  const auto text = query.find(name);
  if (!text) return std::nullopt;
  const auto day = parse_day(*text);
  if (!day) {
    throw Problem(ProblemCode::kInvalidForm,
                  query_fault(name, "date", "须为日期，如 2026-09-21", "must be a date such as 2026-09-21"));
  }
  return day;
}

bool Request::wants_english() const { return prefers_english(header("accept-language")); }

}  // namespace gh::http
