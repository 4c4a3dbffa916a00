// A plain blocking client for the tests of the server: bytes out, answers in.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace gh::http {

struct SocketAnswer {
  int status = 0;
  std::string head;  // status line and headers
  std::string body;
  bool has(std::string_view text) const { return head.find(text) != std::string::npos; }
};

class SocketClient {
 public:
  explicit SocketClient(std::uint16_t port, int receive_buffer_bytes = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer_bytes > 0)
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
    const timeval patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~SocketClient() { ::close(socket_); }
  SocketClient(const SocketClient&) = delete;
  SocketClient& operator=(const SocketClient&) = delete;

  bool connected() const { return connected_; }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // closed by the server: the answer tells
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  void finish_sending() { ::shutdown(socket_, SHUT_WR); }

  // The next answer, read by its Content-Length; nothing when the server has closed. `to_head`: an answer to HEAD.
  std::optional<SocketAnswer> answer(bool to_head = false) {
    std::size_t end = 0;
    while ((end = kept_.find("\r\n\r\n")) == std::string::npos) {
      if (!more()) return std::nullopt;
    }
    SocketAnswer answer;
    answer.head = kept_.substr(0, end + 2);
    kept_.erase(0, end + 4);
    answer.status = std::atoi(answer.head.c_str() + sizeof("HTTP/1.1"));
    const std::size_t length = answer.head.find("Content-Length: ");
    std::size_t size = 0;
    if (length != std::string::npos && !to_head)
      size = std::strtoul(answer.head.c_str() + length + sizeof("Content-Length:"), nullptr, 10);
    while (kept_.size() < size) {
      if (!more()) return std::nullopt;
    }
    answer.body = kept_.substr(0, size);
    kept_.erase(0, size);
    return answer;
  }

  // Reads until `text` has come, or nothing when the server closed first. For streams.
  std::optional<std::string> read_until(std::string_view text) {
    std::size_t at = 0;
    while ((at = kept_.find(text)) == std::string::npos) {
      if (!more()) return std::nullopt;
    }
    std::string out = kept_.substr(0, at + text.size());
    kept_.erase(0, at + text.size());
    return out;
  }

  // True once the server has closed; what it still sends is kept aside.
  bool closed() {
    while (more()) {
    }
    return ended_;
  }

 private:
  bool more() {
    char buffer[16 * 1024];
    const ssize_t size = ::recv(socket_, buffer, sizeof buffer, 0);
    if (size > 0) kept_.append(buffer, static_cast<std::size_t>(size));
    // A reset is an end too; only patience that ran out isn't.
    ended_ = size == 0 || (size < 0 && errno != EAGAIN);
    return size > 0;
  }

  int socket_;
  bool connected_ = false;
  bool ended_ = false;
  std::string kept_;
};

}  // namespace gh::http
