// What forms choose from: the catalogues of the pack, and the rubrics that scores are given by.
#include "base/described.h"
#include "cases/packs.h"
#include "cases/view.h"
#include "http/asked_pack.h"
#include "http/case_routes.h"
#include "http/page.h"
#include "http/schema_of.h"

namespace gh::http {
namespace {

struct CatalogueRowView {
  std::string code;
  Text name;
};
BOOST_DESCRIBE_STRUCT(CatalogueRowView, (), (code, name))

struct IndicatorView {
  std::string id;
  std::string parent;
  Text title;
  std::int64_t points = 0;
  Text rule;
  Text evidence;
  policy::LeafRule kind{};
  std::vector<std::int64_t> steps;
  std::int64_t per_case = 0;
  std::int64_t answers_least = 0;
  bool bonus = false;
};
BOOST_DESCRIBE_STRUCT(IndicatorView, (),
                      (id, parent, title, points, rule, evidence, kind, steps, per_case, answers_least, bonus))

struct BandView {
  std::string grade;
  std::int64_t min_score = 0;
};
BOOST_DESCRIBE_STRUCT(BandView, (), (grade, min_score))

struct RubricView {
  std::string id;
  Text title;
  std::vector<std::string> cites;
  std::int64_t denominator = 1;
  std::int64_t total = 0;
  std::int64_t bonus_cap = 0;
  std::vector<IndicatorView> indicators;
  std::vector<BandView> bands;
};
BOOST_DESCRIBE_STRUCT(RubricView, (), (id, title, cites, denominator, total, bonus_cap, indicators, bands))

bool speaks_of(const policy::CatalogueRow& row, std::string_view text) {
  return text.empty() || row.code.starts_with(text) || row.name.zh.find(text) != std::string::npos ||
         row.name.en.find(text) != std::string::npos;
}

[[noreturn]] void none(const char* rule) {
  throw Problem(ProblemCode::kNotFound,
                FieldError{"/id", rule, "", {"政策包中没有该项", "the pack has no such thing"}});
}

// Rows whose code begins with `q` or whose name has it, in the order of the catalogue; the cursor is the last code
// given.
Response rows(const CaseParts& parts, const Request& request, store::Tx& tx) {
  const auto pack = asked_pack(*parts.packs, tx, request);
  const auto found = pack->catalogues.find(std::string(request.param("id")));
  if (found == pack->catalogues.end()) none("catalogue");
  const auto limit = static_cast<std::size_t>(request.query_int("limit", kPageDefault, 1, kPageMax));
  const std::string text = request.query_text("q");
  const std::string after = request.query_text("cursor");
  json::array items;
  std::string last;
  bool begun = after.empty();
  for (const auto& row : found->second.rows) {
    if (begun && speaks_of(row, text)) {
      if (items.size() == limit)
        return ok_with_etag(request, json::object{{"items", std::move(items)}, {"next", last}});
      items.push_back(write(CatalogueRowView{row.code, row.name}));
      last = row.code;
    }
    begun = begun || row.code == after;
  }
  return ok_with_etag(request, json::object{{"items", std::move(items)}});
}

Response rubric(const CaseParts& parts, const Request& request, store::Tx& tx) {
  const auto pack = asked_pack(*parts.packs, tx, request);
  const auto found = pack->rubrics.find(std::string(request.param("id")));
  if (found == pack->rubrics.end()) none("rubric");
  const policy::Rubric& from = found->second;
  RubricView view{from.id, from.title, from.cites, from.denominator, from.total, from.bonus_cap, {}, {}};
  for (const auto& one : from.indicators)
    view.indicators.push_back({one.id, one.parent, one.title, one.points, one.rule, one.evidence, one.kind, one.steps,
                               one.per_case, one.answers_least, one.bonus});
  for (const auto& band : from.bands) view.bands.push_back({band.grade, band.min_score});
  return ok_with_etag(request, write(view));
}

}  // namespace

std::vector<Route> catalogue_routes(const CaseParts& parts) {
  auto listing =
      describe("listCatalogueRows", "policy", {"政策包的目录：代码与名称", "A catalogue of the pack: codes and names"});
  listing.parameters = {
      query_parameter("q", string_schema(), {"代码开头或名称中的文字", "beginning of a code or text in a name"}),
      page_limit_parameter(), page_cursor_parameter(), pack_version_parameter()};
  listing.response = page_schema(schema_of<CatalogueRowView>());
  listing.problems = {ProblemCode::kNotFound};
  auto reading =
      describe("readRubric", "policy", {"评分细则：指标树与分值", "A rubric: its tree of indicators and their points"});
  reading.parameters = {pack_version_parameter()};
  reading.response = schema_of<RubricView>();
  reading.problems = {ProblemCode::kNotFound};
  std::vector<Route> out;
  out.emplace_back("GET", "/api/v1/policy/catalogues/{id}", Access::kPublic,
                   ReadHandler{[parts](const Request& request, store::Tx& tx) { return rows(parts, request, tx); }},
                   std::move(listing));
  out.emplace_back("GET", "/api/v1/policy/rubrics/{id}", Access::kPublic,
                   ReadHandler{[parts](const Request& request, store::Tx& tx) { return rubric(parts, request, tx); }},
                   std::move(reading));
  return out;
}

}  // namespace gh::http
