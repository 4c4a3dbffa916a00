// The only file that includes Boost.Beast.
//
// Beast 1.81 lets through, and this reader refuses: folded header lines (obs-fold); a Content-Length that is repeated
// or a list, even when its members agree; a Transfer-Encoding other than exactly "chunked" (Beast takes one that it
// doesn't know for no body at all); Transfer-Encoding in HTTP/1.0; HTTP/1.1 without exactly one Host; other headers
// repeated that must stand once; bytes of a target beyond ASCII; CONNECT. A bare line feed in the head is refused at
// once, where Beast would wait for the rest. One empty line before the request line is skipped (RFC 9112 §2.2), where
// Beast refuses it. Trailers are read and forgotten. After an HTTP/1.0 request the connection closes, whatever it asks
// for.
#include "http/request_reader.h"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstring>

#include "base/assert.h"

namespace gh::http {

namespace {

namespace beast = boost::beast;
using Fault = beast::http::error;

// Headers of which a second one would let two programs read two requests.
constexpr std::array<std::string_view, 13> kOnce = {
    "host",          "content-length", "content-type",    "transfer-encoding", "authorization",
    "cookie",        "origin",         "x-csrf-token",    "idempotency-key",   "if-match",
    "if-none-match", "expect",         "x-forwarded-host"};

Problem malformed(std::string rule, std::string detail = {}) {
  return {
      ProblemCode::kMalformed,
      FieldError{"", std::move(rule), "", {"请求不符合 HTTP/1.1 的写法", "the request is not well-formed HTTP/1.1"}},
      std::move(detail)};
}

Problem too_large(std::string rule) {
  return {ProblemCode::kTooLarge, FieldError{"", std::move(rule), "", {"请求过大", "the request is too large"}}};
}

bool equal_fold(std::string_view a, std::string_view lower) {
  return a.size() == lower.size() && std::equal(a.begin(), a.end(), lower.begin(), [](char x, char y) {
           return (x >= 'A' && x <= 'Z' ? x - 'A' + 'a' : x) == y;
         });
}

}  // namespace

struct RequestReader::Parser {
  // Beast calls back; a refusal of ours is left in `fault` beside an error code that stops it.
  class Grammar : public beast::http::basic_parser<true> {
   public:
    Grammar(Parser& owner, const ReaderLimits& limits) : owner_(owner) {
      header_limit(static_cast<std::uint32_t>(limits.head_max_bytes + 4));
      body_limit(boost::none);
      eager(false);
    }

   private:
    using Code = beast::error_code;
    using View = beast::string_view;

    void on_request_impl(beast::http::verb, View method, View target, int version, Code& code) override {
      owner_.take_request_line(method, target, version, code);
    }
    void on_response_impl(int, View, int, Code&) override {}
    void on_field_impl(beast::http::field, View name, View value, Code& code) override {
      owner_.take_field(name, value, code);
    }
    void on_header_impl(Code& code) override { owner_.take_head(code); }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, Code&) override {}
    std::size_t on_body_impl(View bytes, Code& code) override { return owner_.take_body(bytes, code); }
    void on_chunk_header_impl(std::uint64_t size, View, Code& code) override { owner_.check_size(size, code); }
    std::size_t on_chunk_body_impl(std::uint64_t, View bytes, Code& code) override {
      return owner_.take_body(bytes, code);
    }
    void on_finish_impl(Code&) override {}

    Parser& owner_;
  };

  explicit Parser(const ReaderLimits& limits_) : limits(limits_) { begin(); }

  void begin() {
    request = Request{};
    request.headers.reserve(16, 512);
    in_trailer = false;
    http11 = false;
    body_max_bytes = limits.body_max_bytes;
    fault.reset();
    grammar.emplace(*this, limits);
  }

  void stop(Problem problem, beast::error_code& code) {
    if (!fault) fault = std::move(problem);
    code = Fault::bad_field;
  }

  void take_request_line(std::string_view method, std::string_view target, int version, beast::error_code& code) {
    if (method == "CONNECT") return stop(malformed("connect"), code);
    const bool ascii = std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (!ascii) return stop(malformed("target"), code);
    request.method = method;
    request.target = target;
    http11 = version == 11;
  }

  void take_field(std::string_view name, std::string_view value, beast::error_code& code) {
    if (in_trailer) return;
    if (request.headers.size() == limits.fields_max) return stop(too_large("header-fields"), code);
    request.headers.add_lower(name, value);
    const std::string_view lower = request.headers.name(request.headers.size() - 1);
    if (std::find(kOnce.begin(), kOnce.end(), lower) != kOnce.end() && request.headers.count(lower) > 1)
      return stop(malformed("repeated-header"), code);
    if (lower == "content-length" && value.find_first_not_of("0123456789") != std::string_view::npos)
      return stop(malformed("content-length"), code);
    if (lower == "transfer-encoding" && (!http11 || !equal_fold(value, "chunked")))
      return stop(malformed("transfer-encoding"), code);
  }

  void take_head(beast::error_code& code) {
    in_trailer = true;
    if (http11 && !request.headers.has("host")) return stop(malformed("host"), code);
  }

  std::size_t take_body(std::string_view bytes, beast::error_code& code) {
    if (request.body.size() + bytes.size() > body_max_bytes) {
      stop(too_large("body-bytes"), code);
      return 0;
    }
    request.body.append(bytes);
    return bytes.size();
  }

  void check_size(std::uint64_t coming, beast::error_code& code) {
    if (coming > body_max_bytes || request.body.size() > body_max_bytes - coming) stop(too_large("body-bytes"), code);
  }

  const ReaderLimits& limits;
  Request request;
  bool in_trailer = false;
  bool http11 = false;
  std::size_t body_max_bytes = 0;
  std::optional<Problem> fault;
  std::optional<Grammar> grammar;
};

RequestReader::RequestReader(const ReaderLimits& limits)
    : limits_(limits), parser_(std::make_unique<Parser>(limits_)) {}

RequestReader::~RequestReader() = default;

void RequestReader::next() {
  stage_ = Stage::kHead;
  untouched_ = true;
  skipped_empty_line_ = false;
  head_seen_ = 0;
  head_size_ = 0;
  fault_.reset();
  parser_->begin();
}

Request& RequestReader::request() { return parser_->request; }

bool RequestReader::keep_alive() const {
  const bool whole_head = stage_ != Stage::kBroken && stage_ != Stage::kHead;
  return whole_head && parser_->http11 && parser_->grammar->keep_alive();
}

bool RequestReader::expects_continue() const {
  return parser_->http11 && equal_fold(parser_->request.header("expect"), "100-continue");
}

const Problem& RequestReader::fault() const {
  GH_ASSERT(fault_.has_value());
  return *fault_;
}

void RequestReader::break_off(Problem problem) {
  stage_ = Stage::kBroken;
  fault_ = std::move(problem);
}

void RequestReader::limit_body(std::size_t max_bytes) {
  GH_ASSERT(stage_ == Stage::kHeadDone);
  parser_->body_max_bytes = max_bytes;
  const auto length = parser_->grammar->content_length();
  if (length && *length > max_bytes) break_off(too_large("body-bytes"));
}

std::size_t RequestReader::read(std::string_view bytes) {
  std::size_t used = 0;
  // One empty line too many after a body is common enough to be named by the standard.
  if (stage_ == Stage::kHead && untouched_ && !skipped_empty_line_) {
    if (bytes == "\r") return 0;
    skipped_empty_line_ = bytes.starts_with("\r\n");
    used = skipped_empty_line_ ? 2 : 0;
  }
  if (stage_ == Stage::kHead && bytes.size() > used) return used + read_head(bytes.substr(used));
  if (stage_ == Stage::kHeadDone || stage_ == Stage::kBody) return used + read_body(bytes.substr(used));
  return used;
}

// Goes over line ends before Beast does, so that a line which Beast would unfold or wait for is refused here.
bool RequestReader::check_head(std::string_view bytes) {
  while (head_seen_ < bytes.size() && head_size_ == 0) {
    const void* found = std::memchr(bytes.data() + head_seen_, '\n', bytes.size() - head_seen_);
    if (found == nullptr) {
      head_seen_ = bytes.size();
      break;
    }
    const std::size_t end = static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
    if (end == 0 || bytes[end - 1] != '\r') {
      break_off(malformed("line-feed"));
      return false;
    }
    if (end >= 3 && bytes[end - 2] == '\n') head_size_ = end + 1;
    if (head_size_ == 0 && end + 1 == bytes.size()) {
      head_seen_ = end;  // what begins the next line isn't here yet
      break;
    }
    if (head_size_ == 0 && (bytes[end + 1] == ' ' || bytes[end + 1] == '\t')) {
      break_off(malformed("folded-header"));
      return false;
    }
    head_seen_ = end + 1;
  }
  if ((head_size_ == 0 ? bytes.size() : head_size_) > limits_.head_max_bytes) {
    break_off(too_large("header-bytes"));
    return false;
  }
  return true;
}

std::size_t RequestReader::read_head(std::string_view bytes) {
  untouched_ = false;
  if (!check_head(bytes) || head_size_ == 0) return 0;
  beast::error_code code;
  // The start line and the fields are two steps of a parser that isn't eager.
  std::size_t used = parser_->grammar->put(boost::asio::buffer(bytes.data(), head_size_), code);
  if (parser_->fault) {
    break_off(*parser_->fault);
    return used;
  }
  if (code || !parser_->grammar->is_header_done()) {
    break_off(malformed("head", code.message()));
    return used;
  }
  if (parser_->grammar->is_done()) {
    stage_ = Stage::kComplete;
    return used;
  }
  stage_ = Stage::kHeadDone;
  const auto length = parser_->grammar->content_length();
  // What is only announced takes no more than this.
  constexpr std::uint64_t kReserveMaxBytes = 1024 * 1024;
  if (length)
    parser_->request.body.reserve(std::min({*length, kReserveMaxBytes, std::uint64_t{parser_->body_max_bytes}}));
  return used;
}

std::size_t RequestReader::read_body(std::string_view bytes) {
  if (stage_ == Stage::kHeadDone) {
    stage_ = Stage::kBody;
    const auto length = parser_->grammar->content_length();
    if (length && *length > parser_->body_max_bytes) {
      break_off(too_large("body-bytes"));
      return 0;
    }
  }
  std::size_t used = 0;
  while (used < bytes.size() && !parser_->grammar->is_done()) {
    beast::error_code code;
    const std::size_t step = parser_->grammar->put(boost::asio::buffer(bytes.data() + used, bytes.size() - used), code);
    used += step;
    if (parser_->fault) {
      break_off(*parser_->fault);
      return used;
    }
    if (code == Fault::need_more) {
      if (bytes.size() - used > limits_.chunk_line_max_bytes) break_off(too_large("chunk-line"));
      return used;
    }
    if (code) {
      break_off(malformed("body", code.message()));
      return used;
    }
  }
  if (parser_->grammar->is_done()) stage_ = Stage::kComplete;
  return used;
}

}  // namespace gh::http
