// What a step's values mean: references to earlier answers, to people and to the day, and lists that are made up.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/time.h"
#include "policy/pack.h"

namespace gh::scenarios {

class Values {
 public:
  // `who` gives what is known of a person of this name, or null.
  Values(std::filesystem::path pack_folder, std::function<json::value(const std::string&)> who);

  void set(const std::string& alias, json::value value) { known_[alias] = std::move(value); }
  bool has(const std::string& alias) const { return known_.contains(alias); }
  json::value& at(const std::string& alias);
  void clock_is(Instant now) { now_ = now; }
  Instant now() const { return now_; }

  // Everything that is written as a reference or to be made up, resolved. Throws std::runtime_error for what isn't
  // known.
  json::value resolved(const json::value& written) const;
  std::string resolved_text(std::string_view written) const;

 private:
  json::value lookup(std::string_view reference) const;
  json::value made(std::string_view what, const json::object& how) const;
  policy::Rubric rubric(const std::string& id) const;
  json::value scores(const json::object& how) const;
  json::value sheet(const json::object& how) const;

  std::filesystem::path pack_folder_;
  std::function<json::value(const std::string&)> who_;
  std::map<std::string, json::value> known_;
  Instant now_{};
};

// RFC 7396: members of `change` replace those of `base`, null takes one away.
json::value amended(json::value base, const json::value& change);

// Offset of the city's clocks.
inline constexpr UtcOffset kCityOffset{480};

}  // namespace gh::scenarios
