#include "access/operations.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cctype>
#include <map>
#include <memory>
#include <stdexcept>

#include "policy/form.h"

namespace gh::access {
namespace {

constexpr std::string_view kNobodysId = "01890000-0000-7000-8000-000000000000";

std::string sample_of(const json::value& schema) {
  if (const json::value& values = at_or_null(schema, "enum"); values.is_array())
    return std::string(values.get_array().front().as_string());
  if (string_at(schema, "format") == "date") return "2026-09-21";
  return string_at(schema, "type") == "integer" ? "1" : "x";
}

std::string target_of(std::string path, const json::value& operation) {
  std::string query;
  const json::value& parameters = at_or_null(operation, "parameters");
  for (const json::value& parameter : parameters.is_array() ? parameters.get_array() : json::array{}) {
    const std::string name(string_at(parameter, "name"));
    if (string_at(parameter, "in") == "path") {
      const std::string mark = "{" + name + "}";
      if (const std::size_t at = path.find(mark); at != std::string::npos) path.replace(at, mark.size(), kNobodysId);
    } else if (string_at(parameter, "in") == "query" && at_or_null(parameter, "required") == json::value(true)) {
      query +=
          (query.empty() ? "?" : "&") + name + "=" + scenarios::encoded(sample_of(at_or_null(parameter, "schema")));
    }
  }
  return path + query;
}

Operation operation_of(const std::string& path, const std::string& method, const json::value& written) {
  Operation out;
  out.id = string_at(written, "operationId");
  out.access = string_at(written, "x-access");
  out.call.method = method;
  std::transform(method.begin(), method.end(), out.call.method.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  out.call.target = target_of(path, written);
  if (at_or_null(written, "requestBody").is_object()) out.call.body = "{}";
  const json::value& responses = at_or_null(written, "responses");
  if (out.id.empty() || out.access.empty() || !responses.is_object())
    throw std::runtime_error(method + " " + path + " lacks operationId, x-access or responses");
  out.responses = responses.get_object();
  return out;
}

std::string without_parameters(std::string_view content_type) {
  return std::string(content_type.substr(0, content_type.find(';')));
}

std::string content_type_of(const scenarios::Answer& answer) {
  const auto found = answer.headers.find("content-type");
  return found == answer.headers.end() ? "" : without_parameters(found->second);
}

bool knows_content(const json::value& contents, const std::string& type) {
  return !contents.is_object() || std::ranges::any_of(contents.get_object(), [&](const auto& content) {
    return without_parameters(content.key()) == type;
  });
}

// The first place where an answer of this media type isn't what its schema says, or "".
std::string unlike_schema(const Operation& operation, const json::value& media, const scenarios::Answer& answer) {
  const json::value& schema = at_or_null(media, "schema");
  if (!schema.is_object()) return "";
  // Compiled once: every route is asked by every role.
  static std::map<std::string, std::shared_ptr<const policy::Form>> compiled;
  auto& form = compiled[operation.id];
  if (!form) form = policy::make_form(operation.id, schema.get_object(), {});
  const auto faults = form->faults(answer.content());
  return faults.empty() ? "" : faults.front().field + " breaks " + faults.front().rule + " of the documented schema";
}

bool knows_code(const json::value& response, std::string_view code) {
  const json::value* names = find_pointer(
      response, "/content/" + pointer_token("application/problem+json") + "/schema/allOf/1/properties/code/enum");
  return names != nullptr && names->is_array() &&
         std::ranges::any_of(names->get_array(), [&](const json::value& name) { return name == json::value(code); });
}

}  // namespace

std::vector<Operation> operations_of(const json::value& openapi) {
  std::vector<Operation> out;
  for (const auto& path : at_or_null(openapi, "paths").as_object())
    for (const auto& method : path.value().as_object())
      out.push_back(operation_of(path.key(), method.key(), method.value()));
  std::ranges::stable_partition(out, [](const Operation& operation) { return !operation.touches_session(); });
  return out;
}

std::string undocumented(const Operation& operation, const scenarios::Answer& answer) {
  const json::value& response = at_or_null(operation.responses, std::to_string(answer.status));
  if (response.is_null()) return "status " + answer.shown() + " is not documented";
  const std::string type = content_type_of(answer);
  if (answer.status < 400) {
    const json::value& contents = at_or_null(response, "content");
    if (!knows_content(contents, type)) return "content type " + type + " is not documented";
    return type == "application/json" ? unlike_schema(operation, at_or_null(contents, type), answer) : "";
  }
  if (type != "application/problem+json") return "a refusal as " + type;
  const json::value problem = answer.content();
  if (at_or_null(problem, "status") != json::value(answer.status))
    return "a refusal that tells another status: " + answer.shown();
  if (!knows_code(response, string_at(problem, "code"))) return "code " + answer.shown() + " is not documented";
  return "";
}

}  // namespace gh::access
