// Conditions of a pack: Lua 5.4 expressions without libraries, under an instruction and a memory limit. They see the
// names in Scope and the facts that modules offer; they can change nothing and give the same answer every time.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "policy/pack.h"

struct lua_State;

namespace gh::policy {

inline constexpr int kInstructionsMax = 20'000;
inline constexpr std::size_t kMemoryMaxBytes = 4 << 20;

// Asks a fact by name with its arguments; throws Problem or Bug. Facts only read.
using AskFact = std::function<json::value(std::string_view fact, const json::array& arguments)>;

// What an expression sees. Names in Lua: form (the case's form), act (the form of the act at hand), acts (latest form
// of each action performed, by action id), case (id, number, state, procedure, division, title, version, opened_at,
// opened_on, entered_at, entered_on, suspended, authority, applicant, subject, parent), parent (the parent case: the
// same members, with form and acts), applicant, subject, authority (organisation ids or nil), actor (office, account,
// role, organisation), now (UTC ms), today (YYYY-MM-DD), params.<name> (in force on the day the case looks at). Lists
// begin at 1 and have a length (#). Pure functions: count(list), contains(list, x), sum(list [, member]), distinct(list
// [, member]) (how many different values), min(a, b), max(a, b), day_add(day, n), month_add(day, n), days_between(from,
// to), year_of(day), instant_of(text), start_of(day), length(text), ceil_div(a, b), scale(amount, numerator,
// denominator) (published rounding), one_of(x, ...). count, sum and distinct of nil are 0.
struct Scope {
  const json::object* form = nullptr;
  const json::object* act = nullptr;
  const json::object* acts = nullptr;
  const json::object* case_file = nullptr;
  const json::object* parent = nullptr;
  std::string applicant;  // empty = nil
  std::string subject;
  std::string authority;
  const json::object* actor = nullptr;
  Instant now{};
  Day today{};
  Day params_on{};
  const Pack* pack = nullptr;
  AskFact ask;
};

// A pool of Lua states, one used by a thread at a time; expressions are compiled once a state. Thread-safe.
class Conditions {
 public:
  Conditions();
  ~Conditions();

  // The value of a Lua expression. Throws Bug when the script fails or breaks a limit (a pack that loaded is trusted to
  // evaluate; what it may meet at run time, such as nil, the loader can't foresee), and passes on what a fact throws.
  json::value evaluate(std::string_view expression, const Scope& scope) const;
  // True or false; nil doesn't hold, and anything else is a Bug.
  bool holds(std::string_view expression, const Scope& scope) const;

 private:
  struct States;
  std::unique_ptr<States> states_;
};

// Reads expressions without evaluating them, with one state of Lua for all. Not to be shared between threads.
class ExpressionParser {
 public:
  ExpressionParser();
  ~ExpressionParser();
  ExpressionParser(const ExpressionParser&) = delete;
  ExpressionParser& operator=(const ExpressionParser&) = delete;

  // Empty when it parses and gives no fractions; otherwise what Lua or the house has against it. Names used freely are
  // added to `names` with the constant part of their path ("form.members", "params.min_members", "registry.grade").
  std::string fault(std::string_view expression, std::vector<std::string>* names);

 private:
  lua_State* lua_;
};

}  // namespace gh::policy
