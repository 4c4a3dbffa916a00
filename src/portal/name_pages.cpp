// The name check as a public service: a form, and each rule's answer with its clause. Nothing is kept of what is asked.
#include <fmt/format.h>

#include <algorithm>

#include "http/registry_routes.h"
#include "portal/listing.h"
#include "portal/register_pages.h"

namespace gh::portal {
namespace {

constexpr std::string_view kNames = "/names";
constexpr std::size_t kNameMaxBytes = 300;
constexpr std::size_t kClassDigits = 2;  // classes (大类) of GB/T 4754 have two digits
constexpr std::int64_t kPercent = 100;

// A selection: what it sends, its title, and its options with the one that is chosen.
json::object selection(std::string name, std::string title, const std::vector<Choice>& choices,
                       std::string_view chosen) {
  json::array options;
  for (const Choice& choice : choices)
    options.push_back({{"value", choice.value}, {"title", choice.title}, {"selected", choice.value == chosen}});
  return {{"name", std::move(name)}, {"title", std::move(title)}, {"options", std::move(options)}};
}

// Divisions that have a registry.
std::vector<Choice> divisions(const policy::Pack& pack, const Words& words) {
  std::vector<Choice> out;
  for (const auto& [id, body] : pack.bodies)
    if (std::find(body.roles.begin(), body.roles.end(), "registrar") != body.roles.end())
      out.push_back({body.division, row_name(pack, "divisions", body.division, words)});
  std::sort(out.begin(), out.end(), [](const Choice& a, const Choice& b) { return a.value < b.value; });
  return out;
}

// The classes of industries, and the finer one that was asked for.
std::vector<Choice> industries(const policy::Pack& pack, std::string_view asked_for, const Words& words) {
  std::vector<Choice> out = {{"", words.say("names.any_industry")}};
  const auto catalogue = pack.catalogues.find("gbt4754-2017");
  if (catalogue == pack.catalogues.end()) return out;
  for (const auto& row : catalogue->second.rows)
    if (row.code.size() == kClassDigits || row.code == asked_for)
      out.push_back({row.code, row.code + " " + words.say(row.name)});
  return out;
}

json::array selections_of(const Asked& asked) {
  const Words& words = asked.words;
  std::string division = asked_text(asked, "division");
  if (division.empty()) division = asked.pack.division;
  const std::string industry = asked_text(asked, "industry");
  json::array out;
  out.push_back(selection("division", words.say("names.division"), divisions(asked.pack, words), division));
  out.push_back(selection("kind", words.say("names.kind"), enum_choices<registry::NameKind>("names.kind_of", words),
                          asked_text(asked, "kind")));
  out.push_back(selection("industry", words.say("names.industry"), industries(asked.pack, industry, words), industry));
  return out;
}

json::object outcome_badge(std::string_view subject, registry::NameOutcome outcome, const Words& words) {
  const char* name = boost::describe::enum_to_string(outcome, "");
  const std::string_view tone = outcome == registry::NameOutcome::holds     ? "good"
                                : outcome == registry::NameOutcome::informs ? "warn"
                                                                            : "bad";
  return badge(words.say("names." + std::string(subject) + "." + name), tone);
}

// The registration's form in the workbench with what was asked filled in. A branch is set up by its association: "".
std::string form_href(const registry::NameInquiry& asked) {
  if (asked.kind == registry::NameKind::branch) return "";
  std::string out = "/workbench/open/association-registration?name=" + url_encode(asked.name) +
                    "&kind=" + boost::describe::enum_to_string(asked.kind, "") +
                    "&division=" + url_encode(asked.division);
  if (!asked.industry.empty()) out += "&industry=" + url_encode(asked.industry);
  return out;
}

Page name_page(const Asked& asked) {
  const Words& words = asked.words;
  const std::string name = asked.request.query_text("name", kNameMaxBytes);
  Page page{"names",
            words.say("names.title"),
            "/associations",
            {{words.say("associations.title"), "/associations"}},
            {{"action", words.link(kNames)}, {"name", name}, {"choices", selections_of(asked)}}};
  if (name.empty()) return page;
  try {
    const auto inquiry = http::name_inquiry(asked.request, asked.pack);
    page.values["answer"] = name_answer(registry::check_name(asked.tx, asked.pack, inquiry, asked.today), inquiry,
                                        {asked.pack, words, asked.today});
  } catch (const Problem& problem) {
    if (problem.errors().empty()) throw;
    page.values["problem"] = words.say(problem.errors().front().says);
    page.status = kind_of(problem.code()).status;
  }
  return page;
}

}  // namespace

json::object name_answer(const registry::NameCheck& check, const registry::NameInquiry& asked, const Writing& with) {
  const Words& words = with.words;
  json::array rules;
  for (const auto& answer : check.rules)
    rules.push_back({{"says", words.say(answer.says)},
                     {"state", outcome_badge("rule_outcome", answer.outcome, words)},
                     {"found", words.say(answer.found)},
                     {"clause", answer.clause},
                     {"clause_href", words.link("/policy/" + url_encode(answer.clause))},
                     {"standing", answer.standing == "verified" ? "" : words.say("standing." + answer.standing)}});
  json::array similar;
  for (const auto& one : check.similar)
    similar.push_back({{"name", one.name},
                       {"href", words.link("/associations/" + one.organisation)},
                       {"alike", fmt::format("{}/{}（{}%）", one.numerator, one.denominator,
                                             one.numerator * kPercent / one.denominator)}});
  const bool has_similar = !similar.empty();
  return {{"name", check.name},
          {"state", outcome_badge("outcome_of", check.outcome, words)},
          {"rules", std::move(rules)},
          {"similar", std::move(similar)},
          {"has_similar", has_similar},
          {"more", !check.all_looked_at},
          {"applies", check.outcome != registry::NameOutcome::fails},
          {"apply_href", form_href(asked)},
          {"guide_href", words.link(asked.kind == registry::NameKind::branch ? "/guide/branch-filing"
                                                                             : "/guide/association-registration")}};
}

void add_name_page(std::vector<http::Route>& routes, const PortalParts& parts) {
  auto parameters = http::name_parameters();
  for (auto& parameter : parameters) parameter.required = false;
  add_page(routes, parts,
           {"readNamePage",
            std::string(kNames),
            {"名称核准查询页", "Page that checks a name"},
            std::move(parameters),
            false,
            name_page});
}

}  // namespace gh::portal
