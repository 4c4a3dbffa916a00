// The forms that the demo city fills in.
#pragma once
#include "app/demo_cast.h"
#include "base/money.h"

namespace gh::app {

json::object registration_form(Play& play, const Cast& cast, const AssociationCast& association, bool too_few);
// Every leaf of a rubric at so many percent of its points, a little more or less; without `unscored`.
json::object scores(Play& play, const std::string& rubric, int percent, const std::string& unscored);
json::object score_sheets(Play& play, const Id& case_id, const std::string& rubric, const std::string& unscored,
                          const Cast& cast);
// A third party's report, with about that share of the points in per cent.
json::object evaluation(Play& play, int percent);
std::string deadline_after(Play& play, int days);
json::object grade_application_form(Play& play, const AssociationCast& association);
json::object eligibility_form(Play& play);
// An item of the catalogue by itself, with the three duties that all of the demo city's functions have.
json::object function_item_form(Play& play, const std::string& name, const std::string& code,
                                const std::string& competition);
json::object service_item_form(const std::string& code, const std::string& name, const std::string& kind);
json::object function_application_form(Play& play);
json::object agreement_form(Play& play, Fen fee);
json::object purchase_form(Play& play, const std::string& title, const Id& line, const Id& service, Fen amount,
                           const std::string& method);
json::object service_application_form(Play& play, Fen amount);
json::object contract_form(Play& play, const Id& purchase);
json::object call_form(Play& play, int days, const std::string& place);

}  // namespace gh::app
