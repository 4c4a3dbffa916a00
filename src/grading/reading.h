// Grades and the eligibility list as everybody reads them, with the names of who stands behind the ids.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grading/grades.h"
#include "grading/listings.h"

namespace gh::grading {

// A register as it stood at an instant, read on a day: that instant's local day.
struct Moment {
  Instant at{};
  Day on{};
};

// What a grade is on a day.
enum class GradeState { announced, valid, ended };  // announced: begins later
BOOST_DESCRIBE_ENUM(GradeState, announced, valid, ended)

struct GradeView {
  Id id;               // of the grading case
  std::string number;  // of the grading case
  Id organisation_id;
  std::string organisation;
  std::string grade;
  std::int64_t score = 0;  // in the rubric's unit
  Day announced_on{};
  Day valid_from{};
  Day valid_to{};
  GradeState state{};
};
BOOST_DESCRIBE_STRUCT(GradeView, (),
                      (id, number, organisation_id, organisation, grade, score, announced_on, valid_from, valid_to,
                       state))

struct GradeSearch {
  std::string organisation_id{};  // empty = all
  std::string grade{};            // empty = all
  std::optional<GradeState> state{};
  Moment moment{};
};
struct GradePage {
  std::vector<GradeView> grades;  // newest case first
  std::optional<Id> next;         // pass as `after` for the next page
};
GradePage search_grades(store::Tx& tx, const GradeSearch& search, std::size_t limit, std::string_view after = {});

struct ListingView {
  Id organisation_id;
  std::string organisation;
  ListingState state{};
  Day since{};                  // in this state
  Day valid_from{};             // on the list, listed or suspended: since when without a break
  std::optional<Day> valid_to;  // of what was removed; without it the listing holds until somebody removes it
  Id case_id;                   // the case that brought this state
  std::string number;
  std::string grade;  // valid on the day, or ""
  std::optional<Day> grade_valid_to;
  std::string ground;  // of a suspension or removal: the ground of its case, or ""
  std::string reason;  // of the act that brought the state, or ""
};
BOOST_DESCRIBE_STRUCT(ListingView, (),
                      (organisation_id, organisation, state, since, valid_from, valid_to, case_id, number, grade,
                       grade_valid_to, ground, reason))

struct ListingSearch {
  std::string organisation_id{};        // empty = all
  std::optional<ListingState> state{};  // absent: who stands on the list, listed or suspended
  Moment moment{};
};
struct ListingPage {
  std::vector<ListingView> listings;  // newest organisation first
  std::optional<Id> next;
};
ListingPage search_listings(store::Tx& tx, const ListingSearch& search, std::size_t limit, std::string_view after = {});

}  // namespace gh::grading
