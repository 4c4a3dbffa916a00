#include "scoring/points.h"

#include <fmt/format.h>

namespace gh::scoring {

std::string points_text(Score score, std::int64_t denominator) {
  if (denominator == 1) return fmt::format("{}", score);
  const std::string fraction = fmt::format("{}", denominator + score % denominator).substr(1);
  return fmt::format("{}.{}", score / denominator, fraction);
}

}  // namespace gh::scoring
