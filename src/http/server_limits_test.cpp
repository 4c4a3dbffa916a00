// The server's limits on a real socket: sizes, slow clients, too many of them, a full queue.
#include "http/server_fixture.h"

namespace gh::http {
namespace {

using std::chrono::milliseconds;

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

}  // namespace
}  // namespace gh::http
