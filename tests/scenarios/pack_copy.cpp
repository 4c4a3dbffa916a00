#include "scenarios/pack_copy.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <stdexcept>

#include "scenarios/yaml_file.h"

namespace gh::scenarios {
namespace {

constexpr const char* kParameters = "parameters.yaml";

// A parameter is written with one value of its own or with several in `values`.
json::value first_day_of(const json::object& parameter) {
  const json::value& values = at_or_null(parameter, "values");
  if (!values.is_array() || values.get_array().empty()) return at_or_null(parameter, "from");
  const auto first = std::ranges::min_element(
      values.get_array(), {}, [](const json::value& dated) { return std::string(string_at(dated, "from")); });
  return at_or_null(*first, "from");
}

}  // namespace

json::object parameters_of(const std::filesystem::path& pack) {
  const policy::YamlDocument document = read_yaml_file(pack / kParameters);
  if (!document.value.is_object()) throw std::runtime_error(document.file + ": no parameters");
  return document.value.get_object();
}

json::object with_values(json::object parameters, const json::object& values) {
  for (const auto& given : values) {
    json::value* const found = parameters.if_contains(given.key());
    if (found == nullptr) throw std::runtime_error("the pack has no parameter " + std::string(given.key()));
    json::object& parameter = found->as_object();
    const json::value from = first_day_of(parameter);
    parameter.erase("values");
    parameter.erase("to");
    parameter["from"] = from;
    parameter["value"] = given.value();
  }
  return parameters;
}

void copy_pack(const std::filesystem::path& pack, const std::filesystem::path& into, const json::object& values) {
  const json::object parameters = with_values(parameters_of(pack), values);
  std::filesystem::copy(pack, into, std::filesystem::copy_options::recursive);
  // JSON is YAML too.
  std::ofstream file(into / kParameters, std::ios::binary | std::ios::trunc);
  file << json::serialize(parameters) << '\n';
  if (!file.flush()) throw std::runtime_error("can't write " + (into / kParameters).string());
}

}  // namespace gh::scenarios
