#include "http/scoring_routes.h"

#include <algorithm>

#include "base/described.h"
#include "cases/view.h"
#include "draw/pool.h"
#include "draw/samples.h"
#include "http/schema_of.h"
#include "scoring/rounds.h"

namespace gh::http {
namespace {

// Who may know of the case may know of its closed rounds; what the panel does before that is its own affair.
cases::Opened opened_of(const CaseParts& parts, const Request& request, store::Tx& tx) {
  return cases::read_case(tx, *parts.packs, {request.caller, request.now}, std::string(request.param("id")));
}

bool contains(const std::vector<Id>& ids, const Id& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

// `judge` is the reader's office: who scores is told whom.
json::object round_json(store::Tx& tx, const scoring::Round& round, const std::optional<Id>& judge) {
  json::object out{{"id", round.id},
                   {"ordinal", round.ordinal},
                   {"rubric", round.rubric},
                   {"status", round.status},
                   {"price_indicator", round.price_indicator},
                   {"ties", parse_json(round.ties)},
                   {"opened_at", text(round.opened_at)}};
  if (round.status != "closed") {
    if (judge && contains(scoring::judges_of(tx, round.case_id, round.relation), *judge)) {
      json::array candidates;
      for (const auto& entered : scoring::candidates_of(tx, round.id))
        candidates.push_back(json::string(entered.candidate));
      out["candidates"] = std::move(candidates);
    }
    return out;
  }
  out["closed_at"] = text(*round.closed_at);
  out["lot_seed"] = round.lot_seed;
  json::array results;
  for (const auto& result : scoring::results_of(tx, round.id)) results.push_back(write(result));
  out["results"] = std::move(results);
  json::array sheets;
  for (const auto& sheet : scoring::sheets_of(tx, round.id)) {
    json::object shown = write(sheet).as_object();
    shown["scores"] = parse_json(sheet.scores);
    // A judge's reasons may speak of persons: they stay with the case.
    shown.erase("reason");
    shown.erase("grounds");
    sheets.push_back(std::move(shown));
  }
  out["sheets"] = std::move(sheets);
  return out;
}

Route scores(const CaseParts& parts) {
  auto about = describe("readScores", "scoring", {"评审轮次与排名", "Rounds of scoring and their rankings"});
  about.response = json::object{{"type", "object"}, {"properties", {{"items", {{"type", "array"}}}}}};
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}/scores", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto opened = opened_of(parts, request, tx);
                 json::array items;
                 for (const auto& round : scoring::rounds_of(tx, opened.file.id))
                   items.push_back(round_json(tx, round, request.caller ? request.caller->office : std::nullopt));
                 return ok_with_etag(request, json::object{{"items", std::move(items)}});
               }},
               std::move(about));
}

json::array samples_json(store::Tx& tx, const Id& case_id) {
  json::array out;
  for (const auto& sample : draw::samples_of(tx, case_id)) {
    json::object shown = write(sample).as_object();
    json::array tickets;
    for (const auto& ticket : draw::sample_tickets_of(tx, case_id, sample.number)) tickets.push_back(write(ticket));
    shown["tickets"] = std::move(tickets);
    out.push_back(std::move(shown));
  }
  return out;
}

Route draws(const CaseParts& parts) {
  auto about = describe(
      "readDraws", "scoring",
      {"专家、抽查对象的抽取：种子、名单与签号", "The draw of experts or of a sample: seed, pool and tickets"});
  about.response = json::object{{"type", "object"}};
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}/draws", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto opened = opened_of(parts, request, tx);
                 // Who sits on the panel, and what it could be computed from, is told to strangers once it has scored.
                 const bool told = opened.reading == cases::Reading::kFull || !scoring::open_round(tx, opened.file.id);
                 json::array seeds;
                 for (auto seed : draw::seeds_of(tx, opened.file.id)) {
                   if (!told) seed.seed.clear();
                   seeds.push_back(write(seed));
                 }
                 json::object out{{"seeds", std::move(seeds)}};
                 json::array rounds;
                 for (const auto& round : draw::rounds_of(tx, opened.file.id)) {
                   json::object shown = write(round).as_object();
                   shown["stand_aside"] = parse_json(round.stand_aside);
                   json::array tickets;
                   if (told)
                     for (const auto& ticket : draw::tickets_of(tx, round.id)) tickets.push_back(write(ticket));
                   shown["tickets"] = std::move(tickets);
                   rounds.push_back(std::move(shown));
                 }
                 out["rounds"] = std::move(rounds);
                 out["samples"] = samples_json(tx, opened.file.id);
                 return ok_with_etag(request, out);
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> scoring_routes(const CaseParts& parts) { return {scores(parts), draws(parts)}; }

}  // namespace gh::http
