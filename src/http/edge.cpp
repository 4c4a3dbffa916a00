// The pipeline of one request.
#include "http/edge.h"

#include <algorithm>

#include "base/assert.h"
#include "base/digest.h"
#include "http/access.h"
#include "http/problem_json.h"
#include "http/response_head.h"
#include "http/target.h"
#include "identity/audit.h"
#include "store/db.h"

namespace gh::http {

namespace {

constexpr std::size_t kForwardedMax = 16;

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string_view first_part(std::string_view path) {
  path.remove_prefix(1);
  return path.substr(0, path.find('/'));
}

}  // namespace

Edge::Edge(EdgeParts parts, EdgeOptions options)
    : parts_(std::move(parts)),
      options_(std::move(options)),
      router_(std::move(parts_.routes)),
      api_headers_(security_headers(false, options_.behind_tls)),
      page_headers_(security_headers(true, options_.behind_tls)),
      blocking_(options_.blocking_threads, options_.blocking_queue_max) {
  GH_ASSERT(parts_.db != nullptr);
  if (!parts_.access_rule) parts_.access_rule = allows;
  if (parts_.db->dialect() == store::Dialect::kPostgres)
    readers_ = std::make_unique<WorkerPool>(options_.reader_threads, options_.reader_queue_max);
  for (const Route& route : router_.routes())
    GH_ASSERT(!std::holds_alternative<StreamHandler>(route.handler) || parts_.events != nullptr);
  if (parts_.metrics == nullptr) return;
  parts_.metrics->take_routes(router_.routes());
  parts_.metrics->gauge("guildhall_blocking_waiting", "Requests that wait for the pool of blocking work",
                        [this] { return static_cast<double>(blocking_.waiting()); });
  parts_.metrics->gauge("guildhall_writes_waiting", "Writes that wait for the database",
                        [this] { return static_cast<double>(parts_.db->waiting()); });
}

Edge::~Edge() { stop(); }

void Edge::stop() {
  blocking_.stop();
  if (readers_) readers_->stop();
}

std::size_t Edge::body_max_bytes(const Request& head) {
  try {
    Request probe;
    probe.method = head.method;
    probe.target = head.target;
    read_target(probe);
    const Match match = router_.match(probe);
    return match.route == nullptr ? 0 : match.route->body_max_bytes;
  } catch (const Problem&) {
    return 0;  // refused with its reason once the request is whole
  }
}

bool Edge::handle(const std::shared_ptr<Exchange>& exchange) {
  exchange->started = std::chrono::steady_clock::now();
  exchange->series = parts_.metrics == nullptr ? 0 : parts_.metrics->no_route();
  exchange->answer.head_only = exchange->request.method == "HEAD";
  try {
    if (!begin(exchange)) return false;
  } catch (...) {
    exchange->fault = std::current_exception();
  }
  if (waits_for_audit(exchange)) return false;
  finish(*exchange);
  return true;
}

void Edge::complete(Exchange& exchange) { finish(exchange); }

void Edge::refuse(Exchange& exchange, const Problem& problem) {
  exchange.started = std::chrono::steady_clock::now();
  exchange.series = parts_.metrics == nullptr ? 0 : parts_.metrics->no_route();
  exchange.fault = std::make_exception_ptr(problem);
  finish(exchange);
}

void Edge::place_remote(Request& request) const {
  const auto trusted = [this](std::string_view address) {
    return std::find(options_.trusted_proxies.begin(), options_.trusted_proxies.end(), address) !=
           options_.trusted_proxies.end();
  };
  // From the nearest hop outwards, as far as each is one of ours.
  for (std::size_t i = request.headers.size(), hops = 0; i-- > 0;) {
    if (request.headers.name(i) != "x-forwarded-for") continue;
    for (std::string_view list = request.headers.value(i); !list.empty() && hops < kForwardedMax; ++hops) {
      if (!trusted(request.remote)) return;
      const std::size_t comma = list.rfind(',');
      const std::string_view hop = trim(comma == std::string_view::npos ? list : list.substr(comma + 1));
      list = comma == std::string_view::npos ? std::string_view{} : list.substr(0, comma);
      if (!hop.empty()) request.remote = hop;
    }
  }
}

bool Edge::begin(const std::shared_ptr<Exchange>& exchange) {
  Request& request = exchange->request;
  if (!options_.trusted_proxies.empty()) place_remote(request);
  read_target(request);
  const Match match = router_.match(request);
  if (match.route == nullptr) {
    without_route(*exchange, match.allow);
    return true;
  }
  exchange->route = match.route;
  exchange->series = match.index;
  check_query(*exchange);
  if (!is_safe(request.method) && !request.headers.has("authorization") &&
      !comes_from_own_site(request, options_.own_origins)) {
    throw Problem(ProblemCode::kCsrf, {"", "origin", "", {"请求来自其他网站", "the request comes from another site"}});
  }
  const Handler& handler = match.route->handler;
  if (std::holds_alternative<BlockingHandler>(handler)) return to_pool(blocking_, exchange);
  const bool writes = std::holds_alternative<WriteHandler>(handler);
  const bool reads = std::holds_alternative<ReadHandler>(handler) || has_credentials(request);
  if (readers_ && reads) return to_pool(*readers_, exchange);
  if (writes) {
    admit(*exchange);
    submit(exchange);
    return false;
  }
  run(*exchange);
  return true;
}

bool Edge::to_pool(WorkerPool& pool, const std::shared_ptr<Exchange>& exchange) {
  const bool taken = pool.post([this, exchange] {
    try {
      if (std::holds_alternative<WriteHandler>(exchange->route->handler)) {
        admit(*exchange);
        submit(exchange);
        return;
      }
      run(*exchange);
    } catch (...) {
      exchange->fault = std::current_exception();
    }
    if (!waits_for_audit(exchange)) exchange->ready();
  });
  if (!taken) throw Problem(ProblemCode::kOverloaded);
  return false;
}

void Edge::without_route(Exchange& exchange, const std::string& allow) const {
  const Request& request = exchange.request;
  Response& response = exchange.answer.response;
  if (!allow.empty()) {
    response =
        request.method == "OPTIONS" ? no_content() : problem_response(Problem(ProblemCode::kMethodNotAllowed), request);
    response.headers.emplace_back("Allow", allow);
    return;
  }
  if (parts_.files != nullptr && (request.method == "GET" || request.method == "HEAD") &&
      !router_.owns(first_part(request.path))) {
    if (auto file = parts_.files->answer(request)) {
      if (parts_.metrics != nullptr) exchange.series = parts_.metrics->file();
      response = std::move(*file);
      exchange.answer.fixed_headers = page_headers_;
      return;
    }
  }
  throw Problem(ProblemCode::kNotFound);
}

void Edge::check_query(const Exchange& exchange) const {
  const Request& request = exchange.request;
  for (std::size_t i = 0; i < request.query.size(); ++i) {
    const auto& known = exchange.route->documentation.parameters;
    const std::string_view name = request.query.name(i);
    const bool documented = std::any_of(known.begin(), known.end(), [name](const Parameter& parameter) {
      return parameter.in == "query" && parameter.name == name;
    });
    if (documented) continue;
    // A misspelt filter must not answer as if it had been left out.
    throw Problem(
        ProblemCode::kInvalidForm,
        {"/query/" + std::string(name), "unknown", "", {"没有这个查询参数", "there is no such query member"}});
  }
}

void Edge::run(Exchange& exchange) {
  const Handler& handler = exchange.route->handler;
  Response& response = exchange.answer.response;
  if (const auto* read = std::get_if<ReadHandler>(&handler)) {
    parts_.db->read([&](store::Tx& tx) {
      admit(exchange, tx);
      response = read->answer(exchange.request, tx);
    });
    return;
  }
  admit(exchange);
  if (const auto* plain = std::get_if<PlainHandler>(&handler)) response = plain->answer(exchange.request);
  if (const auto* blocking = std::get_if<BlockingHandler>(&handler)) response = blocking->answer(exchange.request);
  if (const auto* stream = std::get_if<StreamHandler>(&handler)) {
    const std::string channel = stream->channel(exchange.request);
    if (!exchange.answer.head_only) exchange.answer.stream = parts_.events->subscribe(channel);
    response = text_response("", "text/event-stream; charset=utf-8");
    response.headers.emplace_back("Cache-Control", "no-store");
    // Tells a buffering proxy to pass each event on at once.
    response.headers.emplace_back("X-Accel-Buffering", "no");
  }
}

void Edge::submit(const std::shared_ptr<Exchange>& exchange) {
  const auto& handler = std::get<WriteHandler>(exchange->route->handler);
  WriteHandler::Work work = handler.prepare
                                ? handler.prepare(exchange->request)
                                : WriteHandler::Work([&handler, &request = exchange->request](store::Tx& tx) {
                                    return handler.answer(request, tx);
                                  });
  parts_.db->submit([exchange, work = std::move(work)](store::Tx& tx) { exchange->answer.response = work(tx); },
                    [this, exchange](std::exception_ptr fault) {
                      exchange->fault = std::move(fault);
                      if (!waits_for_audit(exchange)) exchange->ready();
                    });
}

std::vector<Looked> Edge::to_audit(const Exchange& exchange) const {
  if (!exchange.request.caller || !parts_.audit) return {};
  if (!exchange.fault) return exchange.answer.response.looked;
  try {
    std::rethrow_exception(exchange.fault);
  } catch (const Problem& problem) {
    if (problem.code() == ProblemCode::kForbidden) return {{identity::audit_kind::kForbidden, exchange.request.path}};
  } catch (...) {
    return {};  // our own trouble is no misdeed of the caller's
  }
  return {};
}

bool Edge::waits_for_audit(const std::shared_ptr<Exchange>& exchange) {
  auto looked = to_audit(*exchange);
  if (looked.empty()) return false;
  parts_.db->submit(
      [this, exchange, looked = std::move(looked)](store::Tx& tx) { parts_.audit(tx, exchange->request, looked); },
      [exchange](std::exception_ptr fault) {
        // What can't be kept isn't shown either.
        if (fault) exchange->fault = std::move(fault);
        exchange->ready();
      });
  return true;
}

void Edge::admit(Exchange& exchange) {
  if (!has_credentials(exchange.request)) {
    hold_rule(exchange);
    return;
  }
  parts_.db->read([&](store::Tx& tx) { admit(exchange, tx); });
}

void Edge::admit(Exchange& exchange, store::Tx& tx) {
  Request& request = exchange.request;
  if (!has_credentials(request) || !parts_.authenticate) {
    hold_rule(exchange);
    return;
  }
  request.caller = parts_.authenticate(request, tx);
  hold_rule(exchange);
  if (!request.caller || request.caller->by_token || is_safe(request.method)) return;
  const std::string token = parts_.csrf_token ? parts_.csrf_token(request, tx) : std::string();
  if (!token.empty() && equal_in_constant_time(token, request.header("x-csrf-token"))) return;
  // On a public route the request counts as nobody's: signing in again needs no token of the old session.
  if (exchange.route->access != Access::kPublic) {
    throw Problem(ProblemCode::kCsrf,
                  {"", "csrf-token", "", {"缺少或不符的 X-CSRF-Token", "X-CSRF-Token is missing or wrong"}});
  }
  request.caller.reset();
}

void Edge::hold_rule(const Exchange& exchange) const {
  const Request& request = exchange.request;
  bool allowed = false;
  std::string fault;
  try {
    allowed = parts_.access_rule(exchange.route->access, request.method, request.caller);
  } catch (const std::exception& error) {
    fault = std::string("the access rule failed: ") + error.what();
  } catch (...) {
    fault = "the access rule failed";
  }
  if (allowed) return;
  throw Problem(request.caller ? ProblemCode::kForbidden : ProblemCode::kUnauthenticated, std::vector<FieldError>{},
                std::move(fault));
}

}  // namespace gh::http
