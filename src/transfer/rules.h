// What can be done with an item, what the checks of its duties come to, and which orders count: functions of values
// only.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace gh::transfer {

// Enumerators are spelled as they are stored and sent.
enum class ItemState { open, in_transfer, transferred, regular, withdrawn };
BOOST_DESCRIBE_ENUM(ItemState, open, in_transfer, transferred, regular, withdrawn)

enum class ItemStep { reserve, free, agree, pass_supervision, take_back, withdraw };
BOOST_DESCRIBE_ENUM(ItemStep, reserve, free, agree, pass_supervision, take_back, withdraw)

// The state that a step leads to; nothing when it can't be taken.
std::optional<ItemState> after(ItemState state, ItemStep step);

enum class CheckKind { visit, report, complaint, correction };
BOOST_DESCRIBE_ENUM(CheckKind, visit, report, complaint, correction)

// One check of one duty. `ordinal` is the order of recording within the case.
struct CheckedDuty {
  std::int64_t ordinal = 0;
  std::string duty;
  Day checked_on{};
  bool met = false;
};

// Duties whose last check wasn't met, sorted. The last is the one of the latest day; of that day's, the one recorded
// last.
std::vector<std::string> unmet_duties(const std::vector<CheckedDuty>& checks);

enum class OrderOutcome { open, corrected, failed };
BOOST_DESCRIBE_ENUM(OrderOutcome, open, corrected, failed)

// Orders that failed since the last corrected one; the list stands in the order in which they were given.
std::int64_t failed_since_corrected(const std::vector<OrderOutcome>& orders);

enum class AgreementStatus { supervised, regular, taken_back };
BOOST_DESCRIBE_ENUM(AgreementStatus, supervised, regular, taken_back)

// The first day of a supervised year (1 …) of an agreement that began on the day: a month that lacks the day has its
// last.
Day year_begins(Day starts_on, std::int64_t year);
// Which year of the agreement a day lies in, 1 from its first day on; 0 before it.
std::int64_t year_of_agreement(Day starts_on, Day on);

// The status of an agreement whose supervised year `year` (1 …) is about to run, of so many.
AgreementStatus status_in(std::int64_t year, std::int64_t supervised_years);

}  // namespace gh::transfer
