// The rows of the engine as plain structs.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "base/time.h"

namespace gh::cases {

// A case (办件) as it stands. `form` and `acts` are JSON text: the case's form, and the latest form of each action.
struct CaseFile {
  Id id;
  std::string number;
  std::string procedure;
  std::string pack_version;
  std::string division;
  std::optional<Id> parent_id;
  std::optional<Id> authority_id;
  std::optional<Id> applicant_id;
  std::optional<Id> subject_id;
  Id opened_by_office;
  Id opened_by_account;
  std::string title;
  std::string state;
  std::optional<std::string> return_state;
  std::int64_t version = 0;
  std::string form;
  std::string acts;
  std::string publicity;
  std::optional<Instant> sealed_until;
  std::optional<Instant> suspended_at;
  Instant opened_at{};
  Instant entered_at{};
  std::optional<Instant> closed_at;
  std::optional<Day> due_on;
  std::optional<Day> warn_on;
  bool due_provisional = false;
};
BOOST_DESCRIBE_STRUCT(CaseFile, (),
                      (id, number, procedure, pack_version, division, parent_id, authority_id, applicant_id, subject_id,
                       opened_by_office, opened_by_account, title, state, return_state, version, form, acts, publicity,
                       sealed_until, suspended_at, opened_at, entered_at, closed_at, due_on, warn_on, due_provisional))

// How an act came about.
namespace act_kind {
inline constexpr std::string_view kOpen = "open";      // the case was opened
inline constexpr std::string_view kAction = "action";  // an action of the procedure
inline constexpr std::string_view kSign = "sign";      // one signature of several; the state stays
inline constexpr std::string_view kVerb = "verb";      // an approval verb of the engine (转办, 退回 …)
inline constexpr std::string_view kTimer = "timer";    // an action of the procedure that fell due
inline constexpr std::string_view kCaused = "caused";  // an action performed by the effect of an act on another case
inline constexpr std::string_view kEngine = "engine";  // what the engine records: cards, recomputed clocks, suspension
}  // namespace act_kind

struct Act {
  Id id;
  Id case_id;
  std::int64_t ordinal = 0;  // 1, 2, … within the case
  std::string kind;          // act_kind
  std::string action;
  std::optional<std::string> from_state;
  std::string to_state;
  Id office_id;
  Id account_id;
  std::string role;
  std::optional<Id> organisation_id;
  std::string division;
  std::optional<Id> on_behalf_of;  // the office it was done for, under a delegation
  Instant at{};                    // when it was decided
  Instant effective_at{};          // from when it holds: a timer's due time, otherwise `at`
  std::string form;                // JSON text
  std::string request_digest;      // SHA-256 of what was asked, for repeats under one key
  std::string secret;              // hex; key of the commitment to the form in the log
  std::optional<std::string> idempotency_key;
  std::optional<Id> caused_by;  // the act whose effect made this one
  std::string pack_version;
  std::int64_t case_version = 0;
  std::string materials;  // JSON array of {kind, sha256}
};
BOOST_DESCRIBE_STRUCT(Act, (),
                      (id, case_id, ordinal, kind, action, from_state, to_state, office_id, account_id, role,
                       organisation_id, division, on_behalf_of, at, effective_at, form, request_digest, secret,
                       idempotency_key, caused_by, pack_version, case_version, materials))

namespace step_status {
inline constexpr std::string_view kOpen = "open";
inline constexpr std::string_view kWaiting = "waiting";  // its turn has not come
inline constexpr std::string_view kSigned = "signed";
inline constexpr std::string_view kClosed = "closed";  // the state was left without it
}  // namespace step_status

// What waits for somebody in a state. `signer` is a role (signer_kind "role") or "organisation" / "office" for a party.
struct Step {
  Id id;
  Id case_id;
  std::string state;
  std::string stands_for;
  std::string signer;
  std::string signer_kind;
  std::optional<Id> organisation_id;
  std::string division;
  std::optional<Id> office_id;    // who holds it: fixed, claimed or handed over
  std::optional<Id> delegate_id;  // who may act for the holder
  std::string origin;             // procedure, fallback, added
  std::string status;             // step_status
  std::int64_t place = 0;         // order among the signers
  bool signing = false;           // counts for the state's signing
  Instant opened_at{};
  std::int64_t urged = 0;
  std::optional<Instant> closed_at;
  Id opened_by_act;
  std::optional<Id> closed_by_act;
};
BOOST_DESCRIBE_STRUCT(Step, (),
                      (id, case_id, state, stands_for, signer, signer_kind, organisation_id, division, office_id,
                       delegate_id, origin, status, place, signing, opened_at, urged, closed_at, opened_by_act,
                       closed_by_act))

namespace clock_status {
inline constexpr std::string_view kRunning = "running";
inline constexpr std::string_view kPaused = "paused";
inline constexpr std::string_view kStopped = "stopped";
}  // namespace clock_status

struct Clock {
  Id id;
  Id case_id;
  std::string name;
  std::string unit;  // working_days, natural_days, months
  std::int64_t limit_count = 0;
  std::int64_t used = 0;  // days spent in spans that have ended
  std::string status;     // clock_status
  Day started_on{};
  Day counts_after{};  // the running span counts the days after this one
  std::optional<Day> warn_on;
  std::optional<Day> due_on;
  bool provisional = false;
  std::optional<Day> stopped_on;
  std::string cites;  // JSON array
};
BOOST_DESCRIBE_STRUCT(Clock, (),
                      (id, case_id, name, unit, limit_count, used, status, started_on, counts_after, warn_on, due_on,
                       provisional, stopped_on, cites))

struct ClockEvent {
  Id id;
  Id clock_id;
  Id act_id;
  std::string kind;  // started, paused, resumed, stopped, recomputed, warned, overdue
  Day on_day{};
  std::int64_t used = 0;
  std::optional<Day> due_on;
  std::string reason_zh;
  std::string reason_en;
  std::string cites;
};
BOOST_DESCRIBE_STRUCT(ClockEvent, (), (id, clock_id, act_id, kind, on_day, used, due_on, reason_zh, reason_en, cites))

namespace timer_status {
inline constexpr std::string_view kOpen = "open";
inline constexpr std::string_view kParked = "parked";  // the case is suspended
inline constexpr std::string_view kFired = "fired";
inline constexpr std::string_view kCancelled = "cancelled";
}  // namespace timer_status

struct Timer {
  Id id;
  Id case_id;
  std::string kind;  // rule, warn, overdue
  std::string name;  // the rule's id, or the clock's name
  std::string action;
  Instant due_at{};
  std::optional<std::string> unit;        // of a timer that counts days
  std::optional<std::int64_t> remaining;  // days it still had when it was counted from `counts_after`
  std::optional<Day> counts_after;
  std::string status;  // timer_status
};
BOOST_DESCRIBE_STRUCT(Timer, (), (id, case_id, kind, name, action, due_at, unit, remaining, counts_after, status))

struct Material {
  Id id;
  Id case_id;
  std::string kind;
  std::int64_t version = 1;
  std::string name;
  std::string media_type;
  std::int64_t size_bytes = 0;
  std::string sha256;
  Id act_id;
};
BOOST_DESCRIBE_STRUCT(Material, (), (id, case_id, kind, version, name, media_type, size_bytes, sha256, act_id))

struct Party {
  Id case_id;
  std::string relation;
  std::string party;  // the office's id where there is one, otherwise the organisation's
  std::optional<Id> organisation_id;
  std::optional<Id> office_id;
  Id since_act;
};
BOOST_DESCRIBE_STRUCT(Party, (), (case_id, relation, party, organisation_id, office_id, since_act))

}  // namespace gh::cases
