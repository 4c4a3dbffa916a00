// The server on a real socket: many requests on one connection, bodies, stopping.
#include "http/server.h"

#include <gmock/gmock.h>

#include <future>

#include "http/server_fixture.h"

namespace gh::http {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

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
