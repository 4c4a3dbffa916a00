// What conditions may ask of the engine.
#include <algorithm>

#include "base/assert.h"
#include "cases/clocks.h"
#include "cases/materials.h"
#include "cases/offer.h"
#include "identity/offices.h"

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

// cases.done_on(case, action) → the local day on which it was last performed; "" before that and in the act itself.
json::value done_on(const FactContext& ctx, const json::array& arguments) {
  const auto at = ctx.tx.integer("select at from act where case_id = ? and action = ? order by ordinal desc limit 1",
                                 {text_argument(arguments, 0), text_argument(arguments, 1)});
  return json::string(at ? text(local_day(instant_of(*at), ctx.pack.utc_offset)) : std::string());
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

// cases.has_material(case, kind) → whether a file of this kind is there: for papers that only some applications need.
json::value has_material(const FactContext& ctx, const json::array& arguments) {
  return ctx.tx
             .integer("select count(*) from material where case_id = ? and kind = ?",
                      {text_argument(arguments, 0), text_argument(arguments, 1)})
             .value_or(0) > 0;
}

// cases.open_about(organisation, procedure) → how many cases of the procedure about the organisation aren't closed.
json::value open_about(const FactContext& ctx, const json::array& arguments) {
  return ctx.tx
      .integer("select count(*) from case_file where subject_id = ? and procedure = ? and closed_at is null",
               {text_argument(arguments, 0), text_argument(arguments, 1)})
      .value_or(0);
}

// cases.last_day(day, count, unit) → the last day of a limit that begins with the day, counted as clocks count; by
// plain weekdays where nobody has published the year, so that nothing may rest on it longer than the act at hand.
json::value last_day(const FactContext& ctx, const json::array& arguments) {
  const auto from = parse_day(text_argument(arguments, 0));
  if (!from) throw Bug("cases.last_day: the first argument is no day");
  if (ctx.calendar == nullptr) throw Bug("cases.last_day: asked without a calendar");
  const auto limit = static_cast<int>(integer_argument(arguments, 1));
  return json::string(text(calendar::due_day(*ctx.calendar, *from, limit, unit_of(text_argument(arguments, 2))).day));
}

// cases.due_on(case, clock) → the day on which the case's clock of this name, running or standing still, ends; "" where
// there is none.
json::value due_on(const FactContext& ctx, const json::array& arguments) {
  const auto day =
      ctx.tx.string("select due_on from clock where case_id = ? and name = ? and status <> ? order by id desc limit 1",
                    {text_argument(arguments, 0), text_argument(arguments, 1), clock_status::kStopped});
  return json::string(day.value_or(""));
}

// identity.offices(organisation, role [, account …]) → offices of the role in the organisation that are in force,
// oldest first; without those of the accounts named: who may not sit.
json::value offices(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  for (const auto& office :
       identity::offices_in_organisation(ctx.tx, text_argument(arguments, 1), text_argument(arguments, 0), ctx.today)) {
    const auto named = [&](const json::value& one) { return one.is_string() && one.get_string() == office.account_id; };
    if (std::none_of(arguments.begin() + 2, arguments.end(), named)) out.push_back(json::string(office.id));
  }
  return out;
}

}  // namespace

void offer_case_facts(Offer& offer) {
  offer.fact("cases.children", children);
  offer.fact("cases.last_account", last_account);
  offer.fact("cases.times", times);
  offer.fact("cases.done_on", done_on);
  offer.fact("cases.party", party);
  offer.fact("cases.missing_materials", missing);
  offer.fact("cases.has_material", has_material);
  offer.fact("cases.open_about", open_about);
  offer.fact("cases.last_day", last_day);
  offer.fact("cases.due_on", due_on);
  offer.fact("identity.offices", offices);
}

}  // namespace gh::cases
