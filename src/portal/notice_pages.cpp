#include "portal/notice_pages.h"

#include <algorithm>
#include <functional>

#include "portal/guide_pages.h"
#include "portal/listing.h"

namespace gh::portal {
namespace {

constexpr std::string_view kNotices = "/notices";
constexpr std::string_view kOpportunities = "/opportunities";
constexpr std::string_view kKinds[] = {"call", "publicity", "result", "decision", "catalogue", "register", "calendar"};

std::vector<Filter> notice_filters(const Words& words) {
  std::vector<Choice> kinds;
  for (const std::string_view kind : kKinds)
    kinds.push_back({std::string(kind), words.say("notice_kind." + std::string(kind))});
  return {{Filter::Kind::kChoice, "kind", "notices.filter_kind", std::move(kinds)},
          {Filter::Kind::kChoice, "open", "notices.filter_open", {{"true", words.say("notices.only_open")}}}};
}

Page notices_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto filters = notice_filters(words);
  gazette::NoticeSearch search;
  search.kind = asked_text(asked, "kind");
  if (asked_text(asked, "open") == "true") search.open_on = asked.today;
  const auto read = [&](std::size_t limit, std::string_view after) {
    return gazette::search_notices(asked.tx, search, limit, after);
  };
  const auto found = read(kPageLines, asked_text(asked, "cursor"));
  const auto counted = count_lines(asked, found, &gazette::NoticePage::notices, read);
  json::array rows;
  for (const auto& notice : found.notices) rows.push_back(notice_row(notice, {asked.pack, words, asked.today}));
  return {"notices",
          words.say("notices.title"),
          std::string(kNotices),
          {},
          {{"filters", filters_of(asked, kNotices, filters)},
           {"notices", std::move(rows)},
           {"pages", pages_of(asked, kNotices, filters, found.next, found.notices.size(), counted)},
           {"opportunities_href", words.link(kOpportunities)},
           {"open_href", words.link(kNotices) + "?open=true"},
           {"objection_href", words.link("/complaints")}}};
}

Page read_notice(const Asked& asked) {
  const auto notice = gazette::find_notice(asked.tx, Id(asked.request.param("id")));
  if (!notice) not_there("notice");
  return notice_page(*notice, {asked.pack, asked.words, asked.today});
}

Call call_of(store::Tx& tx, gazette::Notice notice) {
  Call call;
  const auto state = tx.string("select state from case_file where id = ?", {notice.case_id});
  const auto put_there = tx.string("select to_state from act where id = ?", {notice.published_by_act});
  call.open = state && state == put_there;
  const auto due = tx.integer("select min(due_at) from timer where case_id = ? and kind = 'rule' and status = 'open'",
                              {notice.case_id});
  if (call.open && due) call.deadline = instant_of(*due);
  call.notice = std::move(notice);
  return call;
}

Page opportunities_page(const Asked& asked) {
  const Words& words = asked.words;
  const std::vector<Filter> none;
  gazette::NoticeSearch search;
  search.kind = "call";
  const auto read = [&](std::size_t limit, std::string_view after) {
    return gazette::search_notices(asked.tx, search, limit, after);
  };
  const auto found = read(kPageLines, asked_text(asked, "cursor"));
  const auto counted = count_lines(asked, found, &gazette::NoticePage::notices, read);
  json::array open;
  json::array over;
  for (const auto& notice : found.notices) {
    const Call call = call_of(asked.tx, notice);
    (call.open ? open : over).push_back(call_row(call, {asked.pack, words, asked.today}));
  }
  return {"opportunities",
          words.say("opportunities.title"),
          std::string(kNotices),
          {{words.say("notices.title"), std::string(kNotices)}},
          {{"open", std::move(open)},
           {"over", std::move(over)},
           {"pages", pages_of(asked, kOpportunities, none, found.next, found.notices.size(), counted)}}};
}

// The procedures of which the public opens a case under the notice's case, those that most people may open first.
template <class Fits>
std::vector<const policy::Procedure*> open_to_the_public(const gazette::Notice& notice, const policy::Pack& pack,
                                                         Fits fits) {
  std::vector<const policy::Procedure*> out;
  for (const auto& [id, procedure] : pack.procedures) {
    const std::string parents = "|" + procedure.parent + "|";
    const bool under_it = parents.find("|" + notice.procedure + "|") != std::string::npos;
    if (under_it && is_for_the_public(pack, procedure) && fits(procedure)) out.push_back(&procedure);
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, [](const auto* one) { return one->opened_by.size(); });
  return out;
}

std::string opening_address(const gazette::Notice& notice, const policy::Procedure& procedure) {
  return "/workbench/open/" + url_encode(procedure.id) + "?parent=" + url_encode(notice.case_id);
}

std::string bid_address(const gazette::Notice& notice, const policy::Pack& pack) {
  const auto sealed = open_to_the_public(
      notice, pack, [](const policy::Procedure& procedure) { return !procedure.sealed_until.empty(); });
  return sealed.empty() ? std::string() : opening_address(notice, *sealed.front());
}

// Each way to object: by which procedure, and where.
json::array objections_to(const gazette::Notice& notice, const Writing& with) {
  json::array out;
  for (const auto* procedure : open_to_the_public(notice, with.pack, is_objection))
    out.push_back(json::object{{"object_href", opening_address(notice, *procedure)},
                               {"title", with.words.say(procedure->title)}});
  return out;
}

}  // namespace

bool is_objection(const policy::Procedure& procedure) {
  return std::any_of(procedure.effects.begin(), procedure.effects.end(),
                     [](const policy::EffectCall& effect) { return effect.name == "cases.suspend_parent"; });
}

json::array lines_of(std::string_view text) {
  json::array out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (const auto line = text.substr(0, end); !line.empty()) out.push_back(json::object{{"line", line}});
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return out;
}

Page notice_page(const gazette::Notice& notice, const Writing& with) {
  const Words& words = with.words;
  json::object row = notice_row(notice, with);
  const bool in_english = words.english() && !notice.title_en.empty();
  const auto procedure = with.pack.procedures.find(notice.procedure);
  const bool open = !string_at(row, "open_until").empty();
  const std::string title(string_at(row, "title"));
  return {
      "notice",
      title,
      std::string(kNotices),
      {{words.say("notices.title"), std::string(kNotices)}},
      {{"notice", std::move(row)},
       {"body", lines_of(in_english ? notice.body_en : notice.body_zh)},
       {"window", notice.window_days ? days_text(*notice.window_days, "working_days", words) : std::string()},
       {"window_closed", notice.objections_until && !open ? words.day(*notice.objections_until) : std::string()},
       {"provisional", notice.provisional && open},
       {"procedure", procedure == with.pack.procedures.end() ? std::string() : words.say(procedure->second.title)},
       {"case_href", words.link("/cases/" + notice.case_id)},
       {"verify_href", words.link("/verify/" + notice.published_by_act)},
       {"about_href", notice.organisation_id ? words.link("/associations/" + *notice.organisation_id) : std::string()},
       {"how_href", words.link("/complaints")},
       {"objections", open ? objections_to(notice, with) : json::array()}}};
}

json::object call_row(const Call& call, const Writing& with) {
  json::object row = notice_row(call.notice, with);
  row["deadline"] = call.deadline ? with.words.instant(*call.deadline) : std::string();
  row["case_href"] = with.words.link("/cases/" + call.notice.case_id);
  row["apply_href"] = call.open ? bid_address(call.notice, with.pack) : std::string();
  row["state"] =
      badge(with.words.say(call.open ? "opportunities.open" : "opportunities.over"), call.open ? "good" : "idle");
  return row;
}

void add_notice_pages(std::vector<http::Route>& routes, const PortalParts& parts) {
  const Words words(Language::kZh, UtcOffset{0});
  add_page(routes, parts,
           {"readNoticesPage",
            std::string(kNotices),
            {"公告公示页", "Page of notices"},
            parameters_of(notice_filters(words)),
            false,
            notices_page});
  add_page(routes, parts, {"readNoticePage", "/notices/{id}", {"一份公告", "Page of a notice"}, {}, true, read_notice});
  add_page(routes, parts,
           {"readOpportunitiesPage",
            std::string(kOpportunities),
            {"征集与招标页", "Page of calls and tenders"},
            parameters_of({}),
            false,
            opportunities_page});
}

}  // namespace gh::portal
