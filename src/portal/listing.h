// What every list has around its lines: filters that stand in the address, how many lines there are, and the ways to
// the page before and the page after.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "portal/names.h"
#include "portal/pages.h"

namespace gh::portal {

inline constexpr std::size_t kPageLines = 20;
// So many lines are counted; of a longer list it is said that it has more.
inline constexpr std::size_t kLinesCountedMax = 500;

// One filter of a list, known by the name of its query member.
struct Filter {
  enum class Kind { kText, kChoice, kDay };
  Kind kind = Kind::kText;
  std::string name;
  std::string title_key;          // of texts
  std::vector<Choice> options{};  // of kChoice
};

// A query member; an empty one is none.
std::string asked_text(const Asked& asked, std::string_view name);

// The filters as the templates want them, each with what the request says.
json::object filters_of(const Asked& asked, std::string_view path, const std::vector<Filter>& filters);
// The same as query members of a route, with `cursor`.
std::vector<http::Parameter> parameters_of(const std::vector<Filter>& filters);
// How many lines a list has; `at_least` where more than kLinesCountedMax.
struct Counted {
  std::int64_t total = 0;
  bool at_least = false;
};
// Counts the lines of a list by reading it from its beginning. `page` is the page shown, `read(limit, after)` reads
// one.
template <class Page, class Rows, class Read>
Counted count_lines(const Asked& asked, const Page& page, Rows Page::*rows, Read read) {
  const auto of = [&](const Page& counted) {
    return Counted{static_cast<std::int64_t>((counted.*rows).size()), counted.next.has_value()};
  };
  const bool whole = asked_text(asked, "cursor").empty() && !page.next;
  return of(whole ? page : read(kLinesCountedMax, std::string_view{}));
}

// The lines shown (`shown` of them) among how many, and the links to the first page, the one before and the one after.
// The way back stands in the address too: `trail` holds the cursors of the pages before this one.
json::value pages_of(const Asked& asked, std::string_view path, const std::vector<Filter>& filters,
                     const std::optional<Id>& next, std::size_t shown, const Counted& counted);

// The enumerator that a query member names. Throws kInvalidForm on /query/<name> for another word.
template <class Enum>
std::optional<Enum> asked_choice(const Asked& asked, std::string_view name) {
  const std::string text = asked_text(asked, name);
  if (text.empty()) return {};
  Enum value{};
  if (!boost::describe::enum_from_string(text.c_str(), value))
    throw Problem(
        ProblemCode::kInvalidForm,
        FieldError{"/query/" + std::string(name), "enum", "", {"不是允许的取值", "not one of the allowed values"}});
  return value;
}
// The last moment of the day in `as_of`, or nothing. Throws kInvalidForm for what is no day.
std::optional<Instant> asked_moment(const Asked& asked);
// False on a page that shows how things stood on another day.
bool is_read_today(const Asked& asked);
// Every enumerator with its word among the texts of that subject.
template <class Enum>
std::vector<Choice> enum_choices(std::string_view subject, const Words& words) {
  std::vector<Choice> out;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto enumerator) {
    out.push_back({enumerator.name, words.say_or(std::string(subject) + "." + enumerator.name, enumerator.name)});
  });
  return out;
}

}  // namespace gh::portal
