// Keeps sessions.
#include "identity/sessions.h"

#include <algorithm>

#include "base/assert.h"
#include "base/digest.h"
#include "base/problem.h"
#include "identity/accounts.h"
#include "identity/audit.h"
#include "identity/offices.h"
#include "identity/secrets.h"

namespace gh::identity {

namespace {

// A session with its account and office, in one reading.
struct SessionRow {
  Id id;
  Id account_id;
  std::string display_name;
  AccountStatus status = AccountStatus::active;
  Instant last_seen_at{};
  std::int64_t idle_ms = 0;
  Instant expires_at{};
  std::optional<Id> office_id;
  std::optional<Id> organisation_id;
  std::optional<std::string> role;
  std::optional<std::string> division;
  std::optional<Day> from_day;
  std::optional<Day> to_day;
  std::optional<Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (id, account_id, display_name, status, last_seen_at, idle_ms, expires_at, office_id,
                       organisation_id, role, division, from_day, to_day, revoked_at))

constexpr std::string_view kSelectRow =
    "select s.id, s.account_id, a.display_name, a.status, s.last_seen_at, s.idle_ms, s.expires_at, o.id as office_id,"
    " o.organisation_id, o.role, o.division, o.from_day, o.to_day, o.revoked_at"
    " from session s join account a on a.id = s.account_id left join office o on o.id = s.office_id where s.id = ?";

constexpr std::string_view kSelectView =
    "select id, office_id, created_at, last_seen_at, expires_at, remote from session";

// Still good, bound twice with the instant.
constexpr std::string_view kGood = " expires_at > ? and last_seen_at + idle_ms > ?";

std::optional<SessionRow> good_row(store::Tx& tx, std::string_view secret, Instant now) {
  auto row = tx.one<SessionRow>(kSelectRow, {digest_of(secret)});
  if (!row || row->status != AccountStatus::active) return std::nullopt;
  if (now >= row->expires_at || now >= row->last_seen_at + std::chrono::milliseconds(row->idle_ms)) return std::nullopt;
  return row;
}

Caller caller_of(const SessionRow& row, Day today) {
  Caller caller;
  caller.account = row.account_id;
  caller.display_name = row.display_name;
  caller.scopes = {"read", "act"};
  const bool in_use =
      row.office_id && !row.revoked_at && *row.from_day <= today && (!row.to_day || today <= *row.to_day);
  if (!in_use) return caller;
  caller.office = row.office_id;
  caller.role = *row.role;
  caller.organisation = row.organisation_id;
  caller.division = *row.division;
  return caller;
}

void require_held(store::Tx& tx, const Id& account, const Id& office, Day today) {
  const auto found = find_office(tx, office);
  if (found && found->account_id == account && in_force(*found, today)) return;
  throw Problem(ProblemCode::kForbidden,
                FieldError{"/office", "office-not-held", "", {"您当前不担任该岗位", "You don't hold this office now"}});
}

void insert(store::Tx& tx, const SessionView& session, const Id& account, std::int64_t idle_ms) {
  tx.execute(
      "insert into session (id, account_id, office_id, created_at, last_seen_at, idle_ms, expires_at, remote)"
      " values (?, ?, ?, ?, ?, ?, ?, ?)",
      {session.id, account, session.office_id, session.created_at, session.last_seen_at, idle_ms, session.expires_at,
       session.remote});
}

// Those that have ended go, and the oldest beyond the limit, so that one more can begin.
void make_room(store::Tx& tx, const Id& account, Instant now) {
  tx.execute("delete from session where account_id = ? and not (" + std::string(kGood) + ")", {account, now, now});
  const auto sessions = sessions_of(tx, account, now);
  for (std::size_t i = kSessionsPerAccountMax - 1; i < sessions.size(); ++i) end_session(tx, account, sessions[i].id);
}

}  // namespace

std::string csrf_token(std::string_view session_secret) {
  const Digest digest = hmac_sha256(session_secret, "csrf");
  return base64url(bytes_of(digest));
}

StartedSession open_session(store::Tx& tx, const Id& account, const std::optional<Id>& office,
                            const std::string& secret, const SessionOptions& options, const Occasion& occasion) {
  std::optional<Id> used = office;
  if (used) {
    require_held(tx, account, *used, occasion.today());
  } else if (const auto held = offices_of(tx, account, occasion.today()); held.size() == 1) {
    used = held.front().id;
  }
  make_room(tx, account, occasion.now);
  const Instant expires_at = occasion.now + options.absolute;
  insert(tx, {digest_of(secret), used, occasion.now, occasion.now, expires_at, occasion.remote}, account,
         options.idle.count());
  return {secret, csrf_token(secret), expires_at, account, used};
}

std::optional<KnownSession> session_of(store::Tx& tx, std::string_view secret, Instant now, UtcOffset utc_offset) {
  const auto row = good_row(tx, secret, now);
  if (!row) return std::nullopt;
  return KnownSession{row->id, caller_of(*row, local_day(now, utc_offset)), row->expires_at,
                      now >= row->last_seen_at + kTouchInterval};
}

std::optional<Caller> caller_of_session(store::Tx& tx, std::string_view secret, Instant now, UtcOffset utc_offset) {
  auto known = session_of(tx, secret, now, utc_offset);
  if (!known) return std::nullopt;
  return std::move(known->caller);
}

void touch_session(store::Tx& tx, const Id& session, Instant now) {
  tx.execute("update session set last_seen_at = ? where id = ? and last_seen_at < ?", {now, session, now});
}

StartedSession choose_office(store::Tx& tx, std::string_view secret, const std::optional<Id>& office,
                             const std::string& new_secret, const Occasion& occasion) {
  const auto row = good_row(tx, secret, occasion.now);
  if (!row)
    throw Problem(ProblemCode::kUnauthenticated,
                  FieldError{"", "session", "", {"会话已结束，请重新登录", "The session has ended; sign in again"}});
  if (office) require_held(tx, row->account_id, *office, occasion.today());
  const auto old = tx.one<SessionView>(std::string(kSelectView) + " where id = ?", {row->id});
  GH_ASSERT(old.has_value());
  tx.execute("delete from session where id = ?", {row->id});
  insert(tx, {digest_of(new_secret), office, old->created_at, occasion.now, row->expires_at, occasion.remote},
         row->account_id, row->idle_ms);
  append_audit(tx, {occasion.now, std::string(audit_kind::kOfficeChosen), row->account_id, office, office.value_or(""),
                    occasion.remote, std::string(kAuditGood)});
  return {new_secret, csrf_token(new_secret), row->expires_at, row->account_id, office};
}

bool sign_out(store::Tx& tx, std::string_view secret, const Occasion& occasion) {
  const auto row = tx.one<SessionRow>(kSelectRow, {digest_of(secret)});
  if (!row) return false;
  tx.execute("delete from session where id = ?", {row->id});
  append_audit(tx, {occasion.now, std::string(audit_kind::kSignedOut), row->account_id, row->office_id, "",
                    occasion.remote, std::string(kAuditGood)});
  return true;
}

std::vector<SessionView> sessions_of(store::Tx& tx, const Id& account, Instant now) {
  return tx.all<SessionView>(std::string(kSelectView) + " where account_id = ? and" + std::string(kGood) +
                                 " order by created_at desc, id limit ?",
                             {account, now, now, 2 * kSessionsPerAccountMax});
}

bool end_session(store::Tx& tx, const Id& account, const Id& session) {
  return tx.execute("delete from session where id = ? and account_id = ?", {session, account}) == 1;
}

void end_sessions(store::Tx& tx, const Id& account, const std::optional<Id>& but) {
  tx.execute("delete from session where account_id = ? and id <> ?", {account, but.value_or("")});
}

std::int64_t forget_ended_sessions(store::Tx& tx, Instant now, std::size_t limit) {
  return tx.execute("delete from session where id in (select id from session where not (" + std::string(kGood) +
                        ") order by expires_at limit ?)",
                    {now, now, limit});
}

}  // namespace gh::identity
