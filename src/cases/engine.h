// The engine: opens cases and performs acts on them. It knows procedures, not ceramics or tenders. Everything runs
// inside the caller's transaction, so an act is done whole or not at all.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/time.h"
#include "cases/model.h"
#include "cases/offer.h"
#include "cases/packs.h"
#include "identity/caller.h"
#include "policy/conditions.h"
#include "store/db.h"

namespace gh::cases {

// Instant, id and secret of an act. A live act gets new ones; a replay gets those that were recorded.
struct Stamp {
  Id id;
  Instant at{};
  std::string secret;  // 64 hex characters
};
Stamp new_stamp(Instant now, const RandomBytes& random);

struct OpenRequest {
  std::string procedure;
  json::object form;
  std::optional<Id> parent;
  // The organisation that applies; the caller's own when absent. Somebody else's is refused.
  std::optional<Id> applicant;
  std::optional<std::string> idempotency_key;
  std::string digest = {};  // digest_of() this, where it was made beforehand
};

struct ActRequest {
  std::string action;
  json::object form;
  std::optional<std::int64_t> expected_version;
  std::optional<std::string> idempotency_key;
  std::string digest = {};  // digest_of() this, where it was made beforehand
};

// SHA-256 in hex of what is asked: tells a repeat under one key from another request.
std::string digest_of(const OpenRequest& request);
std::string digest_of(const Id& case_id, const ActRequest& request);

// What an act led to: the answer of POST /cases and POST /cases/{id}/acts.
struct Done {
  Id act;
  Id case_id;
  std::string number;
  std::string state;
  std::int64_t version = 0;
  bool repeated = false;  // the first answer again, under the same key
};

// One condition as it stands now.
struct ConditionState {
  std::string rule;
  std::string field;
  Text says;
  std::vector<std::string> cites;
  bool holds = false;
  bool decided = true;  // false: it looks at the act's own form, so it can't be judged before that is filled in
};
// An action of the current state as the caller sees it.
struct ActionState {
  std::string action;
  Text title;
  std::string form;
  bool allowed = false;  // the caller may perform it now
  bool mine = false;     // the caller's office may act at all, whatever the conditions say
  std::vector<std::string> by;
  std::vector<ConditionState> conditions;
  std::vector<FieldError> why_not;  // when not allowed
  bool verb = false;
  bool retreat = false;  // leads back, out or against it
};

class Engine {
 public:
  Engine(const Offer& offer, Packs& packs);
  ~Engine();

  // Opens a case. Problems: kNotFound (procedure), kForbidden (opened_by), kInvalidForm, kConditionFailed, kConflict
  // (parent's state), kIdempotencyMismatch.
  Done open(store::Tx& tx, const identity::Caller& caller, const OpenRequest& request, const Stamp& stamp);

  // Performs an action or an approval verb. Timers of the case and its parent that are due at stamp.at are fired first
  // (with stamps derived from this one), so that a late scheduler changes nothing.
  Done perform(store::Tx& tx, const identity::Caller& caller, const Id& case_id, const ActRequest& request,
               const Stamp& stamp);

  // Fires what is due on a case at `now`; answers how many acts were made. The scheduler calls it, and so does perform.
  int fire_timers(store::Tx& tx, const Id& case_id, Instant now, const RandomBytes& random);

  // What the caller could do now, with each condition's state. Reads only. Conditions over the act's own form are
  // judged with an empty one and marked as not decided by `allowed`.
  std::vector<ActionState> actions(store::Tx& tx, const identity::Caller& caller, const Id& case_id, Instant now) const;

  // Performs a recorded act again in another database, with its own stamp, actor and content. The acts that its effects
  // caused come about by themselves; timers were recorded as acts of their own. Throws what no longer holds.
  void replay(store::Tx& tx, const Act& recorded, const CaseFile& recorded_case);

  Packs& packs() const { return packs_; }
  const Offer& offer() const { return offer_; }
  const policy::Conditions& conditions() const { return conditions_; }

 private:
  friend class Performing;
  const Offer& offer_;
  Packs& packs_;
  policy::Conditions conditions_;
};

// The office that acts by itself: timers, cards, recomputations.
inline constexpr std::string_view kSystemOffice = "system";

}  // namespace gh::cases
