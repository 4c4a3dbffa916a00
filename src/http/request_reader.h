// Bytes of a connection into requests, one reading only: what two programs could read in two ways is refused. The
// grammar is Boost.Beast's parser; what it lets through and we don't is listed in request_reader.cpp.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "base/problem.h"
#include "http/route.h"

namespace gh::http {

struct ReaderLimits {
  std::size_t head_max_bytes = 16 * 1024;    // request line and headers
  std::size_t fields_max = 64;               // header lines
  std::size_t body_max_bytes = 1024 * 1024;  // where the route has no limit of its own
  std::size_t chunk_line_max_bytes = 1024;   // size line of a chunk; also the trailer
};

class RequestReader {
 public:
  enum class Stage {
    kHead,      // the head isn't whole
    kHeadDone,  // a body follows: limit_body() may be called before the next read()
    kBody,
    kComplete,  // request() is whole; next() begins another
    kBroken,    // fault() says why; the connection is to be closed
  };

  explicit RequestReader(const ReaderLimits& limits);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  // Takes from the front of `bytes` as much as it can use and answers how many; what is left has to be given again with
  // more behind it. Stops at each stage but kHead and kBody.
  std::size_t read(std::string_view bytes);

  Stage stage() const { return stage_; }
  // True before the first byte of a request.
  bool untouched() const { return untouched_; }
  // Method, target, headers, and the body as far as it is read.
  Request& request();
  bool keep_alive() const;
  // The client waits for "100 Continue" before it sends the body.
  bool expects_continue() const;
  // Another limit for this request's body; breaks it when it says that it is longer.
  void limit_body(std::size_t max_bytes);
  // Set at kBroken: kMalformed, or kTooLarge.
  const Problem& fault() const;
  // Ready for the next request on the connection.
  void next();

 private:
  struct Parser;
  void break_off(Problem problem);
  bool check_head(std::string_view bytes);
  std::size_t read_head(std::string_view bytes);
  std::size_t read_body(std::string_view bytes);

  ReaderLimits limits_;
  Stage stage_ = Stage::kHead;
  bool untouched_ = true;
  bool skipped_empty_line_ = false;
  std::size_t head_seen_ = 0;  // bytes of the head that check_head has gone over
  std::size_t head_size_ = 0;  // of the whole head, once its end was seen
  std::optional<Problem> fault_;
  std::unique_ptr<Parser> parser_;
};

}  // namespace gh::http
