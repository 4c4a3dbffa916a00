// Keeps the returns of firms.
#include "performance/returns.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cstdlib>

#include "base/assert.h"
#include "base/problem.h"

namespace gh::performance {
namespace {

constexpr const char* kCatalogue = "indicator-sets";
constexpr std::int64_t kPermille = 1000;

std::string list_text(const std::vector<std::string>& words) {
  json::array out;
  for (const std::string& word : words) out.push_back(json::string(word));
  return json::serialize(out);
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

}  // namespace

Figures figures_in(std::string_view stored) {
  Figures out;
  const json::value kept = parse_json(stored);
  for (const auto& [id, value] : kept.as_object()) out[std::string(id)] = value.as_int64();
  return out;
}

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
  tx.lock("statistics-round:" + kept.round_id);
  // Figures of a period are of where the firm was: a correction moves nobody to another division.
  const auto division = tx.string(
      "select division from performance_return where round_id = ? and organisation_id = ? and ended_by_act is null",
      {kept.round_id, kept.organisation_id});
  const auto replaced = tx.execute(
      "update performance_return set ended_by_act = ? where round_id = ? and organisation_id = ? and ended_by_act is "
      "null",
      {basis.act_id, kept.round_id, kept.organisation_id});
  if (replaced == 0 && count_returns(tx, kept.round_id).returns >= kReturnsMax)
    throw Problem(ProblemCode::kConflict,
                  FieldError{"", "round_full", "", {"本次统计的报送单位已满", "the round takes no more returns"}});
  tx.execute(
      "insert into performance_return (case_id, act_id, round_id, organisation_id, division, indicator_set, period, "
      "figures, late, flags, returned_at, ended_by_act) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, basis.act_id, kept.round_id, kept.organisation_id, division.value_or(kept.division), kept.set,
       kept.period, stored(kept.figures), kept.late, list_text(kept.flags), basis.at, nullptr});
}

std::optional<Figures> last_return(store::Tx& tx, const Id& organisation_id, std::string_view set,
                                   std::string_view period) {
  const auto found = tx.string(
      "select figures from performance_return where organisation_id = ? and indicator_set = ? and length(period) = ? "
      "and period < ? and ended_by_act is null order by period desc, returned_at desc, case_id desc limit 1",
      {organisation_id, set, static_cast<std::int64_t>(period.size()), period});
  if (!found) return {};
  return figures_in(*found);
}

ReturnCount count_returns(store::Tx& tx, const Id& round_id) {
  ReturnCount out;
  tx.each(
      "select count(*), cast(coalesce(sum(late), 0) as bigint), cast(coalesce(sum(case when flags <> '[]' then 1 else "
      "0 end), 0) as bigint) from performance_return where round_id = ? and ended_by_act is null",
      {round_id}, [&](const store::Row& row) {
        out = {row.integer(0), row.integer(1), row.integer(2)};
      });
  return out;
}

}  // namespace gh::performance
