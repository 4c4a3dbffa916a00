// What procedures do about yearly reports, and what conditions ask about them.
#include "base/assert.h"
#include "registry/offer.h"
#include "registry/reports.h"

namespace gh::registry {
namespace {

using cases::EffectContext;
using cases::FactContext;
using cases::integer_argument;
using cases::text_argument;

constexpr std::string_view kReportClause = "社会团体登记管理条例28";

ByAct by_act(const EffectContext& ctx) { return {ctx.act.id, ctx.now}; }

// registry.file_report {organisation, year}
void file(EffectContext& ctx) {
  if (!file_report(ctx.tx, ctx.the_case.id, ctx.text("organisation"), ctx.integer("year"), ctx.today, by_act(ctx)))
    ctx.refuse(ProblemCode::kConflict, "/form/year", "reported_already", std::string(kReportClause),
               {"该年度报告已经报送", "the report on this year has been handed in"});
}

// registry.withdraw_report {}: the report of this case.
void withdraw(EffectContext& ctx) {
  if (!withdraw_report(ctx.tx, ctx.the_case.id, by_act(ctx)))
    ctx.refuse(ProblemCode::kConflict, "", "no_report", std::string(kReportClause),
               {"本件没有有效的年度报告", "the case has no report that counts"});
}

// registry.open_report_round {year}: of the case's authority.
void open_round(EffectContext& ctx) {
  GH_ASSERT(ctx.the_case.authority_id.has_value());
  const Id& authority = *ctx.the_case.authority_id;
  ctx.tx.lock("registry:report-round:" + authority);
  const auto there = ctx.tx.integer("select count(*) from registry_report_round where authority_id = ? and year = ?",
                                    {authority, ctx.integer("year")});
  if (there.value_or(0) > 0)
    ctx.refuse(ProblemCode::kConflict, "/form/year", "round_exists", std::string(kReportClause),
               {"该年度的报告工作已经启动", "the round of this year has been opened"});
  ctx.tx.execute("insert into registry_report_round (case_id, authority_id, year, begun_by_act) values (?, ?, ?, ?)",
                 {ctx.the_case.id, authority, ctx.integer("year"), ctx.act.id});
}

// registry.remind_reports {year, stage, excused_months}: tells everybody who still owes a report.
void remind(EffectContext& ctx) {
  GH_ASSERT(ctx.the_case.authority_id.has_value());
  const std::string stage = ctx.text("stage");
  for (const Id& organisation : reports_missing(ctx.tx, ctx.pack, *ctx.the_case.authority_id, ctx.integer("year"),
                                                ctx.integer("excused_months"))) {
    ctx.tx.execute(
        "insert into registry_report_reminder (case_id, organisation_id, stage, reminded_on, act_id) values (?, ?, ?, "
        "?, ?)",
        {ctx.the_case.id, organisation, stage, ctx.today, ctx.act.id});
    ctx.outbox("annual-report-reminder", {}, organisation, {{"year", ctx.integer("year")}, {"stage", stage}});
  }
}

// registry.annual_report_case(organisation, year) → the case by which it reported, or "".
json::value reported_by(const FactContext& ctx, const json::array& arguments) {
  return json::string(report_case(ctx.tx, text_argument(arguments, 0), integer_argument(arguments, 1)));
}

// registry.annual_report_missing(organisation, year, due, excused_months): owed, its time over, and none came.
json::value missing(const FactContext& ctx, const json::array& arguments) {
  const Id organisation = text_argument(arguments, 0);
  const std::int64_t year = integer_argument(arguments, 1);
  const auto entry = entry_of(ctx.tx, organisation);
  const auto last = latest_year_due(text_argument(arguments, 2), ctx.today);
  return entry && last && year <= *last && owes_report(entry->registered_on, year, integer_argument(arguments, 3)) &&
         report_case(ctx.tx, organisation, year).empty();
}

// registry.annual_reports_missing(authority, year, excused_months) → ids.
json::value all_missing(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  for (const Id& id : reports_missing(ctx.tx, ctx.pack, text_argument(arguments, 0), integer_argument(arguments, 1),
                                      integer_argument(arguments, 2)))
    out.push_back(json::string(id));
  return out;
}

// registry.associations(authority) → ids of those in force or suspended.
json::value associations(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  for (const Entry& entry : associations_of(ctx.tx, ctx.pack, text_argument(arguments, 0), kMissingReportsMax))
    out.push_back(json::string(entry.organisation_id));
  return out;
}

}  // namespace

void offer_reports(cases::Offer& offer) {
  offer.effect("registry.file_report", file);
  offer.effect("registry.withdraw_report", withdraw);
  offer.effect("registry.open_report_round", open_round);
  offer.effect("registry.remind_reports", remind);
  offer.fact("registry.annual_report_case", reported_by);
  offer.fact("registry.annual_report_missing", missing);
  offer.fact("registry.annual_reports_missing", all_missing);
  offer.fact("registry.associations", associations);
}

}  // namespace gh::registry
