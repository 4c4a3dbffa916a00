// What procedures do to the register: enrol, register, record, admit and remove.
#include <optional>

#include "base/assert.h"
#include "cases/numbering.h"
#include "identity/organisations.h"
#include "registry/changes.h"
#include "registry/credit.h"
#include "registry/credit_code.h"
#include "registry/effect_steps.h"
#include "registry/names.h"
#include "registry/offer.h"
#include "registry/records.h"

namespace gh::registry {
namespace {

using cases::EffectContext;
using identity::OrganisationKind;

constexpr std::size_t kMembersMax = 5'000;
std::optional<Day> day_or_none(const EffectContext& ctx, std::string_view name) {
  if (ctx.value(name).is_null()) return std::nullopt;
  return day_argument(ctx, name);
}

std::optional<std::int64_t> integer_or_none(const EffectContext& ctx, std::string_view name) {
  if (ctx.value(name).is_null()) return std::nullopt;
  return ctx.integer(name);
}

void create(EffectContext& ctx, const Entry& entry, OrganisationKind kind) {
  identity::Organisation organisation;
  organisation.id = entry.organisation_id;
  organisation.kind = kind;
  organisation.name = entry.name;
  organisation.name_en = entry.name_en;
  organisation.division = entry.division;
  organisation.created_at = ctx.now;
  organisation.act_id = ctx.act.id;
  if (has_ended(entry)) organisation.status = identity::OrganisationStatus::closed;
  identity::create_organisation(ctx.tx, organisation);
  add_entry(ctx.tx, entry, by_act(ctx));
  index_names(ctx, entry.organisation_id);
}

Entry new_entry(EffectContext& ctx, std::string kind) {
  Entry entry;
  entry.id = ctx.new_id();
  entry.organisation_id = ctx.new_id();
  entry.made_by_case = ctx.the_case.id;
  entry.kind = std::move(kind);
  entry.name = ctx.text("name");
  entry.name_en = ctx.text_or("name_en", "");
  entry.division = ctx.text("division");
  entry.industry = ctx.text_or("industry", "");
  entry.status = entry_status::kActive;
  entry.registered_on = ctx.today;
  return entry;
}

void require_free_credit_code(EffectContext& ctx, const std::string& code) {
  ctx.tx.lock("registry:credit-code:" + code);
  if (credit_code_taken(ctx.tx, code))
    ctx.refuse(ProblemCode::kConflict, "/form/credit_code", "credit_code_taken", "GB 32100-2015",
               {"该统一社会信用代码已在册", "an organisation is on the register under this credit code"});
}

// registry.enrol {kind: company|evaluator, name, credit_code, division, industry?}
void enrol(EffectContext& ctx) {
  Entry entry = new_entry(ctx, ctx.text("kind"));
  GH_ASSERT(entry.kind == "company" || entry.kind == "evaluator");
  entry.credit_code = ctx.text("credit_code");
  if (!is_credit_code(entry.credit_code))
    ctx.refuse(ProblemCode::kInvalidForm, "/form/credit_code", "credit_code", "GB 32100-2015",
               {"统一社会信用代码的校验位不正确", "the check character of the credit code is wrong"});
  require_free_credit_code(ctx, entry.credit_code);
  create(ctx, entry, entry.kind == "company" ? OrganisationKind::company : OrganisationKind::evaluator);
}

// The members that are enrolled companies, of a federation the registered associations, go on the roll; one that the
// list names twice does so once.
void admit_founding_members(EffectContext& ctx, const Id& association, std::string_view kind) {
  const auto* members = ctx.value("members").if_array();
  if (members == nullptr) return;
  GH_ASSERT(members->size() <= kMembersMax);
  for (const auto& member : *members) {
    const Id company = organisation_of_credit_code(ctx.tx, string_at(member, "credit_code"), kind);
    if (!company.empty()) admit_member(ctx.tx, ctx.new_id(), association, company, ctx.today, by_act(ctx));
  }
}

// A credit code, or before there were any a certificate number, as parameter association_number says for the day.
void number_association(EffectContext& ctx, Entry& entry) {
  const json::value& rule = ctx.parameter("association_number");
  if (string_at(rule, "kind") == "certificate") {
    entry.certificate_number = cases::next_number(ctx.tx, string_at(rule, "rule"), ctx.today);
    return;
  }
  GH_ASSERT(string_at(rule, "kind") == "credit_code");
  const policy::Body* registry = registry_body(ctx.pack, entry.division);
  entry.credit_code = allocate_credit_code(ctx.tx, registry == nullptr ? entry.division : registry->division);
}

// registry.register {name, name_en?, division, industry, industry_group, kind, purpose?, scope?, activity_area?,
// guiding_unit?, premises?, funds_fen, legal_representative_id, members}
void register_association(EffectContext& ctx) {
  Entry entry = new_entry(ctx, "association");
  require_free_name(ctx, entry.name, entry.division, "");
  const std::string representative = identity_digest(ctx.text("legal_representative_id"));
  require_free_head(ctx, representative, "/form/legal_representative_identity_number", "");
  entry.association_kind = ctx.text("kind");
  entry.industry = ctx.text("industry");
  entry.industry_group = ctx.text("industry_group");
  entry.funds_fen = ctx.integer("funds_fen");
  entry.legal_representative_digest = representative;
  entry.purpose = ctx.text_or("purpose", "");
  entry.scope = ctx.text_or("scope", "");
  entry.activity_area = ctx.text_or("activity_area", "");
  entry.guiding_unit = ctx.text_or("guiding_unit", "");
  take_premises(entry, ctx.value("premises"));
  number_association(ctx, entry);
  create(ctx, entry, OrganisationKind::association);
  admit_founding_members(ctx, entry.organisation_id, entry.association_kind == kFederation ? "association" : "company");
}

// registry.adopt {name, name_en?, kind, division, industry, industry_group, address?, funds_fen?, credit_code?,
// certificate_number?, registered_on, legal_representative_id?, status?, ended_on?, ended_ground?}: a registration from
// before this platform, or one that had ended by then, which the register keeps.
void adopt(EffectContext& ctx) {
  Entry entry = new_entry(ctx, "association");
  entry.status = ctx.text_or("status", std::string(entry_status::kActive));
  const bool ended = has_ended(entry);
  if (!ended) require_unused_name(ctx, entry.name, entry.division);
  entry.credit_code = ctx.text_or("credit_code", "");
  if (!entry.credit_code.empty()) require_free_credit_code(ctx, entry.credit_code);
  entry.certificate_number = ctx.text_or("certificate_number", "");
  entry.association_kind = ctx.text("kind");
  entry.industry_group = ctx.text("industry_group");
  entry.funds_fen = integer_or_none(ctx, "funds_fen");
  entry.address = ctx.text_or("address", "");
  entry.registered_on = day_argument(ctx, "registered_on");
  if (const std::string representative = ctx.text_or("legal_representative_id", ""); !representative.empty()) {
    entry.legal_representative_digest = identity_digest(representative);
    if (!ended)
      require_free_head(ctx, *entry.legal_representative_digest, "/form/legal_representative_identity_number", "");
  }
  if (ended) {
    entry.ended_on = day_argument(ctx, "ended_on");
    entry.status_ground = ctx.text("ended_ground");
  }
  create(ctx, entry, OrganisationKind::association);
}

// registry.record {organisation, kind, on, year?, conclusion?, fine_fen?, until?, summary, cause?, measures?}
void record(EffectContext& ctx) {
  Record made;
  made.id = ctx.the_case.id;
  made.case_id = ctx.the_case.id;
  made.organisation_id = ctx.text("organisation");
  made.kind = ctx.text("kind");
  made.on_day = day_argument(ctx, "on");
  made.year = integer_or_none(ctx, "year");
  made.conclusion = ctx.text_or("conclusion", "");
  made.fine_fen = integer_or_none(ctx, "fine_fen");
  made.until_day = day_or_none(ctx, "until");
  made.summary = ctx.text("summary");
  made.cause = ctx.text_or("cause", "");
  made.measures = measures_text(ctx.value("measures"));
  if (!add_record(ctx.tx, std::move(made), by_act(ctx)))
    ctx.refuse(ProblemCode::kConflict, "/form/year", "record_twice", "社会组织信用信息管理办法",
               {"该信息已经录入", "this has been entered already"});
}

// registry.end_record {on}
void end(EffectContext& ctx) {
  if (!end_record(ctx.tx, ctx.the_case.id, day_argument(ctx, "on"), by_act(ctx)))
    ctx.refuse(ProblemCode::kConflict, "/form/on", "no_open_record", "社会组织信用信息管理办法",
               {"本件没有可终止的记录，或终止早于发生", "the case has no record that could end on that day"});
}

// registry.admit_member {association, company, on}
void admit(EffectContext& ctx) {
  if (!admit_member(ctx.tx, ctx.new_id(), ctx.text("association"), ctx.text("company"), day_argument(ctx, "on"),
                    by_act(ctx)))
    ctx.refuse(ProblemCode::kConflict, "/form/company", "member_already", "社会团体登记管理条例14",
               {"该企业已是会员", "the company is a member already"});
}

// registry.remove_member {association, company, on}
void remove(EffectContext& ctx) {
  if (!remove_member(ctx.tx, ctx.text("association"), ctx.text("company"), day_argument(ctx, "on"), by_act(ctx)))
    ctx.refuse(ProblemCode::kConflict, "/form/company", "not_a_member", "社会团体登记管理条例14",
               {"该企业在该日不是会员", "the company is no member on that day"});
}

}  // namespace

void offer_registry(cases::Offer& offer) {
  offer.effect("registry.enrol", enrol);
  offer.effect("registry.register", register_association);
  offer.effect("registry.adopt", adopt);
  offer.effect("registry.record", record);
  offer.effect("registry.end_record", end);
  offer.effect("registry.admit_member", admit);
  offer.effect("registry.remove_member", remove);
  offer_changes(offer);
  offer_endings(offer);
  offer_filings(offer);
  offer_registry_facts(offer);
  offer_credit(offer);
  offer_fines(offer);
  offer_reports(offer);
  offer_standing(offer);
}

}  // namespace gh::registry
