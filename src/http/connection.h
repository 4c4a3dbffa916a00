// One connection and the event loop it lives on. Asio's headers come in here: only connection.cpp and server.cpp
// include this file.
#pragma once
#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/request_reader.h"
#include "http/server.h"

namespace gh::http {

namespace asio = boost::asio;
// The loop's own executor type, so that no call goes through Asio's type-erased one.
using Socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type>;
using Clock = std::chrono::steady_clock;

class Connection;

// One thread's loop: its listening socket, its connections, and a coarse clock by which their deadlines are held.
class Loop : public std::enable_shared_from_this<Loop> {
 public:
  Loop(const ServerOptions& options, Service& service, const TimeSource& time, const RandomBytes& random,
       std::atomic<std::size_t>& open);

  // Throws boost::system::system_error when somebody listens on the port already.
  void refuse_shared(std::uint16_t port);
  // Binds and listens; port 0 takes a free one. Answers the port.
  std::uint16_t listen(std::uint16_t port);
  // Serves on this thread until close_all().
  void run();
  // On any thread: listens no more, closes what is idle, lets the rest finish.
  void begin_stop();
  // On any thread: closes everything.
  void close_all();

  // On any thread: the answer of what the connection has handed over stands ready. Those of one commit come together
  // and wake the loop once.
  void answer_soon(std::shared_ptr<Connection> connection, std::shared_ptr<Exchange> exchange);

  void leave(std::list<std::shared_ptr<Connection>>::iterator place);
  Id next_id(Instant now);
  const std::string& date(Instant now);

  asio::io_context context{1};
  const ServerOptions& options;
  Service& service;
  const TimeSource& time;
  std::atomic<std::size_t>& open;  // connections of the whole server
  bool stopping = false;
  Clock::time_point now = Clock::now();  // as of the last tick

 private:
  void accept();
  void accepted(Socket socket);
  void tick();
  Clock::duration tick_length() const;
  void give_answers();

  Acceptor acceptor_{context.get_executor()};
  asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, asio::io_context::executor_type> timer_{
      context.get_executor()};
  asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, asio::io_context::executor_type> pause_{
      context.get_executor()};
  const RandomBytes& random_;
  std::array<std::uint8_t, 2048> pool_{};  // random bytes not yet used
  std::size_t pool_used_ = 2048;
  bool ended_ = false;
  std::string date_;
  std::int64_t date_second_ = -1;
  std::list<std::shared_ptr<Connection>> connections_;
  std::mutex ready_mutex_;  // of `ready_`
  std::vector<std::pair<std::shared_ptr<Connection>, std::shared_ptr<Exchange>>> ready_;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Loop& loop, Socket socket);

  void start(std::list<std::shared_ptr<Connection>>::iterator place);
  // The server stops: an idle connection closes now, another one after its answer.
  void finish_soon();
  void close();
  // Called at each tick: closes or answers 408 past the deadline, beats the heart of a stream.
  void check_deadline();
  // The answer of the request that was handed over stands ready.
  void completed(Exchange& exchange);

 private:
  // What the deadline is for.
  enum class Wait { kIdle, kHead, kBody, kService, kWrite, kStream, kDrain };

  void wait_for(Wait wait);
  void read_more();
  void take(std::size_t size);
  // The client sends no more: half a request gets its 400.
  void ended();
  void advance();
  // False when nothing more can be done with the bytes at hand.
  bool step();
  void begin_body();
  void dispatch();
  void refuse(const Problem& problem);
  std::shared_ptr<Exchange> new_exchange();
  void put_answer(Exchange& exchange);
  void begin_stream(const Exchange& exchange);
  void pump_stream();
  void flush();
  void written();
  void drain();
  bool has_output() const { return !out_.empty() || large_size_ > 0; }

  Loop& loop_;
  std::optional<Socket> socket_;  // empty once closed, so that late answers find none
  std::string remote_;
  std::list<std::shared_ptr<Connection>>::iterator place_;
  RequestReader reader_;
  std::vector<char> in_;
  std::size_t in_begin_ = 0;
  std::size_t in_end_ = 0;
  std::string out_;      // what is to be sent next
  std::string sending_;  // what is being sent
  Response large_;       // a body too large to be copied behind its head
  std::size_t large_size_ = 0;
  std::shared_ptr<Subscription> stream_;
  Clock::time_point stream_end_{};
  Clock::time_point deadline_{};
  Wait wait_ = Wait::kIdle;
  bool reading_ = false;
  bool writing_ = false;
  bool in_service_ = false;
  bool keep_alive_ = true;
  bool closing_ = false;  // after what is written
};

}  // namespace gh::http
