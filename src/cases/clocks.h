// Legal limits of a case: they start, stand still and stop as states are entered; each change is an event with its
// reason, so that a due day can be explained day by day (民法典 201–203, 行政许可法 45, 82).
#pragma once
#include <string>
#include <vector>

#include "calendar/working_days.h"
#include "cases/model.h"
#include "cases/performing.h"

namespace gh::cases {

using calendar::unit_name;
using calendar::unit_of;

// What entering a state does to the case's clocks; also sets the case's due and warning day.
void change_clocks(Performing& performing, const policy::State& next);
// All running clocks stand still (an objection is open), under these clauses or those of each limit, and run on.
void pause_all_clocks(Performing& performing, const Text& reason, const std::vector<std::string>& cites = {});
void resume_all_clocks(Performing& performing);

// Counts a running clock again under today's calendar; true when its due day or its certainty changed.
bool recompute_clock(Performing& performing, Clock& clock, const Text& reason);

// What of a limit is left to count after `counts_after`; a limit of months that has stood still goes on in natural
// days.
struct Remaining {
  std::int64_t count = 0;  // >= 0
  calendar::Unit unit = calendar::Unit::kWorkingDays;
};
Remaining remaining_of(const calendar::WorkingCalendar& calendar, const Clock& clock);

// The days a clock has spent by the end of `day`, and the colour of its card then.
std::int64_t used_days(const calendar::WorkingCalendar& calendar, const Clock& clock, Day day);
// "calm", "yellow" from the warning day on, "red" past the due day, "standing" while it stands still, "stopped".
std::string_view card_of(const Clock& clock, Day day);

std::vector<Clock> clocks_of(store::Tx& tx, const Id& case_id);
std::vector<ClockEvent> events_of(store::Tx& tx, const Id& clock_id);

// `cites`: the clauses of what happened; none = those of the limit itself.
void note_clock_event(Performing& performing, const Clock& clock, std::string_view kind, const Text& reason,
                      const std::vector<std::string>& cites = {});

}  // namespace gh::cases
