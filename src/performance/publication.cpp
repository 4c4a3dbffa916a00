#include "performance/publication.h"

#include <algorithm>
#include <map>

#include "base/assert.h"
#include "performance/renewal.h"
#include "performance/suppression.h"

namespace gh::performance {
namespace {

constexpr std::string_view kTotal = "total";

// What each firm has returned, by division and indicator.
struct Return {
  Id firm;
  std::string division;
  Figures figures;
};
using Returns = std::vector<Return>;

Returns read_returns(store::Tx& tx, std::string_view which, const std::vector<store::Value>& values) {
  Returns out;
  tx.each("select organisation_id, division, figures from performance_return where round_id = ? and " +
              std::string(which) + " order by case_id, act_id",
          values, [&](const store::Row& row) {
            out.push_back({Id(row.string(0)), std::string(row.string(1)), figures_in(row.string(2))});
          });
  return out;
}

FirmFigures of_cell(const Returns& returns, const std::string& indicator, const std::string& division) {
  FirmFigures out;
  for (const Return& each : returns)
    if (const auto figure = each.figures.find(indicator); each.division == division && figure != each.figures.end())
      out[each.firm] = figure->second;
  return out;
}

std::int64_t sum_of(const FirmFigures& figures) {
  std::int64_t sum = 0;
  for (const auto& [firm, figure] : figures) sum += figure;
  return sum;
}

// A line of the published table.
struct Line {
  std::string division;
  std::int64_t firms = 0;
  std::optional<std::int64_t> sum;
  bool hidden = false;
  Day published_on{};
  std::int64_t figures_of = 0;  // number of the publication whose figures these are
};
BOOST_DESCRIBE_STRUCT(Line, (), (division, firms, sum, hidden, published_on, figures_of))

// One publication of a round: what it writes, and what it is held against.
class Publication {
 public:
  Publication(store::Tx& tx, const Basis& basis, std::int64_t least_firms)
      : tx_(tx), basis_(basis), least_firms_(least_firms) {
    number_ =
        tx.integer("select coalesce(max(publication), 0) + 1 from performance_sum where round_id = ?", {basis.case_id})
            .value_or(1);
    now_ = read_returns(tx, "ended_by_act is null", {basis.case_id});
    tx.execute(
        "update performance_return set counted_from = coalesce(counted_from, ?), counted_to = ? where round_id = ? and "
        "ended_by_act is null",
        {number_, number_, basis.case_id});
  }

  void publish(const std::string& indicator) {
    const auto before = tx_.all<Line>(
        "select division, firms, sum, hidden, published_on, figures_of from performance_sum where round_id = ? and "
        "indicator = ? and publication = ? order by place",
        {basis_.case_id, indicator, number_ - 1});
    for (const Line& line : before.empty() ? first(indicator) : again(indicator, before)) insert(indicator, line);
  }

 private:
  std::vector<Line> first(const std::string& indicator) const {
    std::map<std::string, Cell> cells;
    for (const Return& each : now_) {
      const auto figure = each.figures.find(indicator);
      if (figure == each.figures.end()) continue;
      Cell& cell = cells[each.division];
      cell.key = each.division;
      ++cell.firms;
      cell.sum += figure->second;
    }
    std::vector<Cell> row;
    for (auto& [division, cell] : cells) row.push_back(std::move(cell));
    Table table = suppressed(std::move(row), least_firms_);
    table.cells.push_back(table.total);
    std::vector<Line> out;
    for (const Cell& cell : table.cells)
      out.push_back({cell.key, cell.hidden ? 0 : cell.firms, cell.hidden ? std::optional<std::int64_t>() : cell.sum,
                     cell.hidden, basis_.today, number_});
    return out;
  }

  // The lines of before with the figures of now where they may be known; the total is of the cells as they are shown.
  std::vector<Line> again(const std::string& indicator, std::vector<Line> lines) {
    GH_ASSERT(!lines.empty() && lines.back().division == kTotal);
    std::vector<PublishedFigures> row;
    for (std::size_t at = 0; at + 1 < lines.size(); ++at)
      row.push_back({lines[at].division, lines[at].hidden,
                     of_cell(counted_in(lines[at].figures_of), indicator, lines[at].division),
                     of_cell(now_, indicator, lines[at].division)});
    const Renewal renewal = renewed(row, least_firms_);
    if (!renewal.any) return lines;
    std::int64_t total = 0;
    for (std::size_t at = 0; at < row.size(); ++at) {
      const std::int64_t sum = sum_of(renewal.cells[at] ? row[at].now : row[at].shown);
      total += sum;
      if (!renewal.cells[at]) continue;
      if (!lines[at].hidden) lines[at].sum = sum;
      lines[at].published_on = basis_.today;
      lines[at].figures_of = number_;
    }
    if (!lines.back().hidden) lines.back().sum = total;
    lines.back().published_on = basis_.today;
    lines.back().figures_of = number_;
    return lines;
  }

  const Returns& counted_in(std::int64_t publication) {
    const auto [found, fresh] = counted_.try_emplace(publication);
    if (fresh)
      found->second =
          read_returns(tx_, "counted_from <= ? and counted_to >= ?", {basis_.case_id, publication, publication});
    return found->second;
  }

  void insert(const std::string& indicator, const Line& line) {
    tx_.execute(
        "insert into performance_sum (round_id, act_id, indicator, division, place, firms, sum, hidden, published_on, "
        "ended_by_act, publication, figures_of) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {basis_.case_id, basis_.act_id, indicator, line.division, ++place_, line.firms, line.sum, line.hidden,
         line.published_on, nullptr, number_, line.figures_of});
  }

  store::Tx& tx_;
  const Basis& basis_;
  std::int64_t least_firms_;
  std::int64_t number_ = 0;
  std::int64_t place_ = 0;
  Returns now_;
  std::map<std::int64_t, Returns> counted_;  // by number of the publication
};

}  // namespace

void take_down_sums(store::Tx& tx, const Basis& basis) {
  tx.execute("update performance_sum set ended_by_act = ? where round_id = ? and ended_by_act is null",
             {basis.act_id, basis.case_id});
}

void publish_sums(store::Tx& tx, const Basis& basis, const std::vector<Indicator>& set, std::int64_t least_firms) {
  tx.lock("statistics-round:" + basis.case_id);
  Publication publication(tx, basis, least_firms);
  take_down_sums(tx, basis);
  for (const Indicator& indicator : set) publication.publish(indicator.id);
}

std::vector<PublishedCell> published_sums(store::Tx& tx, const Id& round_id) {
  return tx.all<PublishedCell>(
      "select round_id, indicator, division, firms, sum, published_on from performance_sum where round_id = ? and "
      "ended_by_act is "
      "null order by place",
      {round_id});
}

}  // namespace gh::performance
