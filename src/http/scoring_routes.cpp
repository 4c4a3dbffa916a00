#include "http/scoring_routes.h"

#include <algorithm>

#include "base/described.h"
#include "cases/view.h"
#include "draw/pool.h"
#include "draw/samples.h"
#include "http/page.h"
#include "http/schema_of.h"
#include "scoring/rounds.h"

namespace gh::http {
namespace {

// Who may know of the case may know of its closed rounds; what the panel does before that is its own affair.
cases::Opened opened_of(const CaseParts& parts, const Request& request, store::Tx& tx) {
  return cases::read_case(tx, *parts.packs, {request.caller, request.now}, std::string(request.param("id")));
}

bool contains(const std::vector<Id>& ids, const Id& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

// A judge's reasons may speak of persons: they stay with the case.
struct SheetBody {
  Id office_id;
  Id candidate;
  json::value scores;  // by leaf of the rubric, in the order in which they were given
  scoring::Score total = 0;
};
BOOST_DESCRIBE_STRUCT(SheetBody, (), (office_id, candidate, scores, total))

struct ScoringRoundBody {
  Id id;
  std::int64_t ordinal = 0;
  std::string rubric;
  std::string status;
  std::string price_indicator;
  std::vector<std::string> ties;
  Instant opened_at{};
  std::optional<std::vector<Id>> candidates;  // while it is open, for its judges
  // Once it is closed:
  std::optional<Instant> closed_at;
  std::optional<std::string> lot_seed;
  std::optional<std::vector<scoring::Result>> results;
  std::optional<std::vector<SheetBody>> sheets;
};
BOOST_DESCRIBE_STRUCT(ScoringRoundBody, (),
                      (id, ordinal, rubric, status, price_indicator, ties, opened_at, candidates, closed_at, lot_seed,
                       results, sheets))

// `judge` is the reader's office: who scores is told whom.
ScoringRoundBody round_body(store::Tx& tx, const scoring::Round& round, const std::optional<Id>& judge) {
  ScoringRoundBody out;
  out.id = round.id;
  out.ordinal = round.ordinal;
  out.rubric = round.rubric;
  out.status = round.status;
  out.price_indicator = round.price_indicator;
  out.ties = read<std::vector<std::string>>(parse_json(round.ties));
  out.opened_at = round.opened_at;
  if (round.status != "closed") {
    if (judge && contains(scoring::judges_of(tx, round.case_id, round.relation), *judge)) {
      out.candidates.emplace();
      for (const auto& entered : scoring::candidates_of(tx, round.id)) out.candidates->push_back(entered.candidate);
    }
    return out;
  }
  out.closed_at = round.closed_at;
  out.lot_seed = round.lot_seed;
  out.results = scoring::results_of(tx, round.id);
  out.sheets.emplace();
  for (const auto& sheet : scoring::sheets_of(tx, round.id))
    out.sheets->push_back({sheet.office_id, sheet.candidate, parse_json(sheet.scores), sheet.total});
  return out;
}

json::object scoring_round_schema() {
  json::object out = schema_of<ScoringRoundBody>();
  out.at("properties").at("sheets").at("items").at("properties").at("scores") =
      schema_of<std::map<std::string, scoring::Score>>();
  return out;
}

Route scores(const CaseParts& parts) {
  auto about = describe("readScores", "scoring", {"评审轮次与排名", "Rounds of scoring and their rankings"});
  about.response = list_schema(scoring_round_schema());
  about.problems = {ProblemCode::kNotFound};
  return Route(
      "GET", "/api/v1/cases/{id}/scores", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const auto opened = opened_of(parts, request, tx);
        json::array items;
        for (const auto& round : scoring::rounds_of(tx, opened.file.id))
          items.push_back(write(round_body(tx, round, request.caller ? request.caller->office : std::nullopt)));
        return ok_with_etag(request, json::object{{"items", std::move(items)}});
      }},
      std::move(about));
}

struct DrawRoundBody {
  Id id;
  Id case_id;
  std::int64_t number = 0;
  std::string relation;
  std::int64_t size = 0;
  std::int64_t reserve = 0;
  std::string speciality;
  std::vector<Id> stand_aside;  // organisations
  std::int64_t tie_months = 0;
  Id drawn_by_act;
  Instant drawn_at{};
  std::vector<draw::KeptTicket> tickets;
};
BOOST_DESCRIBE_STRUCT(DrawRoundBody, (),
                      (id, case_id, number, relation, size, reserve, speciality, stand_aside, tie_months, drawn_by_act,
                       drawn_at, tickets))

struct SampleBody {
  std::int64_t number = 0;
  std::int64_t size = 0;
  Id drawn_by_act;
  Instant drawn_at{};
  std::vector<draw::SampleTicket> tickets;
};
BOOST_DESCRIBE_STRUCT(SampleBody, (), (number, size, drawn_by_act, drawn_at, tickets))

struct DrawsBody {
  std::vector<draw::Seed> seeds;
  std::vector<DrawRoundBody> rounds;
  std::vector<SampleBody> samples;
};
BOOST_DESCRIBE_STRUCT(DrawsBody, (), (seeds, rounds, samples))

// `told`: who sits on the panel, and what it could be computed from.
DrawsBody draws_body(store::Tx& tx, const Id& case_id, bool told) {
  DrawsBody out;
  out.seeds = draw::seeds_of(tx, case_id);
  if (!told)
    for (auto& seed : out.seeds) seed.seed.clear();
  for (const auto& round : draw::rounds_of(tx, case_id))
    out.rounds.push_back({round.id, round.case_id, round.number, round.relation, round.size, round.reserve,
                          round.speciality, read<std::vector<Id>>(parse_json(round.stand_aside)), round.tie_months,
                          round.drawn_by_act, round.drawn_at,
                          told ? draw::tickets_of(tx, round.id) : std::vector<draw::KeptTicket>{}});
  for (const auto& sample : draw::samples_of(tx, case_id))
    out.samples.push_back({sample.number, sample.size, sample.drawn_by_act, sample.drawn_at,
                           draw::sample_tickets_of(tx, case_id, sample.number)});
  return out;
}

Route draws(const CaseParts& parts) {
  auto about = describe(
      "readDraws", "scoring",
      {"专家、抽查对象的抽取：种子、名单与签号", "The draw of experts or of a sample: seed, pool and tickets"});
  about.response = schema_of<DrawsBody>();
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}/draws", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto opened = opened_of(parts, request, tx);
                 // Strangers are told once the panel has scored.
                 const bool told = opened.reading == cases::Reading::kFull || !scoring::open_round(tx, opened.file.id);
                 return ok_with_etag(request, write(draws_body(tx, opened.file.id, told)));
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> scoring_routes(const CaseParts& parts) { return {scores(parts), draws(parts)}; }

}  // namespace gh::http
