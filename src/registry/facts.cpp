// What conditions ask of the register.
#include "base/described.h"
#include "identity/organisations.h"
#include "registry/credit.h"
#include "registry/credit_code.h"
#include "registry/entries.h"
#include "registry/name_neighbours.h"
#include "registry/names.h"
#include "registry/offer.h"
#include "registry/records.h"

namespace gh::registry {
namespace {

using cases::FactContext;
using cases::integer_argument;
using cases::text_argument;

json::value text_value(std::string_view text) { return json::string(text); }

std::optional<Entry> entry_argument(const FactContext& ctx, const json::array& arguments) {
  return entry_of(ctx.tx, text_argument(arguments, 0));
}

json::value registry_of_division(const FactContext& ctx, const json::array& arguments) {
  return text_value(registry_of(ctx.tx, ctx.pack, text_argument(arguments, 0)));
}

json::value authority_of(const FactContext& ctx, const json::array& arguments) {
  const auto entry = entry_argument(ctx, arguments);
  return text_value(entry ? registry_of(ctx.tx, ctx.pack, entry->division) : "");
}

json::value kind(const FactContext& ctx, const json::array& arguments) {
  const auto organisation = identity::find_organisation(ctx.tx, text_argument(arguments, 0));
  return organisation ? write(organisation->kind) : text_value("");
}

json::value name(const FactContext& ctx, const json::array& arguments) {
  const auto organisation = identity::find_organisation(ctx.tx, text_argument(arguments, 0));
  return text_value(organisation ? organisation->name : "");
}

json::value industry(const FactContext& ctx, const json::array& arguments) {
  const auto entry = entry_argument(ctx, arguments);
  return text_value(entry ? entry->industry : "");
}

json::value division(const FactContext& ctx, const json::array& arguments) {
  const auto entry = entry_argument(ctx, arguments);
  return text_value(entry ? entry->division : "");
}

// registry.certificate_copy(organisation) → 1 for the first certificate, -1 for no entry.
json::value certificate_copy(const FactContext& ctx, const json::array& arguments) {
  const auto entry = entry_argument(ctx, arguments);
  return entry ? entry->certificate_copy : -1;
}

// registry.status_since(organisation) → first day of the unbroken time in its present status, or "".
json::value status_since(const FactContext& ctx, const json::array& arguments) {
  std::string since;
  std::string status;
  for (const Entry& version : versions_of(ctx.tx, text_argument(arguments, 0))) {
    if (version.status != status) since = text(status_from(version, ctx.pack.utc_offset));
    status = version.status;
  }
  return text_value(since);
}

// registry.association_of(credit_code) → id, or "".
json::value association_of(const FactContext& ctx, const json::array& arguments) {
  return text_value(organisation_of_credit_code(ctx.tx, text_argument(arguments, 0), "association"));
}

json::value registered_on(const FactContext& ctx, const json::array& arguments) {
  const auto entry = entry_argument(ctx, arguments);
  return text_value(entry ? text(entry->registered_on) : "");
}

json::value status(const FactContext& ctx, const json::array& arguments) {
  const auto entry = entry_argument(ctx, arguments);
  if (!entry) return text_value("");
  // A suspension ends with its last day, whether or not a timer has run.
  const bool over =
      entry->status == entry_status::kSuspended && !suspended_on(ctx.tx, entry->organisation_id, ctx.today);
  return text_value(over ? entry_status::kActive : std::string_view(entry->status));
}

json::value credit_code(const FactContext& ctx, const json::array& arguments) {
  const auto entry = entry_argument(ctx, arguments);
  return text_value(entry ? entry->credit_code : "");
}

json::value organisation_of(const FactContext& ctx, const json::array& arguments) {
  return text_value(organisation_of_case(ctx.tx, text_argument(arguments, 0)));
}

json::value has_industry(const FactContext& ctx, const json::array& arguments) {
  return industry_exists(ctx.pack, text_argument(arguments, 0));
}

json::value group_of_industry(const FactContext& ctx, const json::array& arguments) {
  return text_value(industry_group(ctx.pack, text_argument(arguments, 0)));
}

// registry.name_conflicts(name, division, changed_months, revoked_months [, except])
json::value conflicts(const FactContext& ctx, const json::array& arguments) {
  const NameRest rest{integer_argument(arguments, 2), integer_argument(arguments, 3)};
  const auto bars = name_bars(ctx.tx, ctx.pack, text_argument(arguments, 0), text_argument(arguments, 1), rest,
                              ctx.today, text_argument(arguments, 4));
  return static_cast<std::int64_t>(bars.size());
}

// registry.name_check(rule, name, division, industry, kind [, person [, except]]) → holds, informs or fails. A kind
// that isn't one of names is taken for a trade association's; `except` is the organisation whose own name it is.
json::value name_rule(const FactContext& ctx, const json::array& arguments) {
  NameInquiry inquiry;
  inquiry.name = text_argument(arguments, 1);
  inquiry.division = text_argument(arguments, 2);
  inquiry.industry = text_argument(arguments, 3);
  boost::describe::enum_from_string(text_argument(arguments, 4).c_str(), inquiry.kind);
  if (arguments.size() > 5) inquiry.persons.push_back(text_argument(arguments, 5));
  if (arguments.size() > 6) inquiry.except = text_argument(arguments, 6);
  const auto outcome = check_name_rule(ctx.tx, ctx.pack, inquiry, ctx.today, text_argument(arguments, 0));
  return text_value(boost::describe::enum_to_string(outcome, ""));
}

// registry.heads_another(identity_number [, except])
json::value representative_heads_another(const FactContext& ctx, const json::array& arguments) {
  const std::string number = text_argument(arguments, 0);
  return !number.empty() && heads_another(ctx.tx, number, text_argument(arguments, 1));
}

// registry.certificate_number(organisation) → of a registration before credit codes, otherwise "".
json::value certificate_number(const FactContext& ctx, const json::array& arguments) {
  const auto entry = entry_argument(ctx, arguments);
  return text_value(entry ? entry->certificate_number : "");
}

// registry.credit_codes_hold(list of {credit_code}): an empty list holds.
json::value credit_codes_hold(const FactContext&, const json::array& arguments) {
  if (arguments.empty()) return true;
  const auto* list = arguments[0].if_array();
  if (list == nullptr) return true;
  for (const auto& element : *list)
    if (!is_credit_code(string_at(element, "credit_code"))) return false;
  return true;
}

json::value code_taken(const FactContext& ctx, const json::array& arguments) {
  return credit_code_taken(ctx.tx, text_argument(arguments, 0));
}

// registry.record_count(organisation, kind, from)
json::value records(const FactContext& ctx, const json::array& arguments) {
  const auto from = parse_day(text_argument(arguments, 2));
  if (!from) throw Bug("registry.record_count: the third argument is no day");
  return record_count(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1), *from);
}

// registry.annual_report_in_order(organisation, due, excused_months)
json::value report_in_order(const FactContext& ctx, const json::array& arguments) {
  return annual_report_in_order(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1),
                                integer_argument(arguments, 2), ctx.today);
}

json::value membership(const FactContext& ctx, const json::array& arguments) {
  return is_member(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1));
}

json::value members(const FactContext& ctx, const json::array& arguments) {
  return members_of(ctx.tx, text_argument(arguments, 0));
}

// registry.are_associations(list of {credit_code}): each is an active association's; an empty list holds.
json::value are_associations(const FactContext& ctx, const json::array& arguments) {
  const auto* list = arguments.empty() ? nullptr : arguments[0].if_array();
  if (list == nullptr) return true;
  for (const auto& element : *list) {
    const Id found = organisation_of_credit_code(ctx.tx, string_at(element, "credit_code"), "association");
    const auto entry = found.empty() ? std::nullopt : entry_of(ctx.tx, found);
    if (!entry || entry->status != entry_status::kActive) return false;
  }
  return true;
}

// registry.may_join(association, organisation): an active company; of a federation, another active association.
json::value may_join(const FactContext& ctx, const json::array& arguments) {
  const auto host = entry_of(ctx.tx, text_argument(arguments, 0));
  const auto guest = entry_of(ctx.tx, text_argument(arguments, 1));
  if (!host || !guest || guest->status != entry_status::kActive || host->organisation_id == guest->organisation_id)
    return false;
  return guest->kind == (host->association_kind == kFederation ? "association" : "company");
}

}  // namespace

void offer_registry_facts(cases::Offer& offer) {
  offer.fact("registry.registry_of", registry_of_division);
  offer.fact("registry.authority_of", authority_of);
  offer.fact("registry.kind", kind);
  offer.fact("registry.name", name);
  offer.fact("registry.industry", industry);
  offer.fact("registry.registered_on", registered_on);
  offer.fact("registry.division", division);
  offer.fact("registry.certificate_copy", certificate_copy);
  offer.fact("registry.status", status);
  offer.fact("registry.status_since", status_since);
  offer.fact("registry.association_of", association_of);
  offer.fact("registry.credit_code", credit_code);
  offer.fact("registry.certificate_number", certificate_number);
  offer.fact("registry.organisation_of", organisation_of);
  offer.fact("registry.industry_exists", has_industry);
  offer.fact("registry.industry_group", group_of_industry);
  offer.fact("registry.name_conflicts", conflicts);
  offer.fact("registry.name_check", name_rule);
  offer.fact("registry.heads_another", representative_heads_another);
  offer.fact("registry.credit_codes_hold", credit_codes_hold);
  offer.fact("registry.credit_code_taken", code_taken);
  offer.fact("registry.record_count", records);
  offer.fact("registry.annual_report_in_order", report_in_order);
  offer.fact("registry.is_member", membership);
  offer.fact("registry.members", members);
  offer.fact("registry.are_associations", are_associations);
  offer.fact("registry.may_join", may_join);
}

}  // namespace gh::registry
