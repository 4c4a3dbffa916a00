// The server on a real socket: many requests on one connection, limits, slow clients, stopping, streams.
// long because the cases share one fixture and read as one list
#include "http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "http/edge.h"
#include "http/fake_db.h"
#include "http/socket_client.h"

namespace gh::http {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

Documentation says(std::string id) {
  Documentation documentation;
  documentation.id = std::move(id);
  return documentation;
}

Response echo(const Request& request) { return text_response(request.body, "text/plain"); }

class ServerTest : public testing::Test {
 protected:
  ServerTest() { options_.port = 0, options_.threads = 2; }

  void start() {
    EdgeParts parts;
    parts.routes = {
        {"GET", "/size/{bytes}", Access::kPublic, PlainHandler{[](const Request& request) {
           const std::size_t size = std::strtoul(std::string(request.param("bytes")).c_str(), nullptr, 10);
           return text_response(std::string(size, 'x'), "application/octet-stream");
         }},
         says("size")},
        {"POST", "/echo", Access::kPublic, PlainHandler{echo}, says("echo")},
        Route{"POST", "/upload", Access::kPublic, PlainHandler{echo}, says("upload")}.with_body_max(200'000),
        {"POST", "/write", Access::kPublic,
         WriteHandler{[](const Request& request, store::Tx&) { return echo(request); }}, says("write")},
        {"GET", "/events", Access::kPublic, StreamHandler{[](const Request&) { return std::string("office"); }},
         says("events")},
        {"GET", "/remote", Access::kPublic,
         PlainHandler{[](const Request& request) { return text_response(request.remote, "text/plain"); }},
         says("remote")},
    };
    parts.db = &db_;
    parts.events = &events_;
    edge_ = std::make_unique<Edge>(std::move(parts));
    server_ = std::make_unique<Server>(
        options_, *edge_, time_,
        [](std::uint8_t* bytes, std::size_t size) { std::fill_n(bytes, size, std::uint8_t{7}); }, &metrics_);
    server_->start();
  }

  static std::string get(std::string_view path, std::string_view headers = "") {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: city.example\r\n" + std::string(headers) + "\r\n";
  }
  static std::string post(std::string_view path, std::string_view body) {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: city.example\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
  }
  // Until something that another thread brings about is so; the test's own time limit ends it otherwise.
  template <class Condition>
  static void wait_until(Condition condition) {
    while (!condition()) std::this_thread::yield();
  }

  ServerOptions options_;
  ManualTime time_{instant_of(1'789'977'600'000)};  // 2026-09-21T08:00:00Z
  FakeDb db_;
  EventHub events_;
  Metrics metrics_;
  std::unique_ptr<Edge> edge_;
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersManyRequestsOnOneConnection) {
  start();
  SocketClient client(server_->port());
  for (int i = 0; i < 3; ++i) {
    client.send(post("/echo", "第" + std::to_string(i)));
    const auto answer = client.answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "第" + std::to_string(i));
    EXPECT_TRUE(answer->has("Date: Mon, 21 Sep 2026 08:00:00 GMT\r\n")) << answer->head;
    EXPECT_TRUE(answer->has("X-Request-Id: "));
    EXPECT_FALSE(answer->has("Connection: close"));
  }
  EXPECT_EQ(server_->connections(), 1U);
  EXPECT_THAT(metrics_.text(), HasSubstr("guildhall_connections_open 1"));
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInTheirOrder) {
  start();
  SocketClient client(server_->port());
  std::string all;
  for (int i = 0; i < 50; ++i) all += post(i % 3 == 0 ? "/write" : "/echo", std::to_string(i));
  client.send(all);
  for (int i = 0; i < 50; ++i) {
    const auto answer = client.answer();
    ASSERT_TRUE(answer) << i;
    EXPECT_EQ(answer->body, std::to_string(i));
  }
}

TEST_F(ServerTest, ARequestMayArriveByteByByte) {
  start();
  SocketClient client(server_->port());
  for (const char byte : post("/echo", "slow")) client.send(std::string_view(&byte, 1));
  EXPECT_EQ(client.answer()->body, "slow");
}

TEST_F(ServerTest, ChunkedBodiesArriveWhole) {
  start();
  SocketClient client(server_->port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  client.send("5\r\nhello\r\n");
  client.send("6;why=not\r\n world\r\n0\r\nTrailer: gone\r\n\r\n");
  EXPECT_EQ(client.answer()->body, "hello world");
  client.send(get("/size/2"));
  EXPECT_EQ(client.answer()->body, "xx");
}

TEST_F(ServerTest, LargeAnswersArriveWhole) {
  start();
  SocketClient client(server_->port());
  client.send(get("/size/3000000") + get("/size/10"));
  EXPECT_EQ(client.answer()->body.size(), 3'000'000U);
  EXPECT_EQ(client.answer()->body.size(), 10U);
}

TEST_F(ServerTest, HeadTellsTheLengthAndSendsNothing) {
  start();
  SocketClient client(server_->port());
  client.send("HEAD /size/500 HTTP/1.1\r\nHost: a\r\n\r\n" + get("/size/3"));
  const auto head = client.answer(true);
  EXPECT_TRUE(head->has("Content-Length: 500\r\n"));
  EXPECT_EQ(client.answer()->body, "xxx");
}

TEST_F(ServerTest, AClientThatWaitsForContinueIsToldTo) {
  start();
  SocketClient client(server_->port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.answer()->status, 100);
  client.send("body");
  EXPECT_EQ(client.answer()->body, "body");
}

TEST_F(ServerTest, ClosesWhenAsked) {
  start();
  SocketClient client(server_->port());
  client.send(get("/size/1", "Connection: close\r\n") + get("/size/2"));
  const auto answer = client.answer();
  EXPECT_TRUE(answer->has("Connection: close\r\n"));
  client.finish_sending();
  EXPECT_FALSE(client.answer());
}

TEST_F(ServerTest, AHeadPastItsLimitIsRefused) {
  options_.limits.head_max_bytes = 1024;
  start();
  SocketClient client(server_->port());
  client.send(get("/size/1", "X-Long: " + std::string(2000, 'a') + "\r\n"));
  EXPECT_EQ(client.answer()->status, 413);
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, TooManyHeadersAreRefused) {
  options_.limits.fields_max = 8;
  start();
  SocketClient client(server_->port());
  std::string headers;
  for (int i = 0; i < 9; ++i) headers += "X-" + std::to_string(i) + ": a\r\n";
  client.send(get("/size/1", headers));
  EXPECT_EQ(client.answer()->status, 413);
}

TEST_F(ServerTest, ABodyPastItsLimitIsRefusedBeforeItIsRead) {
  options_.limits.body_max_bytes = 1000;
  start();
  SocketClient announced(server_->port());
  announced.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n");
  EXPECT_EQ(announced.answer()->status, 413);
  SocketClient chunked(server_->port());
  chunked.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n200\r\n" + std::string(512, 'a') +
               "\r\n200\r\n");
  EXPECT_EQ(chunked.answer()->status, 413);
  EXPECT_TRUE(chunked.closed());
  SocketClient fits(server_->port());
  fits.send(post("/echo", std::string(1000, 'a')));
  EXPECT_EQ(fits.answer()->status, 200);
}

TEST_F(ServerTest, ARouteMayTakeLongerBodiesThanTheServer) {
  options_.limits.body_max_bytes = 1000;
  start();
  SocketClient client(server_->port());
  client.send(post("/upload", std::string(150'000, 'a')));
  EXPECT_EQ(client.answer()->body.size(), 150'000U);
  client.send(post("/upload", std::string(200'001, 'a')));
  EXPECT_EQ(client.answer()->status, 413);
}

TEST_F(ServerTest, AClientThatDripsItsHeadIsCutOff) {
  options_.head_timeout = milliseconds(80);
  start();
  SocketClient client(server_->port());
  client.send("GET /size/1 HTTP/1.1\r\nHost: ");
  EXPECT_EQ(client.answer()->status, 408);
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, AClientThatDripsItsBodyIsCutOff) {
  options_.body_timeout = milliseconds(80);
  start();
  SocketClient client(server_->port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
  EXPECT_EQ(client.answer()->status, 408);
}

TEST_F(ServerTest, AnIdleConnectionIsClosedWithoutAWord) {
  options_.idle_timeout = milliseconds(80);
  start();
  SocketClient client(server_->port());
  client.send(get("/size/1"));
  EXPECT_EQ(client.answer()->status, 200);
  EXPECT_FALSE(client.answer());
}

TEST_F(ServerTest, AClientThatDoesNotReadIsCutOff) {
  options_.write_timeout = milliseconds(80);
  start();
  SocketClient client(server_->port(), 4096);
  client.send(get("/size/40000000"));
  wait_until([&] { return server_->connections() == 1; });
  wait_until([&] { return server_->connections() == 0; });
}

TEST_F(ServerTest, OneConnectionTooManyGets503) {
  options_.connections_max = 2;
  start();
  SocketClient first(server_->port());
  SocketClient second(server_->port());
  first.send(get("/size/1"));
  second.send(get("/size/1"));
  EXPECT_EQ(first.answer()->status, 200);
  EXPECT_EQ(second.answer()->status, 200);
  SocketClient third(server_->port());
  const auto answer = third.answer();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 503);
  EXPECT_TRUE(answer->has("Retry-After: 1\r\n"));
}

TEST_F(ServerTest, AFullWriteQueueIs503WithRetryAfterAndTheConnectionLives) {
  start();
  db_.hold(true);
  std::vector<std::unique_ptr<SocketClient>> writers;
  for (int i = 0; i < 8; ++i) {
    writers.push_back(std::make_unique<SocketClient>(server_->port()));
    writers.back()->send(post("/write", "held"));
  }
  wait_until([&] { return db_.waiting() == 8; });
  SocketClient refused(server_->port());
  refused.send(post("/write", "one too many"));
  const auto answer = refused.answer();
  EXPECT_EQ(answer->status, 503);
  EXPECT_TRUE(answer->has("Retry-After: 3\r\n"));
  db_.hold(false);
  for (const auto& writer : writers) EXPECT_EQ(writer->answer()->body, "held");
  refused.send(post("/write", "again"));
  EXPECT_EQ(refused.answer()->body, "again");
}

TEST_F(ServerTest, AWriteThatWaitsBlocksNobodyElse) {
  options_.threads = 1;
  start();
  db_.hold(true);
  SocketClient writer(server_->port());
  writer.send(post("/write", "held"));
  wait_until([&] { return db_.waiting() == 1; });
  SocketClient reader(server_->port());
  reader.send(get("/size/3"));
  EXPECT_EQ(reader.answer()->body, "xxx");
  db_.hold(false);
  EXPECT_EQ(writer.answer()->body, "held");
}

TEST_F(ServerTest, StoppingAnswersWhatIsInFlightAndClosesWhatIsIdle) {
  options_.threads = 1;  // the idle connection's end tells that the loop of both is stopping
  start();
  SocketClient idle(server_->port());
  idle.send(get("/size/1"));
  EXPECT_EQ(idle.answer()->status, 200);
  db_.hold(true);
  SocketClient busy(server_->port());
  busy.send(post("/write", "in flight"));
  wait_until([&] { return db_.waiting() == 1; });
  const std::uint16_t port = server_->port();
  auto stopped = std::async(std::launch::async, [&] { server_->stop(milliseconds(5000)); });
  EXPECT_TRUE(idle.closed());
  db_.hold(false);
  const auto answer = busy.answer();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "in flight");
  EXPECT_TRUE(answer->has("Connection: close\r\n"));
  stopped.get();
  EXPECT_FALSE(SocketClient(port).connected());
}

TEST_F(ServerTest, StoppingWaitsNoLongerThanItIsTold) {
  start();
  db_.hold(true);
  SocketClient busy(server_->port());
  busy.send(post("/write", "never answered"));
  wait_until([&] { return db_.waiting() == 1; });
  server_->stop(milliseconds(20));
  EXPECT_FALSE(busy.answer());
  db_.hold(false);  // its answer finds nobody
  wait_until([&] { return db_.waiting() == 0; });
}

TEST_F(ServerTest, TwoServersDoNotShareAPortUnseen) {
  start();
  ServerOptions same = options_;
  same.port = server_->port();
  Server second(same, *edge_, time_, [](std::uint8_t*, std::size_t) {});
  try {
    second.start();
    FAIL() << "the port is taken";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.errors().at(0).rule, "listen");
  }
}

TEST_F(ServerTest, EventsReachTheListenerAsTheyHappen) {
  start();
  SocketClient client(server_->port());
  client.send(get("/events"));
  const auto head = client.answer();
  EXPECT_EQ(head->status, 200);
  EXPECT_TRUE(head->has("Content-Type: text/event-stream"));
  EXPECT_FALSE(head->has("Content-Length"));
  wait_until([&] { return events_.subscribers() == 1; });
  events_.publish("office", "inbox", {{"case", "42"}});
  const auto event = client.read_until("\n\nid: 1\nevent: inbox\ndata: {\"case\":\"42\"}\n\n");
  EXPECT_TRUE(event);
  events_.publish("office", "clock", {{"case", "43"}});
  EXPECT_TRUE(client.read_until("event: clock\n"));
}

TEST_F(ServerTest, AStreamsHeartBeats) {
  options_.stream_heartbeat = milliseconds(40);
  start();
  SocketClient client(server_->port());
  client.send(get("/events"));
  EXPECT_TRUE(client.read_until(": \n\n: \n\n: \n\n"));
}

TEST_F(ServerTest, AStreamEndsSoThatItsRightsAreLookedAtAgain) {
  options_.stream_heartbeat = milliseconds(20);
  options_.stream_max = milliseconds(60);
  start();
  SocketClient client(server_->port());
  client.send(get("/events"));
  EXPECT_EQ(client.answer()->status, 200);
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, ABusyStreamEndsToo) {
  options_.stream_max = milliseconds(60);
  options_.head_timeout = milliseconds(80);  // sets the pace at which deadlines are looked at
  start();
  SocketClient client(server_->port());
  client.send(get("/events"));
  EXPECT_EQ(client.answer()->status, 200);
  wait_until([&] {
    events_.publish("office", "inbox", {{"case", "42"}});
    (void)client.read_until("\n\n");
    return server_->connections() == 0;
  });
}

TEST_F(ServerTest, AListenerThatDoesNotReadIsDropped) {
  start();
  SocketClient client(server_->port(), 4096);
  client.send(get("/events"));
  EXPECT_EQ(client.answer()->status, 200);
  wait_until([&] { return events_.subscribers() == 1; });
  const json::value large(std::string(60'000, 'a'));
  for (int i = 0; i < 2000 && server_->connections() == 1; ++i) events_.publish("office", "flood", large);
  wait_until([&] { return server_->connections() == 0; });
  wait_until([&] { return events_.subscribers() == 0; });
}

TEST_F(ServerTest, AListenerThatLeavesIsForgotten) {
  start();
  {
    SocketClient client(server_->port());
    client.send(get("/events"));
    EXPECT_EQ(client.answer()->status, 200);
    wait_until([&] { return events_.subscribers() == 1; });
  }
  wait_until([&] { return events_.subscribers() == 0; });
}

TEST_F(ServerTest, TellsWhereTheRequestComesFrom) {
  start();
  SocketClient client(server_->port());
  client.send(get("/remote"));
  EXPECT_EQ(client.answer()->body, "127.0.0.1");
}

TEST_F(ServerTest, UnreadableRequestsGetAProblemAndTheConnectionCloses) {
  start();
  SocketClient client(server_->port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n" + get("/size/1"));
  const auto answer = client.answer();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 400);
  EXPECT_TRUE(answer->has("Content-Type: application/problem+json"));
  EXPECT_THAT(answer->body, HasSubstr("folded-header"));
  EXPECT_TRUE(answer->has("Connection: close"));
  EXPECT_FALSE(client.answer());
}

}  // namespace
}  // namespace gh::http
