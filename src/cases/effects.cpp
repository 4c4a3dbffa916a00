// The engine's own effects: parties, other cases, the calendar; and identity's, which stands above the engine.
#include <algorithm>

#include "base/assert.h"
#include "base/periods.h"
#include "cases/calendar_years.h"
#include "cases/offer.h"
#include "identity/offices.h"
#include "identity/organisations.h"

namespace gh::cases {
namespace {

constexpr std::size_t kChildrenMax = 10'000;

std::optional<Id> id_argument(EffectContext& ctx, std::string_view name) {
  const json::value& value = ctx.value(name);
  if (value.is_null()) return {};
  GH_ASSERT(value.is_string());
  return Id(value.get_string());
}

// cases.add_party {relation, organisation? , office?}: each an id or a list of ids.
void add_party(EffectContext& ctx) {
  const std::string relation = ctx.text("relation");
  const auto each = [&](std::string_view member, auto add) {
    const json::value& value = ctx.value(member);
    if (const auto* list = value.if_array())
      for (const auto& element : *list) add(Id(element.as_string()));
    else if (value.is_object() && value.get_object().empty())
      return;  // an empty Lua table: nobody
    else if (const auto id = id_argument(ctx, member))
      add(*id);
  };
  each("organisation", [&](const Id& id) { ctx.add_party(relation, id, {}); });
  each("office", [&](const Id& id) {
    const auto office = identity::find_office(ctx.tx, id);
    if (!office) ctx.refuse(ProblemCode::kInvalidForm, "/form", "office", "", {"没有这个岗位", "no such office"});
    ctx.add_party(relation, office->organisation_id, id);
  });
}

// cases.remove_party {relation, party?}: all that stand under the relation where none is named.
void remove_party(EffectContext& ctx) {
  const std::string relation = ctx.text("relation");
  if (!ctx.value("party").is_null()) {
    ctx.remove_party(relation, ctx.text("party"));
    return;
  }
  for (const auto& row : ctx.tx.all<Party>("select * from case_party where case_id = ? and relation = ? order by party",
                                           {ctx.the_case.id, relation}))
    ctx.remove_party(relation, row.party);
}

// cases.succeed_party {relation, to}: the organisation takes the place of whoever stands under the relation, in the
// case and in the steps that wait for it; their order and their days stay.
void succeed_party(EffectContext& ctx) {
  const std::string relation = ctx.text("relation");
  const Id to = ctx.text("to");
  for (const auto& row : ctx.tx.all<Party>("select * from case_party where case_id = ? and relation = ? order by party",
                                           {ctx.the_case.id, relation}))
    ctx.remove_party(relation, row.party);
  ctx.add_party(relation, to, {});
  ctx.tx.execute(
      "update step set signer_kind = 'organisation', organisation_id = ?, office_id = null, delegate_id = null where "
      "case_id = ? and stands_for = ? and closed_at is null",
      {to, ctx.the_case.id, relation});
}

// cases.suspend_parent {reason_zh?, reason_en?}: the parent's clocks and timers stand still.
void suspend_parent(EffectContext& ctx) {
  ctx.suspend(ctx.parent().id, ctx.text_or("reason_zh", "异议处理期间"),
              ctx.text_or("reason_en", "while an objection is open"));
}

// cases.resume_parent: unless another child of the same procedure is still open.
// Whether cases of the procedure make their parent stand still from their opening on.
bool suspends_parent(const policy::Pack& pack, std::string_view procedure) {
  const auto found = pack.procedures.find(std::string(procedure));
  return found != pack.procedures.end() && std::ranges::find(found->second.effects, "cases.suspend_parent",
                                                             &policy::EffectCall::name) != found->second.effects.end();
}
void resume_parent(EffectContext& ctx) {
  bool held = false;
  ctx.tx.each("select procedure from case_file where parent_id = ? and closed_at is null and id <> ?",
              {*ctx.the_case.parent_id, ctx.the_case.id}, [&](const store::Row& row) {
                held = held || row.string(0) == ctx.the_case.procedure || suspends_parent(ctx.pack, row.string(0));
              });
  if (!held) ctx.resume(*ctx.the_case.parent_id);
}

// cases.act_on_parent {action, form?}
void act_on_parent(EffectContext& ctx) {
  const json::value& form = ctx.value("form");
  ctx.act_on(*ctx.the_case.parent_id, ctx.text("action"), form.is_object() ? form.get_object() : json::object{});
}

// cases.act_on_children {procedure, state?, action, except?, only?, form?}: `except` is the id of a child that is left
// out, `only` a list of those it is about, `form` each act's own.
void act_on_children(EffectContext& ctx) {
  const std::string state = ctx.text_or("state", "");
  const std::string except = ctx.text_or("except", "");
  const auto children = ctx.tx.all<CaseFile>(
      "select * from case_file where parent_id = ? and procedure = ? and closed_at is null order by id limit ?",
      {ctx.the_case.id, ctx.text("procedure"), kChildrenMax});
  GH_ASSERT(children.size() < kChildrenMax);
  const auto* only = ctx.value("only").if_array();
  const json::value& act_form = ctx.value("form");
  const bool named_ones = !ctx.value("only").is_null();
  const auto named = [&](const Id& id) {
    return !named_ones || (only != nullptr && std::ranges::find(*only, json::value(id)) != only->end());
  };
  for (const CaseFile& child : children) {
    if (!named(child.id) || child.id == except || (!state.empty() && child.state != state)) continue;
    ctx.act_on(child.id, ctx.text("action"), act_form.is_object() ? act_form.get_object() : json::object{});
  }
}

// cases.act_on_each {procedure, cases, action}: those of the cases that are of the procedure and not closed.
void act_on_each(EffectContext& ctx) {
  const auto* cases = ctx.value("cases").if_array();
  if (cases == nullptr) return;
  GH_ASSERT(cases->size() <= kChildrenMax);
  for (const auto& one : *cases) {
    const Id id(one.as_string());
    GH_ASSERT(id != ctx.the_case.id);
    ctx.tx.lock("case:" + id);
    const auto open =
        ctx.tx.integer("select count(*) from case_file where id = ? and procedure = ? and closed_at is null",
                       {id, ctx.text("procedure")});
    if (open.value_or(0) == 1) ctx.act_on(id, ctx.text("action"), {});
  }
}

bool is_child(const EffectContext& ctx) { return ctx.value("child").is_bool() && ctx.value("child").get_bool(); }

// cases.open_case {procedure, form, child?}: an empty procedure opens nothing.
void open_one(EffectContext& ctx) {
  const std::string procedure = ctx.text_or("procedure", "");
  if (procedure.empty()) return;
  const json::value& form = ctx.value("form");
  GH_ASSERT(form.is_object());
  ctx.open(procedure, form.get_object(), is_child(ctx));
}

// cases.open_each {procedure, member?, values, form?, child?}: one case for every value, which stands in its form under
// the name `member`; where none is named each value is a form, added to `form`.
void open_each(EffectContext& ctx) {
  const auto* values = ctx.value("values").if_array();
  if (values == nullptr) return;
  GH_ASSERT(values->size() <= kChildrenMax);
  const json::value& common = ctx.value("form");
  for (const auto& value : *values) {
    json::object form = common.is_object() ? common.get_object() : json::object{};
    if (const std::string member = ctx.text_or("member", ""); !member.empty())
      form[member] = value;
    else
      for (const auto& one : value.as_object()) form[one.key()] = one.value();
    ctx.open(ctx.text("procedure"), std::move(form), is_child(ctx));
  }
}

// identity.grant_office {role, organisation?, months?}: whoever opened the case holds an office of this role from today
// on, for so many months. Who holds one already keeps it; for a term of months that is refused: kConflict
// "office_held".
void grant_office(EffectContext& ctx) {
  identity::Office office;
  office.id = ctx.new_id();
  office.account_id = ctx.the_case.opened_by_account;
  office.organisation_id = id_argument(ctx, "organisation");
  if (office.organisation_id && office.organisation_id->empty()) office.organisation_id.reset();
  office.role = ctx.text("role");
  office.division = ctx.the_case.division;
  if (office.organisation_id) {
    const auto organisation = identity::find_organisation(ctx.tx, *office.organisation_id);
    GH_ASSERT(organisation.has_value());
    office.division = organisation->division;
  }
  office.from_day = ctx.today;
  office.granted_by_act = ctx.act.id;
  office.created_at = ctx.now;
  const std::int64_t months = ctx.integer_or("months", 0);
  // The day decides, whether or not a timer has run.
  if (months > 0) office.to_day = months_after(ctx.today, months) - std::chrono::days{1};
  for (const auto& held : identity::offices_of(ctx.tx, office.account_id, ctx.today)) {
    if (held.role != office.role || held.organisation_id != office.organisation_id) continue;
    if (months == 0) return;
    ctx.refuse(ProblemCode::kConflict, "", "office_held", "",
               {"申请人已担任该岗位", "the applicant holds this office"});
  }
  identity::grant_office(ctx.tx, ctx.pack, office);
}

bool was_given_here(const EffectContext& ctx, const identity::Office& office) {
  return office.granted_by_act && ctx.tx.integer("select count(*) from act where id = ? and case_id = ?",
                                                 {*office.granted_by_act, ctx.the_case.id}) == 1;
}

// identity.end_office {role, organisation}: the office of this role in the organisation that this case gave to whoever
// opened it ends now; none in force: no change.
void end_office(EffectContext& ctx) {
  const std::string role = ctx.text("role");
  const auto organisation = id_argument(ctx, "organisation");
  for (const auto& held : identity::offices_of(ctx.tx, ctx.the_case.opened_by_account, ctx.today))
    if (held.role == role && held.organisation_id == organisation && was_given_here(ctx, held))
      identity::revoke_office(ctx.tx, held.id, ctx.now, ctx.act.id);
}

}  // namespace

void offer_cases(Offer& offer) {
  offer.effect("cases.add_party", add_party);
  offer.effect("cases.remove_party", remove_party);
  offer.effect("cases.succeed_party", succeed_party);
  offer.effect("cases.suspend_parent", suspend_parent);
  offer.effect("cases.resume_parent", resume_parent);
  offer.effect("cases.act_on_parent", act_on_parent);
  offer.effect("cases.act_on_children", act_on_children);
  offer.effect("cases.act_on_each", act_on_each);
  offer.effect("cases.open_case", open_one);
  offer.effect("cases.open_each", open_each);
  offer.effect("cases.publish_calendar_year", publish_calendar_year);
  offer.effect("identity.grant_office", grant_office);
  offer.effect("identity.end_office", end_office);
  offer_case_facts(offer);
}

}  // namespace gh::cases
