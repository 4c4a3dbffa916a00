// What conditions may ask of the engine.
#include "base/assert.h"
#include "cases/materials.h"
#include "cases/offer.h"

namespace gh::cases {
namespace {

// cases.children(case, procedure [, state]) → how many.
json::value children(const FactContext& ctx, const json::array& arguments) {
  const std::string state = text_argument(arguments, 2);
  std::vector<store::Value> values = {text_argument(arguments, 0), text_argument(arguments, 1)};
  std::string sql = "select count(*) from case_file where parent_id = ? and procedure = ?";
  if (!state.empty()) {
    sql += " and state = ?";
    values.emplace_back(state);
  }
  std::int64_t count = 0;
  ctx.tx.each(sql, values, [&](const store::Row& row) { count = row.integer(0); });
  return count;
}

// cases.open_children(case [, procedure]) → how many are not closed.
json::value open_children(const FactContext& ctx, const json::array& arguments) {
  const std::string procedure = text_argument(arguments, 1);
  const Id id = text_argument(arguments, 0);
  if (procedure.empty())
    return ctx.tx.integer("select count(*) from case_file where parent_id = ? and closed_at is null", {id}).value_or(0);
  return ctx.tx
      .integer("select count(*) from case_file where parent_id = ? and procedure = ? and closed_at is null", {id, procedure})
      .value_or(0);
}

// cases.last_actor(case, action) → the office that last performed it, or nil.
json::value last_actor(const FactContext& ctx, const json::array& arguments) {
  const auto office =
      ctx.tx.string("select office_id from act where case_id = ? and action = ? order by ordinal desc limit 1",
                    {text_argument(arguments, 0), text_argument(arguments, 1)});
  return office ? json::value(json::string(*office)) : json::value(nullptr);
}

// cases.last_account(case, action) → the account that last performed it, or nil: for the separation of duties.
json::value last_account(const FactContext& ctx, const json::array& arguments) {
  const auto account =
      ctx.tx.string("select account_id from act where case_id = ? and action = ? order by ordinal desc limit 1",
                    {text_argument(arguments, 0), text_argument(arguments, 1)});
  return account ? json::value(json::string(*account)) : json::value(nullptr);
}

// cases.times(case, action) → how often it was performed.
json::value times(const FactContext& ctx, const json::array& arguments) {
  return ctx.tx
      .integer("select count(*) from act where case_id = ? and action = ?",
               {text_argument(arguments, 0), text_argument(arguments, 1)})
      .value_or(0);
}

// cases.party(case, relation) → list of organisation ids (office ids where the party has no organisation).
json::value party(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  for (const auto& row : ctx.tx.all<Party>("select * from case_party where case_id = ? and relation = ? order by party",
                                           {text_argument(arguments, 0), text_argument(arguments, 1)}))
    out.push_back(json::string(row.organisation_id ? *row.organisation_id : *row.office_id));
  return out;
}

// cases.missing_materials(case) → how many required kinds have no file yet.
json::value missing(const FactContext& ctx, const json::array& arguments) {
  const auto file = ctx.tx.one<CaseFile>("select * from case_file where id = ?", {text_argument(arguments, 0)});
  GH_ASSERT(file.has_value());
  return static_cast<std::int64_t>(missing_materials(ctx.tx, *file, ctx.pack).size());
}

// cases.state(case) → its state, or nil where there is no such case.
json::value state(const FactContext& ctx, const json::array& arguments) {
  const auto found = ctx.tx.string("select state from case_file where id = ?", {text_argument(arguments, 0)});
  return found ? json::value(json::string(*found)) : json::value(nullptr);
}

// cases.is_child(case, parent, procedure) → whether it belongs there.
json::value is_child(const FactContext& ctx, const json::array& arguments) {
  return ctx.tx
             .integer("select count(*) from case_file where id = ? and parent_id = ? and procedure = ?",
                      {text_argument(arguments, 0), text_argument(arguments, 1), text_argument(arguments, 2)})
             .value_or(0) > 0;
}

// cases.applicant(case) → the organisation that applied.
json::value applicant(const FactContext& ctx, const json::array& arguments) {
  const auto found = ctx.tx.string("select coalesce(applicant_id, '') from case_file where id = ?", {text_argument(arguments, 0)});
  return found && !found->empty() ? json::value(json::string(*found)) : json::value(nullptr);
}

}  // namespace

void offer_case_facts(Offer& offer) {
  offer.fact("cases.children", children);
  offer.fact("cases.open_children", open_children);
  offer.fact("cases.last_actor", last_actor);
  offer.fact("cases.last_account", last_account);
  offer.fact("cases.times", times);
  offer.fact("cases.party", party);
  offer.fact("cases.missing_materials", missing);
  offer.fact("cases.state", state);
  offer.fact("cases.is_child", is_child);
  offer.fact("cases.applicant", applicant);
}

}  // namespace gh::cases
