// What users say of the service under an agreement (好差评): five grades, each bad one answered by the receiver and
// followed up by the department.
#pragma once
#include <array>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <vector>

#include "store/db.h"
#include "transfer/basis.h"

namespace gh::transfer {

// Best first.
enum class ServiceGrade { very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied };
BOOST_DESCRIBE_ENUM(ServiceGrade, very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied)
inline constexpr std::size_t kServiceGrades = 5;

// What everybody may know of the ratings of an agreement.
struct RatingFigures {
  std::int64_t count = 0;
  std::vector<std::int64_t> by_grade = std::vector<std::int64_t>(kServiceGrades);  // in the order of the grades
  std::int64_t bad = 0;                                                            // of a grade that must be answered
  std::int64_t bad_answered = 0;
  std::int64_t confirmed = 0;
  std::int64_t satisfied_permille = -1;  // not bad, of all; -1 without ratings
};
BOOST_DESCRIBE_STRUCT(RatingFigures, (), (count, by_grade, bad, bad_answered, confirmed, satisfied_permille))

// The rating of the basis's case, of a running agreement. kConflict "item_held"; "rated_once": the served case has one.
void rate(store::Tx& tx, const Basis& basis, const Id& transfer_id, std::optional<Id> served_case_id,
          ServiceGrade grade, bool bad);
// The receiver has answered the rating of the basis's case; our bug without one.
void answer_rating(store::Tx& tx, const Basis& basis);
// The department has followed it up.
void settle_rating(store::Tx& tx, const Basis& basis, bool confirmed);

// Of the ratings recorded by the instant, with the answers and follow-ups that had come by then; of all when absent.
RatingFigures rating_figures(store::Tx& tx, const Id& transfer_id, std::optional<Instant> as_of = {});
bool is_rated(store::Tx& tx, const Id& served_case_id);
// Whether the account has rated this agreement, without naming a case, on or after the day.
bool rated_since(store::Tx& tx, const Id& transfer_id, const Id& account, Day day);
struct Served {
  Id case_id;
  Id transfer_id;
  Id organisation_id;  // "" for a private person
  Id account_id;
  std::vector<std::string> not_service;  // procedures of the transfer itself: they are no service to anybody
};
// Whether the case belongs to the transfer or to a case of it, or names its function since the agreement, and the
// organisation or the account took part: who asked for it or opened it, or whom it is about.
bool was_served(store::Tx& tx, const Served& served);

}  // namespace gh::transfer
