// Reads pack.yaml and puts the parts of a pack together.
#include <algorithm>
#include <boost/json/object.hpp>

#include "policy/readers.h"
#include "policy/wordings.h"

namespace gh::policy {
namespace {

// True when the name can be used in an expression and an address; people's words stand in titles.
bool is_name(std::string_view name) {
  if (name.empty() || name.size() > 64) return false;
  return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string_view::npos;
}

// A value that decides has no fractions, however deep it stands.
void check_whole(const Part& part) {
  if (part.value().is_object()) {
    for (const auto& [key, member] : part.members()) check_whole(member);
  } else if (part.value().is_array()) {
    for (const Part& element : part.elements()) check_whole(element);
  } else if (const auto* text = part.value().if_string()) {
    const bool numeric = !text->empty() && text->find_first_not_of("-0123456789.") == std::string::npos &&
                         text->find('.') != std::string::npos;
    if (numeric) part.fault("wrong-type", "numbers that decide have no fractions: take a smaller unit");
  }
}

DatedValue read_dated(const Part& part) {
  DatedValue out{};
  const Part value = part.required("value");
  if (value.present()) {
    check_whole(value);
    out.value = value.value();
  }
  out.from = part.required("from").day().value_or(Day{});
  out.to = part.member("to").day();
  return out;
}

Parameter read_parameter(const Part& part, const std::string& id) {
  Parameter out;
  out.id = id;
  out.title = part.required("title").text();
  out.unit = part.required("unit").string();
  out.cites = part.required("cites").clauses();
  out.standing = read_standing(part.member("standing"), Standing::kVerified);
  if (const Part values = part.member("values"); values.present()) {
    for (const char* key : {"from", "to", "value"})
      if (part.member(key).present()) part.member(key).fault("unknown-key", "it stands in 'values' already");
    for (const Part& value : values.elements())
      if (value.is_shape("dated value")) out.values.push_back(read_dated(value));
  } else if (part.member("value").present()) {
    out.values.push_back(read_dated(part));
  }
  if (out.values.empty()) part.fault("parameter-without-value", "the parameter '" + id + "' has no value");
  return out;
}

std::string read_body(const Part& part) {
  std::string body = part.string();
  if (!body.empty()) part.refer(Kind::kBody, body);
  return body;
}

// Digits with what people put between them.
std::string read_number(const Part& part) {
  constexpr std::size_t kShortest = 3;
  constexpr std::size_t kLongest = 30;
  std::string number = part.string();
  const bool fits = number.size() >= kShortest && number.size() <= kLongest &&
                    number.find_first_not_of("0123456789+- ") == std::string::npos;
  if (part.present() && !fits) part.fault("wrong-type", "'" + number + "' is no telephone number");
  return number;
}

std::vector<ServiceLine> read_lines(const Part& part) {
  std::vector<ServiceLine> out;
  for (const Part& element : part.elements()) {
    if (!element.is_shape("line")) continue;
    ServiceLine line;
    line.purpose = element.required("purpose").one_of<LinePurpose>(
        {{"questions", LinePurpose::kQuestions}, {"complaints", LinePurpose::kComplaints}}, LinePurpose::kQuestions);
    line.body = read_body(element.required("body"));
    line.number = read_number(element.required("number"));
    if (element.member("hours").present()) line.hours = element.member("hours").text();
    out.push_back(std::move(line));
  }
  return out;
}

Site read_site(const Part& part) {
  Site out;
  out.sponsor = read_body(part.member("sponsor"));
  out.oversight = read_body(part.member("oversight"));
  if (part.member("contact").present()) out.contact = part.member("contact").text();
  out.site_code = part.member("site_code").string();
  out.record_number = part.member("record_number").string();
  out.lines = read_lines(part.member("lines"));
  out.standing = read_standing(part.member("standing"), Standing::kVerified);
  out.services = part.member("services").names(Kind::kProcedure);
  return out;
}

}  // namespace

void check_name(const Part& part, const std::string& name) {
  if (!is_name(name)) part.fault("wrong-type", "'" + name + "' is no name: a-z, 0-9, _ and - only");
}

void check_id(const Part& file, const std::string& id) {
  check_name(file, id);
  const Part written = file.member("id");
  if (written.present() && written.string() != id)
    written.fault("wrong-id", "the id must be the file's name: '" + id + "'");
}

Standing read_standing(const Part& part, Standing otherwise) {
  return part.one_of<Standing>(
      {{"verified", Standing::kVerified}, {"unverified", Standing::kUnverified}, {"model", Standing::kModel}},
      otherwise);
}

void read_pack(const Part& file) {
  if (!file.is_shape("pack")) return;
  Pack& pack = file.draft().pack;
  pack.id = file.required("id").string();
  pack.division = file.required("division").string();
  pack.version = file.required("version").string();
  pack.title = file.required("title").text();
  pack.in_force_from = file.required("in_force_from").day().value_or(Day{});
  pack.utc_offset = UtcOffset(file.required("utc_offset_minutes").integer(-14 * 60, 14 * 60, 0));
  pack.warn_permille = static_cast<int>(file.member("warn_permille").integer(1, 1000, 800));
  pack.red_card_to = file.member("red_card_to").names(Kind::kRole);
  if (const Part fallback = file.member("fallback"); fallback.present() && fallback.is_shape("fallback")) {
    pack.fallback.no_holder = fallback.member("no_holder").names(Kind::kRole);
    pack.fallback.holder_is_applicant = fallback.member("holder_is_applicant").names(Kind::kRole);
  }
  if (const Part site = file.member("site"); site.present() && site.is_shape("site")) pack.site = read_site(site);
}

void read_clauses(const Part& file) {
  Pack& pack = file.draft().pack;
  for (const Part& part : file.elements()) {
    if (!part.is_shape("clause")) continue;
    Clause clause{part.required("id").string(), part.required("source").string(), part.required("says").text()};
    if (clause.id.empty()) continue;
    if (pack.clauses.contains(clause.id)) {
      part.fault("duplicate-id", "the clause '" + clause.id + "' stands here a second time");
      continue;
    }
    pack.clause_order.push_back(clause.id);
    pack.clauses.emplace(clause.id, std::move(clause));
  }
}

void read_parameters(const Part& file) {
  for (const auto& [id, part] : file.members()) {
    check_name(part, id);
    if (!part.is_shape("parameter")) continue;
    file.draft().parameter_places.emplace(id, part.place());
    file.draft().pack.parameters.emplace(id, read_parameter(part, id));
  }
}

void read_roles(const Part& file) {
  for (const auto& [id, part] : file.members()) {
    check_name(part, id);
    if (!part.is_shape("role")) continue;
    Role role;
    role.id = id;
    role.title = part.required("title").text();
    role.scope = part.required("scope").one_of<RoleScope>({{"authority", RoleScope::kAuthority},
                                                           {"division", RoleScope::kDivision},
                                                           {"party", RoleScope::kParty},
                                                           {"opener", RoleScope::kOpener},
                                                           {"system", RoleScope::kSystem}},
                                                          RoleScope::kAuthority);
    role.sees = part.required("sees").one_of<Sight>({{"own", Sight::kOwn},
                                                     {"organisation", Sight::kOrganisation},
                                                     {"department", Sight::kDepartment},
                                                     {"division", Sight::kDivision},
                                                     {"all", Sight::kAll}},
                                                    Sight::kOwn);
    role.decides = part.member("decides").boolean(false);
    role.public_body = part.member("public_body").boolean(false);
    file.draft().pack.roles.emplace(id, std::move(role));
  }
}

void read_bodies(const Part& file) {
  for (const auto& [id, part] : file.members()) {
    check_name(part, id);
    if (!part.is_shape("body")) continue;
    Body body;
    body.id = id;
    body.name = part.required("name").text();
    body.division = part.required("division").string();
    body.kind = part.required("kind").string();
    body.parent = part.member("parent").string();
    part.member("parent").refer(Kind::kBody, body.parent);
    body.roles = part.member("roles").names(Kind::kRole);
    file.draft().pack.bodies.emplace(id, std::move(body));
  }
}

void read_verbs(const Part& file) {
  for (const auto& [id, part] : file.members()) {
    check_name(part, id);
    if (std::ranges::find(kVerbs, id) == kVerbs.end())
      part.fault("verb-not-offered", "the engine has no verb '" + id + "'");
    if (!part.is_shape("verb")) continue;
    Verb verb{id, part.required("title").text(), part.member("form").string(), part.member("cites").clauses()};
    part.member("form").refer(Kind::kForm, verb.form);
    file.draft().pack.verbs.emplace(id, std::move(verb));
  }
}

// The parameters that a letter carries beside its variables are looked at as those of expressions are.
void note_letter(const Part& part, const Text& letter) {
  for (const std::string& words : {outside_variables(letter.zh), outside_variables(letter.en)}) {
    const std::string fault = wording_fault(words);
    if (!fault.empty())
      part.fault("unknown-placeholder", "a letter carries {{variables}} and {params.name}, not '" + fault + "'");
    for (const std::string& name : parameters_worded(words))
      part.draft().expressions.push_back({name, part.place(), "", ""});
  }
}

void read_texts(const Part& file) {
  for (const auto& [id, part] : file.members()) {
    Text letter = part.text();
    note_letter(part, letter);
    file.draft().pack.texts.emplace(id, std::move(letter));
  }
}

}  // namespace gh::policy
