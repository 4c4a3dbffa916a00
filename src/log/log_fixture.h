// A log for tests: its database, key, kept checkpoint and sequencer, and acts made by number.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/problem.h"
#include "log/migrations.h"
#include "log/pending.h"
#include "log/reader.h"
#include "log/sequencer.h"
#include "store/testing.h"

namespace gh::log {

inline SigningKey test_key(std::string_view name = "log.example/foshan", std::uint8_t seed_byte = 7) {
  Ed25519Bytes seed{};
  seed.fill(seed_byte);
  return SigningKey(name, seed);
}

inline std::string act_id(std::uint64_t number) {
  std::string digits = std::to_string(number);
  return "019a0000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}
inline std::string leaf_text(std::uint64_t number) { return "{\"act\":\"" + act_id(number) + "\"}"; }

// The rule of the Problem that `work` throws, or "" when it throws none.
template <class F>
std::string rule_of_refusal(F work) {
  try {
    work();
  } catch (const Problem& problem) {
    return problem.errors().empty() ? "without a rule" : problem.errors().front().rule;
  }
  return "";
}

class LogOnEachDatabase : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db = store::migrated_db(GetParam(), {migrations()});
    if (db == nullptr) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES names no server";
    sequencer = std::make_unique<Sequencer>(test_key(), kept_path());
  }

  std::filesystem::path kept_path() const { return std::filesystem::path(directory.path()) / "checkpoint"; }

  void enqueue_acts(std::uint64_t first, std::uint64_t end) {
    for (std::uint64_t start = first; start < end; start += 4096) {
      db->write([start, stop = std::min(start + 4096, end)](store::Tx& tx) {
        for (std::uint64_t number = start; number < stop; ++number) enqueue(tx, act_id(number), leaf_text(number));
      });
    }
  }
  std::size_t round() { return sequencer->integrate(*db, now += std::chrono::seconds(1)); }
  void rounds() {
    while (round() == kIntegrationBatchMax) continue;
  }
  void grow_to(std::uint64_t size) {
    enqueue_acts(acts, size);
    acts = size;
    rounds();
  }
  void execute(const std::string& sql, const std::vector<store::Value>& values = {}) {
    db->write([sql, values](store::Tx& tx) { tx.execute(sql, values); });
  }
  template <class F>
  auto reading(F work) {
    return db->reading(work);
  }

  store::TemporaryDirectory directory;
  std::unique_ptr<store::Db> db;
  std::unique_ptr<Sequencer> sequencer;
  Instant now = instant_of(1'788'000'000'000);
  std::uint64_t acts = 0;
};

// What the tree over acts 0 … size-1 must be, computed from nothing but their texts.
inline TreeHead expected_head(std::uint64_t size) {
  GrowingTree tree;
  for (std::uint64_t number = 0; number < size; ++number) tree.append(leaf_hash(leaf_text(number)));
  return {size, tree.root()};
}

}  // namespace gh::log
