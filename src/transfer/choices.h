// Whom a transfer proposes as receiver: the first of a comparison, or, where a function knows no competition, somebody
// chosen directly with reason and clause.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "store/db.h"
#include "transfer/basis.h"

namespace gh::transfer {

enum class ChoiceBasis { compared, direct };
BOOST_DESCRIBE_ENUM(ChoiceBasis, compared, direct)

struct Choice {
  Id case_id;
  std::int64_t ordinal = 0;
  Id organisation_id;
  ChoiceBasis basis{};
  std::string reason;
  std::string clause;  // "" for a comparison
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Choice, (),
                      (case_id, ordinal, organisation_id, basis, reason, clause, begun_by_act, begun_at, ended_by_act,
                       ended_at))

// The proposal of the basis's case; it takes the place of the one before.
void choose(store::Tx& tx, const Basis& basis, const Id& organisation_id, ChoiceBasis by, std::string reason,
            std::string clause);
// The proposal no longer stands: objected to, declined, passed over. Without one: no change.
void drop_choice(store::Tx& tx, const Basis& basis);
// What is proposed at the instant; now when absent.
std::optional<Choice> find_choice(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of = {});

}  // namespace gh::transfer
