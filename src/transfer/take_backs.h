// Taking a function back (收回): on which ground, how far it has come, and who carries the function afterwards.
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
#include "transfer/basis.h"

namespace gh::transfer {

enum class TakeBackStage { proposed, refused, decided, taken_back, re_assigned, kept_by_department };
BOOST_DESCRIBE_ENUM(TakeBackStage, proposed, refused, decided, taken_back, re_assigned, kept_by_department)

// One version of a take-back, known by the transfer and which of its take-backs it is.
struct TakeBack {
  Id case_id;
  std::int64_t ordinal = 0;
  std::int64_t version = 0;
  Id item_id;
  Id receiver_id;      // who loses it
  std::string ground;  // code of catalogue take-back-grounds
  TakeBackStage stage{};
  Day since{};
  std::string interim_care;  // how the department cares for the function meanwhile; "" before the decision
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(TakeBack, (),
                      (case_id, ordinal, version, item_id, receiver_id, ground, stage, since, interim_care,
                       begun_by_act, begun_at, ended_by_act, ended_at))

// How a ground is shown before a take-back is proposed on it.
enum class GroundTest {
  failed_order,  // a duty is unmet, and a written order to correct has failed
  evaluation,    // the running year's evaluation was not passed
  lapse,         // the association has ended, is suspended, or stands on a list
  ineligible,    // it is suspended or removed from the eligibility list
  requested,     // it asked to be released
  stated         // the department states the facts, and a clause
};
BOOST_DESCRIBE_ENUM(GroundTest, failed_order, evaluation, lapse, ineligible, requested, stated)

// Of a row of catalogue take-back-grounds; nothing for a code it hasn't. Our bug when the row names no known test.
std::optional<GroundTest> ground_test(const policy::Pack& pack, std::string_view ground);
// What the row is called; empty for a code it hasn't.
Text ground_title(const policy::Pack& pack, std::string_view ground);
// The clause of the row; "" for a code it hasn't.
std::string ground_clause(const policy::Pack& pack, std::string_view ground);

// Opens a take-back of the basis's agreement. kConflict "item_held"; "take_back_open": one is under way.
void propose_take_back(store::Tx& tx, const Basis& basis, std::string ground);
// The next stage of the open take-back of the case; our bug when it can't follow the stage it is in. `interim_care` is
// kept from the stage before where it is empty.
void advance_take_back(store::Tx& tx, const Basis& basis, TakeBackStage stage, std::string interim_care = {});
// Whether the stage may follow the other.
bool follows(TakeBackStage next, TakeBackStage before);

// As they stood at the instant, oldest first.
std::vector<TakeBack> take_backs_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of = {});
// The one by which the item was taken back and that waits for somebody to carry it; nothing where none does.
std::optional<TakeBack> pending_take_back(store::Tx& tx, const Id& item_id);

}  // namespace gh::transfer
