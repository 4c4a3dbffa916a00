// The ledger as people read it: lines with what has become of their money, and the entries behind it.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"

namespace gh::ledger {

// A line with its totals, in 分; what everybody may see. Each total includes what went further: reserved_fen counts
// what was committed, accepted and paid too.
struct LineView {
  Id id;
  std::string number;  // of the budget-line case
  std::string title;
  Id department_id;
  std::string department;
  std::int64_t year = 0;
  std::string item;
  bool open = false;
  Fen appropriated_fen = 0;
  Fen available_fen = 0;
  Fen reserved_fen = 0;
  Fen committed_fen = 0;
  Fen accepted_fen = 0;
  Fen paid_fen = 0;
  Instant opened_at{};
  std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(LineView, (),
                      (id, number, title, department_id, department, year, item, open, appropriated_fen, available_fen,
                       reserved_fen, committed_fen, accepted_fen, paid_fen, opened_at, closed_at))

struct LineSearch {
  std::string department_id{};  // empty = all
  std::optional<std::int64_t> year{};
  std::optional<bool> open{};
};
struct LinePage {
  std::vector<LineView> lines;  // newest first
  std::optional<Id> next;       // pass as `after` for the next page
};
// At most `limit` (>= 1).
LinePage search_lines(store::Tx& tx, const LineSearch& search, std::size_t limit, std::string_view after = {});

// As it stood right after the instant; now when absent. Nothing where there is no such line, or there wasn't then.
std::optional<LineView> read_line(store::Tx& tx, const Id& line_id, std::optional<Instant> as_of = {});

struct EntryView {
  Id line_id;
  std::int64_t ordinal = 0;
  Booking booking{};
  Account from_account{};
  Account to_account{};
  Fen amount_fen = 0;
  Id case_id;
  std::string case_number;
  std::optional<std::string> reference;  // the milestone
  std::optional<Id> payee_id;
  std::optional<std::string> payee;
  Id act_id;
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(EntryView, (),
                      (line_id, ordinal, booking, from_account, to_account, amount_fen, case_id, case_number, reference,
                       payee_id, payee, act_id, at))

// Of a line after that ordinal, in order; at most `limit`.
std::vector<EntryView> entries_of_line(store::Tx& tx, const Id& line_id, std::int64_t after_ordinal, std::size_t limit);
// Of a case, in order; the first `limit` of them.
std::vector<EntryView> entries_of_case(store::Tx& tx, const Id& case_id, std::size_t limit);

}  // namespace gh::ledger
