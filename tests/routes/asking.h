// Asks routes as a given caller through the edge, without sockets, and reads what they say.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "http/access.h"
#include "http/edge.h"
#include "http/identity_city.h"

namespace gh::http {

struct Told {
  int status = 0;
  std::string content_type;
  std::string text;
  json::value body;  // of application/json

  std::size_t items() const { return at_or_null(body, "items").as_array().size(); }
  const json::value& at(std::string_view pointer) const {
    static const json::value kNothing;
    const json::value* found = find_pointer(body, pointer);
    return found == nullptr ? kNothing : *found;
  }
  // Rule of the first error, or "".
  std::string rule() const { return std::string(string_at(at("/errors/0"), "rule")); }
};

// Who asks is told beforehand, by a bearer token that is the place in a list.
class Asking {
 public:
  Asking(std::vector<Route> routes, store::Db& db, std::vector<identity::Caller> callers, const TimeSource& time)
      : callers_(std::move(callers)), time_(time) {
    EdgeParts parts;
    parts.routes = std::move(routes);
    parts.db = &db;
    parts.authenticate = [this](const Request& request, store::Tx&) -> std::optional<identity::Caller> {
      return callers_.at(static_cast<std::size_t>(std::stoi(std::string(request.header("authorization")).substr(7))));
    };
    parts.csrf_token = [](const Request&, store::Tx&) { return std::string(); };
    parts.access_rule = allows;
    edge_ = std::make_unique<Edge>(std::move(parts));
  }

  static constexpr int kNobody = -1;
  Told get(std::string target, int caller = kNobody) {
    auto exchange = std::make_shared<WaitedExchange>();
    Request& request = exchange->request;
    request.method = "GET";
    request.target = std::move(target);
    request.remote = "192.0.2.1";
    request.now = time_.now();
    request.headers.add("host", "city.example");
    if (caller != kNobody) request.headers.add("authorization", "Bearer " + std::to_string(caller));
    if (!edge_->handle(exchange)) {
      exchange->wait();
      edge_->complete(*exchange);
    }
    const Response& response = exchange->answer.response;
    Told out{response.status, response.content_type, std::string(response.bytes()), {}};
    if (response.content_type.find("json") != std::string::npos) out.body = parse_json(out.text);
    return out;
  }

 private:
  std::vector<identity::Caller> callers_;
  const TimeSource& time_;
  std::unique_ptr<Edge> edge_;
};

}  // namespace gh::http
