// Publishes the sums of a round of statistics, and again after a second look.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "performance/basis.h"
#include "performance/returns.h"
#include "store/db.h"

namespace gh::performance {

// The sums of the round by division and indicator, with what is hidden, as they are published.
struct PublishedCell {
  Id round_id;
  std::string indicator;
  std::string division;  // "total" for the sum of all
  std::int64_t firms = 0;
  std::optional<std::int64_t> sum;  // nothing: hidden
  Day published_on{};               // before the round's own day where the sum stayed as it was
};
BOOST_DESCRIBE_STRUCT(PublishedCell, (), (round_id, indicator, division, firms, sum, published_on))
// In place of those published before, of the same firms: a sum stays as it was, and is dated so, where fewer than
// `least_firms` firms have changed what it is of, so that nobody learns from the difference what one has corrected.
void publish_sums(store::Tx& tx, const Basis& basis, const std::vector<Indicator>& set, std::int64_t least_firms);
// The published sums of the basis's round hold no longer; nothing where there are none.
void take_down_sums(store::Tx& tx, const Basis& basis);
// In force, in the order of indicators and divisions. The count of firms of a hidden cell isn't told.
std::vector<PublishedCell> published_sums(store::Tx& tx, const Id& round_id);

}  // namespace gh::performance
