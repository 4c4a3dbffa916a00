// The rules of transfer.
#include "transfer/rules.h"

#include <map>
#include <tuple>

#include "base/periods.h"

namespace gh::transfer {

std::optional<ItemState> after(ItemState state, ItemStep step) {
  const auto from = [&](ItemState wanted, ItemState to) { return state == wanted ? std::optional(to) : std::nullopt; };
  switch (step) {
    case ItemStep::reserve:
      return from(ItemState::open, ItemState::in_transfer);
    case ItemStep::free:
      return from(ItemState::in_transfer, ItemState::open);
    case ItemStep::agree:
      return from(ItemState::in_transfer, ItemState::transferred);
    case ItemStep::pass_supervision:
      return from(ItemState::transferred, ItemState::regular);
    case ItemStep::take_back:
      if (state == ItemState::regular) return ItemState::open;
      return from(ItemState::transferred, ItemState::open);
    case ItemStep::withdraw:
      return from(ItemState::open, ItemState::withdrawn);
  }
  return {};
}

std::vector<std::string> unmet_duties(const std::vector<CheckedDuty>& checks) {
  std::map<std::string, const CheckedDuty*> last;
  for (const CheckedDuty& check : checks) {
    const CheckedDuty*& known = last[check.duty];
    if (known == nullptr || std::tie(known->checked_on, known->ordinal) < std::tie(check.checked_on, check.ordinal))
      known = &check;
  }
  std::vector<std::string> out;
  for (const auto& [duty, check] : last)
    if (!check->met) out.push_back(duty);
  return out;
}

std::int64_t failed_since_corrected(const std::vector<OrderOutcome>& orders) {
  std::int64_t failed = 0;
  for (const OrderOutcome outcome : orders) {
    if (outcome == OrderOutcome::corrected) failed = 0;
    if (outcome == OrderOutcome::failed) ++failed;
  }
  return failed;
}

Day year_begins(Day starts_on, std::int64_t year) { return years_after(starts_on, year - 1); }

std::int64_t year_of_agreement(Day starts_on, Day on) {
  if (on < starts_on) return 0;
  const auto years = std::chrono::year_month_day{on}.year() - std::chrono::year_month_day{starts_on}.year();
  const std::int64_t year = years.count() + 1;
  return year_begins(starts_on, year) <= on ? year : year - 1;
}

AgreementStatus status_in(std::int64_t year, std::int64_t supervised_years) {
  return year > supervised_years ? AgreementStatus::regular : AgreementStatus::supervised;
}

}  // namespace gh::transfer
