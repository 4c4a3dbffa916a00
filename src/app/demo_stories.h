// Stories of the demo city that are told as lists of steps: one case, who does what in which state, until the list
// ends.
#pragma once
#include <string>
#include <vector>

#include "app/demo_cast.h"
#include "app/demo_play.h"

namespace gh::app {

inline constexpr int kWaitDaysMax = 400;

// Done once time or others have brought the case into that state.
struct Step {
  identity::Caller by;
  std::string in;
  std::string action;
  json::object form{};  // texts "=today" and "=today+30" become that day
};

struct Story {
  identity::Caller by;
  std::string procedure;
  json::object form;                   // days as in a step
  std::vector<std::string> materials;  // uploaded as soon as it is open
  std::vector<Step> steps;
  int pace_days = 4;  // most days between a state and the step in it
};

// Opens the case at the next office hour of `from` and tells it to its end. A case that closes otherwise, or waits too
// long for a state, ends the story. Nothing happens where `story` says nothing (no `procedure`).
Flow tell(Play& play, Day from, std::function<Story()> story);
// The steps of a case that is open already.
Flow tell_on(Play& play, Id case_id, std::vector<Step> steps, int pace_days);

// "=today" and "=today+30" at any depth as days.
json::value with_days(const json::value& form, Day today);

// Forms that many procedures share.
json::object opinion_form(const char* opinion);
json::object decision_form(const char* reason);
json::object meeting_form();
json::object today_form(const char* member);

}  // namespace gh::app
