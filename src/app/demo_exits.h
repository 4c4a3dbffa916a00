// The ways out of the main job in the demo city, which its ordinary threads take by chance or never: what is sent back,
// refused, withdrawn, objected to, suspended, taken back. Told once, by associations that are there for it, in a city
// with the whole cast.
#pragma once
#include "app/demo_flows.h"

namespace gh::app {

// Everything below, so that it is over or under way on the last day.
void tell_of_exits(Play& play, Cast& cast, Day last);

// The associations that are there for the exits, six of them: three of the city, then others.
std::vector<std::size_t> exits_of(const Cast& cast);

// A review of a proposed grade that its association asks for, and that is dismissed.
Flow ask_for_review(Play& play, Cast& cast, std::size_t association, Id grade);
// A check that is called for, once the rules know it; and a grade that is doubted. Both times it stands.
Flow check_grade(Play& play, Cast& cast, std::size_t association, Day from);
Flow doubt_grade(Play& play, Cast& cast, std::size_t association, Day from);
void tell_of_function_exits(Play& play, Cast& cast, Day last);
void tell_of_purchase_exits(Play& play, Cast& cast, Day last);
// What is done seldom, by offices and associations; with the exits it makes almost every procedure of the pack.
void tell_of_the_seldom(Play& play, Cast& cast, Day last);
// A selection and an appraisal by an association that holds a function.
Flow select_and_appraise(Play& play, Cast& cast, std::size_t association, Day from);
// Members of an appeal panel, in a city of any size.
void tell_of_appeal_panels(Play& play, Cast& cast, Day last);

}  // namespace gh::app
