// Chance of the simulation: the same throws for the same seed, on every machine.
#pragma once
#include <cstdint>
#include <vector>

#include "base/assert.h"
#include "base/ids.h"

namespace gh::simulation {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  // SplitMix64 (Steele, Lea, Flood 2014).
  std::uint64_t next() {
    std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15U);
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  // From `least` to `most`, both included.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    GH_ASSERT(least <= most);
    return least + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool chance(int percent) { return between(1, 100) <= percent; }
  std::size_t index(std::size_t size) {
    GH_ASSERT(size > 0);
    return static_cast<std::size_t>(next() % size);
  }
  template <class T>
  const T& of(const std::vector<T>& list) {
    return list[index(list.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace gh::simulation
