#include "scenarios/scenario.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "scenarios/pack_copy.h"
#include "scenarios/yaml_file.h"

namespace gh::scenarios {
namespace {

using policy::YamlDocument;

[[noreturn]] void fail(const YamlDocument& document, const std::string& pointer, const std::string& says) {
  throw std::runtime_error(document.file + ":" + std::to_string(document.line(pointer)) + ": " + says);
}

const json::array& list_or_none(const json::value& found) {
  static const json::array kNone;
  return found.is_array() ? found.get_array() : kNone;
}
const json::array& list_at(const json::value& value, std::string_view key) {
  return list_or_none(at_or_null(value, key));
}
const json::array& list_at(const json::object& object, std::string_view key) {
  return list_or_none(at_or_null(object, key));
}

// Parameters of a part stand in its texts as <name>; one that is the whole text may be any value.
json::value filled_in(const json::value& written, const json::object& arguments) {
  if (written.is_array()) {
    json::array out;
    for (const json::value& element : written.get_array()) out.push_back(filled_in(element, arguments));
    return out;
  }
  if (written.is_object()) {
    json::object out;
    for (const auto& part : written.get_object()) {
      const json::value key = filled_in(json::value(part.key()), arguments);
      out[key.as_string()] = filled_in(part.value(), arguments);
    }
    return out;
  }
  if (!written.is_string()) return written;
  std::string text(written.get_string());
  for (const auto& argument : arguments) {
    const std::string mark = "<" + std::string(argument.key()) + ">";
    if (text == mark) return argument.value();
    const std::string value =
        argument.value().is_string() ? std::string(argument.value().get_string()) : json::serialize(argument.value());
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at += value.size())
      text.replace(at, mark.size(), value);
  }
  return json::value(text);
}

struct Part {
  const YamlDocument* document = nullptr;
  std::string pointer;
  json::object says;
};

class Reader {
 public:
  Reader(std::filesystem::path parts, const json::object& parameters)
      : parts_folder_(std::move(parts)), parameters_(parameters) {}

  void read_story(const std::filesystem::path& path, std::vector<Scenario>& into) {
    const YamlDocument& document = take(path);
    Scenario common;
    gather(document, common);
    const json::array& all = list_at(document.value, "scenarios");
    if (all.empty()) fail(document, "", "no scenarios");
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string pointer = "/scenarios/" + std::to_string(i);
      Scenario scenario = common;
      scenario.name = text_at(all[i], "name");
      scenario.begins = text_at(all[i], "begins");
      scenario.file = document.file;
      scenario.line = document.line(pointer);
      if (scenario.name.empty() || scenario.begins.empty())
        fail(document, pointer, "a scenario has a name and begins at an instant");
      add_people(document, pointer, all[i], scenario);
      add_parameters(document, pointer + "/parameters", at_or_null(all[i], "parameters"), scenario);
      add_steps(document, pointer, list_at(all[i], "steps"), {}, 0, scenario);
      if (scenario.steps.empty()) fail(document, pointer, "no steps");
      into.push_back(std::move(scenario));
    }
  }

 private:
  const YamlDocument& take(const std::filesystem::path& path) {
    const auto found = documents_.find(path.string());
    if (found != documents_.end()) return found->second;
    return documents_.emplace(path.string(), read_yaml_file(path)).first->second;
  }

  // People, forms and parts of the file and of those it includes.
  void gather(const YamlDocument& document, Scenario& into) {
    for (const json::value& name : list_at(document.value, "include"))
      gather(take(parts_folder_ / (std::string(name.as_string()) + ".yaml")), into);
    add_people(document, "", document.value, into);
    if (const json::value& forms = at_or_null(document.value, "forms"); forms.is_object())
      for (const auto& form : forms.get_object()) into.forms[form.key()] = form.value();
    if (const json::value& parts = at_or_null(document.value, "parts"); parts.is_object())
      for (const auto& part : parts.get_object())
        parts_[part.key()] = {&document, "/parts/" + pointer_token(part.key()), part.value().as_object()};
  }

  static void add_people(const YamlDocument& document, const std::string& at, const json::value& of, Scenario& into) {
    const json::array& people = list_at(of, "persons");
    for (std::size_t i = 0; i < people.size(); ++i) {
      const json::value& written = people[i];
      Person person{text_at(written, "name"),
                    text_at(written, "role"),
                    text_at(written, "body"),
                    text_at(written, "same_as"),
                    text_at(written, "uses") == "token",
                    false};
      if (person.name.empty() || person.role.empty())
        fail(document, at + "/persons/" + std::to_string(i), "a person has a name and a role");
      const json::value& count = at_or_null(written, "count");
      if (!count.is_int64()) {
        into.people.push_back(person);
        continue;
      }
      for (std::int64_t n = 1; n <= count.get_int64(); ++n) {
        Person one = person;
        one.name += std::to_string(n);
        if (!one.same_as.empty()) one.same_as += std::to_string(n);
        into.people.push_back(one);
      }
    }
  }

  void add_parameters(const YamlDocument& document, const std::string& at, const json::value& written,
                      Scenario& into) const {
    if (written.is_null()) return;
    if (!written.is_object()) fail(document, at, "parameters are values by name");
    into.parameters = written.get_object();
    for (const auto& parameter : into.parameters)
      if (!parameters_.contains(parameter.key()))
        fail(document, at + "/" + pointer_token(parameter.key()),
             "the pack has no parameter " + std::string(parameter.key()));
  }

  void add_steps(const YamlDocument& document, const std::string& pointer, const json::array& steps,
                 const json::object& arguments, int depth, Scenario& into) {
    if (depth > kPartsDepthMax) fail(document, pointer, "parts within parts go too deep");
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string here = pointer + "/steps/" + std::to_string(i);
      const json::value step = filled_in(steps[i], arguments);
      if (!step.is_object()) fail(document, here, "a step is a mapping");
      if (step.get_object().contains("part")) {
        put_part(document, here, step, depth, into);
      } else if (step.get_object().contains("for")) {
        for (const json::value& value : list_at(step, "in")) {
          json::object more = arguments;
          more[text_at(step, "for")] = value;
          add_steps(document, here, list_at(steps[i], "steps"), more, depth + 1, into);
        }
      } else {
        if (into.steps.size() >= kStepsMax) fail(document, here, "too many steps");
        into.steps.push_back({step.get_object(), document.file, document.line(here)});
      }
    }
  }

  void put_part(const YamlDocument& document, const std::string& here, const json::value& step, int depth,
                Scenario& into) {
    const auto found = parts_.find(text_at(step, "part"));
    if (found == parts_.end()) fail(document, here, "no part is called " + text_at(step, "part"));
    const Part& part = found->second;
    json::object given;
    if (const json::value& otherwise = at_or_null(part.says, "otherwise"); otherwise.is_object())
      given = otherwise.get_object();
    if (const json::value& with = at_or_null(step, "with"); with.is_object())
      for (const auto& argument : with.get_object()) given[argument.key()] = argument.value();
    for (const json::value& name : list_at(part.says, "takes"))
      if (!given.contains(name.as_string())) fail(document, here, "the part needs " + std::string(name.as_string()));
    add_steps(*part.document, part.pointer, list_at(part.says, "steps"), given, depth + 1, into);
  }

  std::filesystem::path parts_folder_;
  const json::object& parameters_;  // that the pack has
  std::map<std::string, YamlDocument> documents_;
  std::map<std::string, Part> parts_;
};

}  // namespace

std::vector<Scenario> read_scenarios(const std::filesystem::path& stories, const std::filesystem::path& parts,
                                     const std::filesystem::path& pack) {
  const json::object parameters = parameters_of(pack);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(stories))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Scenario> out;
  for (const auto& file : files) {
    Reader reader(parts, parameters);
    reader.read_story(file, out);
  }
  return out;
}

}  // namespace gh::scenarios
