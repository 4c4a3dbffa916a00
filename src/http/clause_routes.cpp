// The policy clause by clause, with what has become of it, and the city in numbers.
#include "base/described.h"
#include "cases/packs.h"
#include "cases/view.h"
#include "http/case_routes.h"
#include "http/page.h"
#include "http/schema_of.h"
#include "opendata/city_figures.h"
#include "opendata/clause_figures.h"
#include "opendata/kept.h"

namespace gh::http {
namespace {

using cases::text_json;

template <class T>
json::value number_or_null(const std::optional<T>& number) {
  return number ? json::value(*number) : json::value(nullptr);
}

json::object figures_json(const opendata::ClauseFigures& clause) {
  return {{"cases", clause.cases},
          {"open", clause.open},
          {"median_days", number_or_null(clause.limits.median_days)},
          {"limit_days", number_or_null(clause.limits.limit_days)},
          {"limit_unit", clause.limits.limit_unit},
          {"on_time_permille", number_or_null(clause.limits.on_time_permille)},
          {"committed_fen", clause.committed_fen},
          {"paid_fen", clause.paid_fen}};
}

json::object clauses_json(const std::vector<opendata::ClauseFigures>& clauses) {
  json::array items;
  for (const auto& clause : clauses) {
    json::array procedures;
    for (const auto& procedure : clause.procedures)
      procedures.push_back({{"id", procedure.id}, {"title", text_json(procedure.title)}});
    items.push_back({{"id", clause.id},
                     {"source", clause.source},
                     {"says", text_json(clause.says)},
                     {"procedures", std::move(procedures)},
                     {"figures", figures_json(clause)}});
  }
  return {{"items", std::move(items)}};
}

json::object clause_schema() {
  const json::object number_or_nothing = {{"type", json::array{"integer", "null"}}};
  json::object figures = {{"cases", integer_schema(0, INT64_MAX)},      {"open", integer_schema(0, INT64_MAX)},
                          {"median_days", number_or_nothing},           {"limit_days", number_or_nothing},
                          {"limit_unit", string_schema()},              {"on_time_permille", number_or_nothing},
                          {"committed_fen", integer_schema(0, INT64_MAX)}, {"paid_fen", integer_schema(0, INT64_MAX)}};
  const json::object procedure = {{"type", "object"},
                                  {"properties", {{"id", string_schema()}, {"title", text_schema()}}}};
  json::object properties = {{"id", string_schema()},
                             {"source", string_schema()},
                             {"says", text_schema()},
                             {"procedures", {{"type", "array"}, {"items", procedure}}},
                             {"figures", {{"type", "object"}, {"properties", std::move(figures)}}}};
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", json::array{"id", "source", "says", "procedures", "figures"}}};
}

Route list_clauses(const CaseParts& parts) {
  auto about = describe("listClauses", "policy",
                        {"政策逐条：执行它的事项与实时数据", "The policy clause by clause, with the procedures that carry it out and live figures"});
  about.response = list_schema(clause_schema());
  const auto kept = std::make_shared<opendata::Kept<std::vector<opendata::ClauseFigures>>>();
  return Route("GET", "/api/v1/policy/clauses", Access::kPublic,
               ReadHandler{[parts, kept](const Request& request, store::Tx& tx) {
                 const auto pack = parts.packs->newest();
                 const auto figures = kept->get(tx, request.now, [&] {
                   return opendata::clause_figures(tx, *pack, local_day(request.now, pack->utc_offset));
                 });
                 return ok_with_etag(request, clauses_json(*figures));
               }},
               std::move(about));
}

Route read_figures(const CaseParts& parts) {
  auto about = describe("readFigures", "policy", {"全市数据概览", "The city in numbers"});
  about.response = schema_of<opendata::CityFigures>();
  const auto kept = std::make_shared<opendata::Kept<opendata::CityFigures>>();
  return Route("GET", "/api/v1/figures", Access::kPublic,
               ReadHandler{[parts, kept](const Request& request, store::Tx& tx) {
                 const auto pack = parts.packs->newest();
                 const auto figures =
                     kept->get(tx, request.now, [&] { return opendata::city_figures(tx, *pack, request.now); });
                 return ok_with_etag(request, write(*figures));
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> clause_routes(const CaseParts& parts) { return {list_clauses(parts), read_figures(parts)}; }

}  // namespace gh::http
