// The audit administrator's log: read, filter, verify.
#include "base/described.h"
#include "http/identity_state.h"
#include "http/schema_of.h"
#include "identity/accounts.h"
#include "identity/audit.h"

namespace gh::http {

namespace {

struct KindView {
  std::string kind;
  Text says;
};
BOOST_DESCRIBE_STRUCT(KindView, (), (kind, says))

struct ChainView {
  identity::AuditVerdict verdict;
  identity::AuditHead head;  // to be kept elsewhere, and given again at the next check
};
BOOST_DESCRIBE_STRUCT(ChainView, (), (verdict, head))

constexpr std::int64_t kNumberMax = INT64_MAX;

std::optional<Instant> query_instant(const Request& request, std::string_view name) {
  const std::string text = request.query_text(name, 40);
  if (text.empty()) return std::nullopt;
  const auto instant = parse_instant(text);
  if (!instant)
    throw Problem(ProblemCode::kInvalidForm,
                  FieldError{"/query/" + std::string(name),
                             "instant",
                             "",
                             {"须为时刻，如 2026-09-21T08:00:00Z", "must be an instant such as 2026-09-21T08:00:00Z"}});
  return instant;
}

// Who audits is audited too; the reading itself doesn't wait for it.
void note_reading(const SharedIdentity& state, const Request& request, std::string subject) {
  const auto event = identity::event_of(request.signed_in(), identity::audit_kind::kAuditRead, std::move(subject),
                                        request.remote, request.now);
  state->parts.db->submit([event](store::Tx& tx) { identity::append_audit(tx, event); },
                          [](const std::exception_ptr&) {});
}

Response list(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const auto limit = static_cast<std::size_t>(request.query_int("limit", kPageDefault, 1, kPageMax));
  identity::AuditFilter filter;
  filter.kind = request.query_text("kind");
  if (const std::string account = request.query_text("account"); !account.empty()) {
    const auto by_login = identity::find_account_by_login(tx, account);
    filter.account = by_login ? by_login->id : account;
  }
  filter.from = query_instant(request, "from");
  filter.until = query_instant(request, "until");
  auto events = identity::audit_events(tx, filter, limit + 1, request.query_int("cursor", kNumberMax, 1, kNumberMax));
  json::object page;
  if (events.size() > limit) {
    events.pop_back();
    page.emplace("next", std::to_string(events.back().number));
  }
  json::array items;
  for (const auto& event : events) {
    json::object item = write(event).as_object();
    // People know each other by login; the chain itself holds ids, so that a person can be forgotten.
    if (event.account_id)
      if (const auto account = identity::find_account(tx, *event.account_id)) item["login"] = account->login;
    items.push_back(std::move(item));
  }
  page.emplace("items", std::move(items));
  note_reading(state, request, "events");
  return ok(page);
}

Response verify(const SharedIdentity& state, const Request& request) {
  std::optional<identity::AuditHead> known;
  if (request.query.has("number"))
    known = identity::AuditHead{request.query_int("number", 0, 1, kNumberMax), request.query_text("hash", 64)};
  const ChainView view = state->parts.db->reading([&known](store::Tx& tx) {
    return ChainView{identity::verify_audit(tx, known), identity::audit_head(tx)};
  });
  note_reading(state, request, "chain");
  return ok(write(view));
}

Response kinds(const Request& request) {
  json::array items;
  for (const auto& kind : identity::audit_kinds()) items.push_back(write(KindView{std::string(kind.name), kind.says}));
  return ok_with_etag(request, json::object{{"items", std::move(items)}});
}

Parameter query(std::string name, std::string type, Text says) {
  return {std::move(name), "query", false, {{"type", std::move(type)}}, std::move(says)};
}

Documentation document(std::string id, Text summary) {
  Documentation documentation;
  documentation.id = std::move(id);
  documentation.tag = "audit";
  documentation.summary = std::move(summary);
  return documentation;
}

}  // namespace

std::vector<Route> audit_routes(const SharedIdentity& state) {
  Documentation listing = document("listAuditEvents", {"查阅审计日志，新的在前", "The audit log, newest first"});
  listing.parameters = {query("kind", "string", {"事件类别", "Kind of event"}),
                        query("account", "string", {"账号编号或登录名", "Id or login of an account"}),
                        query("from", "string", {"起始时刻（含）", "From this instant on"}),
                        query("until", "string", {"截止时刻（不含）", "Before this instant"}),
                        page_limit_parameter(),
                        page_cursor_parameter()};
  json::object event = schema_of<identity::KeptAuditEvent>();
  event["properties"].as_object()["login"] = json::object{{"type", "string"}};
  listing.response = page_schema(std::move(event));
  Documentation verifying = document(
      "verifyAuditChain", {"校验审计日志的哈希链", "Walk the audit log's hash chain and say whether it holds"});
  verifying.parameters = {query("number", "integer", {"以前抄录的链尾序号", "Number of an event noted earlier"}),
                          query("hash", "string", {"以前抄录的链尾哈希", "Its hash"})};
  verifying.response = schema_of<ChainView>();
  Documentation naming = document("listAuditKinds", {"审计事件类别", "Kinds of audit event"});
  naming.response = list_schema(schema_of<KindView>());

  constexpr Access kWho = Access::kAuditAdmin;
  std::vector<Route> routes;
  routes.emplace_back("GET", "/api/v1/admin/audit-events", kWho,
                      ReadHandler{[state](const Request& request, store::Tx& tx) { return list(state, request, tx); }},
                      listing);
  routes.emplace_back("GET", "/api/v1/admin/audit-chain", kWho,
                      BlockingHandler{[state](const Request& request) { return verify(state, request); }}, verifying);
  routes.emplace_back("GET", "/api/v1/admin/audit-kinds", kWho, PlainHandler{kinds}, naming);
  return routes;
}

}  // namespace gh::http
