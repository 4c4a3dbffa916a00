// The boards of a pack (boards.yaml): which numbers and charts a role has before it. They stand beside the rules: no
// act looks at them, and each number is that of a list of the API.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "policy/pack.h"

namespace gh::policy {

enum class Measure {
  kCount,          // lines of the list
  kSum,            // of the member `of` over the lines
  kMedianDays,     // cases: days by which half of their stopped clocks had stopped, under the commonest limit
  kOnTimePermille  // cases: clocks kept, of a thousand that stopped or ran out; work: cases done in time, of as many
                   // that are done or run past their limit
};

// Query members of a list. A value that begins with '=' is known only when the board is read: =today, =year,
// =year_begins, =month_begins, =month_ends, =year_ago (days), =organisation (of the office in use).
using BoardQuery = std::map<std::string, std::string>;

struct BoardFigure {
  std::string id;
  Text title;
  std::string list;  // name of a ListShape
  BoardQuery query;
  Measure measure = Measure::kCount;
  std::string of;  // member that is added up; empty but for kSum
};

struct BoardCategory {
  std::string key;
  Text title;
  BoardQuery query;  // beside the chart's own
};
struct BoardSeries {
  std::string id;
  Text title;
  BoardQuery query;  // beside the chart's own
  std::string of;    // in place of the chart's, or empty
};
enum class ChartKind { kBar, kLine, kPie, kStacked };
// What makes the categories where they aren't written out: the procedures of the pack, its bodies as authority or as
// department, who works on the work found, or the last twelve months of opening.
enum class ChartBy { kWritten, kProcedure, kAuthority, kDepartment, kPerformer, kMonth };

struct BoardChart {
  BoardFigure figure;  // what each value is; its title is the chart's
  ChartKind kind = ChartKind::kBar;
  ChartBy by = ChartBy::kWritten;
  std::vector<BoardCategory> categories;
  std::vector<BoardSeries> series;  // one of the chart's own title where none is written
};

struct Board {
  std::string id;
  Text title;
  std::vector<std::string> roles;
  std::vector<std::string> bodies;  // only for offices of these; empty = of all
  std::vector<std::string> cites;
  std::vector<BoardFigure> figures;
  std::vector<BoardChart> charts;
};

// Those of the pack in the order of their ids, read from the files it was made of; none where it has no boards.yaml.
std::vector<Board> boards_of(const Pack& pack);

// "count", "fen", "days", "permille" or "score".
std::string_view unit_of(const BoardFigure& figure);
std::string_view kind_name(ChartKind kind);

}  // namespace gh::policy
