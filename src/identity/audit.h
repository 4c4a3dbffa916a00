// The audit log (GB/T 22239 8.1.4.3): who looked, who failed to sign in, who exported, who administered. Only ever
// added to; each event's hash covers the one before it, so that a change or a removal shows. It is read by the audit
// administrator. Events carry ids, never names, logins or what somebody typed.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/text.h"
#include "base/time.h"
#include "identity/caller.h"
#include "store/db.h"

namespace gh::identity {

// Kinds of event: a contract with whoever reads the log. audit_kinds() describes each.
namespace audit_kind {
inline constexpr std::string_view kSignedIn = "signed-in";
inline constexpr std::string_view kSignInFailed = "sign-in-failed";
inline constexpr std::string_view kSignedOut = "signed-out";
inline constexpr std::string_view kOfficeChosen = "office-chosen";
inline constexpr std::string_view kSessionRevoked = "session-revoked";
inline constexpr std::string_view kPasswordChanged = "password-changed";
inline constexpr std::string_view kPasswordResetBegun = "password-reset-begun";
inline constexpr std::string_view kAccountCreated = "account-created";
inline constexpr std::string_view kAccountLocked = "account-locked";
inline constexpr std::string_view kAccountUnlocked = "account-unlocked";
inline constexpr std::string_view kAccountClosed = "account-closed";
inline constexpr std::string_view kOfficeGranted = "office-granted";
inline constexpr std::string_view kOfficeRevoked = "office-revoked";
inline constexpr std::string_view kTokenCreated = "token-created";
inline constexpr std::string_view kTokenRevoked = "token-revoked";
inline constexpr std::string_view kDelegationMade = "delegation-made";
inline constexpr std::string_view kDelegationRevoked = "delegation-revoked";
inline constexpr std::string_view kAuditRead = "audit-read";
inline constexpr std::string_view kCaseRead = "case-read";
inline constexpr std::string_view kMaterialRead = "material-read";
inline constexpr std::string_view kExported = "exported";
inline constexpr std::string_view kForbidden = "forbidden";
inline constexpr std::string_view kAdministered = "administered";
}  // namespace audit_kind

struct AuditKind {
  std::string_view name;
  Text says;
};
const std::vector<AuditKind>& audit_kinds();

inline constexpr std::string_view kAuditGood = "good";
inline constexpr std::string_view kAuditRefused = "refused";

// What happened. `subject` is the id of what it happened to (an account, an office, a case), or a path; at most
// kAuditSubjectMax bytes are kept.
inline constexpr std::size_t kAuditSubjectMax = 200;
struct AuditEvent {
  Instant at{};
  std::string kind;  // audit_kind
  std::optional<Id> account;
  std::optional<Id> office;
  std::string subject;
  std::string remote;
  std::string outcome{kAuditGood};  // kAuditGood, kAuditRefused, or the rule that refused
};
// An event of this caller.
AuditEvent event_of(const Caller& caller, std::string_view kind, std::string subject, std::string remote, Instant at);

// Appends in the transaction of what is audited. Many readers' events are best appended together: on PostgreSQL the
// head of the chain is locked until the commit.
void append_audit(store::Tx& tx, const AuditEvent& event);
void append_audit(store::Tx& tx, const std::vector<AuditEvent>& events);

// An event as it is kept.
struct KeptAuditEvent {
  std::int64_t number = 0;  // 1, 2, … without gaps
  Instant at{};
  std::string kind;
  std::optional<Id> account_id;
  std::optional<Id> office_id;
  std::string subject;
  std::string remote;
  std::string outcome;
  std::string prev_hash;  // empty for the first
  std::string hash;       // SHA-256 of the canonical JSON of all the others, hex
};
BOOST_DESCRIBE_STRUCT(KeptAuditEvent, (),
                      (number, at, kind, account_id, office_id, subject, remote, outcome, prev_hash, hash))

struct AuditFilter {
  std::string kind{};  // empty = all
  std::optional<Id> account{};
  std::optional<Instant> from{};   // inclusive
  std::optional<Instant> until{};  // exclusive
};
// Newest first, those with a smaller number than `before`; at most `limit`.
std::vector<KeptAuditEvent> audit_events(store::Tx& tx, const AuditFilter& filter, std::size_t limit,
                                         std::optional<std::int64_t> before = {});

// The end of the chain: number 0 and an empty hash while there is no event. Kept elsewhere, it shows later that the log
// had come so far.
struct AuditHead {
  std::int64_t number = 0;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(AuditHead, (), (number, hash))
AuditHead audit_head(store::Tx& tx);

// What a walk through the whole chain found. `fault`, where there is one: "removed" (a number is missing), "altered"
// (the hash isn't that of the content), "unchained" (it doesn't follow on the one before), "cut" (the end is
// missing), "replaced" (the event at `known` is another one).
struct AuditVerdict {
  bool good = true;
  std::int64_t events = 0;  // walked through
  std::string fault;
  std::int64_t at_number = 0;  // where the fault is
};
BOOST_DESCRIBE_STRUCT(AuditVerdict, (), (good, events, fault, at_number))
AuditVerdict verify_audit(store::Tx& tx, const std::optional<AuditHead>& known = {});

}  // namespace gh::identity
