// What procedures do to the register: enrol, register, correct, record, admit and remove.
#include <optional>

#include "base/assert.h"
#include "cases/numbering.h"
#include "identity/organisations.h"
#include "registry/credit.h"
#include "registry/credit_code.h"
#include "registry/entries.h"
#include "registry/name_neighbours.h"
#include "registry/names.h"
#include "registry/offer.h"
#include "registry/records.h"
#include "store/search.h"

namespace gh::registry {
namespace {

using cases::EffectContext;
using identity::OrganisationKind;

constexpr std::size_t kMembersMax = 5'000;
constexpr std::string_view kNameClause = "社会组织名称管理办法16";
constexpr std::string_view kNameLock = "registry:names";

ByAct by_act(const EffectContext& ctx) { return {ctx.act.id, ctx.now}; }

Day day_argument(const EffectContext& ctx, std::string_view name) {
  const auto day = parse_day(ctx.text(name));
  GH_ASSERT(day.has_value());
  return *day;
}

std::optional<Day> day_or_none(const EffectContext& ctx, std::string_view name) {
  if (ctx.value(name).is_null()) return std::nullopt;
  return day_argument(ctx, name);
}

std::optional<std::int64_t> integer_or_none(const EffectContext& ctx, std::string_view name) {
  if (ctx.value(name).is_null()) return std::nullopt;
  return ctx.integer(name);
}

// Every name the organisation has had finds it.
void index_names(EffectContext& ctx, const Id& organisation) {
  std::string names;
  for (const Entry& version : versions_of(ctx.tx, organisation)) {
    names = version.credit_code + "\n" + version.name + "\n" + version.name_en + "\n" + names;
  }
  store::index_text(ctx.tx, kSearchScope, organisation, names);
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

void require_free_name(EffectContext& ctx, const std::string& name, const std::string& division,
                       std::string_view except, const NameRest& rest) {
  ctx.tx.lock(kNameLock);
  if (!name_bars(ctx.tx, ctx.pack, name, division, rest, ctx.today, except).empty())
    ctx.refuse(
        ProblemCode::kConflict, "/form/name", "name_conflict", std::string(kNameClause),
        {"名称与本机关登记的社会组织相同，或仍在停用期内", "the name is in use in this registry, or rests still"});
}

// The members that are enrolled companies go on the roll; one that the list names twice does so once.
void admit_founding_members(EffectContext& ctx, const Id& association) {
  const auto* members = ctx.value("members").if_array();
  if (members == nullptr) return;
  GH_ASSERT(members->size() <= kMembersMax);
  for (const auto& member : *members) {
    const Id company = organisation_of_credit_code(ctx.tx, string_at(member, "credit_code"), "company");
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

void require_heads_no_other(EffectContext& ctx, const std::string& representative) {
  ctx.tx.lock("registry:representatives");
  if (heads_another(ctx.tx, representative))
    ctx.refuse(ProblemCode::kConflict, "/form/legal_representative_identity_number", "heads_another",
               "社会团体登记管理条例12",
               {"拟任法定代表人已担任其他社会团体的法定代表人", "the legal representative heads another association"});
}

// registry.register {name, name_en?, division, industry, industry_group, kind, address?, funds_fen,
// legal_representative_id, members}
void register_association(EffectContext& ctx) {
  Entry entry = new_entry(ctx, "association");
  require_free_name(ctx, entry.name, entry.division, "", name_rest(ctx.pack, ctx.today));
  const std::string representative = ctx.text("legal_representative_id");
  require_heads_no_other(ctx, representative);
  entry.association_kind = ctx.text("kind");
  entry.industry = ctx.text("industry");
  entry.industry_group = ctx.text("industry_group");
  entry.funds_fen = ctx.integer("funds_fen");
  entry.legal_representative_digest = identity_digest(representative);
  entry.address = ctx.text_or("address", "");
  number_association(ctx, entry);
  create(ctx, entry, OrganisationKind::association);
  admit_founding_members(ctx, entry.organisation_id);
}

// registry.adopt {name, name_en?, kind, division, industry, industry_group, address?, funds_fen?, credit_code?,
// certificate_number?, registered_on, legal_representative_id?}: a registration from before this platform.
void adopt(EffectContext& ctx) {
  Entry entry = new_entry(ctx, "association");
  require_free_name(ctx, entry.name, entry.division, "", {});
  entry.credit_code = ctx.text_or("credit_code", "");
  if (!entry.credit_code.empty()) require_free_credit_code(ctx, entry.credit_code);
  entry.certificate_number = ctx.text_or("certificate_number", "");
  entry.association_kind = ctx.text("kind");
  entry.industry_group = ctx.text("industry_group");
  entry.funds_fen = integer_or_none(ctx, "funds_fen");
  entry.address = ctx.text_or("address", "");
  entry.registered_on = day_argument(ctx, "registered_on");
  if (const std::string representative = ctx.text_or("legal_representative_id", ""); !representative.empty()) {
    require_heads_no_other(ctx, representative);
    entry.legal_representative_digest = identity_digest(representative);
  }
  create(ctx, entry, OrganisationKind::association);
}

bool take_change(const json::value& changes, std::string_view name, std::string& member) {
  const json::value& wanted = at_or_null(changes, name);
  if (!wanted.is_string() || std::string_view(wanted.get_string()) == member) return false;
  member = std::string(wanted.get_string());
  return true;
}

// registry.correct {organisation, changes: object}
void correct(EffectContext& ctx) {
  const Id organisation = ctx.text("organisation");
  ctx.tx.lock("registry:entry:" + organisation);
  const auto before = entry_of(ctx.tx, organisation);
  if (!before)
    ctx.refuse(ProblemCode::kNotFound, "/form/organisation", "no_entry", "社会团体登记管理条例18",
               {"登记簿中没有该组织", "the organisation has no entry in the register"});
  const json::value& changes = ctx.value("changes");
  Entry next = *before;
  const bool renamed = take_change(changes, "name", next.name);
  const bool renamed_en = take_change(changes, "name_en", next.name_en);
  bool changed = renamed || renamed_en;
  if (take_change(changes, "industry", next.industry)) {
    changed = true;
    if (next.kind == "association") next.industry_group = industry_group(ctx.pack, next.industry);
  }
  if (take_change(changes, "address", next.address)) changed = true;
  if (next.kind == "association" && take_change(changes, "kind", next.association_kind)) changed = true;
  if (!changed)
    ctx.refuse(ProblemCode::kConflict, "/form/changes", "nothing_changes", "社会团体登记管理条例18",
               {"更正内容与现有登记相同", "the entry reads so already"});
  if (renamed && next.kind == "association")
    require_free_name(ctx, next.name, next.division, organisation, name_rest(ctx.pack, ctx.today));
  next.id = ctx.new_id();
  change_entry(ctx.tx, next, by_act(ctx));
  if (!renamed && !renamed_en) return;
  auto row = identity::find_organisation(ctx.tx, organisation);
  GH_ASSERT(row.has_value());
  row->name = next.name;
  row->name_en = next.name_en;
  row->act_id = ctx.act.id;
  identity::update_organisation(ctx.tx, *row);
  index_names(ctx, organisation);
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
  offer.effect("registry.correct", correct);
  offer.effect("registry.record", record);
  offer.effect("registry.end_record", end);
  offer.effect("registry.admit_member", admit);
  offer.effect("registry.remove_member", remove);
  offer_registry_facts(offer);
  offer_credit(offer);
  offer_reports(offer);
}

}  // namespace gh::registry
