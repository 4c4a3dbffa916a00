#include "portal/home_pages.h"

#include <algorithm>
#include <memory>

#include "identity/rate_limit.h"
#include "portal/guide_pages.h"
#include "portal/names.h"
#include "portal/notice_pages.h"
#include "portal/policy_pages.h"

namespace gh::portal {
namespace {

constexpr std::size_t kNoticesOnHome = 6;
constexpr std::size_t kClausesOnHome = 4;
constexpr std::size_t kWindowsOnComplaints = 10;
constexpr const char* kRemedies = "remedies";  // a catalogue of the pack
// Large sums are told in the unit that the language counts in: 万元, thousands of yuan.
constexpr Fen kFenOfTenThousandYuan = 1'000'000;
constexpr Fen kFenOfThousandYuan = 100'000;
// As /api/v1/progress: guessing one of 2^40 codes at this rate takes longer than any case.
constexpr identity::RateLimitOptions kProgressRate{.burst = 20, .refill = std::chrono::seconds{6}};

json::object figure(const Words& words, std::string value, std::string_view key, std::string_view path) {
  const std::string name = "figure." + std::string(key);
  return {{"value", std::move(value)},
          {"unit", words.say(name + ".unit")},
          {"title", words.say(name + ".title")},
          {"href", words.link(path)}};
}

json::array figures_of(const opendata::CityFigures& city, const Words& words) {
  json::array out;
  out.push_back(figure(words, words.number(city.associations), "associations", "/associations"));
  out.push_back(figure(words, words.number(city.cases), "cases", "/cases"));
  out.push_back(figure(words, words.number(city.open_cases), "open_cases", "/cases?closed=false"));
  if (city.on_time_permille)
    out.push_back(
        figure(words, std::to_string(*city.on_time_permille / 10) + "." + std::to_string(*city.on_time_permille % 10),
               "on_time", "/policy"));
  out.push_back(figure(words, words.number(city.functions_transferred), "transferred", "/functions"));
  out.push_back(
      figure(words, words.number(city.committed_fen / (words.english() ? kFenOfThousandYuan : kFenOfTenThousandYuan)),
             "committed", "/contracts"));
  out.push_back(figure(words, words.number(city.acts), "acts", "/transparency"));
  return out;
}

json::array services_of(const policy::Pack& pack, const Words& words, Day today) {
  json::array out;
  for (const auto& id : pack.site.services) {
    const auto found = pack.procedures.find(id);
    if (found == pack.procedures.end()) continue;
    const Page guide = guide_page(pack, id, words, today);
    const std::string limit(string_at(guide.values, "promised_limit"));
    out.push_back(
        {{"href", words.link("/guide/" + id)},
         {"title", words.say(found->second.title)},
         {"line", limit.empty() ? std::string(string_at(guide.values, "who")) : words.say("home.within") + limit}});
  }
  return out;
}

json::array clauses_on_home(const std::vector<opendata::ClauseFigures>& clauses, const Words& words) {
  json::array out;
  for (const auto& clause : clauses) {
    if (clause.cases == 0 || clause.source != clauses.front().source) continue;
    const json::value numbers = clause_numbers(clause, words);
    const std::string on_time(string_at(numbers, "on_time"));
    const std::string committed(string_at(numbers, "committed"));
    out.push_back({{"number", clause.id},
                   {"href", words.link("/policy/" + url_encode(clause.id))},
                   {"says", words.say(clause.says)},
                   {"cases", words.say("policy.cases") + " " + std::string(string_at(numbers, "cases"))},
                   {"on_time", on_time.empty() ? std::string() : words.say("policy.on_time") + " " + on_time},
                   {"money", committed.empty() ? std::string() : words.say("policy.committed") + " " + committed}});
    if (out.size() == kClausesOnHome) break;
  }
  return out;
}

Page read_home(const Asked& asked) {
  return home_page(
      asked.parts.city_figures(asked.tx, asked.request.now), asked.parts.clause_figures(asked.tx, asked.request.now),
      gazette::search_notices(asked.tx, {}, kNoticesOnHome).notices, {asked.pack, asked.words, asked.today});
}

Page data_page(const Asked& asked) {
  const Words& words = asked.words;
  json::array files;
  for (const Download& download : asked.parts.downloads)
    files.push_back({{"href", download.path}, {"title", words.say(download.title)}, {"format", download.format}});
  return {"data",
          words.say("data.title"),
          "/data",
          {},
          {{"files", std::move(files)}, {"transparency_href", words.link("/transparency")}}};
}

// The pack's list of remedies: each with its clause, and its limit as a parameter says it.
json::array remedies_of(const policy::Pack& pack, const Words& words, Day today) {
  json::array out;
  const auto remedies = pack.catalogues.find(kRemedies);
  if (remedies == pack.catalogues.end()) return out;
  for (const policy::CatalogueRow& row : remedies->second.rows) {
    const auto parameter = pack.parameters.find(std::string(string_at(row.fields, "limit")));
    const json::value* limit = parameter == pack.parameters.end() ? nullptr : pack.parameter(parameter->first, today);
    out.push_back({{"title", words.say(row.name)},
                   {"limit", limit == nullptr ? std::string() : value_text(*limit, parameter->second.unit, words)},
                   {"clauses", clauses_of(pack, {std::string(string_at(row.fields, "clause"))}, words)}});
  }
  return out;
}

Page complaints_page(const Asked& asked) {
  const Words& words = asked.words;
  gazette::NoticeSearch open;
  open.open_on = asked.today;
  const auto found = gazette::search_notices(asked.tx, open, kWindowsOnComplaints).notices;
  json::array windows;
  for (const auto& notice : found) {
    const Page page = notice_page(notice, {asked.pack, words, asked.today});
    json::object row = page.values.at("notice").as_object();
    row["objections"] = page.values.at("objections");
    windows.push_back(std::move(row));
  }
  const auto oversight = asked.pack.bodies.find(asked.pack.site.oversight);
  json::array procedures;
  for (const auto& [id, procedure] : asked.pack.procedures)
    if (is_objection(procedure) && is_for_the_public(asked.pack, procedure))
      procedures.push_back({{"href", words.link("/guide/" + id)}, {"title", words.say(procedure.title)}});
  return {"complaints",
          words.say("complaints.title"),
          "",
          {},
          {{"windows", std::move(windows)},
           {"procedures", std::move(procedures)},
           {"oversight", oversight == asked.pack.bodies.end() ? std::string() : words.say(oversight->second.name)},
           {"complaint_lines", lines_for(asked.pack, policy::LinePurpose::kComplaints, words)},
           {"question_lines", lines_for(asked.pack, policy::LinePurpose::kQuestions, words)},
           {"remedies", remedies_of(asked.pack, words, asked.today)},
           {"policy_href", words.link("/policy")},
           {"progress_href", words.link("/progress")},
           {"verify_href", words.link("/verify")},
           {"cases_href", words.link("/cases")},
           {"notices_href", words.link("/notices") + "?open=true"}}};
}

http::Route display_switch() {
  auto about =
      http::describe("chooseDisplay", "portal", {"切换长者版", "Switches the large, high-contrast display on or off"});
  about.parameters = {
      http::query_parameter("large", {{"type", "string"}, {"enum", {"yes", "no"}}}, {"是否大字版", "whether large"}),
      http::query_parameter("back", http::string_schema(), {"回到的页面", "path to come back to"})};
  about.success = 303;
  about.content_type = "";
  return http::Route(
      "GET", "/display", http::Access::kPublic, http::PlainHandler{[](const http::Request& request) {
        constexpr std::size_t kBackMaxBytes = 2000;
        std::string back = request.query_text("back", kBackMaxBytes);
        // Only a path of this site: neither another host nor a line of its own.
        const bool own = back.starts_with('/') && !back.starts_with("//") && back.find('\\') == std::string::npos;
        const bool plain =
            own && std::all_of(back.begin(), back.end(), [](unsigned char c) { return c > ' ' && c < 0x7F; });
        const bool large = request.query_text("large") == "yes";
        http::Response out = http::text_response("", "");
        out.status = 303;
        out.headers.emplace_back("Location", plain ? back : "/");
        out.headers.emplace_back("Set-Cookie", std::string(kDisplayCookie) +
                                                   (large ? "=large; Max-Age=31536000" : "=; Max-Age=0") +
                                                   "; Path=/; SameSite=Lax; HttpOnly");
        return out;
      }},
      std::move(about));
}

}  // namespace

Page home_page(const opendata::CityFigures& city, const std::vector<opendata::ClauseFigures>& clauses,
               const std::vector<gazette::Notice>& notices, const Writing& with) {
  const Words& words = with.words;
  json::array latest;
  for (const auto& notice : notices) latest.push_back(notice_row(notice, with));
  return {"home",
          "",
          "",
          {},
          {{"figures", figures_of(city, words)},
           {"as_of", words.day(city.as_of)},
           {"services", services_of(with.pack, words, with.today)},
           {"clauses", clauses_on_home(clauses, words)},
           {"notices", std::move(latest)},
           {"suggestions", nullptr},
           {"guide_href", words.link("/guide")},
           {"names_href", words.link("/names")},
           {"policy_href", words.link("/policy")},
           {"notices_href", words.link("/notices")},
           {"data_href", words.link("/data")},
           {"transparency_href", words.link("/transparency")},
           {"verify_href", words.link("/verify")}}};
}

Page progress_page(std::string_view number, const std::optional<json::object>& progress, bool asked,
                   const Writing& with) {
  const Words& words = with.words;
  Page page{"progress", words.say("progress.title"), "", {}, {}};
  page.values = {
      {"action", words.link("/progress")}, {"number", number}, {"missing", asked && !progress}, {"found", nullptr}};
  if (!progress) return page;
  const auto said = [&](const json::value& text) {
    const std::string_view en = string_at(text, "en");
    return std::string(words.english() && !en.empty() ? en : string_at(text, "zh"));
  };
  const auto day = [&](const json::value& value, std::string_view member) {
    const auto found = parse_day(string_at(value, member));
    return found ? words.day(*found) : std::string();
  };
  const bool closed = at_or_null(*progress, "closed") == json::value(true);
  json::array steps;
  for (const json::value& step : at_or_null(*progress, "steps").as_array()) {
    const json::value& days = at_or_null(step, "days");
    steps.push_back({{"title", said(at_or_null(step, "title"))},
                     {"entered_on", day(step, "entered_on")},
                     {"days", days.is_int64() ? days_text(days.get_int64(), "natural_days", words) : std::string()},
                     {"here", !closed && string_at(step, "left_on").empty()}});
  }
  page.values["found"] =
      json::object{{"number", string_at(*progress, "number")},
                   {"procedure", said(at_or_null(*progress, "procedure_title"))},
                   {"procedure_href", guide_address(with.pack, std::string(string_at(*progress, "procedure")), words)},
                   {"state", said(at_or_null(*progress, "state_title"))},
                   {"due_on", day(*progress, "due_on")},
                   {"provisional", at_or_null(*progress, "due_provisional")},
                   {"suspended", at_or_null(*progress, "suspended")},
                   {"steps", std::move(steps)}};
  return page;
}

Page error_page(const Problem& problem, std::string_view request_id, const Words& words) {
  const ProblemKind& kind = kind_of(problem.code());
  const std::string title(words.english() ? kind.title_en : kind.title_zh);
  json::array errors;
  for (const FieldError& error : problem.errors()) errors.push_back(json::object{{"says", words.say(error.says)}});
  Page page{"error",
            title,
            "",
            {},
            {{"status", kind.status},
             {"errors", std::move(errors)},
             {"request", request_id},
             {"missing", kind.status == 404},
             {"ours", kind.status >= 500}}};
  page.status = kind.status;
  return page;
}

void add_home_pages(std::vector<http::Route>& routes, const PortalParts& parts) {
  add_page(routes, parts, {"readHomePage", "/", {"首页", "First page"}, {}, false, read_home});
  const auto rate = std::make_shared<identity::RateLimit>(kProgressRate);
  add_page(routes, parts,
           {"readProgressPage",
            "/progress",
            {"办件进度查询页", "Page on the progress of a case"},
            {http::query_parameter("number", http::string_schema(), {"办件编号", "number of the case"}),
             http::query_parameter("code", http::string_schema(), {"查询码", "progress code"})},
            false,
            [rate](const Asked& asked) {
              const std::string number = asked.request.query_text("number");
              const std::string code = asked.request.query_text("code");
              const bool given = !number.empty() && !code.empty();
              std::optional<json::object> found;
              if (given) {
                identity::require_rate(*rate, asked.request.remote, asked.request.now);
                found = asked.parts.progress(asked.tx, number, code);
              }
              return progress_page(number, found, given, {asked.pack, asked.words, asked.today});
            }});
  add_page(routes, parts, {"readDataPage", "/data", {"数据开放页", "Page of open data"}, {}, false, data_page});
  add_page(routes, parts,
           {"readComplaintsPage",
            "/complaints",
            {"投诉与异议页", "Page on complaints and objections"},
            {},
            false,
            complaints_page});
  routes.push_back(display_switch());
}

}  // namespace gh::portal
