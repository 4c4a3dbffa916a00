// A price divided into milestones by shares: exact, and the same for everybody who computes it again.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/money.h"

namespace gh::purchase {

// Permille that the shares of a contract's milestones add up to.
inline constexpr std::int64_t kWholePermille = 1000;

// 分 of each milestone: price × share by the published rounding (gh::multiply), the last takes the rest. Nothing when
// the shares don't add up to the whole or one is no share at all, or when a price of a few 分 leaves less than nothing
// for the last.
std::optional<std::vector<Fen>> split_price(Fen price_fen, std::span<const std::int64_t> shares_permille);

}  // namespace gh::purchase
