#include "policy/boards.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "base/assert.h"
#include "policy/list_shapes.h"
#include "policy/readers.h"
#include "policy/yaml_document.h"

namespace gh::policy {
namespace {

constexpr std::string_view kFile = "boards.yaml";
constexpr std::array<std::string_view, 7> kReadLater = {"=today",      "=year",     "=year_begins", "=month_begins",
                                                        "=month_ends", "=year_ago", "=organisation"};

std::string plain(const Part& part) {
  if (const auto* flag = part.value().if_bool()) return *flag ? "true" : "false";
  if (const auto* number = part.value().if_int64()) return std::to_string(*number);
  return part.string();
}

BoardQuery read_query(const Part& part, const ListShape* list) {
  BoardQuery out;
  if (!part.present()) return out;
  for (const auto& [name, member] : part.members()) {
    const std::string value = plain(member);
    if (list != nullptr && std::ranges::count(list->filters, name) == 0)
      member.fault("unknown-filter", "the list '" + std::string(list->name) + "' can't be asked for '" + name + "'");
    if (value.starts_with('=') && std::ranges::count(kReadLater, value) == 0)
      member.fault("wrong-type",
                   "'" + value + "' is none of =today, =year, =year_begins, =month_begins, =month_ends, =year_ago, " +
                       "=organisation");
    if (name == "procedure") member.refer(Kind::kProcedure, value);
    if (name == "clause") member.refer(Kind::kClause, value);
    out[name] = value;
  }
  return out;
}

void check_sum(const Part& part, const ListShape& list, const std::string& of) {
  if (std::ranges::count(list.sums, of, &Summable::member) == 0)
    part.fault("wrong-measure", "nothing called '" + of + "' adds up in the list '" + std::string(list.name) + "'");
}

// List, query and measure, which figures and charts have alike.
BoardFigure read_figure(const Part& part) {
  BoardFigure out;
  out.id = part.required("id").string();
  check_name(part, out.id);
  out.title = part.required("title").text();
  out.list = part.required("list").string();
  const ListShape* list = find_list_shape(out.list);
  if (list == nullptr) part.member("list").fault("unknown-list", "there is no list '" + out.list + "'");
  out.query = read_query(part.member("query"), list);
  out.of = part.member("of").string();
  const Measure otherwise = out.of.empty() ? Measure::kCount : Measure::kSum;
  out.measure = part.member("measure").one_of<Measure>({{"count", Measure::kCount},
                                                        {"sum", Measure::kSum},
                                                        {"median_days", Measure::kMedianDays},
                                                        {"on_time_permille", Measure::kOnTimePermille}},
                                                       otherwise);
  if (out.measure == Measure::kMedianDays && out.list != "cases")
    part.fault("wrong-measure", "days are those of the list 'cases'");
  if (out.measure == Measure::kOnTimePermille && out.list != "cases" && out.list != "work")
    part.fault("wrong-measure", "limits are those of the lists 'cases' and 'work'");
  if (out.measure != Measure::kSum && !out.of.empty()) part.fault("wrong-measure", "'of' is what a sum adds up");
  if (list != nullptr && out.measure == Measure::kSum) check_sum(part, *list, out.of);
  return out;
}

void read_series(const Part& part, const ListShape* list, BoardChart& chart) {
  if (!part.is_shape("series")) return;
  BoardSeries out{part.required("id").string(), part.required("title").text(), read_query(part.member("query"), list),
                  part.member("of").string()};
  check_name(part, out.id);
  if (list != nullptr && !out.of.empty()) check_sum(part, *list, out.of);
  chart.series.push_back(std::move(out));
}

void read_category(const Part& part, const ListShape* list, BoardChart& chart) {
  if (!part.is_shape("category")) return;
  chart.categories.push_back(
      {part.required("key").string(), part.required("title").text(), read_query(part.required("query"), list)});
}

BoardChart read_chart(const Part& part) {
  BoardChart out;
  out.figure = read_figure(part);
  const ListShape* list = find_list_shape(out.figure.list);
  out.kind = part.required("kind").one_of<ChartKind>({{"bar", ChartKind::kBar},
                                                      {"line", ChartKind::kLine},
                                                      {"pie", ChartKind::kPie},
                                                      {"stacked", ChartKind::kStacked}},
                                                     ChartKind::kBar);
  out.by = part.member("by").one_of<ChartBy>({{"procedure", ChartBy::kProcedure},
                                              {"authority", ChartBy::kAuthority},
                                              {"department", ChartBy::kDepartment},
                                              {"performer", ChartBy::kPerformer},
                                              {"month", ChartBy::kMonth}},
                                             ChartBy::kWritten);
  for (const Part& category : part.member("categories").elements()) read_category(category, list, out);
  for (const Part& series : part.member("series").elements()) read_series(series, list, out);
  if ((out.by == ChartBy::kWritten) == out.categories.empty())
    part.fault("wrong-measure", "a chart has either 'by' or 'categories'");
  if (out.by == ChartBy::kPerformer && out.figure.list != "work")
    part.fault("wrong-measure", "performers are those of the list 'work'");
  if (out.series.empty()) out.series.push_back({out.figure.id, out.figure.title, {}, {}});
  return out;
}

template <class Item>
void check_ids(const Part& part, const std::vector<Item>& items, const std::function<std::string(const Item&)>& id_of) {
  std::set<std::string> ids;
  for (const Item& item : items)
    if (!ids.insert(id_of(item)).second) part.fault("duplicate-id", "'" + id_of(item) + "' stands here a second time");
}

Board read_board(const Part& part, const std::string& id) {
  Board out;
  out.id = id;
  out.title = part.required("title").text();
  out.roles = part.required("roles").names(Kind::kRole);
  out.bodies = part.member("bodies").names(Kind::kBody);
  out.cites = part.required("cites").clauses();
  for (const Part& figure : part.member("figures").elements())
    if (figure.is_shape("figure")) out.figures.push_back(read_figure(figure));
  for (const Part& chart : part.member("charts").elements())
    if (chart.is_shape("chart")) out.charts.push_back(read_chart(chart));
  check_ids<BoardFigure>(part, out.figures, [](const BoardFigure& figure) { return figure.id; });
  check_ids<BoardChart>(part, out.charts, [](const BoardChart& chart) { return chart.figure.id; });
  return out;
}

std::vector<Board> read_all(const Part& file) {
  std::vector<Board> out;
  for (const auto& [id, part] : file.members()) {
    check_name(part, id);
    if (part.is_shape("board")) out.push_back(read_board(part, id));
  }
  return out;
}

}  // namespace

void read_boards(const Part& file) { read_all(file); }

std::vector<Board> boards_of(const Pack& pack) {
  const auto file = pack.files.find(std::string(kFile));
  if (file == pack.files.end()) return {};
  Draft draft;
  const YamlDocument document = read_yaml(std::string(kFile), file->second, draft.faults);
  std::vector<Board> out = read_all(Part(draft, document));
  GH_ASSERT(draft.faults.empty());  // it was checked when the pack was loaded
  return out;
}

std::string_view unit_of(const BoardFigure& figure) {
  switch (figure.measure) {
    case Measure::kCount:
      return "count";
    case Measure::kMedianDays:
      return "days";
    case Measure::kOnTimePermille:
      return "permille";
    case Measure::kSum:
      break;
  }
  const ListShape* list = find_list_shape(figure.list);
  GH_ASSERT(list != nullptr);
  const auto found = std::ranges::find(list->sums, figure.of, &Summable::member);
  GH_ASSERT(found != list->sums.end());
  return found->unit;
}

std::string_view kind_name(ChartKind kind) {
  static constexpr std::array<std::string_view, 4> kNames = {"bar", "line", "pie", "stacked"};
  return kNames.at(static_cast<std::size_t>(kind));
}

}  // namespace gh::policy
