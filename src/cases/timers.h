// What falls due by itself: actions of the procedure, and the yellow and red cards of a clock.
#pragma once
#include <vector>

#include "cases/model.h"
#include "cases/performing.h"

namespace gh::cases {

inline constexpr int kTimersAtOnceMax = 1000;  // acts made for one case in one go

void start_rule_timers(Performing& performing, const policy::State& state);
void cancel_rule_timers(Performing& performing);
void start_card_timers(Performing& performing, const Clock& clock);
void cancel_card_timers(Performing& performing, std::string_view clock_name);

// While the case is suspended its timers stand still: those that count days keep what they had left.
void park_timers(Performing& performing);
void unpark_timers(Performing& performing);
// Counts an open timer of days again under today's calendar; tells whether anything changed.
bool recount_timer(Performing& performing, Timer& timer);

// The earliest open timer of the case that is due at `now`.
std::optional<Timer> due_timer(store::Tx& tx, const Id& case_id, Instant now);
// Performs it in a transaction that holds the case.
void fire(const Engine& engine, store::Tx& tx, const Timer& timer, const Stamp& stamp);

// Cases with a timer due at `now`, earliest first.
std::vector<Id> cases_with_due_timers(store::Tx& tx, Instant now, std::size_t limit);

}  // namespace gh::cases
