// Keeps the returns of firms and publishes their sums.
#include "performance/returns.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cstdlib>

#include "base/assert.h"

namespace gh::performance {
namespace {

constexpr const char* kCatalogue = "indicator-sets";
constexpr std::int64_t kPermille = 1000;

std::string list_text(const std::vector<std::string>& words) {
  json::array out;
  for (const std::string& word : words) out.push_back(json::string(word));
  return json::serialize(out);
}

Figures figures_of(std::string_view stored) {
  Figures out;
  const json::value kept = parse_json(stored);
  for (const auto& [id, value] : kept.as_object()) out[std::string(id)] = value.as_int64();
  return out;
}

std::string stored(const Figures& figures) {
  json::object out;
  for (const auto& [id, value] : figures) out[id] = value;
  return json::serialize(out);
}

// Figures are within kFigureMax, so that the products fit.
bool changed_too_much(std::int64_t now, std::int64_t before, std::int64_t permille) {
  return std::abs(now - before) * kPermille > std::abs(before) * permille;
}

void insert_cell(store::Tx& tx, const Basis& basis, const std::string& indicator, std::int64_t place,
                 const Cell& cell) {
  tx.execute(
      "insert into performance_sum (round_id, act_id, indicator, division, place, firms, sum, hidden, published_on, "
      "ended_by_act) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, basis.act_id, indicator, cell.key, place, cell.hidden ? 0 : cell.firms,
       cell.hidden ? std::optional<std::int64_t>() : cell.sum, cell.hidden, basis.today, nullptr});
}

}  // namespace

std::vector<Indicator> indicators_of(const policy::Pack& pack, std::string_view set) {
  std::vector<Indicator> out;
  const auto catalogue = pack.catalogues.find(kCatalogue);
  if (catalogue == pack.catalogues.end()) return out;
  const auto row = std::ranges::find(catalogue->second.rows, set, &policy::CatalogueRow::code);
  if (row == catalogue->second.rows.end()) return out;
  for (const json::value& each : row->fields.at("indicators").as_array())
    out.push_back({std::string(string_at(each, "id")),
                   {std::string(string_at(each, "zh")), std::string(string_at(each, "en"))},
                   std::string(string_at(each, "unit")),
                   each.at("least").as_int64(),
                   each.at("most").as_int64(),
                   each.at("change_permille").as_int64()});
  return out;
}

std::vector<std::string> implausible(const std::vector<Indicator>& set, const Figures& figures,
                                     const std::optional<Figures>& before) {
  std::vector<std::string> out;
  for (const Indicator& indicator : set) {
    const auto figure = figures.find(indicator.id);
    if (figure == figures.end()) continue;
    const bool outside = figure->second < indicator.least || figure->second > indicator.most;
    const auto last = before ? before->find(indicator.id) : Figures::const_iterator();
    const bool jumped =
        before && last != before->end() && changed_too_much(figure->second, last->second, indicator.change_permille);
    if (outside || jumped) out.push_back(indicator.id);
  }
  std::ranges::sort(out);
  return out;
}

void keep_return(store::Tx& tx, const Basis& basis, const NewReturn& kept) {
  tx.execute(
      "update performance_return set ended_by_act = ? where round_id = ? and organisation_id = ? and ended_by_act is "
      "null",
      {basis.act_id, kept.round_id, kept.organisation_id});
  tx.execute(
      "insert into performance_return (case_id, act_id, round_id, organisation_id, division, indicator_set, period, "
      "figures, late, flags, returned_at, ended_by_act) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, basis.act_id, kept.round_id, kept.organisation_id, kept.division, kept.set, kept.period,
       stored(kept.figures), kept.late, list_text(kept.flags), basis.at, nullptr});
}

std::optional<Figures> last_return(store::Tx& tx, const Id& organisation_id, std::string_view set, const Id& round_id) {
  const auto found = tx.string(
      "select figures from performance_return where organisation_id = ? and indicator_set = ? and round_id <> ? and "
      "ended_by_act is null order by returned_at desc, case_id desc limit 1",
      {organisation_id, set, round_id});
  if (!found) return {};
  return figures_of(*found);
}

ReturnCount count_returns(store::Tx& tx, const Id& round_id) {
  ReturnCount out;
  tx.each(
      "select late, flags from performance_return where round_id = ? and ended_by_act is null order by case_id limit ?",
      {round_id, kReturnsMax}, [&](const store::Row& row) {
        ++out.returns;
        out.late += row.integer(0);
        out.flagged += row.string(1) == "[]" ? 0 : 1;
      });
  return out;
}

void take_down_sums(store::Tx& tx, const Basis& basis) {
  tx.execute("update performance_sum set ended_by_act = ? where round_id = ? and ended_by_act is null",
             {basis.act_id, basis.case_id});
}

void publish_sums(store::Tx& tx, const Basis& basis, const std::vector<Indicator>& set, std::int64_t least_firms) {
  std::map<std::string, std::map<std::string, Cell>> cells;  // by indicator and division
  tx.each(
      "select division, figures from performance_return where round_id = ? and ended_by_act is null order by case_id "
      "limit ?",
      {basis.case_id, kReturnsMax}, [&](const store::Row& row) {
        const std::string division(row.string(0));
        for (const auto& [indicator, value] : figures_of(row.string(1))) {
          Cell& cell = cells[indicator][division];
          cell.key = division;
          ++cell.firms;
          cell.sum += value;
        }
      });
  take_down_sums(tx, basis);
  std::int64_t place = 0;
  for (const Indicator& indicator : set) {
    std::vector<Cell> row;
    for (auto& [division, cell] : cells[indicator.id]) row.push_back(cell);
    const Table table = suppressed(std::move(row), least_firms);
    for (const Cell& cell : table.cells) insert_cell(tx, basis, indicator.id, ++place, cell);
    insert_cell(tx, basis, indicator.id, ++place, table.total);
  }
}

std::vector<PublishedCell> published_sums(store::Tx& tx, const Id& round_id) {
  return tx.all<PublishedCell>(
      "select round_id, indicator, division, firms, sum from performance_sum where round_id = ? and ended_by_act is "
      "null "
      "order by place",
      {round_id});
}

}  // namespace gh::performance
