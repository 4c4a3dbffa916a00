// What an association must be to stand on the eligibility list, and what standing there does: read from the pack, for
// everybody.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "policy/pack.h"

namespace gh::grading {

// One condition (rows of catalogue `eligibility-conditions`).
struct EligibilityCondition {
  std::string code;
  Text name;
  std::string kind;     // necessary or priority
  std::string checked;  // register, prefilled or declared
  std::string clause;
  std::string standing;  // verified, unverified or model: of the rule, or of its number where that is less sure
  std::string origin;
  json::value value;  // of its parameter on the day; null without one
  std::string unit;   // of the value
};
BOOST_DESCRIBE_STRUCT(EligibilityCondition, (), (code, name, kind, checked, clause, standing, origin, value, unit))

// What standing on the list does (parameter `eligibility_effect`): reference, priority or gate.
struct EligibilityTerms {
  std::string effect;
  std::string effect_standing;
  std::optional<std::int64_t> gate_doubtful_from_fen;  // with a gate: from this amount on it is a risk
  std::optional<Text> warning;                         // with a gate: why (政府采购法实施条例20)
  std::vector<EligibilityCondition> conditions;
};
BOOST_DESCRIBE_STRUCT(EligibilityTerms, (), (effect, effect_standing, gate_doubtful_from_fen, warning, conditions))

// As they are on the day.
EligibilityTerms eligibility_terms(const policy::Pack& pack, Day on);

}  // namespace gh::grading
