// What performance shows: the register of results, the work of each association by function, what changed hands, and
// what enterprises can apply for.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "performance/results.h"
#include "store/db.h"

namespace gh::performance {

struct ResultView {
  Id id;  // of the case
  std::string case_number;
  std::string kind;
  Id organisation_id;
  std::string organisation;
  Id item_id;
  std::string item;
  Id reviewer_id;
  std::string reviewer;
  std::string grade;
  std::string number;
  Day valid_from{};
  std::optional<Day> valid_to;
  ResultStatus status{};
  std::string standing;  // on the day asked for: status, or expired
  std::string reason;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ResultView, (),
                      (id, case_number, kind, organisation_id, organisation, item_id, item, reviewer_id, reviewer,
                       grade, number, valid_from, valid_to, status, standing, reason, version))

struct ResultSearch {
  std::string kind{};          // empty = all
  std::string organisation{};  // id
  std::string number{};        // of the certificate
  std::string text{};          // part of the organisation's name
  Instant as_of{};
  Day on{};  // local day of as_of
};
struct ResultPage {
  std::vector<ResultView> results;  // newest first
  std::optional<Id> next;
};
ResultPage search_results(store::Tx& tx, const ResultSearch& search, std::size_t limit, std::string_view after = {});

// How the work of one performer on one function goes.
struct WorkLine {
  Id item_id;
  std::string item;
  Id performer_id;
  std::string performer;
  std::int64_t running = 0;
  std::int64_t overdue = 0;                      // of them past their limit
  std::int64_t finished = 0;                     // since the day asked for
  std::int64_t on_time = 0;                      // of them
  std::optional<std::int64_t> on_time_permille;  // rounded down; nothing while nothing is finished
};
BOOST_DESCRIBE_STRUCT(WorkLine, (),
                      (item_id, item, performer_id, performer, running, overdue, finished, on_time, on_time_permille))
// Of a department's functions, by function and performer. Numbers only: no enterprise is named.
std::vector<WorkLine> work_board(store::Tx& tx, const Id& department_id, Day today, Day finished_from);

struct HandedOver {
  Id case_id;
  std::string number;
  std::string kind;
  std::optional<std::string> applicant;
  std::int64_t place = 0;
  std::string state;  // in which it changed hands
  std::optional<Day> due_on;
  bool running = false;
  std::string from;
  std::string to;
  Instant handed_at{};
};
BOOST_DESCRIBE_STRUCT(HandedOver, (),
                      (case_id, number, kind, applicant, place, state, due_on, running, from, to, handed_at))
// The list of what changed hands under a transfer, in the order of places.
std::vector<HandedOver> handed_over_under(store::Tx& tx, const Id& transfer_id);

// What enterprises can apply for, at whom and on which conditions.
struct TermsView {
  Id item_id;
  std::string item;
  std::string kind;
  Id holder_id;
  std::string holder;
  std::int64_t price_fen = 0;
  std::int64_t promised_days = 0;  // working days
  std::string conditions;
  Instant since{};
};
BOOST_DESCRIBE_STRUCT(TermsView, (),
                      (item_id, item, kind, holder_id, holder, price_fen, promised_days, conditions, since))
// In force at the instant; of one function, or of all where it is empty.
std::vector<TermsView> terms_in_force(store::Tx& tx, std::string_view item_id, Instant as_of);

}  // namespace gh::performance
