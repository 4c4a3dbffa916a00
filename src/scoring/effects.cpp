// What procedures do with scoring: rounds, entries, sheets, reports.
#include <algorithm>
#include <boost/json/serialize.hpp>
#include <set>

#include "base/assert.h"
#include "base/described.h"
#include "base/digest.h"
#include "scoring/leaf_rules.h"
#include "scoring/offer.h"
#include "scoring/rounds.h"

namespace gh::scoring {
namespace {

using cases::EffectContext;

constexpr std::size_t kSheetsMax = 500;  // of one act: candidates of one round

const policy::Rubric& rubric_of(EffectContext& ctx, const std::string& id) {
  const auto found = ctx.pack.rubrics.find(id);
  if (found == ctx.pack.rubrics.end()) throw Bug("the pack has no rubric " + id);
  return found->second;
}

Scores scores_of(const json::value& value, const std::string& field) {
  Scores out;
  const auto* object = value.if_object();
  GH_ASSERT(object != nullptr || value.is_array());  // an empty Lua table may be either
  if (object == nullptr) return out;
  std::vector<FieldError> faults;
  for (const auto& [leaf, score] : *object) {
    if (score.is_int64())
      out[std::string(leaf)] = score.get_int64();
    else
      faults.push_back(
          {field + "/" + pointer_token(leaf), "integer", "", {"评分应为整数", "a score is a whole number"}});
  }
  if (!faults.empty()) throw Problem(ProblemCode::kInvalidForm, std::move(faults));
  return out;
}

void check(const policy::Rubric& rubric, std::string_view unscored, const Scores& scores, const std::string& field) {
  auto faults = faults_of(rubric, unscored, scores, field);
  if (!faults.empty()) throw Problem(ProblemCode::kInvalidForm, std::move(faults));
}

void keep_report(EffectContext& ctx, const std::string& period, const std::optional<Id>& organisation, bool zero,
                 const std::string& field) {
  const std::string rubric_id = ctx.text("rubric");
  const policy::Rubric& rubric = rubric_of(ctx, rubric_id);
  const Scores scores = scores_of(ctx.value("scores"), field);
  check(rubric, "", scores, field);
  ctx.tx.execute("update scoring_report set ended_by_act = ? where case_id = ? and period = ? and ended_by_act is null",
                 {ctx.act.id, ctx.the_case.id, period});
  ctx.tx.execute(
      "insert into scoring_report (case_id, period, rubric, organisation_id, scores, zeroed, total, begun_by_act, "
      "ended_by_act) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {ctx.the_case.id, period, rubric_id, organisation, json::serialize(ctx.value("scores")), zero,
       zero ? Score{0} : total_of(rubric, scores), ctx.act.id, nullptr});
}

// scoring.self_rate {rubric, scores}
void self_rate(EffectContext& ctx) { keep_report(ctx, "self", ctx.the_case.applicant_id, false, "/form/self_rating"); }

// scoring.evaluate {rubric, organisation, period, scores, zero}
void evaluate(EffectContext& ctx) {
  const json::value& zero = ctx.value("zero");
  keep_report(ctx, ctx.text("period"), Id(ctx.text("organisation")), zero.is_bool() && zero.get_bool(), "/form/scores");
}

// scoring.open {rubric, relation, price_indicator?, ties}
void open(EffectContext& ctx) {
  const std::string rubric = ctx.text("rubric");
  rubric_of(ctx, rubric);
  const Id& case_id = ctx.the_case.id;
  ctx.tx.execute("update scoring_round set status = 'superseded' where case_id = ? and status = 'open'", {case_id});
  const auto ordinal =
      ctx.tx.integer("select coalesce(max(ordinal), 0) + 1 from scoring_round where case_id = ?", {case_id})
          .value_or(1);
  const json::value& ties = ctx.value("ties");
  ctx.tx.execute(
      "insert into scoring_round (id, case_id, ordinal, rubric, relation, price_indicator, ties, lot_seed, status, "
      "opened_by_act, opened_at, closed_by_act, closed_at) values (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?)",
      {ctx.new_id(), case_id, ordinal, rubric, ctx.text("relation"), ctx.text_or("price_indicator", ""),
       ties.is_array() ? json::serialize(ties) : "[]", hex(ctx.entropy()), ctx.act.id, ctx.now, nullptr, nullptr});
}

Round require_round(EffectContext& ctx, const Id& case_id) {
  auto round = open_round(ctx.tx, case_id);
  if (!round)
    ctx.refuse(ProblemCode::kConflict, "", "no_round", "", {"没有正在进行的评审", "no round of scoring is open"});
  return std::move(*round);
}

// scoring.enter {round: own|parent, organisation, preference, price_fen?}
void enter(EffectContext& ctx) {
  const Id owner = ctx.text("round") == "parent" ? ctx.parent().id : ctx.the_case.id;
  const Round round = require_round(ctx, owner);
  ctx.tx.execute(
      "update scoring_candidate set ended_by_act = ? where round_id = ? and candidate = ? and ended_by_act is null",
      {ctx.act.id, round.id, ctx.the_case.id});
  const json::value& price = ctx.value("price_fen");
  ctx.tx.execute(
      "insert into scoring_candidate (round_id, candidate, organisation_id, preference, price_fen, begun_by_act, "
      "ended_by_act, passed_over_by_act, pass_reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {round.id, ctx.the_case.id, ctx.text("organisation"), ctx.integer_or("preference", 0),
       price.is_int64() ? std::optional<Fen>(price.get_int64()) : std::nullopt, ctx.act.id, nullptr, nullptr, nullptr});
}

void keep_sheet(EffectContext& ctx, const Round& round, const json::value& sheet, const Scores& scores,
                const Grounds& grounds) {
  const std::string candidate(string_at(sheet, "candidate"));
  const Id& office = ctx.act.on_behalf_of ? *ctx.act.on_behalf_of : ctx.act.office_id;
  ctx.tx.execute(
      "update scoring_sheet set ended_by_act = ? where round_id = ? and office_id = ? and candidate = ? and "
      "ended_by_act is null",
      {ctx.act.id, round.id, office, candidate});
  ctx.tx.execute(
      "insert into scoring_sheet (round_id, office_id, candidate, scores, reason, grounds, total, begun_by_act, "
      "ended_by_act) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {round.id, office, candidate, json::serialize(at_or_null(sheet, "scores")), string_at(sheet, "reason"),
       json::serialize(written(grounds)), total_of(rubric_of(ctx, round.rubric), scores), ctx.act.id, nullptr});
}

bool everybody_has_scored(EffectContext& ctx, const Round& round) {
  std::set<Id> scored;
  for (const KeptSheet& sheet : sheets_of(ctx.tx, round.id)) scored.insert(sheet.office_id);
  const auto judges = judges_of(ctx.tx, ctx.the_case.id, round.relation);
  return std::all_of(judges.begin(), judges.end(), [&](const Id& judge) { return scored.contains(judge); });
}

// scoring.record {relation}: the sheets of the acting office, one for each candidate.
void record(EffectContext& ctx) {
  const Round round = require_round(ctx, ctx.the_case.id);
  const policy::Rubric& rubric = rubric_of(ctx, round.rubric);
  const auto* sheets = at_or_null(ctx.input, "sheets").if_array();
  GH_ASSERT(sheets != nullptr && sheets->size() <= kSheetsMax);
  std::set<Id> wanted;
  for (const Entered& entered : candidates_of(ctx.tx, round.id)) wanted.insert(entered.candidate);
  std::vector<FieldError> faults;
  for (std::size_t i = 0; i < sheets->size(); ++i) {
    const std::string field = "/form/sheets/" + std::to_string(i);
    const json::value& sheet = (*sheets)[i];
    if (wanted.erase(std::string(string_at(sheet, "candidate"))) == 0) {
      faults.push_back({field + "/candidate",
                        "every_candidate",
                        clause_of(rubric),
                        {"不是本轮的候选，或已评过", "no candidate of this round, or scored twice"}});
      continue;
    }
    const Scores scores = scores_of(at_or_null(sheet, "scores"), field + "/scores");
    for (auto& fault : faults_of(rubric, round.price_indicator, scores, field + "/scores"))
      faults.push_back(std::move(fault));
    const Grounds grounds = grounds_of(sheet);
    for (auto& fault : faults_of_grounds(rubric, round.price_indicator, scores, grounds, field))
      faults.push_back(std::move(fault));
    if (faults.empty()) keep_sheet(ctx, round, sheet, scores, grounds);
  }
  if (!wanted.empty())
    faults.push_back(
        {"/form/sheets", "every_candidate", clause_of(rubric), {"每个候选都要评分", "every candidate needs a sheet"}});
  if (!faults.empty()) throw Problem(ProblemCode::kInvalidForm, std::move(faults));
  if (everybody_has_scored(ctx, round)) close_round(ctx.tx, rubric, round, ctx.act.id, ctx.now);
}

// scoring.pass_over {candidate, reason}
void pass_over(EffectContext& ctx) {
  if (ctx.text("candidate").empty()) return;
  const auto round = closed_round(ctx.tx, ctx.the_case.id);
  if (!round)
    ctx.refuse(ProblemCode::kConflict, "", "no_round", "", {"评审尚未结束", "no round of scoring has closed"});
  const auto changed = ctx.tx.execute(
      "update scoring_candidate set passed_over_by_act = ?, pass_reason = ? where round_id = ? and candidate = ? and "
      "ended_by_act is null and passed_over_by_act is null",
      {ctx.act.id, ctx.text("reason"), round->id, ctx.text("candidate")});
  if (changed == 0)
    ctx.refuse(ProblemCode::kConflict, "/form/candidate", "known_candidate", "",
               {"不是可跳过的候选", "no candidate that could be passed over"});
}

}  // namespace

void offer_scoring(cases::Offer& offer) {
  offer.effect("scoring.self_rate", self_rate);
  offer.effect("scoring.evaluate", evaluate);
  offer.effect("scoring.open", open);
  offer.effect("scoring.enter", enter);
  offer.effect("scoring.record", record);
  offer.effect("scoring.pass_over", pass_over);
  offer_scoring_facts(offer);
}

}  // namespace gh::scoring
