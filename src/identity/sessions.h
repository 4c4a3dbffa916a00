// Sessions of browsers: a random secret in a cookie, of which only a digest is kept. They end when idle for a while,
// at an absolute time, at sign-out, and when the account is locked. A new secret is made at sign-in and whenever the
// office changes. Looking a session up writes nothing.
#pragma once
#include <boost/describe/class.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "identity/caller.h"
#include "identity/occasion.h"
#include "store/db.h"

namespace gh::identity {

struct SessionOptions {
  std::chrono::milliseconds idle = std::chrono::minutes(30);
  std::chrono::milliseconds absolute = std::chrono::hours(12);
};

inline constexpr std::size_t kSessionsPerAccountMax = 20;  // the oldest ends when one more begins
inline constexpr std::chrono::minutes kTouchInterval{1};   // how exact last_seen_at is

// What the browser gets. The secret is in no log and no answer but the cookie.
struct StartedSession {
  std::string secret;
  std::string csrf;
  Instant expires_at{};
  Id account;
  std::optional<Id> office;
};

// The token that a browser's act must carry, made from the session's secret: it needs no place of its own and changes
// with the session.
std::string csrf_token(std::string_view session_secret);

// Begins a session; `secret` is new (secrets.h). Without an office the only one in force is used, if there is just
// one. Problem kForbidden ("office-not-held") when the office isn't the account's or isn't in force. Sign-in calls it
// after the password was checked (sign_in.h).
StartedSession open_session(store::Tx& tx, const Id& account, const std::optional<Id>& office,
                            const std::string& secret, const SessionOptions& options, const Occasion& occasion);

struct KnownSession {
  Id id;  // digest of the secret
  Caller caller;
  Instant expires_at{};
  bool touch_due = false;  // touch_session should be called, in a transaction of its own
};
// The session of that secret, if it is good now. An office that has not begun or has ended leaves the caller without
// one.
std::optional<KnownSession> session_of(store::Tx& tx, std::string_view secret, Instant now, UtcOffset utc_offset);
std::optional<Caller> caller_of_session(store::Tx& tx, std::string_view secret, Instant now, UtcOffset utc_offset);
void touch_session(store::Tx& tx, const Id& session, Instant now);

// Uses another office of the account (or none) from now on, under a new secret; the old one is worthless, the
// absolute end stays. Problems kUnauthenticated, kForbidden ("office-not-held").
StartedSession choose_office(store::Tx& tx, std::string_view secret, const std::optional<Id>& office,
                             const std::string& new_secret, const Occasion& occasion);

// False when there was none.
bool sign_out(store::Tx& tx, std::string_view secret, const Occasion& occasion);

struct SessionView {
  Id id;
  std::optional<Id> office_id;
  Instant created_at{};
  Instant last_seen_at{};
  Instant expires_at{};
  std::string remote;
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (id, office_id, created_at, last_seen_at, expires_at, remote))
// The account's sessions that are good now, newest first.
std::vector<SessionView> sessions_of(store::Tx& tx, const Id& account, Instant now);
// Ends one of the account's; false when it has none of that id.
bool end_session(store::Tx& tx, const Id& account, const Id& session);
// Ends all of the account's but one.
void end_sessions(store::Tx& tx, const Id& account, const std::optional<Id>& but = {});
// Removes sessions that have ended, at most `limit`; answers how many. Housekeeping calls it.
std::int64_t forget_ended_sessions(store::Tx& tx, Instant now, std::size_t limit);

}  // namespace gh::identity
