// The threads of the demo city's story, each a straight line of acts and waits.
#pragma once
#include "app/demo_cast.h"
#include "app/demo_stories.h"

namespace gh::app {

inline constexpr const char* kDemoPhone = "0757-00000000";

// Waits until time has brought the case to a state.
#define GUILDHALL_AWAIT_STATE(play, case_id, wanted) \
  for (int waited = 0; (play).state(case_id) != (wanted) && waited < kWaitDaysMax; ++waited) co_await (play).days(1, 2)

// What flows call before whatever asks for a yearly report in order; it takes no time of its own.
void report_in_order(Play& play, Cast& cast, std::size_t association);
// The same for an organisation that is an association.
void keep_in_order(Play& play, Cast& cast, const Id& organisation);
// Now and then somebody lets a case lie: that is what red cards are for.
bool let_lie(Play& play);

Flow enrol_company(Play& play, Cast& cast, std::size_t company, Day on);
Flow enrol_evaluator(Play& play, Cast& cast, std::size_t evaluator);
Flow enrol_expert(Play& play, Cast& cast, std::size_t expert);
// Registration, yearly reports, grade, listing: an association's life from that day on.
Flow live(Play& play, Cast& cast, std::size_t association, Day from);
// Yearly rounds of reports and of spot checks of a registry, those of the last years.
Flow hold_report_round(Play& play, Cast& cast, std::size_t registry, int year);
Flow hold_spot_checks(Play& play, Cast& cast, std::size_t registry, Day from);
// What becomes of listings: somebody looks at them every week.
Flow keep_lists(Play& play, Cast& cast, std::size_t registry, Day from);
// Files a report on a year that is over and lets it be looked through at once.
void report_late(Play& play, Cast& cast, std::size_t association, int year);
// Penalties, listings and the checks that led to them.
void tell_of_credit(Play& play, Cast& cast, Day last);
// Changes, filings, rolls, mergers and deregistrations.
void tell_of_lives(Play& play, Cast& cast, Day last);
// The round of assessments of the year.
Flow hold_grade_round(Play& play, Cast& cast, Day from);
// A round of follow-up assessments of a registry: some confirmed, some put right first, some still to be visited.
Flow hold_follow_ups(Play& play, Cast& cast, std::size_t registry, Day from);
// A complaint about the grade that the city proposes, looked into and dismissed.
Flow complain(Play& play, Cast& cast, Id grade);
// The assessment committee of a registry, appointed anew before each term is over.
Flow appoint_committees(Play& play, Cast& cast, std::size_t registry);
Flow run_budgets(Play& play, Cast& cast, int last_year);
Flow publish_service(Play& play, Cast& cast, std::size_t department, std::string code, std::string name,
                     std::string kind);
// One purchase from plan to close, begun on that day; `refused` in how many of ten nobody suitable bids.
Flow buy(Play& play, Cast& cast, std::size_t service, Day from, int number);
// One transfer; `fails`: the receiver doesn't keep its duties and the function is taken back.
Flow hand_over(Play& play, Cast& cast, std::size_t function, Day from, bool fails);
// The first day on which who defends has had notice for as many working days as the pack asks, its own not counted.
Day first_day_of_defence(Play& play);
// From the proposal to take a function back to its hand-over.
Flow take_back(Play& play, Cast& cast, DepartmentCast department, Id transfer, identity::Caller receiver);
// Reported, liquidated, struck off.
Flow end_by_itself(Play& play, Cast& cast, std::size_t association, Day from);
// What follows once both have signed: the supervised years, or the take-back.
Flow watch(Play& play, Cast& cast, DepartmentCast department, Id transfer, identity::Caller receiver, bool fails);

}  // namespace gh::app
