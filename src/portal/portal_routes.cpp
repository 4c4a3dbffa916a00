#include "portal/portal_routes.h"

#include <algorithm>
#include <array>

#include "cases/packs.h"
#include "portal/guide_pages.h"
#include "portal/home_pages.h"
#include "portal/notice_pages.h"
#include "portal/page_sources.h"
#include "portal/policy_pages.h"
#include "portal/register_pages.h"
#include "portal/search_page.h"
#include "portal/verify_pages.h"

namespace gh::portal {
namespace {

constexpr std::string_view kDownloads = "/open-data/";

http::Route icon() {
  auto about = http::describe("readIcon", "portal", {"网站图标", "The site's icon"});
  about.content_type = "image/svg+xml";
  return http::Route("GET", "/icon.svg", http::Access::kPublic, http::PlainHandler{[](const http::Request&) {
                       http::Response out = http::text_response(std::string(page_icon()), "image/svg+xml");
                       out.headers.emplace_back("Cache-Control", "public, max-age=86400");
                       return out;
                     }},
                     std::move(about));
}

bool is_for_programs(std::string_view path) {
  constexpr std::array<std::string_view, 5> kPrograms = {"/api/", "/open-data/", "/log/", "/healthz", "/metrics"};
  return std::any_of(kPrograms.begin(), kPrograms.end(), [&](std::string_view one) { return path.starts_with(one); });
}

}  // namespace

std::vector<http::Route> portal_routes(const PortalParts& parts) {
  std::vector<http::Route> out;
  add_home_pages(out, parts);
  add_search_page(out, parts);
  add_association_pages(out, parts);
  add_name_page(out, parts);
  add_credit_page(out, parts);
  add_performance_pages(out, parts);
  add_committee_page(out, parts);
  add_catalogue_pages(out, parts);
  add_function_pages(out, parts);
  add_contract_pages(out, parts);
  add_notice_pages(out, parts);
  add_case_pages(out, parts);
  add_guide_pages(out, parts);
  add_policy_pages(out, parts);
  add_verify_pages(out, parts);
  out.push_back(icon());
  return out;
}

std::vector<Download> downloads_of(std::span<const http::Route> routes) {
  std::vector<Download> out;
  for (const http::Route& route : routes) {
    const bool file =
        route.path.starts_with(kDownloads) && route.path.find('{') == std::string::npos && route.method == "GET";
    if (file)
      out.push_back(
          {route.path, route.documentation.summary, route.documentation.content_type == "text/csv" ? "CSV" : "JSON"});
  }
  return out;
}

std::optional<http::Response> problem_page(const PortalParts& parts, const Problem& problem,
                                           const http::Request& request) {
  const bool asks_for_pages = request.header("accept").find("text/html") != std::string_view::npos;
  if (!asks_for_pages || is_for_programs(request.path) || is_for_programs(request.target)) return std::nullopt;
  const auto pack = parts.cases.packs->newest();
  const Words words(language_of(request.target), pack->utc_offset);
  return page_response(request, error_page(problem, request.request_id, words), *pack, parts.assets, words);
}

}  // namespace gh::portal
