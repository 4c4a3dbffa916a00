// An HTTP client as a stranger writes one: libcurl, one connection kept alive.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"

namespace gh::scenarios {

struct Call {
  std::string method = "GET";
  std::string target;  // path and query, encoded
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string content_type = "application/json";  // sent when there is a body
};

struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;  // lower-case names; the last of a name
  std::string body;

  bool is_json() const;
  // The body as JSON, or null where it isn't any.
  json::value content() const;
  // For messages: status and body.
  std::string shown() const;
};

class Client {
 public:
  explicit Client(std::uint16_t port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // The answer, or std::runtime_error where there was none. A stream of events is left once its head has come.
  Answer call(const Call& asked);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
  std::string base_;
};

// Of a value or an object: the text of a member, or "".
template <class Json>
std::string text_at(const Json& of, std::string_view key) {
  return std::string(string_at(of, key));
}

// Percent-encodes what stands in a query member or a path part.
std::string encoded(std::string_view text);

}  // namespace gh::scenarios
