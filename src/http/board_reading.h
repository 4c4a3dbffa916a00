// What a board shows to one office: each number is that of a list as this office reads it.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "http/case_routes.h"
#include "http/list_reading.h"
#include "performance/work_search.h"
#include "policy/boards.h"

namespace gh::http {

inline constexpr std::int64_t kBoardCountMax = 10'000'000;  // cases of one number; counting stops there
inline constexpr int kBoardMonths = 12;
inline constexpr std::size_t kBoardPerformersMax = 40;  // drawn in one chart: those with the most work

// True when offices like the caller's have the board before them.
bool has_board(store::Tx& tx, const identity::Caller& caller, const policy::Board& board);

class BoardReading {
 public:
  // Charts by performer show `performers_max` of them, and say how many more there are.
  BoardReading(store::Tx& tx, cases::Packs& packs, const ListReading& lists, const ListCaller& caller,
               std::size_t performers_max = kBoardPerformersMax);

  // {"id", "title", "as_of", "figures": […], "charts": […]}.
  json::object view(const policy::Board& board);
  // {…, "categories", "series", "lists": one for each category, "more": categories left out, "list": behind the whole}.
  json::object chart_view(const policy::BoardChart& chart);

 private:
  json::object figure_view(const policy::BoardFigure& figure);
  struct Categories {
    std::vector<policy::BoardCategory> shown;
    std::size_t more = 0;  // left out
  };
  Categories categories_of(const policy::BoardChart& chart);
  std::vector<policy::BoardCategory> months() const;
  std::vector<policy::BoardCategory> bodies(std::string_view filter) const;
  // The filters with what is known only now in the place of =today, =year, …
  ListFilters resolved(const policy::BoardQuery& query) const;
  // A whole number, or null where nothing has stopped yet. `of` is the member that a sum adds up.
  json::value value_of(const policy::BoardFigure& figure, const ListFilters& filters, const std::string& of);
  json::value value_of_limits(policy::Measure measure, const ListFilters& filters);
  json::value value_of_work(policy::Measure measure, ListFilters filters);
  Categories performers(const policy::BoardChart& chart);
  using WorkOf = std::map<Id, std::int64_t>;
  // How many of the work cases that the filters find each performer has; of none nothing.
  const WorkOf& work_of(const ListFilters& filters);
  // Those that have a number in a chart of that measure, with the cases that it is of.
  WorkOf work_measured(policy::Measure measure, ListFilters filters);
  // What the parts of such numbers are made of is counted once in a view.
  const performance::WorkByPerformer& counted(performance::WorkPart part, const performance::WorkSearch& search,
                                              ListFilters filters);

  store::Tx& tx_;
  cases::Packs& packs_;
  const ListReading& lists_;
  const ListCaller& caller_;
  std::shared_ptr<const policy::Pack> pack_;
  Day today_;
  std::size_t performers_max_;
  std::map<std::pair<performance::WorkPart, ListFilters>, performance::WorkByPerformer> counted_;
  std::map<ListFilters, WorkOf> worked_;
};

}  // namespace gh::http
