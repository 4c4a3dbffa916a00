#include "http/board_reading.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.h"
#include "base/periods.h"
#include "cases/case_search.h"
#include "cases/packs.h"
#include "http/case_query.h"
#include "http/work_query.h"
#include "identity/organisations.h"
#include "opendata/limits.h"
#include "policy/list_shapes.h"

namespace gh::http {
namespace {

using cases::text_json;
using policy::BoardCategory;
using policy::BoardChart;
using policy::BoardFigure;
using policy::Measure;

Day first_of_month(Day day) {
  const std::chrono::year_month_day date{day};
  return Day{date.year() / date.month() / 1};
}

Day last_of_month(Day day) {
  const std::chrono::year_month_day date{day};
  return Day{date.year() / date.month() / std::chrono::last};
}

// The list behind a number, for a client to open.
json::object list_json(std::string_view list, const ListFilters& filters) {
  const policy::ListShape* shape = policy::find_list_shape(list);
  GH_ASSERT(shape != nullptr);
  json::object query;
  for (const auto& [name, value] : filters) query[name] = value;
  return {{"path", shape->path}, {"query", std::move(query)}};
}

// Behind a share stand those that spoil it.
ListFilters filters_of_list(const BoardFigure& figure, ListFilters filters) {
  if (figure.measure == Measure::kOnTimePermille) filters["on_time"] = "false";
  return filters;
}

// A share of nothing in time is something.
bool is_nothing(Measure measure, const json::value& value) {
  return value.is_null() || (measure != Measure::kOnTimePermille && value == json::value(0));
}

// The category that a chart by performer has for one of them.
constexpr std::string_view kPerformer = "performer";

}  // namespace

bool has_board(store::Tx& tx, const identity::Caller& caller, const policy::Board& board) {
  if (std::ranges::count(board.roles, caller.role) == 0) return false;
  if (board.bodies.empty()) return true;
  if (!caller.organisation) return false;
  const auto organisation = identity::find_organisation(tx, *caller.organisation);
  return organisation && organisation->body_key && std::ranges::count(board.bodies, *organisation->body_key) != 0;
}

BoardReading::BoardReading(store::Tx& tx, cases::Packs& packs, const ListReading& lists, const ListCaller& caller,
                           std::size_t performers_max)
    : tx_(tx),
      packs_(packs),
      lists_(lists),
      caller_(caller),
      pack_(packs.newest()),
      today_(local_day(caller.now, pack_->utc_offset)),
      performers_max_(performers_max) {}

json::object BoardReading::view(const policy::Board& board) {
  json::array figures;
  for (const BoardFigure& figure : board.figures) figures.push_back(figure_view(figure));
  json::array charts;
  for (const BoardChart& chart : board.charts) charts.push_back(chart_view(chart));
  return {{"id", board.id},
          {"title", text_json(board.title)},
          {"as_of", text(caller_.now)},
          {"figures", std::move(figures)},
          {"charts", std::move(charts)}};
}

json::object BoardReading::figure_view(const BoardFigure& figure) {
  const ListFilters filters = resolved(figure.query);
  return {{"id", figure.id},
          {"title", text_json(figure.title)},
          {"value", value_of(figure, filters, figure.of)},
          {"unit", policy::unit_of(figure)},
          {"list", list_json(figure.list, filters_of_list(figure, filters))}};
}

json::object BoardReading::chart_view(const BoardChart& chart) {
  struct Column {
    BoardCategory category;
    ListFilters filters;
    std::vector<json::value> values;
  };
  const auto nothing = [&](const json::value& value) { return is_nothing(chart.figure.measure, value); };
  std::vector<Column> columns;
  auto [shown, more] = categories_of(chart);
  for (BoardCategory& category : shown) {
    Column column{std::move(category), resolved(chart.figure.query), {}};
    for (auto& [name, value] : resolved(column.category.query)) column.filters[name] = value;
    for (const policy::BoardSeries& series : chart.series) {
      ListFilters filters = column.filters;
      for (auto& [name, value] : resolved(series.query)) filters[name] = value;
      column.values.push_back(value_of(chart.figure, filters, series.of.empty() ? chart.figure.of : series.of));
    }
    // Of what the pack or the city has, only what there is something of.
    const bool optional = chart.by != policy::ChartBy::kWritten && chart.by != policy::ChartBy::kMonth;
    if (!optional || !std::ranges::all_of(column.values, nothing)) columns.push_back(std::move(column));
  }
  json::array categories;
  json::array lists;
  json::array series;
  for (const Column& column : columns) {
    categories.push_back({{"key", column.category.key}, {"title", text_json(column.category.title)}});
    lists.push_back(list_json(chart.figure.list, filters_of_list(chart.figure, column.filters)));
  }
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    json::array values;
    for (const Column& column : columns) values.push_back(column.values[i]);
    series.push_back(
        {{"id", chart.series[i].id}, {"title", text_json(chart.series[i].title)}, {"values", std::move(values)}});
  }
  return {{"id", chart.figure.id},
          {"title", text_json(chart.figure.title)},
          {"kind", policy::kind_name(chart.kind)},
          {"unit", policy::unit_of(chart.figure)},
          {"categories", std::move(categories)},
          {"series", std::move(series)},
          {"lists", std::move(lists)},
          {"more", more},
          {"list", list_json(chart.figure.list, resolved(chart.figure.query))}};
}

BoardReading::Categories BoardReading::categories_of(const BoardChart& chart) {
  switch (chart.by) {
    case policy::ChartBy::kWritten:
      return {chart.categories};
    case policy::ChartBy::kMonth:
      return {months()};
    case policy::ChartBy::kAuthority:
      return {bodies("authority")};
    case policy::ChartBy::kDepartment:
      return {bodies("department")};
    case policy::ChartBy::kPerformer:
      return performers(chart);
    case policy::ChartBy::kProcedure:
      break;
  }
  std::vector<BoardCategory> out;
  for (const auto& [id, procedure] : pack_->procedures) out.push_back({id, procedure.title, {{"procedure", id}}});
  return {std::move(out)};
}

std::vector<BoardCategory> BoardReading::months() const {
  const std::chrono::year_month_day today{today_};
  std::vector<BoardCategory> out;
  for (int back = kBoardMonths - 1; back >= 0; --back) {
    const auto month = today.year() / today.month() - std::chrono::months{back};
    const int year = static_cast<int>(month.year());
    const unsigned number = static_cast<unsigned>(month.month());
    const Day last{month.year() / month.month() / std::chrono::last};
    const std::string key = fmt::format("{:04}-{:02}", year, number);
    out.push_back({key,
                   {fmt::format("{}年{}月", year, number), key},
                   {{"opened_from", text(Day{month / 1})}, {"opened_to", text(last)}}});
  }
  return out;
}

std::vector<BoardCategory> BoardReading::bodies(std::string_view filter) const {
  std::vector<BoardCategory> out;
  for (const auto& [id, body] : pack_->bodies)
    if (const auto organisation = identity::organisation_of_body(tx_, id))
      out.push_back({organisation->id, body.name, {{std::string(filter), organisation->id}}});
  return out;
}

ListFilters BoardReading::resolved(const policy::BoardQuery& query) const {
  ListFilters out;
  for (const auto& [name, value] : query) {
    if (value == "=today")
      out[name] = text(today_);
    else if (value == "=year")
      out[name] = std::to_string(year_of(today_));
    else if (value == "=year_begins")
      out[name] = text(day_of(year_of(today_), 1, 1));
    else if (value == "=month_begins")
      out[name] = text(first_of_month(today_));
    else if (value == "=month_ends")
      out[name] = text(last_of_month(today_));
    else if (value == "=year_ago")
      out[name] = text(years_after(today_, -1));
    else if (value == "=organisation")
      out[name] = caller_.caller->organisation.value_or(*caller_.caller->office);
    else
      out[name] = value;
  }
  return out;
}

json::value BoardReading::value_of(const BoardFigure& figure, const ListFilters& filters, const std::string& of) {
  if (figure.list == "work") return value_of_work(figure.measure, filters);
  if (figure.measure == Measure::kMedianDays || figure.measure == Measure::kOnTimePermille)
    return value_of_limits(figure.measure, filters);
  if (figure.list == "cases") {
    const auto search = case_search_of(ListReading::request_for(caller_, filters));
    return cases::count_cases(tx_, packs_, {caller_.caller, caller_.now}, search, kBoardCountMax).total;
  }
  std::int64_t value = 0;
  lists_.each(tx_, caller_, figure.list, filters, [&](const json::object& line) {
    if (of.empty()) {
      ++value;
    } else if (const json::value& added = at_or_null(line, of); !added.is_null()) {
      value += added.to_number<std::int64_t>();
    }
    return true;
  });
  return value;
}

json::value BoardReading::value_of_limits(Measure measure, const ListFilters& filters) {
  const auto search = case_search_of(ListReading::request_for(caller_, filters));
  const auto found = cases::cases_found(tx_, packs_, {caller_.caller, caller_.now}, search);
  const auto figures = opendata::limit_figures(opendata::count_clocks(tx_, today_, found));
  const auto& value = measure == Measure::kMedianDays ? figures.median_days : figures.on_time_permille;
  return value ? json::value(*value) : json::value(nullptr);
}

const performance::WorkByPerformer& BoardReading::counted(performance::WorkPart part,
                                                          const performance::WorkSearch& search, ListFilters filters) {
  filters.erase("finished");
  filters.erase("on_time");
  if (part != performance::WorkPart::finished) filters.erase("since");
  const auto [found, made] = counted_.try_emplace({part, std::move(filters)});
  if (made) found->second = performance::count_part(tx_, search, part);
  return found->second;
}

const BoardReading::WorkOf& BoardReading::work_of(const ListFilters& filters) {
  const auto [found, made] = worked_.try_emplace(filters);
  if (!made) return found->second;
  const auto search = work_search_of(packs_, ListReading::request_for(caller_, filters));
  for (const performance::WorkPart part : performance::parts_of(search))
    for (const auto& [performer, work] : counted(part, search, filters))
      if (const std::int64_t cases = performance::cases_of(work, part, search); cases > 0)
        found->second[performer] += cases;
  return found->second;
}

json::value BoardReading::value_of_work(Measure measure, ListFilters filters) {
  // All performers are counted at once.
  const auto asked = filters.extract(std::string(kPerformer));
  const auto count = [&] {
    const WorkOf& work = work_of(filters);
    if (!asked.empty()) return work.contains(asked.mapped()) ? work.at(asked.mapped()) : std::int64_t{0};
    std::int64_t cases = 0;
    for (const auto& [performer, own] : work) cases += own;
    return cases;
  };
  if (measure != Measure::kOnTimePermille) return json::value(count());
  filters["on_time"] = "true";
  const std::int64_t kept = count();
  filters["on_time"] = "false";
  const std::int64_t late = count();
  return kept + late == 0 ? json::value(nullptr) : json::value(kept * 1000 / (kept + late));
}

BoardReading::WorkOf BoardReading::work_measured(Measure measure, ListFilters filters) {
  if (measure != Measure::kOnTimePermille) return work_of(filters);
  // A share is of what was done in time or is late: who has only work that runs in time has none.
  filters["on_time"] = "true";
  WorkOf out = work_of(filters);
  filters["on_time"] = "false";
  for (const auto& [performer, late] : work_of(filters)) out[performer] += late;
  return out;
}

BoardReading::Categories BoardReading::performers(const BoardChart& chart) {
  const WorkOf work = work_measured(chart.figure.measure, resolved(chart.figure.query));
  std::vector<std::pair<Id, std::int64_t>> most(work.begin(), work.end());
  std::ranges::stable_sort(most, std::ranges::greater(), &std::pair<Id, std::int64_t>::second);
  const std::size_t shown = std::min(most.size(), performers_max_);
  Categories out{{}, most.size() - shown};
  most.resize(shown);
  for (const auto& [id, cases] : most) {
    const auto performer = identity::find_organisation(tx_, id);
    const std::string name = performer ? performer->name : id;
    out.shown.push_back({id, {name, name}, {{std::string(kPerformer), id}}});
  }
  return out;
}

}  // namespace gh::http
