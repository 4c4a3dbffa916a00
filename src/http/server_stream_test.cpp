// Event streams on a real socket: they beat, end, and drop who doesn't read.
#include "http/server_fixture.h"

namespace gh::http {
namespace {

using std::chrono::milliseconds;

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

}  // namespace
}  // namespace gh::http
