// One request on its way to its answer, and what a server asks of whoever answers.
#pragma once
#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <string_view>

#include "http/event_hub.h"
#include "http/route.h"

namespace gh::http {

// What goes out. The views are of texts that live as long as the service.
struct Answer {
  Response response;
  std::string_view fixed_headers;        // whole lines, the same for every answer of the kind
  std::string_view cache_control;        // a whole line, or ""
  bool head_only = false;                // HEAD: the length of the body, but none of it
  std::shared_ptr<Subscription> stream;  // set: the body is this stream of events
};

class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  virtual ~Exchange() = default;
  Exchange() = default;
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // Work that went elsewhere is over: the server has Service::complete() called on the exchange's own thread.
  // Exactly once after Service::handle() gave false; any thread; quick.
  virtual void ready() = 0;

  Request request;
  Answer answer;

  // Kept by the service between handle() and complete().
  const Route* route = nullptr;
  std::size_t series = 0;  // index in Metrics
  std::exception_ptr fault;
  std::chrono::steady_clock::time_point started{};
};

class Service {
 public:
  virtual ~Service() = default;
  // The longest body that this request (its head, so far) may bring; 0 = as the server says. Never throws.
  virtual std::size_t body_max_bytes(const Request& head) = 0;
  // True: the answer stands in exchange->answer. False: ready() will be called. Never throws.
  virtual bool handle(const std::shared_ptr<Exchange>& exchange) = 0;
  // After ready(): puts the answer in place. Never throws.
  virtual void complete(Exchange& exchange) = 0;
  // The answer to what couldn't be read as a request. Never throws.
  virtual void refuse(Exchange& exchange, const Problem& problem) = 0;
};

}  // namespace gh::http
