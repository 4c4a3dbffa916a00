#include "http/portal_routes.h"

#include <fmt/format.h>

#include "base/described.h"
#include "cases/packs.h"
#include "http/docs_page.h"
#include "log/reader.h"

namespace gh::http {
namespace {

constexpr std::string_view kStylePath = "/portal.css";

// One text in both languages; the page is written in one and names the other.
struct Words {
  bool english;
  std::string operator()(std::string_view zh, std::string_view en) const { return html_escape(english ? en : zh); }
  std::string operator()(const Text& text) const { return html_escape(english && !text.en.empty() ? text.en : text.zh); }
};

constexpr std::string_view kStyle = R"(:root{color-scheme:light;--ink:#1c2733;--soft:#5a6876;--line:#d8dee5;--brand:#8a1f1f;--paper:#fbfaf8}
*{box-sizing:border-box}
body{margin:0;font:17px/1.7 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif;color:var(--ink);background:var(--paper)}
header{background:var(--brand);color:#fff;padding:2rem 1.25rem}
header>div,main,footer{max-width:64rem;margin:0 auto}
header h1{margin:0;font-size:2rem;letter-spacing:.04em}
header p{margin:.25rem 0 0}
header a{color:#fff}
main{padding:1.5rem 1.25rem}
h2{font-size:1.25rem;margin:2rem 0 .75rem;border-left:.3rem solid var(--brand);padding-left:.6rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;padding:0;margin:0;list-style:none}
.figures li{background:#fff;border:1px solid var(--line);border-radius:.4rem;padding:.8rem 1rem}
.figures b{display:block;font-size:1.7rem;font-variant-numeric:tabular-nums;line-height:1.3}
.figures span{color:var(--soft);font-size:.95rem}
table{border-collapse:collapse;width:100%;background:#fff}
th,td{border:1px solid var(--line);padding:.5rem .7rem;text-align:left;vertical-align:top}
th{background:#f1eeea;font-weight:600}
a{color:#6b1515}
a:focus-visible{outline:3px solid #d98c00;outline-offset:2px}
footer{padding:1rem 1.25rem 3rem;color:var(--soft)}
)";

std::int64_t count(store::Tx& tx, std::string_view sql) { return tx.integer(sql).value_or(0); }

void figure(std::string& out, std::int64_t number, const std::string& label) {
  out += fmt::format("<li><b>{}</b><span>{}</span></li>", number, label);
}

std::string figures(store::Tx& tx, const Words& say, std::string_view today) {
  std::string out = "<ul class=\"figures\">";
  figure(out, count(tx, "select count(*) from organisation where kind = 'association' and status = 'active'"), say("家行业协会商会", "industry associations"));
  figure(out, count(tx, "select count(*) from case_file"), say("个办件", "cases"));
  figure(out, count(tx, "select count(*) from case_file where closed_at is null"), say("个正在办理", "under way"));
  figure(out, tx.integer("select count(*) from case_file where closed_at is null and due_on < ?", {today}).value_or(0), say("个超期", "past their limit"));
  figure(out, static_cast<std::int64_t>(log::signed_size(tx)), say("条公开记录", "acts in the public log"));
  return out + "</ul>";
}

std::string procedures(const policy::Pack& pack, const Words& say) {
  std::string out = fmt::format("<table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
                                say("事项", "Procedure"), say("依据", "Basis"), say("流程", "Steps"));
  for (const auto& [id, procedure] : pack.procedures) {
    std::string cites;
    for (const auto& clause : procedure.cites) cites += (cites.empty() ? "" : ", ") + html_escape(clause);
    out += fmt::format("<tr><td><a href=\"/api/v1/procedures/{0}\">{1}</a></td><td>{2}</td><td><a href=\"/api/v1/procedures/{0}/diagram.svg\">{3}</a></td></tr>",
                       url_encode(id), say(procedure.title), cites, say("流程图", "diagram"));
  }
  return out + "</tbody></table>";
}

std::string links(const Words& say) {
  struct Link {
    std::string_view path;
    Text title;
  };
  const std::vector<Link> all = {{"/api/v1/associations", {"行业协会商会名录", "Register of associations"}},
                                 {"/api/v1/functions", {"职能事项目录", "Catalogue of functions"}},
                                 {"/api/v1/service-items", {"购买服务目录", "Catalogue of services"}},
                                 {"/api/v1/eligibility-list", {"具备资质的社会组织目录", "Eligibility list"}},
                                 {"/api/v1/notices", {"公告与公示", "Notices"}},
                                 {"/log/checkpoint", {"公开日志检查点", "Checkpoint of the public log"}},
                                 {"/api/v1/feed", {"变更流", "Change feed"}},
                                 {"/api/v1/docs", {"接口说明", "API reference"}}};
  std::string out = "<ul>";
  for (const Link& link : all) out += fmt::format("<li><a href=\"{}\">{}</a></li>", link.path, say(link.title));
  return out + "</ul>";
}

std::string page(store::Tx& tx, const policy::Pack& pack, const Words& say, Instant now) {
  const std::string name = say("行会通", "Guildhall");
  std::string out = fmt::format(
      "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\"><title>{}</title><link rel=\"stylesheet\" href=\"{}\"></head><body><header><div><h1>{}</h1><p>{}</p>"
      "<p><a href=\"/?lang={}\" lang=\"{}\">{}</a></p></div></header><main>",
      say.english ? "en" : "zh-CN", name, kStylePath, name, say(pack.title), say.english ? "zh" : "en",
      say.english ? "zh-CN" : "en", say.english ? "中文" : "English");
  out += fmt::format("<h2>{}</h2>{}", say("今日", "Today"), figures(tx, say, text(local_day(now, pack.utc_offset))));
  out += fmt::format("<h2>{}</h2>{}", say("公开信息", "Open to everybody"), links(say));
  out += fmt::format("<h2>{}</h2>{}", say("办事指南", "Procedures"), procedures(pack, say));
  out += fmt::format("</main><footer><p>{} {}</p></footer></body></html>", say("政策版本", "Policy version"), html_escape(pack.version));
  return out;
}

}  // namespace

std::vector<Route> portal_routes(const CaseParts& parts) {
  auto about = describe("readPortal", "portal", {"首页", "First page"});
  about.content_type = "text/html";
  about.parameters.push_back(query_parameter("lang", string_schema(), {"zh 或 en", "zh or en"}));
  auto style = describe("readPortalStyle", "portal", {"首页样式", "Style sheet of the first page"});
  style.content_type = "text/css";
  std::vector<Route> out;
  out.emplace_back("GET", "/", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
                     const std::string asked = request.query_text("lang");
                     const Words say{asked == "en" || (asked != "zh" && request.wants_english())};
                     return text_response(page(tx, *parts.packs->newest(), say, request.now), "text/html; charset=utf-8");
                   }},
                   std::move(about));
  out.emplace_back("GET", std::string(kStylePath), Access::kPublic,
                   PlainHandler{[](const Request&) { return text_response(std::string(kStyle), "text/css; charset=utf-8"); }},
                   std::move(style));
  return out;
}

}  // namespace gh::http
