#include "app/clock.h"

#include <sodium.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "base/digest.h"
#include "base/problem.h"

namespace gh::app {

Instant SystemTime::now() const {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::unique_ptr<TimeSource> time_source(const std::string& test_clock) {
  if (test_clock.empty()) return std::make_unique<SystemTime>();
  const auto start = parse_instant(test_clock);
  if (!start)
    throw Problem(ProblemCode::kInvalidForm,
                  FieldError{"/test-clock", "instant", "", {"不是时刻", "not an RFC 3339 instant"}});
  return std::make_unique<SetTime>(*start);
}

RandomBytes system_random() {
  return [](std::uint8_t* bytes, std::size_t size) { randombytes_buf(bytes, size); };
}

RandomBytes seeded_random(std::uint64_t seed) {
  struct Stream {
    std::mutex mutex;
    std::uint64_t block = 0;
  };
  auto stream = std::make_shared<Stream>();
  return [seed, stream](std::uint8_t* bytes, std::size_t size) {
    const std::lock_guard hold(stream->mutex);
    for (std::size_t done = 0; done < size;) {
      const Digest digest = sha256(std::to_string(seed) + ":" + std::to_string(stream->block++));
      for (std::size_t i = 0; i < digest.size() && done < size; ++i) bytes[done++] = digest[i];
    }
  };
}

}  // namespace gh::app
