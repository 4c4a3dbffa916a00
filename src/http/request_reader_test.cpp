// One reading of the bytes on a connection, held against a well-known parser's cases on a real socket.
#include "http/request_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <sstream>

#include "base/json.h"
#include "http/problem_json.h"
#include "http/server.h"
#include "http/socket_client.h"

namespace gh::http {
namespace {

struct Message {
  std::string method;
  std::string target;
  std::string body;
  bool operator==(const Message&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Message& message) {
  return out << message.method << ' ' << message.target << " [" << message.body << ']';
}

// Keeps what it was asked.
class Listener : public Service {
 public:
  std::size_t body_max_bytes(const Request&) override { return 0; }
  bool handle(const std::shared_ptr<Exchange>& exchange) override {
    const Request& request = exchange->request;
    const std::lock_guard lock(mutex_);
    messages_.push_back({request.method, request.target, request.body});
    exchange->answer.response = no_content();
    return true;
  }
  void complete(Exchange&) override {}
  void refuse(Exchange& exchange, const Problem& problem) override {
    exchange.answer.response = problem_response(problem, exchange.request);
  }
  std::vector<Message> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(messages_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<Message> messages_;
};

// One case of the vectors: the bytes, and what the other parser made of them.
struct Case {
  std::string name;
  bool lenient = false;
  std::string bytes;
  std::vector<Message> messages;  // those that it found whole
  std::string error;              // empty: it took everything
  bool unfinished = false;        // it waits for more of a message, which doesn't come
  bool upgraded = false;          // it stops reading HTTP there, which we don't
};

// \" and \\ stand for themselves.
std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char next = text[++i];
    if (next == 'r')
      out += '\r';
    else if (next == 'n')
      out += '\n';
    else if (next == 't')
      out += '\t';
    else if (next == 'f')
      out += '\f';
    else if (next == 'x' && i + 2 < text.size()) {
      out += static_cast<char>(std::strtol(std::string(text.substr(i + 1, 2)).c_str(), nullptr, 16));
      i += 2;
    } else
      (out += '\\') += next;
  }
  return out;
}

// As the vectors' own programme does: the last line end falls away, an escaped line end too, others become CRLF.
std::string bytes_of_block(std::string block) {
  if (block.ends_with('\n')) block.pop_back();
  std::string lines;
  for (std::size_t i = 0; i < block.size(); ++i) {
    if (block[i] == '\\' && i + 1 < block.size() && block[i + 1] == '\n') {
      ++i;
    } else if (block[i] == '\n') {
      lines += "\r\n";
    } else {
      lines += block[i];
    }
  }
  return unescape(lines);
}

std::string quoted_part(const std::string& line) {
  const std::size_t begin = line.find('"');
  const std::size_t end = line.rfind('"');
  return begin == end ? std::string() : unescape(std::string_view(line).substr(begin + 1, end - begin - 1));
}

bool names_host(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name == "host";
}

// Reads the other parser's log, and gives requests without a Host one, which HTTP/1.1 demands and that parser doesn't.
void read_log(const std::string& log, Case& one) {
  Message message;
  bool has_host = false;
  std::size_t after_line = 0;
  std::vector<std::size_t> without_host;
  std::istringstream lines(log);
  const auto end_head = [&] {
    if (!has_host && after_line > 0) without_host.push_back(after_line);
    after_line = 0;
  };
  for (std::string line; std::getline(lines, line);) {
    const auto says = [&line](std::string_view text) { return line.find(text) != std::string::npos; };
    if (says("message begin")) message = {}, has_host = false, one.unfinished = true;
    if (says("span[method]")) message.method += quoted_part(line);
    if (says("span[url]")) message.target += quoted_part(line);
    if (says("span[body]")) message.body += quoted_part(line);
    if (says("span[header_field]") && names_host(quoted_part(line))) has_host = true;
    if (says("version complete")) after_line = std::strtoul(line.c_str() + 4, nullptr, 10) + 2;
    if (says("headers complete") || says(" error code")) end_head();
    if (says("message complete")) one.messages.push_back(message), one.unfinished = false;
    if (says("Pause on CONNECT/Upgrade"))
      one.upgraded = true;
    else if (says(" error code") && !says(" pause"))
      one.error = quoted_part(line);
  }
  end_head();
  std::reverse(without_host.begin(), without_host.end());
  for (const std::size_t at : without_host) {
    if (at <= one.bytes.size()) one.bytes.insert(at, "Host: a\r\n");
  }
}

std::string between(const std::string& text, std::string_view begin, std::string_view end, std::size_t& at) {
  const std::size_t from = text.find(begin, at);
  if (from == std::string::npos) return at = std::string::npos, "";
  const std::size_t to = text.find(end, from + begin.size());
  at = to;
  return text.substr(from + begin.size(), to - from - begin.size());
}

std::vector<Case> read_cases(const std::string& file, const std::string& text) {
  std::vector<Case> cases;
  std::size_t at = 0;
  while ((at = text.find("<!-- meta=", at)) != std::string::npos) {
    Case one;
    const std::size_t title = text.rfind("\n#", at);
    const std::size_t name = text.find_first_not_of("# \n", title);
    one.name = file + ": " + text.substr(name, text.find('\n', name) - name);
    one.lenient = between(text, "meta=", "-->", at).find("lenient") != std::string::npos;
    one.bytes = bytes_of_block(between(text, "```http\n", "```", at));
    const std::string log = between(text, "```log\n", "```", at);
    read_log(log, one);
    cases.push_back(std::move(one));
  }
  return cases;
}

std::vector<Case> vectors() {
  const char* folder = std::getenv("GUILDHALL_SHARED_DATA");
  const std::filesystem::path path =
      std::filesystem::path(folder == nullptr ? "../shared/data" : folder) / "vectors/http/llhttp-request-cases.json";
  std::ifstream in(path);
  std::vector<Case> cases;
  if (!in) return cases;
  std::ostringstream text;
  text << in.rdbuf();
  const json::value root = parse_json(text.str());
  for (const auto& [file, markdown] : at_or_null(root, "files").as_object()) {
    for (Case& one : read_cases(file, std::string(markdown.as_string()))) cases.push_back(std::move(one));
  }
  return cases;
}

class RequestCases : public testing::Test {
 protected:
  void SetUp() override {
    ServerOptions options;
    options.port = 0;
    options.threads = 1;
    server_ = std::make_unique<Server>(options, listener_, time_, [](std::uint8_t*, std::size_t) {});
    server_->start();
  }

  // Statuses of the answers to these bytes, after which the client sends nothing more.
  std::vector<int> statuses(const std::string& bytes) {
    SocketClient client(server_->port());
    client.send(bytes);
    client.finish_sending();
    std::vector<int> out;
    while (const auto answer = client.answer()) out.push_back(answer->status);
    return out;
  }

  Listener listener_;
  ManualTime time_{instant_of(0)};
  std::unique_ptr<Server> server_;
};

// Cases that the other parser takes and we refuse or don't end.
const std::set<std::string>& stricter() {
  static const std::set<std::string> kNames = {
      // It is told to skip bodies there.
      "content-length.md: Content-Length reset when no body is received",
      // Protocols that aren't HTTP, and HTTP/0.9.
      "method.md: SOURCE request with ICE",
      "method.md: OPTIONS request with RTSP",
      "method.md: ANNOUNCE request with RTSP",
      "sample.md: No HTTP version",
      // Codings that nobody would undo before the body is read.
      "transfer-encoding.md: POST with `chunked` as last transfer-encoding",
      "transfer-encoding.md: POST with `chunked` as last transfer-encoding (multiple headers)",
  };
  return kNames;
}

// Methods that the other parser keeps for other protocols. Here the router says 405 or 404.
const std::set<std::string>& other_methods() {
  static const std::set<std::string> kNames = {"invalid.md: HTTP protocol and ANNOUNCE method",
                                               "method.md: PRI request HTTP2"};
  return kNames;
}

TEST_F(RequestCases, NoneIsReadInTwoWays) {
  const std::vector<Case> cases = vectors();
  if (cases.empty()) GTEST_SKIP() << "llhttp-request-cases.json isn't there";
  EXPECT_GT(cases.size(), 150U);
  std::size_t met = 0;
  for (const Case& one : cases) {
    SCOPED_TRACE(one.name + "\n" + one.bytes);
    const std::vector<int> answers = statuses(one.bytes);
    const std::vector<Message> read = listener_.take();
    const bool refused = !answers.empty() && answers.back() >= 400;
    for (std::size_t i = 0; i < std::min(read.size(), one.messages.size()); ++i) EXPECT_EQ(read[i], one.messages[i]);
    const bool closed_before = one.error == "Data after `Connection: close`";
    if (!one.upgraded && !other_methods().contains(one.name)) {
      EXPECT_LE(read.size(), one.messages.size());
    }
    if (one.lenient || one.upgraded || other_methods().contains(one.name)) continue;
    const bool less = read.size() < one.messages.size() || refused;
    EXPECT_EQ(less, (!one.error.empty() && !closed_before) || one.unfinished || stricter().contains(one.name))
        << one.error;
    EXPECT_TRUE(!refused || answers.back() == 400 || answers.back() == 413) << answers.back();
    if (stricter().contains(one.name)) ++met;
  }
  EXPECT_EQ(met, stricter().size()) << "the list of exceptions names cases that aren't there";
}

// What the reader makes of bytes that arrive `step` at a time: the messages, then the rule that broke it off, if one
// did.
std::vector<std::string> reading(const std::string& bytes, std::size_t step) {
  const ReaderLimits limits;
  RequestReader reader(limits);
  std::vector<std::string> out;
  std::string waiting;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    waiting += bytes.substr(at, step);
    for (bool more = true; more;) {
      const std::size_t used = reader.read(waiting);
      waiting.erase(0, used);
      more = reader.stage() == RequestReader::Stage::kHeadDone;
      if (reader.stage() == RequestReader::Stage::kBroken) {
        out.push_back(reader.fault().errors().at(0).rule);
        return out;
      }
      if (reader.stage() != RequestReader::Stage::kComplete) continue;
      const Request& request = reader.request();
      out.push_back(request.method + " " + request.target + " " + request.body);
      if (!reader.keep_alive()) return out;
      reader.next();
      more = true;
    }
  }
  return out;
}

TEST(RequestReader, ReadsTheSameHoweverTheBytesArrive) {
  const std::vector<Case> cases = vectors();
  if (cases.empty()) GTEST_SKIP() << "llhttp-request-cases.json isn't there";
  for (const Case& one : cases) {
    SCOPED_TRACE(one.name + "\n" + one.bytes);
    const auto whole = reading(one.bytes, one.bytes.size() + 1);
    for (const std::size_t step : {1U, 2U, 7U, 64U}) EXPECT_EQ(reading(one.bytes, step), whole) << step;
  }
}

struct Smuggled {
  const char* name;
  const char* bytes;
  const char* rule;
};
void PrintTo(const Smuggled& one, std::ostream* out) { *out << one.name; }
class RefusedRequest : public testing::TestWithParam<Smuggled> {};
TEST_P(RefusedRequest, BreaksOffByItsRule) {
  EXPECT_EQ(reading(GetParam().bytes, 4096), std::vector<std::string>{GetParam().rule});
  EXPECT_EQ(reading(GetParam().bytes, 1), std::vector<std::string>{GetParam().rule});
}
INSTANTIATE_TEST_SUITE_P(
    RequestReader, RefusedRequest,
    testing::Values(
        Smuggled{"TwoLengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
                 "repeated-header"},
        Smuggled{"LengthList", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\na", "content-length"},
        Smuggled{"SignedLength", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na", "head"},
        Smuggled{"HexadecimalLength", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na", "head"},
        Smuggled{"EmptyLength", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \r\n\r\na", "head"},
        Smuggled{"LengthThenChunked",
                 "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                 "head"},
        Smuggled{"ChunkedThenLength",
                 "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                 "head"},
        Smuggled{"UnknownCoding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                 "transfer-encoding"},
        Smuggled{"CodingBeforeChunked",
                 "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                 "transfer-encoding"},
        Smuggled{
            "ChunkedTwice",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "head"},
        Smuggled{"ChunkedInTheOldVersion", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                 "transfer-encoding"},
        Smuggled{"BareLineFeed", "GET / HTTP/1.1\nHost: a\n\n", "line-feed"},
        Smuggled{"BareLineFeedInAHeader", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", "line-feed"},
        Smuggled{"BareCarriageReturn", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", "head"},
        Smuggled{"Folded", "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", "folded-header"},
        Smuggled{"FoldedByATab", "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n\tc\r\n\r\n", "folded-header"},
        Smuggled{"SpaceBeforeTheColon", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length : 1\r\n\r\na", "head"},
        Smuggled{"SpaceBeforeTheFirstHeader", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", "folded-header"},
        Smuggled{"NoHost", "GET / HTTP/1.1\r\n\r\n", "host"},
        Smuggled{"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "repeated-header"},
        Smuggled{"TwoCookies", "GET / HTTP/1.1\r\nHost: a\r\nCookie: a=1\r\nCookie: a=2\r\n\r\n", "repeated-header"},
        Smuggled{"ControlCharacter", "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n", "head"},
        Smuggled{"TwoSpaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "head"},
        Smuggled{"OtherVersion", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "head"},
        Smuggled{"Connect", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", "connect"},
        Smuggled{"ChunkWithoutItsEnd",
                 "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\naXX0\r\n\r\n", "body"},
        Smuggled{"ChunkEndedByALineFeed",
                 "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n", "body"},
        Smuggled{"ChunkSizeThatIsNone",
                 "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\na\r\n0\r\n\r\n", "body"},
        Smuggled{"ChunkSizePastCounting",
                 "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", "body"},
        Smuggled{"ChunkSizePastTheLimit",
                 "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", "body-bytes"}),
    [](const auto& one) { return one.param.name; });

TEST(RequestReader, AChunkLineWithoutEndIsRefused) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(reading(head + "1;" + std::string(3000, 'a'), 100), std::vector<std::string>{"chunk-line"});
}

TEST(RequestReader, OneEmptyLineBeforeARequestIsSkippedAndNoMore) {
  const std::string request = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
  EXPECT_EQ(reading("\r\n" + request, 1), std::vector<std::string>{"GET /a "});
  EXPECT_EQ(reading("\r\n\r\n" + request, 1), std::vector<std::string>{"head"});
}

}  // namespace
}  // namespace gh::http
