// One connection: bytes in, requests to the service one after the other, answers out in the same order.
#include "http/connection.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <cstring>

#include "base/assert.h"
#include "http/response_head.h"

namespace gh::http {

namespace {

constexpr std::size_t kFirstReadBytes = 4 * 1024;
constexpr std::size_t kBodyReadBytes = 64 * 1024;
constexpr std::size_t kCopyMaxBytes = 32 * 1024;    // longer bodies are sent from where they are
constexpr std::size_t kOutputMaxBytes = 64 * 1024;  // answers gathered before they are sent
constexpr std::chrono::milliseconds kDrainTimeout{1000};
constexpr std::string_view kTimedOut = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

// Holds its loop weakly: an answer that comes after the server has gone is let fall.
class OpenExchange : public Exchange {
 public:
  OpenExchange(std::shared_ptr<Connection> connection, std::weak_ptr<Loop> loop)
      : connection_(std::move(connection)), loop_(std::move(loop)) {}

  void ready() override {
    if (const std::shared_ptr<Loop> loop = loop_.lock()) loop->answer_soon(connection_, shared_from_this());
  }

 private:
  std::shared_ptr<Connection> connection_;
  std::weak_ptr<Loop> loop_;
};

}  // namespace

Connection::Connection(Loop& loop, Socket socket)
    : loop_(loop), socket_(std::move(socket)), reader_(loop.options.limits), in_(kFirstReadBytes) {}

void Connection::start(std::list<std::shared_ptr<Connection>>::iterator place) {
  place_ = place;
  boost::system::error_code code;
  socket_->set_option(asio::ip::tcp::no_delay(true), code);
  const auto peer = socket_->remote_endpoint(code);
  if (!code) remote_ = peer.address().to_string();
  wait_for(Wait::kIdle);
  read_more();
}

void Connection::wait_for(Wait wait) {
  wait_ = wait;
  const ServerOptions& options = loop_.options;
  switch (wait) {
    case Wait::kIdle:
      deadline_ = loop_.now + options.idle_timeout;
      break;
    case Wait::kHead:
      deadline_ = loop_.now + options.head_timeout;
      break;
    case Wait::kBody:
      deadline_ = loop_.now + options.body_timeout;
      break;
    case Wait::kService:
      deadline_ = Clock::time_point::max();
      break;  // the service bounds its own work
    case Wait::kWrite:
      deadline_ = loop_.now + options.write_timeout;
      break;
    case Wait::kStream:
      deadline_ = loop_.now + options.stream_heartbeat;
      break;
    case Wait::kDrain:
      deadline_ = loop_.now + kDrainTimeout;
      break;
  }
}

void Connection::check_deadline() {
  if (stream_ && loop_.now >= stream_end_) return close();
  if (loop_.now < deadline_) return;
  switch (wait_) {
    case Wait::kHead:
    case Wait::kBody:
      out_.append(kTimedOut);
      closing_ = true;
      flush();
      return;
    case Wait::kStream:
      out_.append(": \n\n");
      flush();
      return;
    case Wait::kIdle:
    case Wait::kService:
    case Wait::kWrite:
    case Wait::kDrain:
      return close();
  }
}

void Connection::finish_soon() {
  if (stream_) return close();
  // A request under way sees that the loop is stopping when its answer is written.
  if (in_service_ || !reader_.untouched() || in_begin_ != in_end_) return;
  if (!writing_) return close();
  closing_ = true;
}

void Connection::close() {
  if (!socket_) return;
  const auto self = shared_from_this();  // the loop's list may hold the last other reference
  if (stream_) stream_->on_waiting(nullptr);
  stream_.reset();
  boost::system::error_code ignored;
  socket_->close(ignored);
  socket_.reset();
  loop_.leave(place_);
}

void Connection::read_more() {
  if (reading_ || !socket_) return;
  if (in_begin_ == in_end_) {
    in_begin_ = in_end_ = 0;
  } else if (in_end_ == in_.size()) {
    std::memmove(in_.data(), in_.data() + in_begin_, in_end_ - in_begin_);
    in_end_ -= in_begin_;
    in_begin_ = 0;
  }
  // A head that doesn't fit is let grow up to its limit (the reader refuses it past that); a body is read in large
  // steps.
  const bool body = reader_.stage() == RequestReader::Stage::kBody;
  const bool idle = reader_.untouched() && in_end_ == 0;
  if (idle && in_.size() > kFirstReadBytes) std::vector<char>(kFirstReadBytes).swap(in_);
  if (body && in_.size() < kBodyReadBytes) in_.resize(kBodyReadBytes);
  if (in_end_ == in_.size()) in_.resize(in_.size() * 2);
  reading_ = true;
  socket_->async_read_some(asio::buffer(in_.data() + in_end_, in_.size() - in_end_),
                           [self = shared_from_this()](boost::system::error_code code, std::size_t size) {
                             self->reading_ = false;
                             if (code == asio::error::eof) {
                               self->ended();
                             } else if (code) {
                               self->close();
                             } else {
                               self->take(size);
                             }
                           });
}

void Connection::take(std::size_t size) {
  if (!socket_) return;
  if (stream_ || wait_ == Wait::kDrain || closing_) {
    read_more();  // nothing is expected any more: only the end is waited for
    return;
  }
  in_end_ += size;
  advance();
}

void Connection::ended() {
  const bool partial = socket_ && wait_ != Wait::kDrain && !closing_ && !stream_ && !reader_.untouched();
  if (!partial) return close();
  refuse(Problem(ProblemCode::kMalformed,
                 {"", "incomplete", "", {"请求没有发完", "the request ends before it is whole"}}));
  flush();
}

void Connection::advance() {
  while (step()) {
  }
  if (!socket_) return;
  flush();
  if (in_service_ || closing_ || stream_ || writing_) return;
  read_more();
}

bool Connection::step() {
  const bool may =
      socket_ && !in_service_ && !closing_ && !stream_ && large_size_ == 0 && out_.size() < kOutputMaxBytes;
  if (!may) return false;
  const bool was_untouched = reader_.untouched();
  const std::size_t used = reader_.read(std::string_view(in_.data() + in_begin_, in_end_ - in_begin_));
  in_begin_ += used;
  switch (reader_.stage()) {
    case RequestReader::Stage::kHead:
      if (was_untouched && !reader_.untouched()) wait_for(Wait::kHead);
      return false;
    case RequestReader::Stage::kBody:
      return false;
    case RequestReader::Stage::kHeadDone:
      begin_body();
      return true;
    case RequestReader::Stage::kComplete:
      dispatch();
      return true;
    case RequestReader::Stage::kBroken:
      refuse(reader_.fault());
      return false;
  }
  return false;
}

void Connection::begin_body() {
  wait_for(Wait::kBody);
  const std::size_t max_bytes = loop_.service.body_max_bytes(reader_.request());
  if (max_bytes > 0) reader_.limit_body(max_bytes);
  if (reader_.stage() == RequestReader::Stage::kBroken) return;
  if (reader_.expects_continue() && in_begin_ == in_end_) out_.append("HTTP/1.1 100 Continue\r\n\r\n");
}

std::shared_ptr<Exchange> Connection::new_exchange() {
  auto exchange = std::make_shared<OpenExchange>(shared_from_this(), loop_.weak_from_this());
  Request& request = exchange->request;
  request = std::move(reader_.request());
  request.now = loop_.time.now();
  request.request_id = loop_.next_id(request.now);
  request.remote = remote_;
  return exchange;
}

void Connection::dispatch() {
  keep_alive_ = reader_.keep_alive() && !loop_.stopping;
  const auto exchange = new_exchange();
  reader_.next();
  // Set before the service sees the request: its answer may be under way before handle() returns.
  in_service_ = true;
  wait_for(Wait::kService);
  if (!loop_.service.handle(exchange)) return;
  in_service_ = false;
  put_answer(*exchange);
}

void Connection::refuse(const Problem& problem) {
  const auto exchange = new_exchange();
  keep_alive_ = false;
  loop_.service.refuse(*exchange, problem);
  put_answer(*exchange);
}

void Connection::completed(Exchange& exchange) {
  in_service_ = false;
  loop_.service.complete(exchange);
  if (!socket_) return;
  put_answer(exchange);
  advance();
}

void Connection::put_answer(Exchange& exchange) {
  Answer& answer = exchange.answer;
  const bool stays = keep_alive_ && !loop_.stopping;
  append_head(out_, answer, exchange.request.request_id, loop_.date(exchange.request.now), stays);
  wait_for(Wait::kIdle);
  if (answer.stream) return begin_stream(exchange);
  closing_ = !stays;
  const std::string_view body = answer.response.bytes();
  if (answer.head_only || body.empty()) return;
  if (body.size() <= kCopyMaxBytes) {
    out_.append(body);
  } else {
    large_ = std::move(answer.response);
    large_size_ = large_.bytes().size();
  }
}

void Connection::begin_stream(const Exchange& exchange) {
  stream_ = exchange.answer.stream;
  stream_end_ = loop_.now + loop_.options.stream_max;
  wait_for(Wait::kStream);
  out_.append(": \n\n");  // so that proxies and clients see it begin
  stream_->on_waiting([loop = loop_.weak_from_this(), self = weak_from_this()] {
    const auto alive = loop.lock();
    if (!alive) return;
    asio::post(alive->context, [self] {
      if (const auto connection = self.lock()) connection->pump_stream();
    });
  });
  flush();
  read_more();
}

void Connection::pump_stream() {
  if (!socket_ || !stream_) return;
  if (stream_->dropped()) return close();
  if (writing_) return;
  out_.append(stream_->take());
  flush();
}

void Connection::flush() {
  if (!socket_ || writing_ || !has_output()) return;
  writing_ = true;
  sending_.swap(out_);
  out_.clear();
  wait_for(Wait::kWrite);
  const std::array<asio::const_buffer, 2> buffers = {
      asio::buffer(sending_),
      large_size_ > 0 ? asio::buffer(large_.bytes().data(), large_size_) : asio::const_buffer()};
  asio::async_write(*socket_, buffers, [self = shared_from_this()](boost::system::error_code code, std::size_t) {
    self->writing_ = false;
    if (code) {
      self->close();
    } else {
      self->written();
    }
  });
}

void Connection::written() {
  if (!socket_) return;
  sending_.clear();
  if (large_size_ > 0) {
    large_ = Response{};
    large_size_ = 0;
  }
  if (stream_) {
    wait_for(Wait::kStream);
    return pump_stream();
  }
  if (closing_ && !has_output()) return drain();
  if (in_service_) {
    wait_for(Wait::kService);
  } else if (reader_.stage() == RequestReader::Stage::kHead) {
    wait_for(reader_.untouched() ? Wait::kIdle : Wait::kHead);
  } else {
    wait_for(Wait::kBody);
  }
  advance();
}

// Closing while bytes of the client are unread would reset the connection and could take the answer with it.
void Connection::drain() {
  if (loop_.stopping && in_begin_ == in_end_) return close();
  boost::system::error_code ignored;
  socket_->shutdown(Socket::shutdown_send, ignored);
  in_begin_ = in_end_ = 0;
  wait_for(Wait::kDrain);
  read_more();
}

}  // namespace gh::http
