// Finds cases for one reader: by text, procedure, clause, state, organisation, day and card, within what he may know of.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cases/view.h"

namespace gh::cases {

enum class CaseOrder { opened_at, due_on, number, title };
BOOST_DESCRIBE_ENUM(CaseOrder, opened_at, due_on, number, title)
enum class Direction { asc, desc };
BOOST_DESCRIBE_ENUM(Direction, asc, desc)

// What is asked for; empty members ask for nothing.
struct CaseSearch {
  std::string text{};  // in number and title
  std::string procedure{};
  std::string state{};
  std::string parent{};
  std::string organisation{};        // applicant or subject
  std::string card{};                // "yellow" or "red"
  std::string authority{};           // id of the organisation that handles it
  std::string clause{};              // of a procedure that rests on this clause of the newest pack
  std::optional<Day> opened_from{};  // first local day of opening
  std::optional<Day> opened_to{};    // last
  std::optional<bool> closed{};
  std::optional<bool> on_time{};  // false: a limit was broken, or has run out and runs on
};

// How the cases are ordered: cases without a due day are the last to fall due; equals by id.
struct CaseSorting {
  CaseOrder by = CaseOrder::opened_at;
  Direction direction = Direction::desc;
};

inline constexpr std::size_t kCasePageMax = 200;
inline constexpr std::size_t kSearchScanMax = 2'000;
inline constexpr std::int64_t kCaseTotalMax = 10'000;  // counting stops there

// How many there are; `at_least` where there are more than were counted.
struct CaseTotal {
  std::int64_t total = 0;
  bool at_least = false;
};

// A page of the cases this reader may know of: {"items": […], "next": cursor?, "total", "total_at_least"}. `after` is the
// `next` of the page before in the same order; another text throws kInvalidForm.
json::object search_cases(store::Tx& tx, Packs& packs, const Reader& reader, const CaseSearch& search,
                          const CaseSorting& sorting, std::size_t limit, std::string_view after);

// The number of cases that pages of this search have in all; counting stops at `at_most`.
CaseTotal count_cases(store::Tx& tx, Packs& packs, const Reader& reader, const CaseSearch& search,
                      std::int64_t at_most = kCaseTotalMax);

// The condition on case_file c that the search comes to.
Predicate cases_found(store::Tx& tx, Packs& packs, const Reader& reader, const CaseSearch& search);

}  // namespace gh::cases
