// One JSON line a request and one for what went wrong. Never query strings, bodies, names, addresses or tokens.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/time.h"

namespace spdlog {
class logger;
}

namespace gh::http {

// What is kept of a request.
struct RequestLine {
  Instant at{};
  std::string_view request_id;
  std::string_view method;
  std::string_view route;  // the pattern, never the path: a path can hold names
  int status = 0;
  double milliseconds = 0;
  std::size_t bytes = 0;    // of the body sent
  std::string_view office;  // empty when none was used
};

class AccessLog {
 public:
  // The logger's pattern is set to the bare message. Null: nothing is logged.
  explicit AccessLog(std::shared_ptr<spdlog::logger> logger);

  // Level info.
  void request(const RequestLine& line) const;
  // Level error (our bug, 500) or warning (a refusal with a detail): what the client doesn't get to see.
  void trouble(Instant at, std::string_view request_id, std::string_view route, int status,
               std::string_view detail) const;
  // Level info: "listening", "stopping" and the like.
  void event(Instant at, std::string_view name, std::string_view detail) const;

 private:
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace gh::http
