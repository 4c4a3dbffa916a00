// What the server's tests share: a server of its own on a free port, with routes that echo, wait and stream.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <thread>

#include "http/edge.h"
#include "http/fake_db.h"
#include "http/server.h"
#include "http/socket_client.h"

namespace gh::http {

namespace made_up {

inline Documentation named(std::string id) {
  Documentation documentation;
  documentation.id = std::move(id);
  return documentation;
}

inline Response echo(const Request& request) { return text_response(request.body, "text/plain"); }

}  // namespace made_up

// Options are set before `start`.
class ServerTest : public testing::Test {
 protected:
  ServerTest() { options_.port = 0, options_.threads = 2; }

  void start() {
    EdgeParts parts;
    parts.routes = {
        {"GET", "/size/{bytes}", Access::kPublic, PlainHandler{[](const Request& request) {
           const std::size_t size = std::strtoul(std::string(request.param("bytes")).c_str(), nullptr, 10);
           return text_response(std::string(size, 'x'), "application/octet-stream");
         }},
         made_up::named("size")},
        {"POST", "/echo", Access::kPublic, PlainHandler{made_up::echo}, made_up::named("echo")},
        Route{"POST", "/upload", Access::kPublic, PlainHandler{made_up::echo}, made_up::named("upload")}.with_body_max(
            200'000),
        {"POST", "/write", Access::kPublic,
         WriteHandler{[](const Request& request, store::Tx&) { return made_up::echo(request); }},
         made_up::named("write")},
        {"GET", "/events", Access::kPublic, StreamHandler{[](const Request&) { return std::string("office"); }},
         made_up::named("events")},
        {"GET", "/remote", Access::kPublic,
         PlainHandler{[](const Request& request) { return text_response(request.remote, "text/plain"); }},
         made_up::named("remote")},
    };
    parts.db = &db_;
    parts.events = &events_;
    edge_ = std::make_unique<Edge>(std::move(parts));
    server_ = std::make_unique<Server>(
        options_, *edge_, time_,
        [](std::uint8_t* bytes, std::size_t size) { std::fill_n(bytes, size, std::uint8_t{7}); }, &metrics_);
    server_->start();
  }

  static std::string get(std::string_view path, std::string_view headers = "") {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: city.example\r\n" + std::string(headers) + "\r\n";
  }
  static std::string post(std::string_view path, std::string_view body) {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: city.example\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
  }
  // Until something that another thread brings about is so; the test's own time limit ends it otherwise.
  template <class Condition>
  static void wait_until(Condition condition) {
    while (!condition()) std::this_thread::yield();
  }

  ServerOptions options_;
  ManualTime time_{instant_of(1'789'977'600'000)};  // 2026-09-21T08:00:00Z
  FakeDb db_;
  EventHub events_;
  Metrics metrics_;
  std::unique_ptr<Edge> edge_;
  std::unique_ptr<Server> server_;
};

}  // namespace gh::http
