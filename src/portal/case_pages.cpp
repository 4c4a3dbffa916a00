// Cases as everybody may know of them: a list by procedure or clause, one case with its steps, and progress by number
// and code.
#include <algorithm>

#include "cases/case_search.h"
#include "cases/view.h"
#include "portal/guide_pages.h"
#include "portal/listing.h"
#include "portal/notice_pages.h"

namespace gh::portal {
namespace {

constexpr std::string_view kCases = "/cases";
constexpr std::size_t kActsShownMax = 200;

std::vector<Filter> case_filters(const policy::Pack& pack, const Words& words) {
  std::vector<Choice> procedures;
  for (const auto& [id, procedure] : pack.procedures) procedures.push_back({id, words.say(procedure.title)});
  std::vector<Choice> clauses;
  for (const auto& id : pack.clause_order) clauses.push_back({id, id});
  return {{Filter::Kind::kText, "q", "cases.filter_text"},
          {Filter::Kind::kChoice, "procedure", "cases.filter_procedure", std::move(procedures)},
          {Filter::Kind::kChoice, "clause", "cases.filter_clause", std::move(clauses)},
          {Filter::Kind::kChoice,
           "closed",
           "cases.filter_closed",
           {{"false", words.say("cases.open")}, {"true", words.say("cases.closed")}}}};
}

Page cases_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto filters = case_filters(asked.pack, words);
  cases::CaseSearch search;
  search.text = asked_text(asked, "q");
  search.procedure = asked_text(asked, "procedure");
  search.clause = asked_text(asked, "clause");
  if (const std::string closed = asked_text(asked, "closed"); !closed.empty()) search.closed = closed == "true";
  auto& packs = *asked.parts.cases.packs;
  const json::object found =
      cases::search_cases(asked.tx, packs, everybody(asked), search, {}, kPageLines, asked_text(asked, "cursor"));
  const json::value& total = at_or_null(found, "total");
  const Counted counted{total.is_int64() ? total.get_int64() : 0,
                        at_or_null(found, "total_at_least") == json::value(true)};
  json::array rows;
  for (const json::value& line : found.at("items").as_array())
    rows.push_back(case_row(line.as_object(), {asked.pack, words, asked.today}));
  const std::string next(string_at(found, "next"));
  const std::size_t shown = rows.size();
  return {"cases",
          words.say("cases.title"),
          "/policy",
          {{words.say("navigation.policy"), "/policy"}},
          {{"filters", filters_of(asked, kCases, filters)},
           {"cases", std::move(rows)},
           {"pages", pages_of(asked, kCases, filters, next.empty() ? std::nullopt : std::optional<Id>(Id(next)), shown,
                              counted)}}};
}

Page read_case_page(const Asked& asked) {
  const auto reader = everybody(asked);
  const auto opened = cases::read_case(asked.tx, *asked.parts.cases.packs, reader, Id(asked.request.param("id")));
  const auto view = cases::case_view(asked.tx, *asked.parts.cases.packs, reader, opened);
  const auto acts = cases::acts_view(asked.tx, reader, opened, 0, kActsShownMax);
  gazette::NoticeSearch about;
  about.case_id = opened.file.id;
  const auto notices = gazette::search_notices(asked.tx, about, kPageLines).notices;
  return case_page(view, acts, notices, asked.pack, {*opened.pack, asked.words, asked.today});
}

std::string said(const json::value& text, const Words& words) {
  const std::string_view en = string_at(text, "en");
  return std::string(words.english() && !en.empty() ? en : string_at(text, "zh"));
}

json::object act_row(const json::object& act, const Writing& with) {
  const Words& words = with.words;
  const std::string kind(string_at(act, "kind"));
  std::string title = said(at_or_null(act, "action_title"), words);
  if (title.empty()) {
    const auto verb = with.pack.verbs.find(std::string(string_at(act, "action")));
    title = verb != with.pack.verbs.end() ? words.say(verb->second.title)
                                          : words.say_or("act_kind." + kind, string_at(act, "action"));
  }
  const auto at = parse_instant(string_at(act, "effective_at"));
  return {{"title", title},
          {"at", at ? words.instant(*at) : std::string()},
          {"iso", string_at(act, "effective_at")},
          {"role", said(at_or_null(act, "role_title"), words)},
          {"organisation", string_at(at_or_null(act, "organisation"), "name")},
          {"verify_href", words.link("/verify/" + std::string(string_at(act, "id")))}};
}

json::array clocks_of(const json::object& view, const Writing& with) {
  json::array out;
  for (const json::value& clock : at_or_null(view, "clocks").as_array()) {
    const auto due = parse_day(string_at(clock, "due_on"));
    const std::string status(string_at(clock, "status"));
    const json::value& used = at_or_null(clock, "used_now");
    const json::value& limit = at_or_null(clock, "limit_count");
    std::string cites;
    for (const json::value& cite : at_or_null(clock, "cites").as_array())
      cites += (cites.empty() ? "" : "、") + std::string(cite.as_string());
    out.push_back(
        {{"used", used.is_int64() ? days_text(used.get_int64(), string_at(clock, "unit"), with.words) : std::string()},
         {"limit",
          limit.is_int64() ? days_text(limit.get_int64(), string_at(clock, "unit"), with.words) : std::string()},
         {"due_on", due && status != "stopped" ? with.words.day(*due) : std::string()},
         {"cites", cites},
         {"state", badge(with.words.say("clock_state." + status), status == "paused" ? "warn" : "note")}});
  }
  return out;
}

}  // namespace

Page case_page(const json::object& view, const json::array& acts, const std::vector<gazette::Notice>& notices,
               const policy::Pack& newest, const Writing& with) {
  const Words& words = with.words;
  json::array steps;
  for (const json::value& act : acts) steps.push_back(act_row(act.as_object(), with));
  std::reverse(steps.begin(), steps.end());
  json::array children;
  for (const json::value& child : at_or_null(view, "children").as_array())
    children.push_back(case_row(child.as_object(), with));
  json::array shown_notices;
  for (const auto& notice : notices) shown_notices.push_back(notice_row(notice, with));
  const std::string procedure(string_at(view, "procedure"));
  return {"case",
          std::string(string_at(view, "number")),
          "/policy",
          {{words.say("cases.title"), std::string(kCases)}},
          {{"case", case_row(view, with)},
           {"authority", string_at(at_or_null(view, "authority"), "name")},
           {"procedure_href", guide_address(newest, procedure, words)},
           {"suspended", at_or_null(view, "suspended")},
           {"sealed", at_or_null(view, "sealed")},
           {"clocks", clocks_of(view, with)},
           {"acts", std::move(steps)},
           {"children", std::move(children)},
           {"notices", std::move(shown_notices)}}};
}

void add_case_pages(std::vector<http::Route>& routes, const PortalParts& parts) {
  const Words words(Language::kZh, UtcOffset{0});
  add_page(routes, parts,
           {"readCasesPage",
            std::string(kCases),
            {"公开办件页", "Page of public cases"},
            parameters_of(case_filters({}, words)),
            false,
            cases_page});
  add_page(routes, parts,
           {"readCasePage", "/cases/{id}", {"办件公开页", "Public page of a case"}, {}, true, read_case_page});
}

}  // namespace gh::portal
