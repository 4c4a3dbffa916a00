// Signed opinions of a panel of odd size: each member's own is kept, the minority's too.
#pragma once
#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "performance/basis.h"
#include "store/db.h"

namespace gh::performance {

struct Opinion {
  std::int64_t seat = 0;  // in the order of signing; no person is named
  bool favourable = false;
  std::string opinion;
  Instant signed_at{};
};
BOOST_DESCRIBE_STRUCT(Opinion, (), (seat, favourable, opinion, signed_at))

// A new panel: the opinions of the one before no longer count.
void begin_opinions(store::Tx& tx, const Basis& basis);
void keep_opinion(store::Tx& tx, const Basis& basis, const Id& office_id, bool favourable, const std::string& opinion);
// Of the newest panel, in the order of signing.
std::vector<Opinion> opinions_of(store::Tx& tx, const Id& case_id);

}  // namespace gh::performance
