// The way of one request, without sockets: read the target, find the route, know the caller, hold the access rule,
// check the browser's token, run the handler, render the answer.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/access_log.h"
#include "http/event_hub.h"
#include "http/exchange.h"
#include "http/metrics.h"
#include "http/route.h"
#include "http/router.h"
#include "http/static_files.h"
#include "http/worker_pool.h"

namespace gh::store {
class Db;
}

namespace gh::http {

struct EdgeOptions {
  std::size_t gzip_min_bytes = 1024;  // shorter bodies go out as they are
  int gzip_level = 1;
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For is believed
  std::vector<std::string> own_origins;      // beside the request's own host: "https://city.example"
  bool behind_tls = false;                   // browsers reach it by https: sends Strict-Transport-Security
  std::size_t blocking_threads = 2;
  std::size_t blocking_queue_max = 256;
  std::size_t reader_threads = 8;  // PostgreSQL only; SQLite reads inline
  std::size_t reader_queue_max = 2048;
};

// What the edge is made of. Pointers stay the owner's and outlive the edge.
struct EdgeParts {
  std::vector<Route> routes;
  store::Db* db = nullptr;
  // Who is calling, by cookie or Authorization header; asked only when the request has either. Nothing: nobody known.
  std::function<std::optional<identity::Caller>(const Request&, store::Tx&)> authenticate;
  // The token that the request's session must repeat in X-CSRF-Token; "" when there is none, which refuses.
  std::function<std::string(const Request&, store::Tx&)> csrf_token;
  // Keeps in the audit log what a known caller looked at, or was refused. Without it nothing is kept.
  std::function<void(store::Tx&, const Request&, const std::vector<Looked>&)> audit;
  // http::allows unless a test gives another. One that throws denies.
  std::function<bool(Access, std::string_view method, const std::optional<identity::Caller>&)> access_rule;
  // A refusal as a page for people, or nothing where problem+json is the answer. May be empty. Must not throw.
  std::function<std::optional<Response>(const Problem&, const Request&)> problem_page;
  const StaticFiles* files = nullptr;  // may be null
  EventHub* events = nullptr;          // needed by stream routes
  Metrics* metrics = nullptr;          // may be null
  const AccessLog* log = nullptr;      // may be null
};

class Edge : public Service {
 public:
  explicit Edge(EdgeParts parts, EdgeOptions options = {});
  ~Edge() override;

  std::size_t body_max_bytes(const Request& head) override;
  bool handle(const std::shared_ptr<Exchange>& exchange) override;
  void complete(Exchange& exchange) override;
  void refuse(Exchange& exchange, const Problem& problem) override;

  // Stops the pools: what waits in them is finished first. After the server, before the database.
  void stop();

  const std::vector<Route>& routes() const { return router_.routes(); }

 private:
  void place_remote(Request& request) const;
  // True when answered.
  bool begin(const std::shared_ptr<Exchange>& exchange);
  void without_route(Exchange& exchange, const std::string& allow) const;
  void check_query(const Exchange& exchange) const;
  bool to_pool(WorkerPool& pool, const std::shared_ptr<Exchange>& exchange);
  // Reads and plain work, on whichever thread may do it.
  void run(Exchange& exchange);
  void submit(const std::shared_ptr<Exchange>& exchange);
  // What the audit log has to keep before this exchange is answered.
  std::vector<Looked> to_audit(const Exchange& exchange) const;
  // True when the answer waits until that is on disk: ready() will be called.
  bool waits_for_audit(const std::shared_ptr<Exchange>& exchange);
  // Knows the caller and holds the rules, in a read view of its own when there are credentials.
  void admit(Exchange& exchange);
  void admit(Exchange& exchange, store::Tx& tx);
  void hold_rule(const Exchange& exchange) const;
  void finish(Exchange& exchange);
  void render_fault(Exchange& exchange);
  Response refusal(const Problem& problem, const Request& request) const;
  void dress(Exchange& exchange) const;
  void compress(Exchange& exchange) const;
  void record(const Exchange& exchange) const;

  EdgeParts parts_;
  EdgeOptions options_;
  Router router_;
  std::string api_headers_;
  std::string page_headers_;
  WorkerPool blocking_;
  std::unique_ptr<WorkerPool> readers_;  // null on SQLite
};

}  // namespace gh::http
