// What of the supervised period falls due: checks, years, evaluations, orders, ratings, take-backs.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::transfer {

enum class DueKind { check, year_end, supervision_end, evaluation, order, rating, take_back };
BOOST_DESCRIBE_ENUM(DueKind, check, year_end, supervision_end, evaluation, order, rating, take_back)

struct DueView {
  std::string id;  // the day, the kind and the case: no two alike
  DueKind kind{};
  Day due_on{};
  Id case_id;          // where something is to be done
  std::string number;  // of that case
  Id transfer_id;
  Id item_id;
  std::string item;
  Id department_id;
  std::string department;
  Id receiver_id;
  std::string receiver;
  std::string duty;       // text of the duty that is checked; "" for the others
  std::int64_t year = 0;  // supervised year that runs
};
BOOST_DESCRIBE_STRUCT(DueView, (),
                      (id, kind, due_on, case_id, number, transfer_id, item_id, item, department_id, department,
                       receiver_id, receiver, duty, year))

struct DueSearch {
  std::string department_id{};  // empty = all
  std::string receiver_id{};
  std::optional<DueKind> kind{};
  std::optional<Day> from{};
  std::optional<Day> until{};         // last day
  std::int64_t supervised_years = 0;  // parameter of the day
};
struct DuePage {
  std::vector<DueView> items;       // by day
  std::optional<std::string> next;  // pass as `after` for the next page
};
// Open now; at most kDueMax of each kind are looked at.
inline constexpr std::size_t kDueMax = 20'000;
DuePage search_due(store::Tx& tx, const DueSearch& search, std::size_t limit, std::string_view after = {});

struct EvaluationRow {
  std::string id;  // transfer and year
  Id transfer_id;
  std::string number;
  Id item_id;
  std::string item;
  Id department_id;
  std::string department;
  Id receiver_id;
  std::string receiver;
  Id evaluator_id;
  std::string evaluator;
  std::int64_t year = 0;
  std::int64_t score = 0;
  std::int64_t pass_score = 0;
  Day reported_on{};
  std::optional<std::string> conclusion;  // passed, extended, taken_back
};
BOOST_DESCRIBE_STRUCT(EvaluationRow, (),
                      (id, transfer_id, number, item_id, item, department_id, department, receiver_id, receiver,
                       evaluator_id, evaluator, year, score, pass_score, reported_on, conclusion))
struct EvaluationSearch {
  std::string department_id{};  // empty = all
  std::string receiver_id{};
  std::optional<bool> passed{};
  std::int64_t score_from = 0;
  std::optional<std::int64_t> score_below{};
};
struct EvaluationPage {
  std::vector<EvaluationRow> items;  // newest first
  std::optional<std::string> next;
};
EvaluationPage search_evaluations(store::Tx& tx, const EvaluationSearch& search, std::size_t limit,
                                  std::string_view after = {});

}  // namespace gh::transfer
