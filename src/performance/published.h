// Rounds of statistics as everybody reads them: those whose sums are in force.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::performance {

struct PublishedRound {
  Id id;
  std::string number;
  std::string title;
  Id item_id;
  Id performer_id;
  std::string performer;
  std::int64_t returns = 0;
  std::int64_t late = 0;
  Day published_on{};
};
BOOST_DESCRIBE_STRUCT(PublishedRound, (),
                      (id, number, title, item_id, performer_id, performer, returns, late, published_on))
struct RoundPage {
  std::vector<PublishedRound> rounds;  // newest first
  std::optional<Id> next;
};
// Of one function, or of all where it is empty.
RoundPage published_rounds(store::Tx& tx, std::string_view item_id, std::size_t limit, std::string_view after = {});
// Nothing for a round that isn't published.
std::optional<PublishedRound> published_round(store::Tx& tx, const Id& round_id);

// A sum with the round it belongs to, as a line of a file.
struct PublishedSum {
  std::string id;  // round and place: no two alike
  Id round_id;
  std::string number;
  std::string title;
  Id item_id;
  std::string performer;
  Day published_on{};
  std::string indicator;
  std::string division;  // "total" for the sum of all
  std::int64_t firms = 0;
  std::optional<std::int64_t> sum;  // nothing: hidden
};
BOOST_DESCRIBE_STRUCT(PublishedSum, (),
                      (id, round_id, number, title, item_id, performer, published_on, indicator, division, firms, sum))
struct SumPage {
  std::vector<PublishedSum> sums;  // newest round first, each in the order of its table
  std::optional<std::string> next;
};
// Of one round, or of all where it is empty.
SumPage search_sums(store::Tx& tx, std::string_view round_id, std::size_t limit, std::string_view after = {});

}  // namespace gh::performance
