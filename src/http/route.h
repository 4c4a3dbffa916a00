// A route: method, path, who may call it, what it answers and how it is documented. One without an access rule doesn't
// compile; the OpenAPI document and the access test are made from the same value.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/time.h"
#include "http/named_values.h"
#include "identity/caller.h"

namespace gh::store {
class Tx;
}

namespace gh::http {

// Who may call a route at all; what they then see or may do is decided by the engine and the visibility rules.
enum class Access {
  kPublic,         // everybody; a caller is known when there are good credentials
  kSignedIn,       // anybody who has signed in
  kOffice,         // somebody who uses an office
  kSystemAdmin,    // system administrator 系统管理员
  kSecurityAdmin,  // security administrator 安全管理员
  kAuditAdmin,     // audit administrator 审计管理员
};

struct Request {
  std::string method;   // as sent; "HEAD" reaches GET routes
  std::string target;   // as sent: undecoded path and query
  std::string path;     // decoded, without the query
  NamedValues params;   // {id} of the path
  NamedValues query;    // decoded; a repeated name or one that the route doesn't document is refused before
  NamedValues headers;  // lower-case names
  std::string body;
  std::string request_id;
  std::string remote;  // peer address, or what a trusted proxy says
  Instant now{};
  std::optional<identity::Caller> caller;

  // The header's value, or "". Headers that may stand once only (host, authorization, cookie, …) are refused when
  // repeated; of others this is the first.
  std::string_view header(std::string_view lower_case_name) const { return headers.get(lower_case_name); }
  // {name} of the path; Bug when the route's path has no such part.
  std::string_view param(std::string_view name) const;
  // The caller of a route that isn't public; Bug when there is none.
  const identity::Caller& signed_in() const;
  // One cookie's value, or "".
  std::string_view cookie(std::string_view name) const;
  // Parsed body; Problem kUnsupportedMedia unless application/json, kMalformed when it can't be read.
  json::value json_body() const;
  // Query members with limits; absent gives `otherwise`, wrong throws Problem kInvalidForm on /query/<name>.
  std::int64_t query_int(std::string_view name, std::int64_t otherwise, std::int64_t min, std::int64_t max) const;
  std::string query_text(std::string_view name, std::size_t max_bytes = 200) const;
  std::optional<Day> query_day(std::string_view name) const;
  bool wants_english() const;  // Accept-Language prefers en over zh
};

// Something that the audit log keeps of a caller's reading: a kind of identity::audit_kind and what it was about.
struct Looked {
  std::string_view kind;
  std::string subject;
};

struct Response {
  int status = 200;
  std::string body;
  std::string content_type = "application/json; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers;
  // Sent instead of `body` when set: bytes that many answers share (tiles, files kept in memory).
  std::shared_ptr<const std::string> shared_body;
  // Who looked at what: kept in the audit log before the answer goes out.
  std::vector<Looked> looked;

  // The bytes that go out.
  std::string_view bytes() const { return shared_body ? std::string_view(*shared_body) : std::string_view(body); }
};
Response ok(const json::value& value);
Response created(std::string location, const json::value& value);
Response no_content();
// 200 with an ETag of the body, or 304 when If-None-Match has it.
Response ok_with_etag(const Request& request, const json::value& value);
Response text_response(std::string body, std::string content_type);
// The entity tag of these bytes: 22 characters of their SHA-256 in quotes.
std::string etag_of(std::string_view bytes);
// True when If-None-Match names the tag (weak comparison, RFC 9110 §13.1.2).
bool none_match_has(const Request& request, std::string_view etag);

// What a route runs. Written in place: ReadHandler{[](const Request& request, store::Tx& tx) { … }}.
// In one read view: inline on SQLite, on the readers' pool on PostgreSQL.
struct ReadHandler {
  std::function<Response(const Request&, store::Tx&)> answer;
};
// In one write transaction, queued without blocking a thread. May run more than once, so it changes nothing outside.
struct WriteHandler {
  std::function<Response(const Request&, store::Tx&)> answer;
  // Where many wait for one another to write: reads the request before it is queued. What this gives is run in place of
  // `answer`, and may run more than once too.
  using Work = std::function<Response(store::Tx&)>;
  std::function<Work(const Request&)> prepare = {};
};
// A write that prepares; the request outlives the work.
WriteHandler prepared(std::function<WriteHandler::Work(const Request&)> prepare);
// No database, no waiting: runs inline.
struct PlainHandler {
  std::function<Response(const Request&)> answer;
};
// May block (password hashing, a blocking write, a large file): runs on a small pool of its own.
struct BlockingHandler {
  std::function<Response(const Request&)> answer;
};
// Server-sent events: gives the channel of the EventHub that the caller may listen to (an office id); refuses by a
// Problem. GET only.
struct StreamHandler {
  std::function<std::string(const Request&)> channel;
};
using Handler = std::variant<ReadHandler, WriteHandler, PlainHandler, BlockingHandler, StreamHandler>;

struct Parameter {
  std::string name;
  std::string in;  // "query", "path", "header"
  bool required = false;
  json::object schema;
  Text says;
};

struct Documentation {
  std::string id;   // operationId: "openCase"
  std::string tag;  // "cases"
  Text summary;
  // Every query name that the route reads (another one in a request is refused); path parts need no entry.
  std::vector<Parameter> parameters;
  std::optional<json::object> request;   // JSON Schema of the body
  std::optional<json::object> response;  // JSON Schema of the 2xx body; absent = see content type
  int success = 200;
  std::string content_type = "application/json";
  std::vector<ProblemCode> problems;  // beyond those that any route can give
};

struct Route {
  Route(std::string method_, std::string path_, Access access_, Handler handler_, Documentation documentation_)
      : method(std::move(method_)),
        path(std::move(path_)),
        access(access_),
        handler(std::move(handler_)),
        documentation(std::move(documentation_)) {}
  // The same route with a limit of its own on the body (uploads); otherwise the server's holds.
  Route with_body_max(std::size_t bytes) && {
    body_max_bytes = bytes;
    return std::move(*this);
  }
  std::string method;
  // "/api/v1/cases/{id}"; a last part "{rest*}" takes all that follows, slashes too.
  std::string path;
  Access access;
  Handler handler;
  Documentation documentation;
  std::size_t body_max_bytes = 0;  // 0 = the server's
};

}  // namespace gh::http
