#include "load_generator.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <stdexcept>

namespace gh::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kEventsAtOnce = 256;
constexpr std::size_t kReadBytes = 64 * 1024;

double cpu_seconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double process_cpu_seconds(int process) {
  clockid_t clock = CLOCK_PROCESS_CPUTIME_ID;
  if (clock_getcpuclockid(process, &clock) != 0) throw std::runtime_error("the server is gone");
  return cpu_seconds(clock);
}

int connected_socket(std::uint16_t port, bool blocking) {
  const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("nobody listens");
  const int on = 1;
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const timeval patience{30, 0};
  if (blocking) setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return descriptor;
}

void send_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw std::runtime_error("the server doesn't take what is sent");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

// Bytes of the answer at the front of `bytes`, or 0 while it isn't whole.
std::size_t whole_answer(std::string_view bytes) {
  const std::size_t head = bytes.find("\r\n\r\n");
  if (head == std::string_view::npos) return 0;
  std::size_t length = 0;
  constexpr std::string_view kLength = "Content-Length: ";
  if (const std::size_t at = bytes.find(kLength); at < head)
    std::from_chars(bytes.data() + at + kLength.size(), bytes.data() + head, length);
  const std::size_t size = head + 4 + length;
  return bytes.size() >= size ? size : 0;
}

struct Connection {
  int descriptor = -1;
  std::size_t crowd = 0;
  std::size_t number = 0;  // within its crowd
  std::uint64_t count = 0;
  Clock::time_point sent_at;
  std::string received;
};

class Generator {
 public:
  Generator(std::uint16_t port, const std::vector<Crowd>& crowds) : crowds_(crowds), poll_(epoll_create1(0)) {
    for (std::size_t crowd = 0; crowd < crowds.size(); ++crowd) {
      out_.crowds.push_back({crowds[crowd].name, 0, 0, 0, "", {}});
      for (std::size_t i = 0; i < crowds[crowd].connections; ++i)
        connections_.push_back({connected_socket(port, false), crowd, i, 0, {}, {}});
    }
    for (std::size_t i = 0; i < connections_.size(); ++i) {
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      epoll_ctl(poll_, EPOLL_CTL_ADD, connections_[i].descriptor, &event);
    }
  }
  ~Generator() {
    for (const Connection& connection : connections_) close(connection.descriptor);
    close(poll_);
  }
  Generator(const Generator&) = delete;
  Generator& operator=(const Generator&) = delete;

  void send_first() {
    for (Connection& connection : connections_) send_next(connection);
  }
  void run(double seconds, bool measured) {
    const auto begun = Clock::now();
    const auto end = begun + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    measured_ = measured;
    for (auto now = begun; now < end; now = Clock::now()) take_some();
    const double took = std::chrono::duration<double>(Clock::now() - begun).count();
    if (!measured) return;
    for (Measured& crowd : out_.crowds) crowd.seconds = took;
  }
  LoadResult& result() { return out_; }

 private:
  void send_next(Connection& connection) {
    const std::string request = crowds_[connection.crowd].request(connection.number, connection.count++);
    connection.sent_at = Clock::now();
    send_all(connection.descriptor, request);
  }

  void take_some() {
    epoll_event events[kEventsAtOnce];
    const int ready = epoll_wait(poll_, events, kEventsAtOnce, 50);
    for (int i = 0; i < ready; ++i) {
      Connection& connection = connections_[events[i].data.u64];
      char buffer[kReadBytes];
      const ssize_t size = recv(connection.descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
      if (size <= 0) throw std::runtime_error("the server closed a connection");
      connection.received.append(buffer, static_cast<std::size_t>(size));
      if (const std::size_t whole = whole_answer(connection.received); whole > 0) finish(connection, whole);
    }
  }

  void finish(Connection& connection, std::size_t whole) {
    if (measured_) note(connection, whole);
    connection.received.erase(0, whole);
    send_next(connection);
  }

  void note(const Connection& connection, std::size_t whole) {
    Measured& crowd = out_.crowds[connection.crowd];
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - connection.sent_at).count();
    crowd.latencies_us.push_back(static_cast<std::uint32_t>(took));
    ++crowd.answered;
    if (connection.received.compare(0, 10, "HTTP/1.1 2") == 0) return;
    if (crowd.failed++ == 0) crowd.failure = connection.received.substr(0, whole);
  }

  const std::vector<Crowd>& crowds_;
  int poll_;
  std::vector<Connection> connections_;
  bool measured_ = false;
  LoadResult out_;
};

}  // namespace

double Measured::latency_ms(double share) const {
  if (latencies_us.empty()) return 0;
  const auto place = static_cast<std::size_t>(share * static_cast<double>(latencies_us.size() - 1));
  return latencies_us[place] / 1000.0;
}

LoadResult run_load(std::uint16_t port, int server_process, const std::vector<Crowd>& crowds, double warm_seconds,
                    double seconds) {
  Generator generator(port, crowds);
  generator.send_first();
  generator.run(warm_seconds, false);
  const double client_before = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
  const double server_before = process_cpu_seconds(server_process);
  generator.run(seconds, true);
  LoadResult out = std::move(generator.result());
  out.client_cpu_seconds = cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - client_before;
  out.server_cpu_seconds = process_cpu_seconds(server_process) - server_before;
  for (Measured& crowd : out.crowds) std::sort(crowd.latencies_us.begin(), crowd.latencies_us.end());
  return out;
}

void add(LoadResult& sum, LoadResult more) {
  if (sum.crowds.empty()) {
    sum = std::move(more);
    return;
  }
  for (std::size_t i = 0; i < sum.crowds.size(); ++i) {
    Measured& into = sum.crowds[i];
    const Measured& from = more.crowds[i];
    into.seconds += from.seconds;
    into.answered += from.answered;
    if (into.failed == 0) into.failure = from.failure;
    into.failed += from.failed;
    into.latencies_us.insert(into.latencies_us.end(), from.latencies_us.begin(), from.latencies_us.end());
    std::sort(into.latencies_us.begin(), into.latencies_us.end());
  }
  sum.client_cpu_seconds += more.client_cpu_seconds;
  sum.server_cpu_seconds += more.server_cpu_seconds;
}

OneAnswer ask_once(std::uint16_t port, const std::string& request) {
  const int descriptor = connected_socket(port, true);
  send_all(descriptor, request);
  std::string received;
  std::size_t whole = 0;
  while ((whole = whole_answer(received)) == 0) {
    char buffer[kReadBytes];
    const ssize_t size = recv(descriptor, buffer, sizeof buffer, 0);
    if (size <= 0) {
      close(descriptor);
      throw std::runtime_error("no answer to " + request.substr(0, request.find('\r')));
    }
    received.append(buffer, static_cast<std::size_t>(size));
  }
  close(descriptor);
  OneAnswer out;
  out.status = std::stoi(received.substr(sizeof("HTTP/1.1"), 3));
  const std::size_t head = received.find("\r\n\r\n");
  for (std::size_t at = received.find("\r\n") + 2; at < head;) {
    const std::size_t end = received.find("\r\n", at);
    const std::size_t colon = received.find(": ", at);
    out.headers.emplace_back(received.substr(at, colon - at), received.substr(colon + 2, end - colon - 2));
    at = end + 2;
  }
  out.body = received.substr(head + 4, whole - head - 4);
  return out;
}

}  // namespace gh::bench
