// The name check 名称核准: a proposed name against the pack's rules, one answer a rule, as a pure function.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "registry/name_rules.h"

namespace gh::registry {

enum class NameOutcome {
  holds,
  informs,  // broken, but the rule only tells the reviewer
  fails,    // no registration under this name
};
BOOST_DESCRIBE_ENUM(NameOutcome, holds, informs, fails)

enum class NameKind { trade_association, chamber_of_commerce, federation, branch };
BOOST_DESCRIBE_ENUM(NameKind, trade_association, chamber_of_commerce, federation, branch)

struct ProposedName {
  std::string name;
  NameKind kind{};
  NameArea area;                     // of the division it would register in
  std::string industry_name;         // Chinese name of its class in GB/T 4754; empty where none was given
  std::vector<std::string> persons;  // whose names must not stand in it
};

enum class NameBarReason { in_force, changed, deregistered, revoked };
BOOST_DESCRIBE_ENUM(NameBarReason, in_force, changed, deregistered, revoked)

// An association of the same registry whose name, areas and punctuation apart, is the same.
struct NameBar {
  Id organisation;
  std::string name;
  NameBarReason reason{};
  std::optional<Day> free_from;  // the first day on which it bars no more; absent while it is in force
};
BOOST_DESCRIBE_STRUCT(NameBar, (), (organisation, name, reason, free_from))

// A registered name of the same registry, industry and form, and how alike the fields are:
// 2 × common pairs of characters / pairs of both, an exact fraction.
struct SimilarName {
  Id organisation;
  std::string name;
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};
BOOST_DESCRIBE_STRUCT(SimilarName, (), (organisation, name, numerator, denominator))

// What the register knows that matters to the name.
struct NameNeighbours {
  std::vector<NameBar> bars;
  std::vector<SimilarName> similar;  // most alike first
  bool all_looked_at = true;         // false: there may be more similar names than were looked at
  std::string association;           // full name of the association that a branch's name begins with
};

struct NameRuleAnswer {
  std::string rule;
  Text says;
  std::string clause;
  std::string standing;  // verified, unverified, model: how sure the house is of the rule
  NameOutcome outcome{};
  Text found;
};
BOOST_DESCRIBE_STRUCT(NameRuleAnswer, (), (rule, says, clause, standing, outcome, found))

struct NameCheck {
  std::string name;
  NameOutcome outcome{};  // the gravest of its rules
  std::vector<NameRuleAnswer> rules;
  std::vector<NameBar> bars;
  std::vector<SimilarName> similar;
  bool all_looked_at = true;
};
BOOST_DESCRIBE_STRUCT(NameCheck, (), (name, outcome, rules, bars, similar, all_looked_at))

// Every rule in force, in the pack's order. Bug for a rule of the pack that the program doesn't know.
NameCheck check_name(const NameRules& rules, const ProposedName& proposed, const NameNeighbours& near);

// Only this rule, with an outcome of `holds` where it isn't in force.
NameOutcome check_name_rule(const NameRules& rules, const ProposedName& proposed, const NameNeighbours& near,
                            std::string_view rule);

// The name without area before and form behind, as it is compared.
std::string name_field(const NameRules& rules, std::string_view name, const NameArea& area);

// 2 × common / all pairs of neighbouring characters of the two, as a fraction that isn't reduced; 0/1 for nothing.
struct Likeness {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};
Likeness likeness(std::string_view field, std::string_view other);

}  // namespace gh::registry
