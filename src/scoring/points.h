// Scores as people write them.
#pragma once
#include <string>

#include "scoring/ranking.h"

namespace gh::scoring {

// A whole number of 1/denominator points (a power of ten): 85 tenths are "8.5", 929 whole points "929".
std::string points_text(Score score, std::int64_t denominator);

}  // namespace gh::scoring
