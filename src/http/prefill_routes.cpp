// What a form may be filled with beforehand, from the register and the case, for the office in use.
#include <algorithm>

#include "base/described.h"
#include "cases/calendar_years.h"
#include "cases/packs.h"
#include "cases/view.h"
#include "http/asked_pack.h"
#include "http/case_routes.h"
#include "identity/offices.h"
#include "policy/prefill.h"
#include "registry/entries.h"

namespace gh::http {
namespace {

// What the sources of one request are, each read once it is asked for.
class Sources {
 public:
  Sources(const CaseParts& parts, const Request& request, store::Tx& tx) : parts_(parts), request_(request), tx_(tx) {}

  // Null where the source has nothing, or nothing that the caller may read.
  json::value value_of(const policy::PrefillSource& source) {
    if (source.of == "organisation") return at_or_null(register_entry(), source.member);
    if (source.of == "enrolment") return at_or_null(form_of(enrolment()), source.member);
    if (source.of == "last") return at_or_null(last_form(), source.member);
    if (source.of == "newest") return of_another(source.member);
    if (source.of == "calendar") return at_or_null(year_to_publish(), source.member);
    const Id asked = request_.query_text("case");
    if (source.member == "number") return number_of(asked);
    return at_or_null(form_of(asked), source.member.substr(std::string_view("form.").size()));
  }

 private:
  json::object register_entry() {
    const auto& organisation = request_.signed_in().organisation;
    const auto entry = organisation ? registry::entry_of(tx_, *organisation) : std::nullopt;
    return entry ? write(*entry).as_object() : json::object{};
  }

  // The case by which the organisation, or the private person, came into the system; "" where there is none.
  Id enrolment() {
    const identity::Caller& caller = request_.signed_in();
    if (caller.organisation) {
      const auto entry = registry::entry_of(tx_, *caller.organisation);
      return entry ? entry->made_by_case : Id();
    }
    return tx_
        .string("select a.case_id from office o join act a on a.id = o.granted_by_act where o.id = ?", {*caller.office})
        .value_or("");
  }

  // The newest form by which the caller's organisation opened a case of this procedure, read once.
  const json::object& last_form() {
    if (last_form_) return *last_form_;
    last_form_ = newest_form(request_.param("id"));
    return *last_form_;
  }

  // The first year that the pack brings and no act has published, read once; nothing where there is none.
  const json::object& year_to_publish() {
    if (year_) return *year_;
    const auto years = parts_.packs->years_to_publish(tx_);
    year_ = years.empty() ? json::object{} : cases::write_year(years.front());
    return *year_;
  }

  json::object newest_form(std::string_view procedure) {
    const auto& organisation = request_.signed_in().organisation;
    const auto newest = organisation ? tx_.string(
                                           "select id from case_file where procedure = ? and applicant_id = ? "
                                           "order by opened_at desc, id desc limit 1",
                                           {procedure, *organisation})
                                     : std::nullopt;
    return form_of(newest.value_or(""));
  }

  // "annual-report.staff.full_time"
  json::value of_another(std::string_view member) {
    const std::size_t dot = member.find('.');
    std::string pointer = "/" + std::string(member.substr(dot + 1));
    std::ranges::replace(pointer, '.', '/');
    const json::value form = newest_form(member.substr(0, dot));
    const json::value* found = find_pointer(form, pointer);
    return found == nullptr ? json::value(nullptr) : *found;
  }

  // Nothing where the caller doesn't read the case in full: whether there is one isn't told.
  std::optional<cases::CaseFile> read_in_full(const Id& case_id) {
    if (!is_id(case_id)) return {};
    auto file = tx_.one<cases::CaseFile>("select * from case_file where id = ?", {case_id});
    if (!file || cases::sealed_from(request_.caller, *file, request_.now)) return {};
    const auto pack = parts_.packs->of(tx_, file->pack_version);
    if (cases::reading_of(tx_, request_.caller, *file, *pack) != cases::Reading::kFull) return {};
    return file;
  }
  json::object form_of(const Id& case_id) {
    const auto file = read_in_full(case_id);
    return file ? parse_json(file->form).as_object() : json::object{};
  }
  json::value number_of(const Id& case_id) {
    const auto file = read_in_full(case_id);
    return file ? json::value(file->number) : json::value(nullptr);
  }

  const CaseParts& parts_;
  const Request& request_;
  store::Tx& tx_;
  std::optional<json::object> last_form_;
  std::optional<json::object> year_;
};

[[noreturn]] void no_such_form() {
  throw Problem(ProblemCode::kNotFound,
                FieldError{"/query/form", "form", "", {"这个事项没有这张表单", "the procedure has no such form"}});
}

bool uses_form(const policy::Pack& pack, const policy::Procedure& procedure, std::string_view form) {
  if (procedure.form == form) return true;
  for (const auto& [id, state] : procedure.states)
    for (const auto& [action_id, action] : state.actions)
      if (action.form == form) return true;
  for (const auto& [id, verb] : pack.verbs)
    if (verb.form == form) return true;
  return false;
}

Response prefill(const CaseParts& parts, const Request& request, store::Tx& tx) {
  const auto pack = asked_pack(*parts.packs, tx, request);
  const std::string form = request.query_text("form");
  const auto found = pack->forms.find(form);
  if (found == pack->forms.end() || !uses_form(*pack, pack->procedure(request.param("id")), form)) no_such_form();
  Sources from(parts, request, tx);
  json::object values;
  json::object sources;
  for (const auto& [field, source] : policy::prefills_of(found->second->schema())) {
    json::value value = from.value_of(source);
    if (value.is_null() || value == json::value("")) continue;
    values[field] = std::move(value);
    sources[field] = cases::text_json(policy::text_of(source));
  }
  return ok(json::object{{"values", std::move(values)}, {"sources", std::move(sources)}});
}

}  // namespace

std::vector<Route> prefill_routes(const CaseParts& parts) {
  auto about = describe(
      "prefillForm", "cases",
      {"表单预填：登记信息与办件中已有的内容", "What a form may be filled with beforehand, and where it comes from"});
  Parameter form = query_parameter("form", string_schema(), {"表单", "id of the form"});
  form.required = true;
  about.parameters = {std::move(form), query_parameter("case", string_schema(), {"办件", "id of the case"}),
                      pack_version_parameter()};
  about.response = json::object{
      {"type", "object"},
      {"properties",
       {{"values", {{"type", "object"}}}, {"sources", {{"type", "object"}, {"additionalProperties", text_schema()}}}}},
      {"required", json::array{"values", "sources"}}};
  about.problems = {ProblemCode::kNotFound};
  std::vector<Route> out;
  out.emplace_back("GET", "/api/v1/procedures/{id}/prefill", Access::kOffice,
                   ReadHandler{[parts](const Request& request, store::Tx& tx) { return prefill(parts, request, tx); }},
                   std::move(about));
  return out;
}

}  // namespace gh::http
