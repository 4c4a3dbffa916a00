// Listeners, their bounded queues, and who hears what.
#include "http/event_hub.h"

#include <gtest/gtest.h>

#include "base/assert.h"
#include "base/problem.h"

namespace gh::http {
namespace {

TEST(EventHub, EachListenerOfTheChannelHearsEachEventOnce) {
  EventHub hub;
  const auto first = hub.subscribe("office");
  const auto second = hub.subscribe("office");
  const auto other = hub.subscribe("another");
  hub.publish("office", "inbox", {{"case", "佛民登〔2026〕12号"}});
  const std::string event = "id: 1\nevent: inbox\ndata: {\"case\":\"佛民登〔2026〕12号\"}\n\n";
  EXPECT_EQ(first->take(), event);
  EXPECT_EQ(first->take(), "");
  EXPECT_EQ(second->take(), event);
  EXPECT_EQ(other->take(), "");
}

TEST(EventHub, ALineBreakInTheDataStaysInsideItsLine) {
  EventHub hub;
  const auto listener = hub.subscribe("office");
  hub.publish("office", "inbox", json::value("a\n\nevent: forged"));
  EXPECT_EQ(listener->take(), "id: 1\nevent: inbox\ndata: \"a\\n\\nevent: forged\"\n\n");
  EXPECT_THROW(hub.publish("office", "a\nb", nullptr), Bug);
}

TEST(EventHub, AListenerIsWokenOnceUntilItTakes) {
  EventHub hub;
  const auto listener = hub.subscribe("office");
  int woken = 0;
  hub.publish("office", "before", nullptr);
  listener->on_waiting([&woken] { ++woken; });
  EXPECT_EQ(woken, 1) << "what waited already is told";
  hub.publish("office", "inbox", nullptr);
  EXPECT_EQ(woken, 1);
  EXPECT_NE(listener->take(), "");
  hub.publish("office", "inbox", nullptr);
  EXPECT_EQ(woken, 2);
}

TEST(EventHub, AQueueThatRunsOverDropsItsListener) {
  EventHub hub;
  const auto slow = hub.subscribe("office");
  for (std::size_t i = 0; i < kEventsWaitingMax; ++i) hub.publish("office", "inbox", nullptr);
  EXPECT_FALSE(slow->dropped());
  bool woken = false;
  EXPECT_NE(slow->take(), "");
  for (std::size_t i = 0; i < kEventsWaitingMax; ++i) hub.publish("office", "inbox", nullptr);
  slow->on_waiting([&woken] { woken = true; });
  hub.publish("office", "one too many", nullptr);
  EXPECT_TRUE(slow->dropped());
  EXPECT_TRUE(woken);
  EXPECT_EQ(slow->take(), "");
}

TEST(EventHub, TooManyBytesDropTheListenerToo) {
  EventHub hub;
  const auto slow = hub.subscribe("office");
  const json::value large(std::string(kEventBytesWaitingMax / 2, 'a'));
  hub.publish("office", "inbox", large);
  EXPECT_FALSE(slow->dropped());
  hub.publish("office", "inbox", large);
  EXPECT_TRUE(slow->dropped());
}

TEST(EventHub, WhoIsGoneIsNotCounted) {
  EventHub hub;
  auto listener = hub.subscribe("office");
  EXPECT_EQ(hub.subscribers(), 1U);
  listener.reset();
  EXPECT_EQ(hub.subscribers(), 0U);
  hub.publish("office", "inbox", nullptr);
}

TEST(EventHub, ListenersPastTheLimitAreRefusedUntilOthersLeave) {
  EventHub hub;
  std::vector<std::shared_ptr<Subscription>> all;
  for (std::size_t i = 0; i < kSubscribersMax; ++i) all.push_back(hub.subscribe("office-" + std::to_string(i % 500)));
  EXPECT_THROW(hub.subscribe("office"), Problem);
  all.pop_back();
  EXPECT_NE(hub.subscribe("office"), nullptr);
}

}  // namespace
}  // namespace gh::http
