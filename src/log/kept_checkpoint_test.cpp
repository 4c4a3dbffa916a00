#include "log/kept_checkpoint.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>
#include <vector>

#include "log/log_fixture.h"
#include "log/trouble.h"

namespace gh::log {
namespace {

class Kept : public testing::Test {
 protected:
  static SignedHead head(std::uint64_t size) {
    return {expected_head(size), sign_checkpoint(expected_head(size), test_key())};
  }
  std::string refused_reading() {
    return rule_of_refusal([this] { kept.read(); });
  }

  store::TemporaryDirectory directory;
  std::filesystem::path path = std::filesystem::path(directory.path()) / "checkpoint";
  KeptCheckpoint kept{path, test_key().verifier()};
};

TEST_F(Kept, IsNothingBeforeTheFirst) { EXPECT_FALSE(kept.read().has_value()); }

TEST_F(Kept, IsReadBackAndOpenToEverybody) {
  kept.advance(head(4));
  EXPECT_EQ(kept.read()->head, expected_head(4));
  EXPECT_EQ(kept.read()->note, head(4).note);
  struct stat status {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0700U, 0600U);
}

TEST_F(Kept, NeverGoesBack) {
  kept.advance(head(9));
  kept.advance(head(5));
  EXPECT_EQ(kept.read()->head.size, 9U);
  const TreeHead other{9, leaf_hash("other")};
  EXPECT_EQ(rule_of_refusal([&] { kept.advance({other, sign_checkpoint(other, test_key())}); }), kLogForked);
  EXPECT_EQ(kept.read()->head, expected_head(9));
}

TEST_F(Kept, StaysTheLargestWhenSeveralAdvanceIt) {
  std::vector<std::jthread> threads;
  for (std::uint64_t first = 1; first <= 4; ++first) {
    threads.emplace_back([first, this] {
      for (std::uint64_t size = first; size <= 40; size += 4)
        KeptCheckpoint(path, test_key().verifier()).advance(head(size));
    });
  }
  threads.clear();
  EXPECT_EQ(kept.read()->head, expected_head(40));
}

TEST_F(Kept, OfAnotherKeyOrLogIsRefused) {
  for (const SigningKey& key : {test_key("log.example/foshan", 8), test_key("other.example")}) {
    std::ofstream(path) << sign_checkpoint(expected_head(3), key);
    EXPECT_EQ(refused_reading(), kLogKeyChanged);
  }
}

TEST_F(Kept, ThatIsNoNoteIsRefused) {
  for (const std::string& content : {std::string(), std::string("half a checkpo"), std::string(100'000, 'x'),
                                     head(3).note.substr(0, head(3).note.size() - 1)}) {
    std::ofstream(path) << content;
    EXPECT_EQ(refused_reading(), kLogKeptUnusable);
  }
}

TEST_F(Kept, InAFolderThatIsNotThereIsRefused) {
  const KeptCheckpoint elsewhere(directory.path() + std::string("/absent/checkpoint"), test_key().verifier());
  EXPECT_FALSE(elsewhere.read().has_value());
  EXPECT_EQ(rule_of_refusal([&] { elsewhere.advance(head(1)); }), kLogKeptUnusable);
}

}  // namespace
}  // namespace gh::log
