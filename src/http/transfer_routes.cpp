#include "http/transfer_routes.h"

#include "cases/packs.h"
#include "http/as_of.h"
#include "http/register_query.h"
#include "transfer/batches.h"
#include "transfer/reading.h"

namespace gh::http {
namespace {

constexpr std::int64_t kSupervisedYearMax = 100;
constexpr std::int64_t kVersionsMax = 1'000'000;

// The end of the day asked for, or the instant at which the version asked for was published.
Instant moment_of(const CaseParts& parts, const Request& request, store::Tx& tx) {
  if (!request.query_text("version").empty()) {
    const auto version = transfer::find_version(tx, request.query_int("version", 1, 1, kVersionsMax));
    if (!version)
      throw Problem(
          ProblemCode::kNotFound,
          FieldError{
              "/query/version", "catalogue-version", "", {"没有公布过这个版本", "no such version was published"}});
    return version->published_at;
  }
  return as_of(request, *parts.packs).value_or(request.now);
}

// A search of the register, as register_response and register_file want it.
auto functions_asked(const CaseParts& parts, const Request& request, store::Tx& tx) {
  transfer::FunctionSearch search{request.query_text("q"),
                                  request.query_text("department"),
                                  request.query_text("holder"),
                                  query_enum<transfer::ItemState>(request, "state"),
                                  query_enum<transfer::CompetitionClass>(request, "competition_class"),
                                  moment_of(parts, request, tx),
                                  request.query_text("batch"),
                                  request.query_int("year", 0, 0, kSupervisedYearMax)};
  return [search = std::move(search), &tx](std::size_t limit, const std::string& cursor) {
    return transfer::search_functions(tx, search, limit, cursor);
  };
}

Parameter version_parameter() {
  return query_parameter("version", {{"type", "integer"}, {"minimum", 1}},
                         {"目录的公布版本", "as a published version of the catalogue had it"});
}

std::vector<Parameter> function_parameters() {
  return {
      query_parameter("q", string_schema(), {"名称中的文字", "text in the name"}),
      query_parameter("department", string_schema(), {"提出部门", "id of the department that proposed it"}),
      query_parameter("holder", string_schema(), {"承接方", "id of who carries it"}),
      query_parameter("state", schema_of<transfer::ItemState>(), {"状态", "state"}),
      query_parameter("competition_class", schema_of<transfer::CompetitionClass>(), {"竞争类别", "competition class"}),
      query_parameter("year", integer_schema(0, kSupervisedYearMax),
                      {"监管年度", "supervised year that runs; 0 = all"}),
      query_parameter("batch", string_schema(), {"目录批次", "id of the batch that brought it"}),
      version_parameter(),
      as_of_parameter()};
}

Route list_functions(const CaseParts& parts) {
  auto about =
      describe("listFunctions", "transfer", {"职能事项目录", "The catalogue of functions that are handed over"});
  about.parameters = register_parameters(function_parameters());
  about.response = page_schema(schema_of<transfer::FunctionView>());
  about.problems = {ProblemCode::kTooLarge, ProblemCode::kNotFound};
  return Route("GET", "/api/v1/functions", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_response(request, functions_asked(parts, request, tx), "functions.csv");
               }},
               std::move(about));
}

Route functions_file(const CaseParts& parts) {
  auto about = describe("downloadFunctions", "open-data", {"职能事项目录（CSV）", "The catalogue of functions as CSV"});
  about.parameters = function_parameters();
  about.content_type = "text/csv";
  about.problems = {ProblemCode::kTooLarge, ProblemCode::kNotFound};
  return Route("GET", "/open-data/functions.csv", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_file(request, functions_asked(parts, request, tx), "functions.csv");
               }},
               std::move(about));
}

Route one_function(const CaseParts& parts) {
  auto about = describe("readFunction", "transfer",
                        {"职能事项：职责、历次版本、承接协议与监管检查",
                         "A function: its duties, all its versions, its agreements and what the checks found"});
  about.parameters = {as_of_parameter()};
  about.response = schema_of<transfer::OneFunction>();
  about.problems = {ProblemCode::kNotFound};
  return Route(
      "GET", "/api/v1/functions/{id}", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const auto one = transfer::read_function(tx, Id(request.param("id")), moment_of(parts, request, tx));
        if (!one)
          throw Problem(ProblemCode::kNotFound,
                        FieldError{"", "function", "", {"目录中没有该职能事项", "no such function in the catalogue"}});
        return ok_with_etag(request, write(*one));
      }},
      std::move(about));
}

}  // namespace

std::vector<Route> transfer_routes(const CaseParts& parts) {
  return {list_functions(parts), functions_file(parts), one_function(parts)};
}

}  // namespace gh::http
