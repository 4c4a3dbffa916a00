#include "scenarios/values.h"

#include <boost/describe/enum_from_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <stdexcept>

#include "scenarios/companies.h"
#include "scenarios/yaml_file.h"
#include "scoring/leaf_rules.h"

namespace gh::scenarios {
namespace {

constexpr std::int64_t kCompaniesMax = 2000;

std::int64_t number_of(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (fault != std::errc() || end != text.data() + text.size())
    throw std::runtime_error("no number: " + std::string(text));
  return out;
}

std::int64_t number_at(const json::object& object, std::string_view key, std::int64_t otherwise) {
  const json::value& value = at_or_null(object, key);
  return value.is_int64() ? value.get_int64() : otherwise;
}

json::value companies(const json::object& how) {
  const std::int64_t first = number_at(how, "first", 1);
  const std::int64_t count = number_at(how, "count", 1);
  if (count < 0 || count > kCompaniesMax) throw std::runtime_error("too many companies");
  json::array out;
  for (std::int64_t i = 0; i < count; ++i) {
    json::object one = company(first + i);
    if (const json::value& more = at_or_null(how, "with"); more.is_object())
      for (const auto& member : more.get_object()) one[member.key()] = member.value();
    out.push_back(std::move(one));
  }
  return out;
}

json::value member(const json::value& of, std::string_view key) {
  if (of.is_array()) {
    const auto index = static_cast<std::size_t>(number_of(key));
    if (index >= of.get_array().size()) throw std::runtime_error("no element " + std::string(key));
    return of.get_array()[index];
  }
  const auto* found = of.is_object() ? of.get_object().if_contains(key) : nullptr;
  if (found == nullptr) throw std::runtime_error("no member " + std::string(key) + " in " + json::serialize(of));
  return *found;
}

}  // namespace

Values::Values(std::filesystem::path pack_folder, std::function<json::value(const std::string&)> who)
    : pack_folder_(std::move(pack_folder)), who_(std::move(who)) {}

json::value& Values::at(const std::string& alias) {
  const auto found = known_.find(alias);
  if (found == known_.end()) throw std::runtime_error("nothing is called " + alias);
  return found->second;
}

json::value Values::resolved(const json::value& written) const {
  if (written.is_string()) {
    const std::string_view text = written.get_string();
    if (text.starts_with("$") && !text.starts_with("${")) return lookup(text.substr(1));
    return json::value(resolved_text(text));
  }
  if (written.is_array()) {
    json::array out;
    for (const json::value& element : written.get_array()) out.push_back(resolved(element));
    return out;
  }
  if (!written.is_object()) return written;
  json::object out;
  for (const auto& part : written.get_object()) out[resolved_text(part.key())] = resolved(part.value());
  if (out.size() == 1 && out.begin()->key().starts_with("$") && out.begin()->value().is_object())
    return made(out.begin()->key().substr(1), out.begin()->value().get_object());
  return out;
}

std::string Values::resolved_text(std::string_view written) const {
  std::string out;
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t begin = written.find("${", at);
    const std::size_t end = begin == std::string_view::npos ? begin : written.find('}', begin);
    if (end == std::string_view::npos) return out.append(written.substr(at));
    out.append(written.substr(at, begin - at));
    const json::value value = lookup(written.substr(begin + 2, end - begin - 2));
    out += value.is_string() ? std::string(value.get_string()) : json::serialize(value);
    at = end + 1;
  }
  return out;
}

// today, today+10, now, company.7.name, an alias or a person, with members after dots.
json::value Values::lookup(std::string_view reference) const {
  const std::size_t sign = reference.find_first_of("+-");
  const std::string_view day = reference.substr(0, sign);
  if (day == "now") return json::value(text(now_));
  if (day == "today") {
    const std::int64_t days = sign == std::string_view::npos ? 0
                              : reference[sign] == '-'       ? -number_of(reference.substr(sign + 1))
                                                             : number_of(reference.substr(sign + 1));
    return json::value(text(local_day(now_, kCityOffset) + std::chrono::days(days)));
  }
  std::size_t dot = reference.find('.');
  const std::string root(reference.substr(0, dot));
  json::value value;
  if (root == "company") {
    const std::string_view rest = reference.substr(dot + 1);
    const std::size_t next = rest.find('.');
    value = company(number_of(rest.substr(0, next)));
    dot = next == std::string_view::npos ? next : dot + 1 + next;
  } else if (const auto found = known_.find(root); found != known_.end()) {
    value = found->second;
  } else {
    value = who_(root);
    if (value.is_null()) throw std::runtime_error("nothing and nobody is called " + root);
  }
  while (dot != std::string_view::npos) {
    const std::size_t next = reference.find('.', dot + 1);
    value = member(value, reference.substr(dot + 1, next == std::string_view::npos ? next : next - dot - 1));
    dot = next;
  }
  return value;
}

json::value Values::made(std::string_view what, const json::object& how) const {
  if (what == "companies") return companies(how);
  if (what == "scores") return scores(how);
  if (what == "sheet") return sheet(how);
  throw std::runtime_error("don't know how to make " + std::string(what));
}

policy::Rubric Values::rubric(const std::string& id) const {
  const json::value read = read_yaml_file(pack_folder_ / "rubrics" / (id + ".yaml")).value;
  const json::value& indicators = at_or_null(read, "indicators");
  if (!indicators.is_array()) throw std::runtime_error("no rubric " + id);
  policy::Rubric out;
  for (const json::value& written : indicators.get_array()) {
    policy::Indicator indicator;
    indicator.id = string_at(written, "id");
    indicator.parent = string_at(written, "parent");
    indicator.points = at_or_null(written, "points").as_int64();
    const std::string kind(string_at(written, "kind"));
    if (!kind.empty() && !boost::describe::enum_from_string(kind.c_str(), indicator.kind))
      throw std::runtime_error("no kind " + kind);
    if (const json::value& steps = at_or_null(written, "steps"); steps.is_array())
      for (const json::value& step : steps.get_array()) indicator.steps.push_back(step.as_int64());
    indicator.per_case = number_at(written.as_object(), "per_case", 0);
    indicator.answers_least = number_at(written.as_object(), "answers_least", 0);
    indicator.bonus = at_or_null(written, "bonus") == json::value(true);
    out.indicators.push_back(std::move(indicator));
  }
  return out;
}

// About that share of the points for every indicator that is scored by itself, as its rule allows.
json::value Values::scores(const json::object& how) const {
  const policy::Rubric found = rubric(std::string(string_at(how, "rubric")));
  json::object out;
  for (const auto& [leaf, score] : scoring::fitting_scores(found, number_at(how, "permille", 1000))) out[leaf] = score;
  if (const json::value& without = at_or_null(how, "without"); without.is_array())
    for (const json::value& id : without.get_array()) out.erase(id.as_string());
  return amended(std::move(out),
                 at_or_null(how, "but").is_null() ? json::value(json::object{}) : at_or_null(how, "but"));
}

// An expert's sheet: such scores, with a reason for every point that is missing.
json::value Values::sheet(const json::object& how) const {
  const json::value given = scores(how);
  scoring::Scores kept;
  for (const auto& score : given.as_object())
    if (score.value().is_int64()) kept[std::string(score.key())] = score.value().get_int64();
  const policy::Rubric found = rubric(std::string(string_at(how, "rubric")));
  json::object out = scoring::written(scoring::grounds_for(found, kept, "按评分细则扣分"));
  out["candidate"] = at_or_null(how, "candidate");
  out["scores"] = given;
  return amended(std::move(out),
                 at_or_null(how, "with").is_null() ? json::value(json::object{}) : at_or_null(how, "with"));
}

json::value amended(json::value base, const json::value& change) {
  if (!change.is_object()) return change;
  if (!base.is_object()) base = json::object{};
  json::object& out = base.get_object();
  for (const auto& part : change.get_object()) {
    if (part.value().is_null()) {
      out.erase(part.key());
    } else {
      out[part.key()] = amended(out.contains(part.key()) ? out[part.key()] : json::value(nullptr), part.value());
    }
  }
  return base;
}

}  // namespace gh::scenarios
