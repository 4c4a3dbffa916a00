// Divides prices.
#include "purchase/shares.h"

#include "base/assert.h"

namespace gh::purchase {

std::optional<std::vector<Fen>> split_price(Fen price_fen, std::span<const std::int64_t> shares_permille) {
  GH_ASSERT(price_fen >= 0 && price_fen <= kFenMax);
  std::int64_t whole = 0;
  for (const std::int64_t share : shares_permille) {
    if (share < 1 || share > kWholePermille) return {};
    whole += share;
  }
  if (whole != kWholePermille) return {};
  std::vector<Fen> out;
  Fen rest = price_fen;
  for (std::size_t i = 0; i + 1 < shares_permille.size(); ++i) {
    out.push_back(multiply(price_fen, shares_permille[i], kWholePermille));
    rest -= out.back();
  }
  if (rest < 0) return {};
  out.push_back(rest);
  return out;
}

}  // namespace gh::purchase
