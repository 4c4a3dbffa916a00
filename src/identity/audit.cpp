// Keeps the audit log's chain and walks it.
#include "identity/audit.h"

#include <algorithm>

#include "base/assert.h"
#include "base/digest.h"
#include "base/json.h"

namespace gh::identity {

namespace {

constexpr std::string_view kColumns =
    "number, at, kind, account_id, office_id, subject, remote, outcome, prev_hash, hash";
// Rows fetched at a time by a walk, so that the memory it takes stays the same however long the log is.
constexpr std::size_t kWalkBatch = 1000;

std::string hash_of(const KeptAuditEvent& event) {
  const auto id_or_null = [](const std::optional<Id>& id) { return id ? json::value(*id) : json::value(nullptr); };
  const json::object content{{"number", std::to_string(event.number)},
                             {"at", std::to_string(utc_ms(event.at))},
                             {"kind", event.kind},
                             {"account", id_or_null(event.account_id)},
                             {"office", id_or_null(event.office_id)},
                             {"subject", event.subject},
                             {"remote", event.remote},
                             {"outcome", event.outcome},
                             {"prev", event.prev_hash}};
  const Digest digest = sha256(canonical_json(content));
  return hex(bytes_of(digest));
}

bool is_known(std::string_view kind) {
  const auto& kinds = audit_kinds();
  return std::any_of(kinds.begin(), kinds.end(), [kind](const AuditKind& known) { return known.name == kind; });
}

// Cut to a length without leaving half a character.
std::string cut(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return std::string(text);
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end));
}

std::string fault_of(const KeptAuditEvent& event, const AuditHead& before) {
  if (event.number != before.number + 1) return "removed";
  if (event.hash != hash_of(event)) return "altered";
  if (event.prev_hash != before.hash) return "unchained";
  return "";
}

}  // namespace

const std::vector<AuditKind>& audit_kinds() {
  namespace kind = audit_kind;
  static const std::vector<AuditKind> kKinds{
      {kind::kSignedIn, {"登录", "Signed in"}},
      {kind::kSignInFailed, {"登录失败", "Failed to sign in"}},
      {kind::kSignedOut, {"退出登录", "Signed out"}},
      {kind::kOfficeChosen, {"切换岗位", "Chose the office to use"}},
      {kind::kSessionRevoked, {"撤销会话", "Ended a session"}},
      {kind::kPasswordChanged, {"修改密码", "Changed a password"}},
      {kind::kPasswordResetBegun, {"发出一次性密码重置口令", "Issued a one-time secret for setting a password"}},
      {kind::kAccountCreated, {"建立账号", "Created an account"}},
      {kind::kAccountLocked, {"锁定账号", "Locked an account"}},
      {kind::kAccountUnlocked, {"解锁账号", "Unlocked an account"}},
      {kind::kAccountClosed, {"注销账号", "Closed an account"}},
      {kind::kOfficeGranted, {"授予岗位", "Granted an office"}},
      {kind::kOfficeRevoked, {"收回岗位", "Revoked an office"}},
      {kind::kTokenCreated, {"建立访问令牌", "Created a bearer token"}},
      {kind::kTokenRevoked, {"撤销访问令牌", "Revoked a bearer token"}},
      {kind::kDelegationMade, {"设立外出代理", "Delegated an office"}},
      {kind::kDelegationRevoked, {"撤销外出代理", "Revoked a delegation"}},
      {kind::kAuditRead, {"查阅审计日志", "Read the audit log"}},
      {kind::kCaseRead, {"查阅办件", "Read a case that is not public"}},
      {kind::kMaterialRead, {"查阅材料", "Read a material of a case"}},
      {kind::kExported, {"导出数据", "Exported data"}},
      {kind::kForbidden, {"越权访问被拒", "Was refused what their office may not do"}},
      {kind::kAdministered, {"系统管理操作", "Changed how the system runs"}},
  };
  return kKinds;
}

AuditEvent event_of(const Caller& caller, std::string_view kind, std::string subject, std::string remote, Instant at) {
  AuditEvent event;
  event.at = at;
  event.kind = kind;
  event.account = caller.account;
  event.office = caller.office;
  event.subject = std::move(subject);
  event.remote = std::move(remote);
  return event;
}

AuditHead audit_head(store::Tx& tx) {
  return tx.one<AuditHead>("select number, hash from audit_head where name = 'head'").value_or(AuditHead{});
}

void append_audit(store::Tx& tx, const AuditEvent& event) { append_audit(tx, std::vector<AuditEvent>{event}); }

void append_audit(store::Tx& tx, const std::vector<AuditEvent>& events) {
  if (events.empty()) return;
  tx.lock("audit");
  AuditHead head = audit_head(tx);
  for (const AuditEvent& event : events) {
    GH_ASSERT(is_known(event.kind));
    KeptAuditEvent kept{head.number + 1,
                        event.at,
                        event.kind,
                        event.account,
                        event.office,
                        cut(event.subject, kAuditSubjectMax),
                        cut(event.remote, kAuditSubjectMax),
                        event.outcome,
                        head.hash,
                        ""};
    kept.hash = hash_of(kept);
    tx.execute(
        "insert into audit_event (number, at, kind, account_id, office_id, subject, remote, outcome, prev_hash, hash)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {kept.number, kept.at, kept.kind, kept.account_id, kept.office_id, kept.subject, kept.remote, kept.outcome,
         kept.prev_hash, kept.hash});
    head = AuditHead{kept.number, kept.hash};
  }
  tx.execute(
      "insert into audit_head (name, number, hash) values ('head', ?, ?)"
      " on conflict (name) do update set number = excluded.number, hash = excluded.hash",
      {head.number, head.hash});
}

std::vector<KeptAuditEvent> audit_events(store::Tx& tx, const AuditFilter& filter, std::size_t limit,
                                         std::optional<std::int64_t> before) {
  std::string sql = "select " + std::string(kColumns) + " from audit_event where number < ?";
  std::vector<store::Value> values{before.value_or(INT64_MAX)};
  const auto narrow = [&](std::string_view condition, store::Value value) {
    sql += condition;
    values.push_back(std::move(value));
  };
  if (!filter.kind.empty()) narrow(" and kind = ?", filter.kind);
  if (filter.account) narrow(" and account_id = ?", *filter.account);
  if (filter.from) narrow(" and at >= ?", *filter.from);
  if (filter.until) narrow(" and at < ?", *filter.until);
  sql += " order by number desc limit ?";
  values.emplace_back(limit);
  return tx.all<KeptAuditEvent>(sql, values);
}

AuditVerdict verify_audit(store::Tx& tx, const std::optional<AuditHead>& known) {
  AuditVerdict verdict;
  AuditHead walked;
  const auto fail = [&verdict](std::string fault, std::int64_t number) {
    verdict.good = false;
    verdict.fault = std::move(fault);
    verdict.at_number = number;
    return verdict;
  };
  const std::string sql =
      "select " + std::string(kColumns) + " from audit_event where number > ? order by number limit ?";
  for (bool more = true; more;) {
    const auto events = tx.all<KeptAuditEvent>(sql, {walked.number, kWalkBatch});
    more = events.size() == kWalkBatch;
    for (const KeptAuditEvent& event : events) {
      if (const std::string fault = fault_of(event, walked); !fault.empty()) return fail(fault, walked.number + 1);
      walked = AuditHead{event.number, event.hash};
      ++verdict.events;
      if (known && known->number == event.number && known->hash != event.hash) return fail("replaced", event.number);
    }
  }
  const AuditHead head = audit_head(tx);
  const std::int64_t expected = std::max(head.number, known ? known->number : 0);
  if (walked.number < expected) return fail("cut", walked.number + 1);
  if (walked.number != head.number || walked.hash != head.hash) return fail("unchained", walked.number);
  return verdict;
}

}  // namespace gh::identity
