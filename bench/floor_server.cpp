// A server as Beast's own examples write it, with a thread and a listening socket per core.
#include "floor_server.h"

#include <sys/socket.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <thread>

namespace gh::bench {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Stream = beast::basic_stream<asio::ip::tcp, asio::io_context::executor_type>;
using Socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type>;

constexpr std::chrono::seconds kTimeout{30};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Socket socket, const FloorAnswer& answer) : stream_(std::move(socket)), answer_(answer) {}

  void read() {
    request_ = {};
    stream_.expires_after(kTimeout);
    http::async_read(stream_, buffer_, request_, [self = shared_from_this()](beast::error_code code, std::size_t) {
      if (!code) self->write();
    });
  }

 private:
  void write() {
    response_ = {http::status::ok, request_.version()};
    for (const auto& [name, value] : answer_.headers) response_.insert(name, value);
    response_.body() = answer_.body;
    response_.keep_alive(request_.keep_alive());
    response_.prepare_payload();
    http::async_write(stream_, response_, [self = shared_from_this()](beast::error_code code, std::size_t) {
      if (!code && self->response_.keep_alive()) self->read();
    });
  }

  Stream stream_;
  const FloorAnswer& answer_;
  beast::flat_buffer buffer_;
  http::request<http::empty_body> request_;
  http::response<http::string_body> response_;
};

struct Loop {
  explicit Loop(const FloorAnswer& answer_) : answer(answer_) {}

  std::uint16_t listen(std::uint16_t port) {
    using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
    const asio::ip::tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(Acceptor::reuse_address(true));
    acceptor.set_option(ReusePort(true));
    acceptor.bind(endpoint);
    acceptor.listen();
    return acceptor.local_endpoint().port();
  }

  void accept() {
    acceptor.async_accept([this](beast::error_code code, Socket socket) {
      if (code) return;
      socket.set_option(asio::ip::tcp::no_delay(true), code);
      std::make_shared<Session>(std::move(socket), answer)->read();
      accept();
    });
  }

  asio::io_context context{1};
  Acceptor acceptor{context.get_executor()};
  const FloorAnswer& answer;
};

}  // namespace

struct FloorServer::Parts {
  FloorAnswer answer;
  std::uint16_t port = 0;
  std::vector<std::unique_ptr<Loop>> loops;
  std::vector<std::thread> threads;
};

FloorServer::FloorServer(std::uint16_t port, std::size_t threads, FloorAnswer answer)
    : parts_(std::make_unique<Parts>()) {
  parts_->answer = std::move(answer);
  parts_->port = port;
  for (std::size_t i = 0; i < threads; ++i) {
    parts_->loops.push_back(std::make_unique<Loop>(parts_->answer));
    parts_->port = parts_->loops.back()->listen(parts_->port);
    parts_->loops.back()->accept();
  }
  for (const auto& loop : parts_->loops) parts_->threads.emplace_back([&loop] { loop->context.run(); });
}

FloorServer::~FloorServer() {
  for (const auto& loop : parts_->loops) loop->context.stop();
  for (std::thread& thread : parts_->threads) thread.join();
}

std::uint16_t FloorServer::port() const { return parts_->port; }

}  // namespace gh::bench
