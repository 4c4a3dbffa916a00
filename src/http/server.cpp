// The event loops, their threads, and how they begin and end.
#include "http/server.h"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cstring>
#include <thread>

#include "base/assert.h"
#include "http/connection.h"
#include "http/response_head.h"

namespace gh::http {

namespace {

constexpr int kListenBacklog = 4096;
constexpr std::chrono::milliseconds kAcceptPause{50};
constexpr std::chrono::milliseconds kTickMax{500};
constexpr std::chrono::milliseconds kTickMin{5};
constexpr std::chrono::milliseconds kStopPoll{5};
constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

}  // namespace

Loop::Loop(const ServerOptions& options_, Service& service_, const TimeSource& time_, const RandomBytes& random,
           std::atomic<std::size_t>& open_)
    : options(options_), service(service_), time(time_), open(open_), random_(random) {}

void Loop::refuse_shared(std::uint16_t port) {
  // SO_REUSEPORT would let a second program of the same user take half of the connections unseen.
  const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(options.address), port);
  Acceptor probe(context.get_executor());
  probe.open(endpoint.protocol());
  probe.set_option(Acceptor::reuse_address(true));
  probe.bind(endpoint);
}

std::uint16_t Loop::listen(std::uint16_t port) {
  using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
  const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(options.address), port);
  acceptor_.open(endpoint.protocol());
  acceptor_.set_option(Acceptor::reuse_address(true));
  acceptor_.set_option(ReusePort(true));
  acceptor_.bind(endpoint);
  acceptor_.listen(kListenBacklog);
  return acceptor_.local_endpoint().port();
}

void Loop::run() {
  accept();
  tick();
  for (bool ended = false; !ended;) {
    try {
      context.run();
      ended = true;
    } catch (const std::exception&) {
      // Memory that can't be had costs the connection at hand, which times out, not the others.
    }
  }
}

void Loop::accept() {
  acceptor_.async_accept([self = shared_from_this()](boost::system::error_code code, Socket socket) {
    if (self->stopping || code == asio::error::operation_aborted) return;
    if (!code) {
      self->accepted(std::move(socket));
      self->accept();
      return;
    }
    // Out of descriptors, mostly: trying at once would turn in circles.
    self->pause_.expires_after(kAcceptPause);
    self->pause_.async_wait([self](boost::system::error_code stopped) {
      if (!stopped && !self->stopping) self->accept();
    });
  });
}

void Loop::accepted(Socket socket) {
  if (open.load(std::memory_order_relaxed) >= options.connections_max) {
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(kFull), ignored);
    return;
  }
  open.fetch_add(1, std::memory_order_relaxed);
  connections_.push_back(std::make_shared<Connection>(*this, std::move(socket)));
  connections_.back()->start(std::prev(connections_.end()));
}

void Loop::leave(std::list<std::shared_ptr<Connection>>::iterator place) {
  connections_.erase(place);
  open.fetch_sub(1, std::memory_order_relaxed);
}

Clock::duration Loop::tick_length() const {
  const auto shortest = std::min({options.head_timeout, options.body_timeout, options.idle_timeout,
                                  options.write_timeout, options.stream_heartbeat});
  return std::clamp(shortest / 8, kTickMin, kTickMax);
}

void Loop::tick() {
  if (ended_) return;
  now = Clock::now();
  for (auto at = connections_.begin(); at != connections_.end();) {
    const std::shared_ptr<Connection> connection = *at++;  // it may leave the list
    connection->check_deadline();
  }
  timer_.expires_after(tick_length());
  timer_.async_wait([self = shared_from_this()](boost::system::error_code code) {
    if (!code) self->tick();
  });
}

void Loop::answer_soon(std::shared_ptr<Connection> connection, std::shared_ptr<Exchange> exchange) {
  const std::lock_guard lock(ready_mutex_);
  ready_.emplace_back(std::move(connection), std::move(exchange));
  if (ready_.size() > 1) return;
  try {
    asio::post(context, [loop = weak_from_this()] {
      if (const auto self = loop.lock()) self->give_answers();
    });
  } catch (...) {
    ready_.pop_back();  // else nobody would wake the loop any more
    throw;
  }
}

void Loop::give_answers() {
  decltype(ready_) answers;
  {
    const std::lock_guard lock(ready_mutex_);
    answers.swap(ready_);
  }
  for (const auto& [connection, exchange] : answers) {
    try {
      connection->completed(*exchange);
    } catch (const std::exception&) {
      connection->close();
    }
  }
}

void Loop::begin_stop() {
  asio::post(context, [self = shared_from_this()] {
    self->stopping = true;
    boost::system::error_code ignored;
    self->acceptor_.close(ignored);
    for (auto at = self->connections_.begin(); at != self->connections_.end();) {
      const std::shared_ptr<Connection> connection = *at++;
      connection->finish_soon();
    }
  });
}

void Loop::close_all() {
  asio::post(context, [self = shared_from_this()] {
    while (!self->connections_.empty()) {
      const std::shared_ptr<Connection> connection = self->connections_.front();
      connection->close();
    }
    self->ended_ = true;
    self->timer_.cancel();
    self->pause_.cancel();
  });
}

Id Loop::next_id(Instant instant) {
  return new_id(instant, [this](std::uint8_t* bytes, std::size_t size) {
    GH_ASSERT(size <= pool_.size());
    if (pool_.size() - pool_used_ < size) {
      random_(pool_.data(), pool_.size());
      pool_used_ = 0;
    }
    std::memcpy(bytes, pool_.data() + pool_used_, size);
    pool_used_ += size;
  });
}

const std::string& Loop::date(Instant instant) {
  const std::int64_t second = utc_ms(instant) / 1000;
  if (second != date_second_) {
    date_second_ = second;
    date_ = http_date(instant);
  }
  return date_;
}

struct Server::Parts {
  Parts(ServerOptions options_, Service& service_, const TimeSource& time_, RandomBytes random_)
      : options(std::move(options_)), service(service_), time(time_), random(std::move(random_)) {}

  ServerOptions options;
  Service& service;
  const TimeSource& time;
  RandomBytes random;
  std::atomic<std::size_t> open{0};
  std::uint16_t port = 0;
  std::vector<std::shared_ptr<Loop>> loops;
  std::vector<std::thread> threads;
};

Server::Server(ServerOptions options, Service& service, const TimeSource& time, RandomBytes random, Metrics* metrics)
    : parts_(std::make_unique<Parts>(std::move(options), service, time, std::move(random))) {
  if (metrics == nullptr) return;
  metrics->gauge("guildhall_connections_open", "Connections open now",
                 [this] { return static_cast<double>(connections()); });
}

Server::~Server() { stop(std::chrono::milliseconds{0}); }

void Server::start() {
  GH_ASSERT(parts_->loops.empty());
  const std::size_t threads =
      parts_->options.threads > 0 ? parts_->options.threads : std::max(1U, std::thread::hardware_concurrency());
  parts_->port = parts_->options.port;
  try {
    for (std::size_t i = 0; i < threads; ++i) {
      parts_->loops.push_back(
          std::make_shared<Loop>(parts_->options, parts_->service, parts_->time, parts_->random, parts_->open));
      if (i == 0 && parts_->port != 0) parts_->loops.back()->refuse_shared(parts_->port);
      parts_->port = parts_->loops.back()->listen(parts_->port);
    }
  } catch (const boost::system::system_error& error) {
    parts_->loops.clear();
    throw Problem(ProblemCode::kStorageUnavailable,
                  {"", "listen", "", {"无法监听该地址与端口", "the address and port can't be listened on"}},
                  parts_->options.address + ":" + std::to_string(parts_->options.port) + ": " + error.what());
  }
  for (const auto& loop : parts_->loops) {
    parts_->threads.emplace_back([loop] { loop->run(); });
  }
}

std::uint16_t Server::port() const { return parts_->port; }

std::size_t Server::connections() const { return parts_->open.load(std::memory_order_relaxed); }

void Server::stop(std::chrono::milliseconds wait) {
  if (parts_->threads.empty()) return;
  for (const auto& loop : parts_->loops) loop->begin_stop();
  const Clock::time_point end = Clock::now() + wait;
  while (connections() > 0 && Clock::now() < end) std::this_thread::sleep_for(kStopPoll);
  // Without timers, sockets and listeners a loop has nothing left to do and returns.
  for (const auto& loop : parts_->loops) loop->close_all();
  for (std::thread& thread : parts_->threads) thread.join();
  parts_->threads.clear();
  parts_->loops.clear();
}

}  // namespace gh::http
