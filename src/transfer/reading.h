// The catalogue of functions as everybody reads it: items with their history, who carries them, under which agreement,
// and what the checks found.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "transfer/agreements.h"
#include "transfer/choices.h"
#include "transfer/evaluations.h"
#include "transfer/items.h"
#include "transfer/ratings.h"
#include "transfer/take_backs.h"

namespace gh::transfer {

struct FunctionView {
  Id id;  // of the function-item case
  std::int64_t version = 0;
  std::string number;  // of the function-item case
  std::string name;
  LegalBasisType legal_basis_type{};
  CompetitionClass competition_class{};
  Id department_id;
  std::string department;
  ItemState state{};
  std::optional<Id> transfer_id;  // the transfer that has reserved or handed it over
  std::optional<std::string> transfer_number;
  std::optional<Id> holder_id;
  std::optional<std::string> holder;
  Instant since{};  // when this version began
  std::optional<Instant> until;
  std::string batch_id;  // empty where it came in by itself
  std::string batch;
};
BOOST_DESCRIBE_STRUCT(FunctionView, (),
                      (id, version, number, name, legal_basis_type, competition_class, department_id, department, state,
                       transfer_id, transfer_number, holder_id, holder, since, until, batch_id, batch))

struct FunctionSearch {
  std::string text{};  // part of the name; empty = all
  std::string department_id{};
  std::string holder_id{};
  std::optional<ItemState> state{};
  std::optional<CompetitionClass> competition_class{};
  Instant as_of{};
  std::string batch_id{};
  std::int64_t year = 0;  // supervised year that runs; 0 = all
};
struct FunctionPage {
  std::vector<FunctionView> functions;  // newest first
  std::optional<Id> next;               // pass as `after` for the next page
};
FunctionPage search_functions(store::Tx& tx, const FunctionSearch& search, std::size_t limit,
                              std::string_view after = {});

struct CheckView {
  std::string duty;
  CheckKind kind{};
  Day checked_on{};
  bool met = false;
};
BOOST_DESCRIBE_STRUCT(CheckView, (), (duty, kind, checked_on, met))

struct OrderView {
  std::vector<std::string> duties;
  Day ordered_on{};
  Day deadline_on{};
  OrderOutcome outcome{};
  std::optional<Day> ended_on;
};
BOOST_DESCRIBE_STRUCT(OrderView, (), (duties, ordered_on, deadline_on, outcome, ended_on))

struct EvaluationView {
  std::int64_t year = 0;
  Id evaluator_id;
  std::string evaluator;
  std::int64_t score = 0;  // in the rubric's unit, as is the next
  std::int64_t pass_score = 0;
  Day reported_on{};
  std::optional<Conclusion> conclusion;
  std::optional<Day> concluded_on;
};
BOOST_DESCRIBE_STRUCT(EvaluationView, (),
                      (year, evaluator_id, evaluator, score, pass_score, reported_on, conclusion, concluded_on))

struct TakeBackView {
  std::string ground;  // code of catalogue take-back-grounds
  TakeBackStage stage{};
  Day since{};
  std::string interim_care;  // "" before the decision
};
BOOST_DESCRIBE_STRUCT(TakeBackView, (), (ground, stage, since, interim_care))

// How many users gave a grade (好差评).
struct GradeCount {
  ServiceGrade grade{};
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(GradeCount, (), (grade, count))

struct AgreementView {
  Id id;               // of the transfer case
  std::string number;  // of the transfer case
  Id receiver_id;
  std::string receiver;
  Day starts_on{};
  std::int64_t year = 0;  // the supervised year that runs; one past the last when regular
  AgreementStatus status{};
  std::optional<Day> ended_on;
  Instant agreed_at{};
  std::vector<std::string> unmet_duties;
  std::vector<CheckView> checks;
  std::vector<OrderView> orders;
  std::optional<ChoiceBasis> chosen_by;  // how the receiver was found
  std::string chosen_because;            // its reason, with the clause of a direct choice
  std::int64_t extensions = 0;           // years by which supervision was made longer
  std::vector<EvaluationView> evaluations;
  std::int64_t rating_count = 0;
  std::optional<std::int64_t> satisfied_permille;  // of the ratings, those that aren't bad
  std::int64_t bad_rating_count = 0;               // of a grade that must be answered
  std::int64_t bad_ratings_answered = 0;
  std::int64_t bad_ratings_confirmed = 0;  // the follow-up found that the user was right
  std::vector<GradeCount> ratings;         // best grade first; empty without any
  std::vector<TakeBackView> take_backs;
};
BOOST_DESCRIBE_STRUCT(AgreementView, (),
                      (id, number, receiver_id, receiver, starts_on, year, status, ended_on, agreed_at, unmet_duties,
                       checks, orders, chosen_by, chosen_because, extensions, evaluations, rating_count,
                       satisfied_permille, bad_rating_count, bad_ratings_answered, bad_ratings_confirmed, ratings,
                       take_backs))

struct OneFunction {
  FunctionView function;
  std::vector<Duty> duties;
  std::vector<FunctionView> versions;     // oldest first
  std::vector<AgreementView> agreements;  // oldest first
};
BOOST_DESCRIBE_STRUCT(OneFunction, (), (function, duties, versions, agreements))

// As it stood at the instant; nothing where there is no such item, or wasn't one then.
std::optional<OneFunction> read_function(store::Tx& tx, const Id& item_id, Instant as_of);

}  // namespace gh::transfer
