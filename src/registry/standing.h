// The standing of an association: what its state and the list it is on leave open to it, as the pack's catalogue
// `standing` has it. One table for all procedures, asked whenever a case is opened.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::registry {

// States of an entry (entry_status), in the order of a life.
enum class AssociationStatus { active, suspended, liquidating, deregistered, revoked };
BOOST_DESCRIBE_ENUM(AssociationStatus, active, suspended, liquidating, deregistered, revoked)

// The graver list that an association stands on (社会组织信用信息管理办法).
enum class ListStatus { none, abnormal, serious };
BOOST_DESCRIBE_ENUM(ListStatus, none, abnormal, serious)

// A row of the catalogue: in these states and on these lists it refuses the procedures it names, or all but those.
struct StandingRule {
  std::string rule;  // stable name, as refusals have it
  Text says;         // what must hold
  std::string clause;
  policy::Standing standing = policy::Standing::kVerified;
  std::vector<AssociationStatus> states;
  std::vector<ListStatus> lists;
  bool all_but = false;
  std::vector<std::string> procedures;
};

// The rules in the order of the catalogue; none where the pack has no such catalogue. Bug where a row can't be read.
std::vector<StandingRule> standing_rules(const policy::Pack& pack);

// The first rule that refuses the procedure to such an association; null when it is open to it.
const StandingRule* refusal_of(const std::vector<StandingRule>& rules, AssociationStatus state, ListStatus list,
                               std::string_view procedure);

// Procedures that an association may meet: opened by a role of scope party, or about an organisation of their own.
std::vector<std::string> procedures_of_associations(const policy::Pack& pack);

// One field of the table; where it isn't allowed, by which rule and clause.
struct StandingCell {
  AssociationStatus state{};
  ListStatus list{};
  std::string procedure;
  Text title;  // of the procedure
  bool allowed = true;
  std::optional<std::string> rule;
  std::optional<Text> reason;
  std::optional<std::string> clause;
};
BOOST_DESCRIBE_STRUCT(StandingCell, (), (state, list, procedure, title, allowed, rule, reason, clause))

// The whole table: every state × list × procedure, in this order.
std::vector<StandingCell> standing_table(const policy::Pack& pack);

// Where the association stands today; nothing for an organisation that is no association of the register.
struct Stand {
  AssociationStatus state{};
  ListStatus list{};
};
std::optional<Stand> stand_of(store::Tx& tx, std::string_view organisation, Day today);

}  // namespace gh::registry
