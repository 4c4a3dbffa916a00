// The program as a server: routes of all modules, background work, graceful stop.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/clock.h"
#include "app/installation.h"
#include "http/route.h"

namespace gh::http {
struct ServerOptions;
}

namespace gh::app {

struct ServeOptions {
  InstallationOptions installation;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::size_t threads = 0;  // 0: one a core
  std::vector<std::string> trusted_proxies;
  bool secure_cookies = true;    // off only for plain HTTP on the own machine
  bool cheap_passwords = false;  // test mode only: the smallest hashing cost
  std::string web_folder;        // static files; empty = none
  std::string public_address;    // "https://guildhall.example"; empty = as each request says
  std::string clock_start;       // test mode only: RFC 3339 instant at which its clock stands
  bool quiet = false;            // no access log
};

// Every route of the program, for the server, the OpenAPI document and the tests.
class Server {
 public:
  // Opens the installation and listens. Throws Problem or PackFaults.
  explicit Server(ServeOptions options);
  ~Server();
  std::uint16_t port() const;
  Installation& installation();
  const std::vector<http::Route>& routes() const;
  // Stops listening, lets requests in flight end, finishes queued writes, integrates what is committed.
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// Serves until SIGINT or SIGTERM; prints where. Answers the exit code.
int serve(ServeOptions options);

}  // namespace gh::app
