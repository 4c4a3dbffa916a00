// Statistics of an industry: what firms return for a period, kept secret firm by firm, and the sums that are published.
#pragma once
#include <boost/describe/class.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "performance/basis.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::performance {

// Of one round: so many are published by one act, and their figures sum up within 64 bits.
inline constexpr std::int64_t kReturnsMax = 9'000;

inline constexpr std::int64_t kFigureMax = 100'000'000'000'000;  // of one firm, either way

// An indicator of a set, with what is plausible: sums outside of it, or that change by more than so many per mille of
// the firm's last return, are flagged and not refused.
struct Indicator {
  std::string id;
  Text title;
  std::string unit;
  std::int64_t least = 0;
  std::int64_t most = 0;
  std::int64_t change_permille = 0;
};
// The indicators of a set of catalogue "indicator-sets", by its code with the version; empty where there is none.
std::vector<Indicator> indicators_of(const policy::Pack& pack, std::string_view set);

using Figures = std::map<std::string, std::int64_t>;

// Indicators that look wrong, sorted: out of their range, or changed too much since `before`.
std::vector<std::string> implausible(const std::vector<Indicator>& set, const Figures& figures,
                                     const std::optional<Figures>& before);

struct NewReturn {
  Id round_id;
  Id organisation_id;
  std::string division;
  std::string set;
  std::string period;
  Figures figures;
  bool late = false;
  std::vector<std::string> flags;
};
// The return of the basis's case, in place of an earlier one of the same firm in the round, whose division it keeps.
// kConflict "round_full".
void keep_return(store::Tx& tx, const Basis& basis, const NewReturn& kept);
// The firm's return on the set for the last period of the same length (year "2021", quarter "2021Q3" or month
// "2021-07") before this one; nothing where there is none.
std::optional<Figures> last_return(store::Tx& tx, const Id& organisation_id, std::string_view set,
                                   std::string_view period);

struct ReturnCount {
  std::int64_t returns = 0;
  std::int64_t late = 0;
  std::int64_t flagged = 0;
};
ReturnCount count_returns(store::Tx& tx, const Id& round_id);

// The figures as they were stored.
Figures figures_in(std::string_view stored);

}  // namespace gh::performance
