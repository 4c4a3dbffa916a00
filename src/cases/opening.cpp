#include "cases/opening.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/assert.h"
#include "cases/numbering.h"
#include "cases/transition.h"
#include "identity/organisations.h"
#include "store/search.h"

namespace gh::cases {
namespace {

constexpr std::size_t kTitleMaxBytes = 400;

// Cut at a character's boundary.
std::string shortened(std::string_view utf8, std::size_t max_bytes) {
  if (utf8.size() <= max_bytes) return std::string(utf8);
  while (max_bytes > 0 && (static_cast<unsigned char>(utf8[max_bytes]) & 0xC0) == 0x80) --max_bytes;
  return std::string(utf8.substr(0, max_bytes));
}

void check_opener(const Performing& p) {
  const auto& roles = p.procedure->opened_by;
  const auto opens = [&](std::string_view role) { return std::find(roles.begin(), roles.end(), role) != roles.end(); };
  if (opens(p.actor.role) || (p.cause != nullptr && opens("system"))) return;
  throw Problem(ProblemCode::kForbidden, FieldError{"/procedure",
                                                    "opened_by",
                                                    p.procedure->cites.empty() ? "" : p.procedure->cites.front(),
                                                    {"您当前使用的岗位不能发起这个事项",
                                                     "the office you are using may not open this procedure"}});
}

void check_applicant(const Performing& p, const std::optional<Id>& applicant) {
  if (!applicant || applicant == p.actor.organisation || p.cause != nullptr) return;
  throw Problem(ProblemCode::kForbidden,
                FieldError{"/applicant",
                           "own-organisation",
                           "",
                           {"只能以本单位名义申请", "one applies for one's own organisation only"}});
}

void check_parent(Performing& p, const OpenRequest& request) {
  const auto& wanted = p.procedure->parent;
  if (wanted.empty()) {
    if (!request.parent) return;
    throw Problem(
        ProblemCode::kInvalidForm,
        FieldError{
            "/parent", "no-parent", "", {"这个事项不从属于其他办件", "this procedure belongs to no other case"}});
  }
  if (!request.parent && p.procedure->parent_optional) return;
  // A procedure may belong to several kinds of cases: "a|b|c".
  const auto belongs = [&](std::string_view procedure) {
    return fmt::format("|{}|", wanted).find(fmt::format("|{}|", procedure)) != std::string::npos;
  };
  const auto parent =
      request.parent ? p.tx.one<CaseFile>("select * from case_file where id = ?", {*request.parent}) : std::nullopt;
  if (!parent || !belongs(parent->procedure)) {
    throw Problem(ProblemCode::kNotFound,
                  FieldError{"/parent", "parent", "", {"没有所从属的办件", "no such parent case"}});
  }
  const auto& states = p.procedure->parent_states;
  if (!states.empty() && std::find(states.begin(), states.end(), parent->state) == states.end()) {
    throw Problem(ProblemCode::kConflict,
                  FieldError{"/parent",
                             "parent-state",
                             "",
                             {"所从属的办件当前环节不接受此申请", "the parent case is not in a step that takes this"}});
  }
  p.file.parent_id = parent->id;
}

std::optional<Id> evaluate_organisation(Performing& p, const std::string& expression) {
  const json::value value = p.evaluate(expression);
  if (!value.is_string()) throw Bug("no organisation from " + expression);
  Id id(value.get_string());
  if (!identity::find_organisation(p.tx, id)) {
    throw Problem(ProblemCode::kInvalidForm,
                  FieldError{"", "organisation", "", {"没有这个单位", "no such organisation"}});
  }
  return id;
}

std::optional<Id> authority_of(Performing& p) {
  const std::string& rule = p.procedure->authority;
  if (rule.empty()) return {};
  if (rule.starts_with("=")) return evaluate_organisation(p, rule.substr(1));
  const auto body = identity::organisation_of_body(p.tx, rule);
  GH_ASSERT(body.has_value());
  return body->id;
}

void check_own_authority(const Performing& p) {
  const auto role = p.pack->roles.find(p.actor.role);
  const bool official = role != p.pack->roles.end() && role->second.scope == policy::RoleScope::kAuthority;
  if (!official || p.actor.organisation == p.file.authority_id || p.cause != nullptr) return;
  throw Problem(ProblemCode::kForbidden,
                FieldError{"/procedure",
                           "authority",
                           "",
                           {"只能发起由本部门办理的事项", "an officer opens only what his own department handles"}});
}

void begin(Performing& p, const OpenRequest& request, std::shared_ptr<const policy::Pack> pack) {
  p.pack = std::move(pack);
  p.procedure = &p.pack->procedure(request.procedure);
  p.set_instant(p.cause != nullptr ? p.cause->now : p.stamp.at);
  check_opener(p);
  check_applicant(p, request.applicant);
  CaseFile& file = p.file;
  file.id = p.new_id();
  file.procedure = p.procedure->id;
  file.pack_version = p.pack->version;
  file.division = p.actor.division.empty() ? p.pack->division : p.actor.division;
  file.applicant_id = request.applicant ? request.applicant : p.actor.organisation;
  file.opened_by_office = p.actor.office;
  file.opened_by_account = p.actor.account;
  file.publicity = p.procedure->publicity == policy::Publicity::kPublic    ? "public"
                   : p.procedure->publicity == policy::Publicity::kParties ? "parties"
                                                                           : "office";
  file.opened_at = p.now;
  file.entered_at = p.now;
  file.state = p.procedure->initial;
  check_parent(p, request);
}

void take_form(Performing& p, const json::object& form) {
  p.form = form;
  p.input = form;
}

// Who handles the case, and whom it is about: the form says so, or the applicant.
void settle_parties(Performing& p) {
  p.file.authority_id = authority_of(p);
  check_own_authority(p);
  p.file.subject_id =
      p.procedure->subject.empty() ? p.file.applicant_id : evaluate_organisation(p, p.procedure->subject);
}

}  // namespace

void open_case(Performing& p, const OpenRequest& request, std::shared_ptr<const policy::Pack> pack) {
  begin(p, request, std::move(pack));
  p.check_form(p.procedure->form, request.form);
  take_form(p, request.form);
  settle_parties(p);
  CaseFile& file = p.file;
  p.check(p.procedure->conditions, p.engine.offer().objections_to({p.tx, *p.pack, *p.procedure, file, p.today}));
  file.number = next_number(p.tx, p.procedure->number, p.today);
  file.title = p.procedure->title.zh;
  if (!p.procedure->title_expression.empty()) {
    const json::value title = p.evaluate(p.procedure->title_expression);
    if (title.is_string()) file.title = shortened(title.get_string(), kTitleMaxBytes);
  }
  if (!p.procedure->sealed_until.empty())
    file.sealed_until = instant_of(p.evaluate_integer(p.procedure->sealed_until, "sealed_until"));
  file.version = 1;
  p.tx.execute(
      "/* later */ insert into case_file (id, number, procedure, pack_version, division, parent_id, authority_id, "
      "applicant_id, "
      "subject_id, opened_by_office, opened_by_account, title, state, return_state, version, form, acts, publicity, "
      "sealed_until, suspended_at, opened_at, entered_at, closed_at, due_on, warn_on, due_provisional) values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {file.id,
       file.number,
       file.procedure,
       file.pack_version,
       file.division,
       file.parent_id,
       file.authority_id,
       file.applicant_id,
       file.subject_id,
       file.opened_by_office,
       file.opened_by_account,
       file.title,
       file.state,
       file.return_state,
       file.version,
       json::serialize(p.form),
       "{}",
       file.publicity,
       file.sealed_until,
       file.suspended_at,
       file.opened_at,
       file.entered_at,
       file.closed_at,
       file.due_on,
       file.warn_on,
       file.due_provisional});
  p.name_act(act_kind::kOpen, "open", {});
  p.run_effects(p.procedure->effects, true);
  p.enter(p.procedure->initial);
  p.save_case();
  p.record(act_kind::kOpen, "open", {});
  // A sealed application can't be found by who made it.
  store::index_text(p.tx, "case", file.id, file.sealed_until ? file.number : file.number + " " + file.title);
  post_to_holders(p, "case-opened", {{"procedure", file.procedure}});
}

void look_at_opening(Performing& p, const OpenRequest& request, std::shared_ptr<const policy::Pack> pack) {
  begin(p, request, std::move(pack));
  take_form(p, request.form);
  try {
    settle_parties(p);
  } catch (const Bug&) {
    // The form doesn't say yet whom it is about.
  }
}

Id open_caused(Performing& cause, std::string_view procedure, json::object input, bool child) {
  Performing p(cause.engine, cause.tx, cause.next_stamp(), cause.actor, &cause);
  p.actor.on_behalf_of.reset();
  OpenRequest request{std::string(procedure), std::move(input), {}, cause.file.authority_id, {}};
  if (child) request.parent = cause.file.id;
  open_case(p, request, cause.pack);
  return p.file.id;
}

}  // namespace gh::cases
