// The lists of the API that boards count and exports write: where each is, what it can be asked for, what adds up in
// it.
#pragma once
#include <string_view>
#include <vector>

namespace gh::policy {

// A member of a list's lines that may be added up, and the unit of the sum: count, fen, score.
struct Summable {
  std::string_view member;
  std::string_view unit;
};

struct ListShape {
  std::string_view name;  // "budget-lines"
  std::string_view path;  // under /api/v1: "/budget-lines"
  std::vector<std::string_view> filters;
  std::vector<Summable> sums;
};

// nullptr for a list there isn't.
const ListShape* find_list_shape(std::string_view name);
const std::vector<ListShape>& list_shapes();

}  // namespace gh::policy
