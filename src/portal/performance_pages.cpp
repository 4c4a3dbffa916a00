// What enterprises find of the functions that associations hold: how to apply to whom, the register of results, and
// published statistics.
#include "portal/performance_pages.h"

#include <algorithm>
#include <map>

#include "performance/publication.h"
#include "performance/published.h"
#include "portal/guide_pages.h"
#include "portal/listing.h"
#include "portal/names.h"
#include "portal/register_pages.h"

namespace gh::portal {
namespace {

constexpr std::string_view kCompany = "company_clerk";  // the office of whoever acts for an enterprise
constexpr std::string_view kApply = "/apply";
constexpr std::string_view kFunction = "function";
constexpr std::string_view kResults = "/results";
constexpr std::string_view kStatistics = "/statistics";
constexpr std::string_view kStatisticsFile = "/open-data/statistics.csv";

std::vector<Crumb> below_functions(const Words& words) {
  return {{words.say("catalogues.title"), "/catalogues"}, {words.say("functions.title"), "/functions"}};
}

std::string kind_title(const policy::Pack& pack, const std::string& kind, const Words& words) {
  const auto found = pack.procedures.find(kind);
  return found == pack.procedures.end() ? kind : words.say(found->second.title);
}

Page apply_page(const Asked& asked) {
  const Words& words = asked.words;
  const std::string function = asked_text(asked, kFunction);
  const auto found = performance::terms_in_force(asked.tx, function, asked_moment(asked).value_or(asked.request.now));
  json::array rows;
  for (const auto& terms : found)
    rows.push_back(terms_row(terms, {asked.pack, words, asked.today}, is_read_today(asked)));
  // The way back to the function that one came from.
  auto trail = below_functions(words);
  if (!function.empty() && !found.empty()) trail.push_back({found.front().item, "/functions/" + function});
  return {"apply",
          words.say("apply.title"),
          "/catalogues",
          std::move(trail),
          {{"terms", std::move(rows)}, {"all_href", function.empty() ? std::string() : words.link(kApply)}}};
}

std::vector<Filter> result_filters() {
  return {{Filter::Kind::kText, "q", "results.filter_text"},
          {Filter::Kind::kText, "number", "results.filter_number"},
          {Filter::Kind::kDay, "as_of", "list.as_of"}};
}

std::string_view standing_tone(std::string_view standing) {
  if (standing == "granted") return "good";
  return standing == "withdrawn" ? "bad" : "warn";
}

Page results_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto filters = result_filters();
  performance::ResultSearch search;
  search.text = asked_text(asked, "q");
  search.number = asked_text(asked, "number");
  search.as_of = asked_moment(asked).value_or(asked.request.now);
  search.on = words.day_of(search.as_of);
  const auto read = [&](std::size_t limit, std::string_view after) {
    return performance::search_results(asked.tx, search, limit, after);
  };
  const auto found = read(kPageLines, asked_text(asked, "cursor"));
  const auto counted = count_lines(asked, found, &performance::ResultPage::results, read);
  json::array rows;
  for (const auto& result : found.results)
    rows.push_back({{"organisation", result.organisation},
                    {"kind", kind_title(asked.pack, result.kind, words)},
                    {"reviewer", result.reviewer},
                    {"grade", words.say_or("result_grade." + result.grade, result.grade)},
                    {"number", result.number},
                    {"valid_from", words.day(result.valid_from)},
                    {"valid_to", result.valid_to ? words.day(*result.valid_to) : std::string()},
                    {"state", badge(words.say("result_standing." + result.standing), standing_tone(result.standing))}});
  return {"results",
          words.say("results.title"),
          "/catalogues",
          below_functions(words),
          {{"filters", filters_of(asked, kResults, filters)},
           {"results", std::move(rows)},
           {"pages", pages_of(asked, kResults, filters, found.next, found.results.size(), counted)}}};
}

// As the first set of indicators that has it describes it.
std::optional<performance::Indicator> indicator_named(const policy::Pack& pack, const std::string& id) {
  const auto catalogue = pack.catalogues.find("indicator-sets");
  if (catalogue == pack.catalogues.end()) return {};
  for (const auto& row : catalogue->second.rows)
    for (auto& indicator : performance::indicators_of(pack, row.code))
      if (indicator.id == id) return std::move(indicator);
  return {};
}

// A round's sums as a table: a row for each division, a column for each indicator.
json::object round_of(const Asked& asked, const performance::PublishedRound& round) {
  const Words& words = asked.words;
  json::array columns;
  std::vector<std::string> divisions;
  std::map<std::string, json::array> cells;
  std::string last;
  bool money = false;
  for (const auto& cell : performance::published_sums(asked.tx, round.id)) {
    if (cell.indicator != last) {
      const auto indicator = indicator_named(asked.pack, cell.indicator);
      columns.push_back(json::object{{"title", indicator ? words.say(indicator->title) : cell.indicator}});
      money = indicator && indicator->unit == "fen";
    }
    last = cell.indicator;
    if (!cells.contains(cell.division)) divisions.push_back(cell.division);
    cells[cell.division].push_back(
        json::object{{"sum", !cell.sum ? words.say("statistics.hidden")
                             : money   ? words.yuan(*cell.sum)
                                       : words.number(*cell.sum)},
                     {"kept_from", cell.sum && cell.published_on < round.published_on ? words.day(cell.published_on)
                                                                                      : std::string()}});
  }
  json::array rows;
  for (const std::string& division : divisions)
    rows.push_back({{"division", division == "total" ? words.say("statistics.total")
                                                     : row_name(asked.pack, "divisions", division, words)},
                    {"cells", std::move(cells[division])}});
  return {{"title", round.title},
          {"number", round.number},
          {"case_href", words.link("/cases/" + round.id)},
          {"file_href", std::string(kStatisticsFile) + "?round=" + round.id},
          {"performer", round.performer},
          {"published_on", words.day(round.published_on)},
          {"returns", words.number(round.returns)},
          {"late", words.number(round.late)},
          {"columns", std::move(columns)},
          {"rows", std::move(rows)}};
}

Page statistics_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto read = [&](std::size_t limit, std::string_view after) {
    return performance::published_rounds(asked.tx, "", limit, after);
  };
  const auto found = read(kPageLines, asked_text(asked, "cursor"));
  const auto counted = count_lines(asked, found, &performance::RoundPage::rounds, read);
  json::array rounds;
  for (const auto& round : found.rounds) rounds.push_back(round_of(asked, round));
  return {"statistics",
          words.say("statistics.title"),
          "/catalogues",
          below_functions(words),
          {{"rounds", std::move(rounds)},
           {"any", !found.rounds.empty()},
           {"file_href", std::string(kStatisticsFile)},
           {"pages", pages_of(asked, kStatistics, {}, found.next, found.rounds.size(), counted)}}};
}

}  // namespace

bool is_open_to_companies(const policy::Pack& pack, std::string_view kind) {
  const auto found = pack.procedures.find(std::string(kind));
  return found != pack.procedures.end() && std::ranges::count(found->second.opened_by, kCompany) > 0;
}

json::object terms_row(const performance::TermsView& terms, const Writing& with, bool is_today) {
  const Words& words = with.words;
  const bool open = is_open_to_companies(with.pack, terms.kind);
  const auto procedure = with.pack.procedures.find(terms.kind);
  const bool told = !open && procedure != with.pack.procedures.end();
  return {{"kind", kind_title(with.pack, terms.kind, words)},
          {"item", terms.item},
          {"item_href", words.link("/functions/" + terms.item_id)},
          {"holder", terms.holder},
          {"holder_href", words.link("/associations/" + terms.holder_id)},
          {"price", terms.price_fen == 0 ? words.say("apply.free") : words.yuan(terms.price_fen)},
          {"days", words.number(terms.promised_days)},
          {"conditions", terms.conditions},
          {"guide_href", words.link("/guide/" + terms.kind)},
          {"begun_by", told ? holders_text(with.pack, procedure->second.opened_by, words) : std::string()},
          {"open_href", open && is_today ? "/workbench/open/" + terms.kind + "?item=" + terms.item_id : std::string()}};
}

void add_performance_pages(std::vector<http::Route>& routes, const PortalParts& parts) {
  auto of_apply = parameters_of({{Filter::Kind::kDay, "as_of", "list.as_of"}});
  of_apply.push_back(http::query_parameter("function", http::string_schema(), {"职能", "the function's id"}));
  add_page(routes, parts,
           {"readApplyPage",
            std::string(kApply),
            {"向行业协会商会申请办理", "How to apply to associations"},
            std::move(of_apply),
            false,
            apply_page});
  add_page(routes, parts,
           {"readResultsPage",
            std::string(kResults),
            {"履职结果登记册页", "Page of the register of results"},
            parameters_of(result_filters()),
            false,
            results_page});
  add_page(routes, parts,
           {"readStatisticsPage",
            std::string(kStatistics),
            {"行业统计页", "Page of industry statistics"},
            parameters_of({}),
            false,
            statistics_page});
}

}  // namespace gh::portal
