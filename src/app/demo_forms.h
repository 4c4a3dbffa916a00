// The forms that the demo city fills in.
#pragma once
#include "app/demo_cast.h"

namespace gh::app {

json::object registration_form(Play& play, const Cast& cast, const AssociationCast& association, bool too_few);
// Every leaf of a rubric at so many percent of its points, a little more or less; without `unscored`.
json::object scores(Play& play, const std::string& rubric, int percent, const std::string& unscored);
json::object score_sheets(Play& play, const Id& case_id, const std::string& rubric, const std::string& unscored,
                          const Cast& cast);
// A third party's report, with about that share of the points in per cent.
json::object evaluation(Play& play, int percent);
std::string deadline_after(Play& play, int days);

}  // namespace gh::app
