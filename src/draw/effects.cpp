// What procedures do with the draw, and what conditions ask of it.
#include <boost/json/serialize.hpp>

#include "base/assert.h"
#include "base/described.h"
#include "base/digest.h"
#include "cases/model.h"
#include "draw/offer.h"
#include "draw/pool.h"
#include "draw/samples.h"
#include "identity/offices.h"

namespace gh::draw {
namespace {

using cases::EffectContext;
using cases::FactContext;

constexpr std::string_view kExpertRole = "expert";

std::vector<Id> ids_of(const json::value& value) {
  std::vector<Id> out;
  if (const auto* list = value.if_array())
    for (const auto& element : *list)
      if (element.is_string()) out.emplace_back(element.get_string());
  return out;
}

std::string list_text(const json::value& value) { return value.is_array() ? json::serialize(value) : "[]"; }

// draw.enrol_expert {specialities, ties}
void enrol_expert(EffectContext& ctx) {
  std::optional<Id> office;
  for (const auto& held : identity::offices_of(ctx.tx, ctx.the_case.opened_by_account, ctx.today))
    if (held.role == kExpertRole) office = held.id;
  if (!office)
    ctx.refuse(ProblemCode::kConflict, "", "no_expert_office", "政府采购法实施条例39",
               {"申请人没有专家岗位", "the applicant holds no office of an expert"});
  ctx.tx.execute("update draw_expert set ended_by_act = ? where office_id = ? and ended_by_act is null",
                 {ctx.act.id, *office});
  ctx.tx.execute(
      "insert into draw_expert (office_id, specialities, ties, begun_by_act, begun_on, ended_by_act) values (?, ?, ?, "
      "?, ?, ?)",
      {*office, list_text(ctx.value("specialities")), list_text(ctx.value("ties")), ctx.act.id, ctx.today, nullptr});
}

// draw.commit {}: the seed's digest is known from now on, the seed itself with the draw that uses it. While one is
// unused, a repeat changes nothing.
void commit(EffectContext& ctx) {
  const Id& case_id = ctx.the_case.id;
  const auto unused =
      ctx.tx.integer("select count(*) from draw_seed where case_id = ? and revealed_by_act is null", {case_id});
  if (unused.value_or(0) > 0) return;
  const auto number = ctx.tx.integer("select count(*) + 1 from draw_seed where case_id = ?", {case_id});
  const std::string seed = hex(ctx.entropy());
  ctx.tx.execute(
      "insert into draw_seed (case_id, number, seed, commitment, committed_by_act, committed_at, revealed_by_act) "
      "values "
      "(?, ?, ?, ?, ?, ?, ?)",
      {case_id, number, seed, hex(bytes_of(sha256(seed))), ctx.act.id, ctx.now, nullptr});
}

struct UnusedSeed {
  std::int64_t number = 0;
  std::string seed;
};
BOOST_DESCRIBE_STRUCT(UnusedSeed, (), (number, seed))

UnusedSeed reveal_seed(EffectContext& ctx) {
  const Id& case_id = ctx.the_case.id;
  const auto seed = ctx.tx.one<UnusedSeed>(
      "select number, seed from draw_seed where case_id = ? and revealed_by_act is null", {case_id});
  if (!seed)
    ctx.refuse(ProblemCode::kConflict, "", "no_seed", "政府采购法实施条例39",
               {"抽取前没有公布种子的摘要", "no digest of a seed was published before the draw"});
  ctx.tx.execute("update draw_seed set revealed_by_act = ? where case_id = ? and number = ?",
                 {ctx.act.id, case_id, seed->number});
  return *seed;
}

void keep_tickets(EffectContext& ctx, const Id& round, const std::vector<Ticket>& tickets) {
  for (const Ticket& ticket : tickets)
    ctx.tx.execute(
        "insert into draw_ticket (round_id, office_id, ticket, outcome, rule, place) values (?, ?, ?, ?, ?, ?)",
        {round, ticket.office, ticket.ticket, ticket.outcome, ticket.rule, ticket.place});
}

void seat(EffectContext& ctx, const std::string& relation, const Id& office) {
  const auto held = identity::find_office(ctx.tx, office);
  GH_ASSERT(held.has_value());
  ctx.add_party(relation, held->organisation_id, office);
}

// draw.panel {relation, size, reserve, speciality?, stand_aside, tie_months}
void panel(EffectContext& ctx) {
  DrawRules rules;
  const UnusedSeed seed = reveal_seed(ctx);
  rules.seed = seed.seed;
  rules.round = seed.number;
  rules.size = static_cast<std::size_t>(ctx.integer("size"));
  rules.reserve = static_cast<std::size_t>(ctx.integer_or("reserve", 0));
  rules.speciality = ctx.text_or("speciality", "");
  const auto asks = [&](std::string_view fact, const json::array& arguments) { return ctx.ask(fact, arguments); };
  rules.avoided = avoided_of(ctx.tx, ids_of(ctx.value("stand_aside")), asks);
  rules.tie_months = static_cast<int>(ctx.integer_or("tie_months", 0));
  rules.today = ctx.today;
  const Id& case_id = ctx.the_case.id;
  const auto tickets = draw_tickets(pool_of(ctx.tx, ctx.today), rules);
  if (tickets.size() < rules.size || (rules.size > 0 && tickets[rules.size - 1].outcome != "drawn"))
    ctx.refuse(ProblemCode::kConflict, "", "pool_too_small", "政府采购法实施条例39",
               {"符合条件的专家不足", "there are not enough experts who may sit"});
  const std::string relation = ctx.text("relation");
  const Id round = ctx.new_id();
  ctx.tx.execute(
      "insert into draw_round (id, case_id, number, relation, size, reserve, speciality, stand_aside, tie_months, "
      "drawn_by_act, drawn_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {round, case_id, rules.round, relation, rules.size, rules.reserve, rules.speciality,
       list_text(ctx.value("stand_aside")), rules.tie_months, ctx.act.id, ctx.now});
  keep_tickets(ctx, round, tickets);
  for (const auto& party :
       ctx.tx.all<cases::Party>("select * from case_party where case_id = ? and relation = ?", {case_id, relation}))
    ctx.remove_party(relation, party.party);
  for (std::size_t i = 0; i < rules.size; ++i) seat(ctx, relation, tickets[i].office);
}

// draw.replace {relation, office, reason}
void replace(EffectContext& ctx) {
  const std::string relation = ctx.text("relation");
  const Id office = ctx.text("office");
  const auto seated =
      ctx.tx.integer("select count(*) from case_party where case_id = ? and relation = ? and office_id = ?",
                     {ctx.the_case.id, relation, office});
  if (seated.value_or(0) == 0)
    ctx.refuse(ProblemCode::kConflict, "/form/office", "not_drawn", "",
               {"不是本次抽取的成员", "not a member drawn for this case"});
  const auto round =
      ctx.tx.string("select id from draw_round where case_id = ? and relation = ? order by number desc limit 1",
                    {ctx.the_case.id, relation});
  GH_ASSERT(round.has_value());
  const auto next = ctx.tx.string(
      "select t.office_id from draw_ticket t where t.round_id = ? and t.outcome = 'reserve' and not exists (select 1 "
      "from "
      "draw_replacement r where r.round_id = t.round_id and r.replaced_by = t.office_id) order by t.place limit 1",
      {*round});
  if (!next)
    ctx.refuse(ProblemCode::kConflict, "/form/office", "no_reserve", "",
               {"候补专家已用完", "nobody stands by any more"});
  ctx.tx.execute(
      "insert into draw_replacement (round_id, office_id, replaced_by, reason, act_id) values (?, ?, ?, ?, ?)",
      {*round, office, *next, ctx.text("reason"), ctx.act.id});
  ctx.remove_party(relation, office);
  seat(ctx, relation, *next);
}

// draw.sample {from: list of organisation ids, size}: a draw of its own number and seed.
void sample(EffectContext& ctx) {
  const UnusedSeed seed = reveal_seed(ctx);
  const auto from = ids_of(ctx.value("from"));
  GH_ASSERT(from.size() <= kSampledFromMax);
  const Id& case_id = ctx.the_case.id;
  const auto size = ctx.integer("size");
  ctx.tx.execute("insert into draw_sample (case_id, number, size, drawn_by_act, drawn_at) values (?, ?, ?, ?, ?)",
                 {case_id, seed.number, size, ctx.act.id, ctx.now});
  for (const SampleTicket& ticket : draw_sample(from, seed.seed, seed.number, static_cast<std::size_t>(size)))
    ctx.tx.execute(
        "insert into draw_sample_ticket (case_id, number, organisation_id, ticket, place, drawn) values (?, ?, ?, ?, "
        "?, "
        "?)",
        {case_id, seed.number, ticket.organisation_id, ticket.ticket, ticket.place, ticket.drawn});
}

// draw.sampled(case) → ids of the organisations that its newest sample drew.
json::value sampled_by(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  for (const Id& id : sampled(ctx.tx, cases::text_argument(arguments, 0))) out.push_back(json::string(id));
  return out;
}

// draw.available(speciality, stand_aside, tie_months) → how many could be drawn.
json::value available(const FactContext& ctx, const json::array& arguments) {
  DrawRules rules;
  rules.speciality = cases::text_argument(arguments, 0);
  GH_ASSERT(ctx.ask != nullptr);
  if (arguments.size() > 1) rules.avoided = avoided_of(ctx.tx, ids_of(arguments[1]), *ctx.ask);
  rules.tie_months = static_cast<int>(cases::integer_argument(arguments, 2));
  rules.today = ctx.today;
  std::int64_t count = 0;
  for (const Expert& expert : pool_of(ctx.tx, ctx.today)) count += rule_against(expert, rules).empty() ? 1 : 0;
  return count;
}

}  // namespace

void offer_draw(cases::Offer& offer) {
  offer.effect("draw.enrol_expert", enrol_expert);
  offer.effect("draw.commit", commit);
  offer.effect("draw.panel", panel);
  offer.effect("draw.replace", replace);
  offer.effect("draw.sample", sample);
  offer.fact("draw.available", available);
  offer.fact("draw.sampled", sampled_by);
}

}  // namespace gh::draw
