// Rounds of assessment (评估年度批次): a call, the applications that came in by it, and what became of each.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "grading/basis.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::grading {

inline constexpr std::size_t kApplicationsMax = 2'000;  // of one round

struct Call {
  Id case_id;
  std::string rubric;
  std::string rubric_digest;
  Day called_on{};
  Id begun_by_act;
  Instant begun_at{};
};
BOOST_DESCRIBE_STRUCT(Call, (), (case_id, rubric, rubric_digest, called_on, begun_by_act, begun_at))

// SHA-256 over everything of a rubric that decides a score or a grade, in hex: equal digests score alike.
std::string rubric_digest(const policy::Rubric& rubric);

void call_round(store::Tx& tx, const Basis& basis, const policy::Rubric& rubric);
std::optional<Call> find_call(store::Tx& tx, const Id& case_id);

// An application of a round as it stands: its case, who applied, and the grade that it was announced.
struct Application {
  Id case_id;
  std::string number;
  Id organisation_id;
  std::string organisation;
  std::string state;
  std::string acts;  // JSON: the latest form of each action
  std::optional<std::string> grade;
  std::optional<std::int64_t> score;
};
BOOST_DESCRIBE_STRUCT(Application, (), (case_id, number, organisation_id, organisation, state, acts, grade, score))

// In the order they came in.
std::vector<Application> applications_of(store::Tx& tx, const Id& round, std::string_view procedure);

struct AnnouncedGrade {
  std::string number;
  std::string organisation;
  std::string grade;
};
BOOST_DESCRIBE_STRUCT(AnnouncedGrade, (), (number, organisation, grade))
// Grades that an authority's assessments were announced in a year, best first.
std::vector<AnnouncedGrade> announced_in(store::Tx& tx, const Id& authority, int year);

}  // namespace gh::grading
