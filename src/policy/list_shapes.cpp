#include "policy/list_shapes.h"

#include <algorithm>

namespace gh::policy {

const std::vector<ListShape>& list_shapes() {
  static const std::vector<ListShape> all = {
      {"cases",
       "/cases",
       {"q", "procedure", "state", "parent", "organisation", "card", "authority", "clause", "opened_from", "opened_to",
        "closed", "on_time", "sort", "order"},
       {}},
      {"inbox", "/inbox", {"box", "procedure", "state", "card", "q", "sort", "order"}, {}},
      {"associations",
       "/associations",
       {"q", "industry", "division", "status", "as_of"},
       {{"members", "count"}, {"funds_fen", "fen"}}},
      {"contracts", "/contracts", {"q", "department", "supplier", "status", "as_of"}, {{"amount_fen", "fen"}}},
      {"budget-lines",
       "/budget-lines",
       {"department", "year", "open"},
       {{"appropriated_fen", "fen"},
        {"available_fen", "fen"},
        {"reserved_fen", "fen"},
        {"committed_fen", "fen"},
        {"accepted_fen", "fen"},
        {"paid_fen", "fen"}}},
      {"functions",
       "/functions",
       {"q", "department", "holder", "state", "competition_class", "batch", "version", "year", "as_of"},
       {}},
      {"supervision-due", "/supervision-due", {"department", "receiver", "kind", "from", "until"}, {}},
      {"function-evaluations",
       "/function-evaluations",
       {"department", "receiver", "passed", "score_from", "score_below"},
       {}},
      {"function-inventory", "/function-inventory", {"q", "department", "kind", "disposal", "state", "as_of"}, {}},
      {"work", "/work", {"department", "function", "performer", "kind", "finished", "on_time", "since"}, {}},
      {"service-items", "/service-items", {"q", "class", "department", "status", "as_of"}, {}},
      {"eligibility-list", "/eligibility-list", {"organisation", "state", "as_of"}, {}},
      {"grades", "/grades", {"organisation", "grade", "state", "as_of"}, {}},
      {"credit-lists", "/credit-lists", {"organisation", "list", "past", "as_of"}, {}},
      {"annual-reports", "/annual-reports", {"year", "state", "late"}, {}},
      {"notices", "/notices", {"kind", "case", "organisation", "open"}, {}},
  };
  return all;
}

const ListShape* find_list_shape(std::string_view name) {
  const auto found = std::ranges::find(list_shapes(), name, &ListShape::name);
  return found == list_shapes().end() ? nullptr : &*found;
}

}  // namespace gh::policy
