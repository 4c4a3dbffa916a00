// The floor that the edge is measured against: a plain Boost.Beast server that answers every request with the same
// bytes.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace gh::bench {

// What is answered; the same headers and body as the program's own answer make the comparison fair.
struct FloorAnswer {
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

class FloorServer {
 public:
  // Listens on 127.0.0.1; port 0 takes a free one; a thread with its own event loop for each of `threads`.
  FloorServer(std::uint16_t port, std::size_t threads, FloorAnswer answer);
  ~FloorServer();  // stops at once
  FloorServer(const FloorServer&) = delete;
  FloorServer& operator=(const FloorServer&) = delete;

  std::uint16_t port() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gh::bench
