#include "cases/steps.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/assert.h"
#include "cases/visibility.h"
#include "identity/delegations.h"
#include "identity/offices.h"

namespace gh::cases {
namespace {

// Somebody an entry of `by` stands for, before it becomes a step.
struct Signer {
  std::string entry;
  std::string name;
  std::string kind;  // role, organisation, office
  std::optional<Id> organisation;
  std::optional<Id> office;
};

std::vector<Party> parties_of(Performing& p, std::string_view relation) {
  return p.tx.all<Party>("select * from case_party where case_id = ? and relation = ? order by party",
                         {p.file.id, relation});
}

Signer as_organisation(const std::string& entry, const Id& organisation) {
  return {entry, entry, "organisation", organisation, {}};
}
Signer as_office(const std::string& entry, const Id& office) { return {entry, entry, "office", {}, office}; }

// Every organisation that has a part in the case; a person's part isn't that of the organisation he works for.
std::set<Id> organisations_in(Performing& p) {
  std::set<Id> out;
  if (p.file.applicant_id) out.insert(*p.file.applicant_id);
  if (p.file.subject_id) out.insert(*p.file.subject_id);
  for (const auto& party : p.tx.all<Party>("select * from case_party where case_id = ?", {p.file.id}))
    if (party.organisation_id && !party.office_id) out.insert(*party.organisation_id);
  return out;
}

bool has_holder(Performing& p, std::string_view role, const std::optional<Id>& organisation) {
  return organisation ? !identity::offices_in_organisation(p.tx, role, *organisation, p.today).empty()
                      : !identity::offices_in_division(p.tx, role, p.file.division, p.today).empty();
}

// True when everybody who could sign is the person who opened the case for another organisation.
bool only_the_applicant(Performing& p, std::string_view role, const std::optional<Id>& organisation) {
  if (organisation == p.file.applicant_id) return false;
  const auto holders = organisation ? identity::offices_in_organisation(p.tx, role, *organisation, p.today)
                                    : identity::offices_in_division(p.tx, role, p.file.division, p.today);
  return !holders.empty() && std::all_of(holders.begin(), holders.end(), [&](const identity::Office& office) {
    return office.account_id == p.file.opened_by_account && office.organisation_id != p.file.applicant_id;
  });
}

std::vector<Signer> signers_of_role(Performing& p, const policy::Role& role) {
  switch (role.scope) {
    case policy::RoleScope::kAuthority:
      return {{role.id, role.id, "role", p.file.authority_id, {}}};
    case policy::RoleScope::kDivision:
      return {{role.id, role.id, "role", {}, {}}};
    case policy::RoleScope::kOpener:
      return {as_office(role.id, p.file.opened_by_office)};
    case policy::RoleScope::kSystem:
      return {};
    case policy::RoleScope::kParty:
      break;
  }
  std::vector<Signer> out;
  for (const Id& organisation : organisations_in(p))
    if (has_holder(p, role.id, organisation)) out.push_back({role.id, role.id, "role", organisation, {}});
  for (const auto& party : p.tx.all<Party>("select * from case_party where case_id = ? order by party", {p.file.id})) {
    if (!party.office_id) continue;
    const auto office = identity::find_office(p.tx, *party.office_id);
    if (office && office->role == role.id) out.push_back(as_office(role.id, *party.office_id));
  }
  return out;
}

std::vector<Signer> signers_of(Performing& p, const std::string& entry) {
  if (const auto role = p.pack->roles.find(entry); role != p.pack->roles.end()) return signers_of_role(p, role->second);
  if (entry == "opener") return {as_office(entry, p.file.opened_by_office)};
  if (entry == "applicant")
    return {p.file.applicant_id ? as_organisation(entry, *p.file.applicant_id)
                                : as_office(entry, p.file.opened_by_office)};
  if (entry == "subject" && p.file.subject_id) return {as_organisation(entry, *p.file.subject_id)};
  std::vector<Signer> out;
  for (const auto& party : parties_of(p, entry))
    out.push_back(party.office_id ? as_office(entry, *party.office_id)
                                  : as_organisation(entry, *party.organisation_id));
  return out;
}

// The pack's rule for a step that nobody could take, or only the applicant himself.
void fall_back(Performing& p, Signer& signer, std::string& origin) {
  if (signer.kind != "role") return;
  const std::vector<std::string>* instead = nullptr;
  if (!has_holder(p, signer.name, signer.organisation))
    instead = &p.pack->fallback.no_holder;
  else if (only_the_applicant(p, signer.name, signer.organisation))
    instead = &p.pack->fallback.holder_is_applicant;
  if (instead == nullptr) return;
  for (const auto& name : *instead) {
    const auto role = p.pack->roles.find(name);
    if (name == signer.name || role == p.pack->roles.end()) continue;
    // Another department never stands in: only a role that acts for the whole division is looked for there.
    const auto organisation =
        role->second.scope == policy::RoleScope::kDivision ? std::optional<Id>{} : p.file.authority_id;
    if (!has_holder(p, name, organisation) || only_the_applicant(p, name, organisation)) continue;
    signer.name = name;
    signer.organisation = organisation;
    origin = "fallback";
    return;
  }
}

void add(Performing& p, const policy::State& state, Signer signer, bool signing, std::int64_t place,
         std::string_view status) {
  std::string origin = "procedure";
  fall_back(p, signer, origin);
  Step step;
  step.id = p.new_id();
  step.case_id = p.file.id;
  step.state = state.id;
  step.stands_for = signer.entry;
  step.signer = signer.name;
  step.signer_kind = signer.kind;
  step.organisation_id = signer.organisation;
  step.division = p.file.division;
  step.office_id = signer.office;
  step.origin = origin;
  step.status = status;
  step.place = place;
  step.signing = signing;
  step.opened_at = p.now;
  step.opened_by_act = p.act.id;
  insert_step(p.tx, step);
}

}  // namespace

void insert_step(store::Tx& tx, const Step& step) {
  tx.execute(
      "/* later */ insert into step (id, case_id, state, stands_for, signer, signer_kind, organisation_id, division, "
      "office_id, "
      "delegate_id, origin, status, place, signing, opened_at, urged, closed_at, opened_by_act, closed_by_act) values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {step.id, step.case_id, step.state, step.stands_for, step.signer, step.signer_kind, step.organisation_id,
       step.division, step.office_id, step.delegate_id, step.origin, step.status, step.place, step.signing,
       step.opened_at, step.urged, step.closed_at, step.opened_by_act, step.closed_by_act});
}

void open_steps(Performing& p, const policy::State& state) {
  std::set<std::string> done;
  std::int64_t place = 0;
  if (state.signing) {
    for (const auto& entry : state.signing->signers) {
      for (auto& signer : signers_of(p, entry)) {
        const bool waits = state.signing->mode == policy::SigningMode::kInOrder && place > 0;
        add(p, state, std::move(signer), true, ++place, waits ? step_status::kWaiting : step_status::kOpen);
        GH_ASSERT(place <= static_cast<std::int64_t>(kSignersMax));
      }
      done.insert(entry);
    }
  }
  for (const auto& id : state.action_order) {
    for (const auto& entry : state.actions.at(id).by) {
      if (!done.insert(entry).second) continue;
      for (auto& signer : signers_of(p, entry)) add(p, state, std::move(signer), false, ++place, step_status::kOpen);
    }
  }
}

void close_steps(Performing& p) {
  p.tx.execute("update step set status = ?, closed_at = ?, closed_by_act = ? where case_id = ? and status in (?, ?)",
               {step_status::kClosed, p.now, p.act.id, p.file.id, step_status::kOpen, step_status::kWaiting});
}

std::vector<Step> steps_of(store::Tx& tx, const Id& case_id, std::string_view state, Day today) {
  auto steps =
      tx.all<Step>("select * from step where case_id = ? and state = ? and closed_at is null", {case_id, state});
  // Here and not in SQL: for a row or two the database would set up a sorter, dearer than all the rest of the reading.
  std::ranges::sort(steps, {}, [](const Step& step) { return std::tie(step.place, step.id); });
  for (Step& step : steps) {
    if (!step.office_id || step.signer_kind == "office") continue;
    const auto holder = identity::find_office(tx, *step.office_id);
    if (holder && identity::in_force(*holder, today)) continue;
    step.office_id.reset();
    step.delegate_id.reset();
  }
  return steps;
}

std::string division_prefix(std::string_view division) {
  while (division.size() > 2 && division.ends_with("00")) division.remove_suffix(2);
  return std::string(division);
}

bool covers(std::string_view upper, std::string_view lower) { return lower.starts_with(division_prefix(upper)); }

bool matches(const Step& step, const Actor& actor, const policy::Pack& pack) {
  if (step.delegate_id == actor.office) return true;
  if (step.office_id) return *step.office_id == actor.office;
  if (step.signer_kind == "organisation")
    return actor.organisation && step.organisation_id == actor.organisation && !is_personal(pack, actor.role);
  if (step.signer_kind != "role" || step.signer != actor.role) return false;
  return step.organisation_id ? step.organisation_id == actor.organisation : covers(actor.division, step.division);
}

namespace {

// One person signs once, whatever offices he holds or stands in for.
bool has_signed(store::Tx& tx, const Step& step, const Id& account) {
  return tx.integer(
               "select count(*) from step s join act a on a.id = s.closed_by_act where s.case_id = ? and "
               "s.opened_by_act = ? and s.signing = 1 and s.status = ? and a.account_id = ?",
               {step.case_id, step.opened_by_act, step_status::kSigned, account})
             .value_or(0) > 0;
}

// A seat given to somebody by name, as by lot: nobody sits in for him.
bool is_named_seat(store::Tx& tx, const Step& step) {
  return step.signer_kind == "office" &&
         tx.integer("select count(*) from case_party where case_id = ? and office_id = ?",
                    {step.case_id, step.office_id})
                 .value_or(0) > 0;
}

}  // namespace

std::optional<Qualified> qualifies(store::Tx& tx, const CaseFile& file, const std::vector<Step>& steps,
                                   const Actor& actor, const std::vector<std::string>& by, const policy::Pack& pack,
                                   Instant now, Day today) {
  const auto serves = [&](const Step& step) {
    if (step.status != step_status::kOpen || step.origin == "added") return false;
    if (std::find(by.begin(), by.end(), step.stands_for) == by.end()) return false;
    // Nobody handles as an officer what he himself applied for on behalf of somebody else.
    return !(step.signer_kind == "role" && actor.account == file.opened_by_account &&
             step.organisation_id != file.applicant_id && file.applicant_id != file.authority_id);
  };
  const Step* unclaimed = nullptr;
  for (const Step& step : steps) {
    if (!serves(step) || !matches(step, actor, pack)) continue;
    if (step.signing && has_signed(tx, step, actor.account)) continue;
    if (step.delegate_id == actor.office) return Qualified{step, step.office_id};
    if (step.office_id) return Qualified{step, {}};
    if (unclaimed == nullptr) unclaimed = &step;
  }
  if (unclaimed != nullptr) return Qualified{*unclaimed, {}};
  for (const Id& id : identity::delegators_of(tx, actor.office, now, file.procedure)) {
    const auto away = identity::find_office(tx, id);
    GH_ASSERT(away.has_value());
    // Nobody acts for an office that has ended.
    if (!identity::in_force(*away, today)) continue;
    const Actor other{away->id, actor.account, away->role, away->organisation_id, away->division, {}};
    for (const Step& step : steps)
      if (serves(step) && matches(step, other, pack) && !is_named_seat(tx, step) &&
          !(step.signing && has_signed(tx, step, actor.account)))
        return Qualified{step, away->id};
  }
  return {};
}

bool sign(Performing& p, const Step& step, const policy::Signing& signing) {
  p.tx.execute("update step set status = ?, closed_at = ?, closed_by_act = ?, office_id = ? where id = ?",
               {step_status::kSigned, p.now, p.act.id, p.actor.office, step.id});
  const auto count = [&](std::string_view status) {
    return p.tx
        .integer(
            "select count(*) from step where case_id = ? and state = ? and signing = 1 and status = ? and "
            "opened_by_act = ?",
            {p.file.id, step.state, status, step.opened_by_act})
        .value_or(0);
  };
  switch (signing.mode) {
    case policy::SigningMode::kAny:
      return true;
    case policy::SigningMode::kCount:
      return count(step_status::kSigned) >= p.evaluate_integer(signing.count, "signing.count");
    case policy::SigningMode::kAll:
      return count(step_status::kOpen) == 0;
    case policy::SigningMode::kInOrder:
      break;
  }
  const auto next = p.tx.string(
      "select id from step where case_id = ? and state = ? and signing = 1 and status = ? order by place limit 1",
      {p.file.id, step.state, step_status::kWaiting});
  if (!next) return true;
  p.tx.execute("update step set status = ?, opened_at = ? where id = ?", {step_status::kOpen, p.now, *next});
  return false;
}

}  // namespace gh::cases
