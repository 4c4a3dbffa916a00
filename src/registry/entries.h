// The register: organisations that exist by registration or enrolment, every version of every entry.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/money.h"
#include "base/time.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::registry {

namespace entry_status {
inline constexpr std::string_view kActive = "active";
inline constexpr std::string_view kSuspended = "suspended";
inline constexpr std::string_view kLiquidating = "liquidating";
inline constexpr std::string_view kDeregistered = "deregistered";
inline constexpr std::string_view kRevoked = "revoked";
}  // namespace entry_status

// The association_kind of a federation (联合会), whose members are associations.
inline constexpr std::string_view kFederation = "federation";

// One version of an entry; in force while it has no end.
struct Entry {
  Id id;
  Id organisation_id;
  Id made_by_case;
  std::string kind;              // association, company, evaluator
  std::string association_kind;  // trade_association, chamber_of_commerce, federation; empty for others
  std::string name;
  std::string name_key;
  std::string name_en;
  std::string division;
  std::string industry;
  std::string industry_group;
  std::string purpose;  // empty where it isn't known, as are the next three
  std::string scope;
  std::string activity_area;
  std::string guiding_unit;
  std::string address;
  std::string premises_right;  // owned, leased, lent; empty where it isn't known
  std::string premises_owner;
  std::optional<std::int64_t> premises_square_metres;
  std::optional<Day> premises_until;  // last day of the lease or loan
  std::optional<Fen> funds_fen;
  std::string credit_code;            // empty for a registration before credit codes
  std::string certificate_number;     // of such a registration; otherwise empty
  std::int64_t certificate_copy = 1;  // 1 for the first certificate, one more with each new one
  std::optional<std::string> legal_representative_digest;
  std::string status;           // entry_status
  std::string status_ground;    // why it liquidates or has ended; empty while it goes on
  std::optional<Day> ended_on;  // deregistered or revoked; nothing while it goes on
  Day registered_on{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Entry, (),
                      (id, organisation_id, made_by_case, kind, association_kind, name, name_key, name_en, division,
                       industry, industry_group, purpose, scope, activity_area, guiding_unit, address, premises_right,
                       premises_owner, premises_square_metres, premises_until, funds_fen, credit_code,
                       certificate_number, certificate_copy, legal_representative_digest, status, status_ground,
                       ended_on, registered_on, begun_by_act, begun_at, ended_by_act, ended_at))

// Deregistered or revoked.
bool has_ended(const Entry& entry);
// The day from which this version has its status: of an end the day it ended, otherwise that of the act.
Day status_from(const Entry& version, UtcOffset offset);

// Scope of the search index: every name an organisation has had, and its credit code.
inline constexpr std::string_view kSearchScope = "register";

// The act that changes a register, as its rows keep it.
struct ByAct {
  Id act;
  Instant at{};
};

// Writes the first version; its begun_by_act and begun_at are those of `by`.
void add_entry(store::Tx& tx, Entry entry, const ByAct& by);
// Ends the version in force and begins `next`, which has a new id of its own.
void change_entry(store::Tx& tx, Entry next, const ByAct& by);

std::optional<Entry> entry_of(store::Tx& tx, const Id& organisation);
// The version in force at that instant; one that began at it counts already.
std::optional<Entry> entry_at(store::Tx& tx, const Id& organisation, Instant at);
// Oldest first.
std::vector<Entry> versions_of(store::Tx& tx, const Id& organisation);
// The organisation that the case made; "" when it made none.
Id organisation_of_case(store::Tx& tx, const Id& case_id);

// Lower-case hex; the number itself is kept nowhere in the register.
std::string identity_digest(std::string_view identity_number);
// Whether an association that hasn't ended, other than `except`, has this person as legal representative
// (社会团体登记管理条例12).
bool heads_another(store::Tx& tx, std::string_view identity_number, std::string_view except = {});
// The same by the digest of the number.
bool head_of_another(store::Tx& tx, std::string_view digest, std::string_view except);

bool credit_code_taken(store::Tx& tx, std::string_view code);
// The organisation under this code; "" when there is none.
Id organisation_of_credit_code(store::Tx& tx, std::string_view code, std::string_view kind);
// The next free code of an association of this division.
std::string allocate_credit_code(store::Tx& tx, std::string_view division);

// True when less than `months` have passed from `from` to `today`; a month ends on the same day or the month's last.
bool within_months(Day from, std::int64_t months, Day today);

}  // namespace gh::registry
