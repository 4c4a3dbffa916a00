#include "scoring/rounds.h"

#include "base/assert.h"
#include "base/described.h"

namespace gh::scoring {
namespace {

std::optional<Round> newest(store::Tx& tx, const Id& case_id, std::string_view status) {
  return tx.one<Round>("select * from scoring_round where case_id = ? and status = ? order by ordinal desc limit 1",
                       {case_id, status});
}

}  // namespace

std::optional<Round> open_round(store::Tx& tx, const Id& case_id) { return newest(tx, case_id, "open"); }
std::optional<Round> closed_round(store::Tx& tx, const Id& case_id) { return newest(tx, case_id, "closed"); }

std::vector<Round> rounds_of(store::Tx& tx, const Id& case_id) {
  return tx.all<Round>("select * from scoring_round where case_id = ? order by ordinal", {case_id});
}

std::vector<Entered> candidates_of(store::Tx& tx, const Id& round) {
  return tx.all<Entered>(
      "select candidate, organisation_id, preference, price_fen, passed_over_by_act, pass_reason from "
      "scoring_candidate "
      "where round_id = ? and ended_by_act is null order by candidate",
      {round});
}

std::vector<KeptSheet> sheets_of(store::Tx& tx, const Id& round) {
  return tx.all<KeptSheet>(
      "select office_id, candidate, scores, reason, grounds, total from scoring_sheet where round_id = ? and "
      "ended_by_act is "
      "null "
      "order by candidate, office_id",
      {round});
}

std::vector<Result> results_of(store::Tx& tx, const Id& round) {
  return tx.all<Result>(
      "select r.candidate, c.organisation_id, c.price_fen, r.quality, r.price_points, r.total, r.place, case when "
      "c.passed_over_by_act is null then 0 else 1 end as passed_over from scoring_result r join scoring_candidate c on "
      "c.round_id = r.round_id and c.candidate = r.candidate and c.ended_by_act is null where r.round_id = ? order by "
      "r.place",
      {round});
}

std::optional<Result> first_of(store::Tx& tx, const Id& case_id) {
  const auto round = closed_round(tx, case_id);
  if (!round) return {};
  for (const Result& result : results_of(tx, round->id))
    if (!result.passed_over) return result;
  return {};
}

std::vector<Id> judges_of(store::Tx& tx, const Id& case_id, std::string_view relation) {
  return tx.all<Id>(
      "select office_id from case_party where case_id = ? and relation = ? and office_id is not null order by "
      "office_id",
      {case_id, relation});
}

void close_round(store::Tx& tx, const policy::Rubric& rubric, const Round& round, const Id& act, Instant now) {
  Rules rules;
  rules.ties = read<std::vector<std::string>>(parse_json(round.ties));
  rules.lot_seed = round.lot_seed;
  for (const auto* leaf : leaves_of(rubric))
    if (leaf->id == round.price_indicator) rules.price_points_max = leaf->points;
  std::vector<Candidate> candidates;
  for (const Entered& entered : candidates_of(tx, round.id))
    candidates.push_back({entered.candidate, entered.preference, entered.price_fen});
  std::vector<Sheet> sheets;
  for (const KeptSheet& sheet : sheets_of(tx, round.id))
    sheets.push_back({sheet.office_id, sheet.candidate, sheet.total});
  for (const Standing& standing : rank(rules, candidates, sheets)) {
    tx.execute(
        "insert into scoring_result (round_id, candidate, quality, price_points, total, place) values (?, ?, ?, ?, ?, "
        "?)",
        {round.id, standing.candidate, standing.quality, standing.price_points, standing.total, standing.place});
  }
  const auto changed = tx.execute(
      "update scoring_round set status = 'closed', closed_by_act = ?, closed_at = ? where id = ? and status = 'open'",
      {act, now, round.id});
  GH_ASSERT(changed == 1);
}

std::optional<std::string> report_scores(store::Tx& tx, const Id& case_id, std::string_view period) {
  return tx.string("select scores from scoring_report where case_id = ? and period = ? and ended_by_act is null",
                   {case_id, period});
}

std::optional<std::string> report_rubric(store::Tx& tx, const Id& case_id, std::string_view period) {
  return tx.string("select rubric from scoring_report where case_id = ? and period = ? and ended_by_act is null",
                   {case_id, period});
}

std::optional<Score> report_total(store::Tx& tx, const Id& case_id, std::string_view period) {
  return tx.integer("select total from scoring_report where case_id = ? and period = ? and ended_by_act is null",
                    {case_id, period});
}

}  // namespace gh::scoring
