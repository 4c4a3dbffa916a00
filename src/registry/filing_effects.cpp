// What associations put on file: charters and seals, officers, branches; and what conditions ask of them.
#include "base/assert.h"
#include "registry/branches.h"
#include "registry/effect_steps.h"
#include "registry/filings.h"
#include "registry/offer.h"
#include "registry/officers.h"

namespace gh::registry {
namespace {

using cases::EffectContext;
using cases::FactContext;
using cases::text_argument;

constexpr std::size_t kOfficersMax = 200;
constexpr std::string_view kBranchForms = "branch_forms";
constexpr std::string_view kRegionalWords = "branch_regional_words";

// registry.file {organisation, matter, on}
void file(EffectContext& ctx) {
  Filing filing;
  filing.case_id = ctx.the_case.id;
  filing.organisation_id = ctx.text("organisation");
  filing.matter = ctx.text("matter");
  filing.on_day = day_argument(ctx, "on");
  put_on_file(ctx.tx, filing, by_act(ctx));
}

// registry.seat_officers {organisation, officers: list of {name, identity_number, post, term_from, term_to, full_time,
// leading_cadre, approval?}}
void seat_officers(EffectContext& ctx) {
  const Id organisation = ctx.text("organisation");
  const auto* list = ctx.value("officers").if_array();
  if (list == nullptr) return;
  GH_ASSERT(list->size() <= kOfficersMax);
  const Entry association = entry_that_goes_on(ctx, organisation);
  GH_ASSERT(association.kind == "association");
  ctx.tx.lock("registry:representatives");
  unseat_officers(ctx.tx, organisation, ctx.today, by_act(ctx));
  std::int64_t place = 0;
  for (const auto& one : *list) {
    Officer officer;
    officer.place = ++place;
    officer.id = ctx.new_id();
    officer.organisation_id = organisation;
    officer.name = string_at(one, "name");
    officer.identity_digest = identity_digest(string_at(one, "identity_number"));
    officer.post = string_at(one, "post");
    const auto from = parse_day(string_at(one, "term_from"));
    const auto to = parse_day(string_at(one, "term_to"));
    GH_ASSERT(from && to);
    officer.term_from = *from;
    officer.term_to = *to;
    officer.full_time = at_or_null(one, "full_time") == json::value(true);
    officer.leading_cadre = at_or_null(one, "leading_cadre") == json::value(true);
    officer.approval = string_at(one, "approval");
    if (officer.post == kPresident && presides_elsewhere(ctx.tx, officer.identity_digest, organisation))
      ctx.refuse(ProblemCode::kConflict, "/form/officers", "presides_elsewhere", "社会团体登记管理条例12",
                 {"会长已担任其他社会团体的负责人或法定代表人", "the president heads another association"});
    seat_officer(ctx.tx, std::move(officer), by_act(ctx));
  }
}

// registry.open_branch {organisation, name, kind, seat, scope, on}
void open_one(EffectContext& ctx) {
  Branch branch;
  branch.id = ctx.new_id();
  branch.organisation_id = ctx.text("organisation");
  branch.name = ctx.text("name");
  branch.kind = ctx.text("kind");
  branch.seat = ctx.text("seat");
  branch.scope = ctx.text("scope");
  branch.from_day = day_argument(ctx, "on");
  const Entry association = entry_that_goes_on(ctx, branch.organisation_id);
  GH_ASSERT(association.kind == "association");
  if (has_branch_named(ctx.tx, branch.organisation_id, branch.name))
    ctx.refuse(ProblemCode::kConflict, "/form/name", "branch_named_so", "社会组织名称管理办法17",
               {"已有同名分支机构", "there is a branch of this name"});
  open_branch(ctx.tx, std::move(branch), by_act(ctx));
}

// registry.close_branch {organisation, branch, on}
void close_one(EffectContext& ctx) {
  if (!close_branch(ctx.tx, ctx.text("organisation"), ctx.text("branch"), day_argument(ctx, "on"), by_act(ctx)))
    ctx.refuse(ProblemCode::kConflict, "/form/branch", "no_open_branch", "社会团体登记管理条例17",
               {"没有这个存续的分支机构", "there is no such open branch on that day"});
}

// registry.presides_elsewhere(officers, organisation): whether a president among them heads another association.
json::value president_elsewhere(const FactContext& ctx, const json::array& arguments) {
  const auto* list = arguments.empty() ? nullptr : arguments[0].if_array();
  if (list == nullptr) return false;
  const Id organisation = text_argument(arguments, 1);
  for (const auto& one : *list)
    if (string_at(one, "post") == kPresident &&
        presides_elsewhere(ctx.tx, identity_digest(string_at(one, "identity_number")), organisation))
      return true;
  return false;
}

// registry.term_ends_on(organisation) → day, or "" where nobody is on file.
json::value term_end(const FactContext& ctx, const json::array& arguments) {
  const auto day = term_ends_on(ctx.tx, text_argument(arguments, 0));
  return json::string(day ? text(*day) : "");
}

// registry.filed_on(organisation, matter) → day of the newest filing, or "" where there is none.
json::value filed_day(const FactContext& ctx, const json::array& arguments) {
  const auto day = filed_on(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1));
  return json::string(day ? text(*day) : "");
}

// registry.branch_name_fault(organisation, name, kind) → "", full_name, form, nested, regional or taken.
json::value name_fault(const FactContext& ctx, const json::array& arguments) {
  const Id organisation = text_argument(arguments, 0);
  const std::string name = text_argument(arguments, 1);
  const auto entry = entry_of(ctx.tx, organisation);
  const json::value* forms = ctx.pack.parameter(kBranchForms, ctx.today);
  const json::value* regional = ctx.pack.parameter(kRegionalWords, ctx.today);
  GH_ASSERT(forms != nullptr && regional != nullptr);
  std::vector<std::string> all;
  for (const auto& [kind, words] : forms->as_object())
    for (auto& word : texts_in(words)) all.push_back(std::move(word));
  const std::string fault =
      branch_name_fault(entry ? entry->name : "", name, texts_in(at_or_null(*forms, text_argument(arguments, 2))), all,
                        texts_in(*regional));
  if (fault.empty() && has_branch_named(ctx.tx, organisation, name)) return json::string("taken");
  return json::string(fault);
}

// registry.branch_open(organisation, branch)
json::value branch_open(const FactContext& ctx, const json::array& arguments) {
  return open_branch_of(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1)).has_value();
}

}  // namespace

void offer_filings(cases::Offer& offer) {
  offer.effect("registry.file", file);
  offer.effect("registry.seat_officers", seat_officers);
  offer.effect("registry.open_branch", open_one);
  offer.effect("registry.close_branch", close_one);
  offer.fact("registry.presides_elsewhere", president_elsewhere);
  offer.fact("registry.term_ends_on", term_end);
  offer.fact("registry.filed_on", filed_day);
  offer.fact("registry.branch_name_fault", name_fault);
  offer.fact("registry.branch_open", branch_open);
}

}  // namespace gh::registry
