// The conditions on which the holder of a function does one kind of work for everybody, member or not: published before
// the first application, price and promised days included (行政许可法27, 54, 58).
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "performance/basis.h"
#include "store/db.h"

namespace gh::performance {

struct Terms {
  Id item_id;
  std::string kind;  // the procedure whose cases they are for
  std::int64_t version = 0;
  Id holder_id;
  std::int64_t price_fen = 0;
  std::int64_t promised_days = 0;  // working days
  std::string conditions;
  Id case_id;
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Terms, (),
                      (item_id, kind, version, holder_id, price_fen, promised_days, conditions, case_id, begun_by_act,
                       begun_at, ended_by_act, ended_at))

struct NewTerms {
  Id item_id;
  std::string kind;
  Id holder_id;
  std::int64_t price_fen = 0;
  std::int64_t promised_days = 0;
  std::string conditions;
};
// In place of those published before for the same function and kind.
void publish_terms(store::Tx& tx, const Basis& basis, const NewTerms& terms);
// What anybody but the organisation has published for the function ends: it has changed hands.
void end_terms(store::Tx& tx, const Basis& basis, const Id& item_id, const Id& holder_id);
// In force at the instant; the one in force now when absent.
std::optional<Terms> find_terms(store::Tx& tx, const Id& item_id, std::string_view kind,
                                std::optional<Instant> as_of = {});

}  // namespace gh::performance
