// The sockets: a thread per core, each with an event loop and a listening socket of its own (SO_REUSEPORT).
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/ids.h"
#include "base/time.h"
#include "http/exchange.h"
#include "http/metrics.h"
#include "http/request_reader.h"

namespace gh::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any that is free
  std::size_t threads = 0;    // 0: one a core
  ReaderLimits limits;
  std::size_t connections_max = 20'000;             // one more gets 503 and is closed
  std::chrono::milliseconds head_timeout{10'000};   // from its first byte to the end of the head
  std::chrono::milliseconds body_timeout{60'000};   // the whole body
  std::chrono::milliseconds idle_timeout{75'000};   // between two requests
  std::chrono::milliseconds write_timeout{30'000};  // for a client to take what is sent
  std::chrono::milliseconds stream_heartbeat{15'000};
  std::chrono::milliseconds stream_max{900'000};  // then an event stream ends, so that its rights are looked at again
};

class Server {
 public:
  // The service, the time and the metrics (may be null) outlive the server. `random` may be called on several threads.
  Server(ServerOptions options, Service& service, const TimeSource& time, RandomBytes random,
         Metrics* metrics = nullptr);
  ~Server();  // stop() with no wait
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Listens and serves on threads of its own. Throws Problem kStorageUnavailable (rule "listen") when the address can't
  // be had. Once.
  void start();
  // The port that it listens on, after start().
  std::uint16_t port() const;
  // Listens no more, lets requests in flight be answered for at most `wait`, closes everything, joins. Idempotent.
  // Afterwards no answer goes out; work still in the database finishes without one.
  void stop(std::chrono::milliseconds wait);
  // Connections open now.
  std::size_t connections() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gh::http
