#include "portal/pages.h"

#include "cases/packs.h"
#include "cases/view.h"

namespace gh::portal {
namespace {

constexpr std::string_view kEnglish = "/en";
// Beside the policy of every page: what this one doesn't need.
constexpr const char* kNoStyleAttributes = "style-src-attr 'none'";

Visit visit_of(const http::Request& request) {
  Visit visit;
  visit.path = without_language(request.path);
  visit.address = without_language(request.target);
  visit.large = request.cookie(kDisplayCookie) == "large";
  return visit;
}

http::Route route_of(const PortalParts& parts, const PageRoute& page, Language language) {
  const bool english = language == Language::kEn;
  auto about =
      http::describe(page.id + (english ? "InEnglish" : ""), "portal",
                     english ? Text{page.summary.zh + "（英文）", page.summary.en + ", in English"} : page.summary);
  about.content_type = "text/html";
  about.parameters = page.parameters;
  about.problems = {ProblemCode::kTooManyRequests};
  if (page.may_be_missing) about.problems.push_back(ProblemCode::kNotFound);
  const std::string path = !english           ? page.path
                           : page.path == "/" ? std::string(kEnglish)
                                              : std::string(kEnglish) + page.path;
  return http::Route(
      "GET", path, http::Access::kPublic,
      http::ReadHandler{[parts, make = page.make, language](const http::Request& request, store::Tx& tx) {
        const auto pack = parts.cases.packs->newest();
        const Words words(language, pack->utc_offset);
        const Page made = make({parts, request, tx, *pack, words, words.day_of(request.now)});
        return page_response(request, made, *pack, parts.assets, words);
      }},
      std::move(about));
}

}  // namespace

cases::Reader everybody(const Asked& asked) { return {{}, asked.request.now}; }

void not_there(std::string what) {
  throw Problem(ProblemCode::kNotFound, FieldError{"", std::move(what), "", {"没有这一页", "there is no such page"}});
}

void add_page(std::vector<http::Route>& routes, const PortalParts& parts, PageRoute page) {
  routes.push_back(route_of(parts, page, Language::kZh));
  routes.push_back(route_of(parts, page, Language::kEn));
}

http::Response page_response(const http::Request& request, const Page& page, const policy::Pack& pack,
                             const Assets& assets, const Words& words) {
  http::Response response =
      http::text_response(document_of(page, visit_of(request), pack, assets, words), "text/html; charset=utf-8");
  response.status = page.status;
  response.headers.emplace_back("Content-Security-Policy", kNoStyleAttributes);
  response.headers.emplace_back("Content-Language", words.english() ? "en" : "zh-CN");
  response.headers.emplace_back("Vary", "Cookie, Accept-Encoding");
  response.headers.emplace_back("Cache-Control", page.status == 200 ? "private, no-cache" : "no-store");
  if (page.status != 200) return response;
  std::string tag = http::etag_of(response.body);
  if (http::none_match_has(request, tag)) {
    // Its type stays: by it the edge sends the policy of pages, which a browser takes over for the page it kept.
    response.status = 304;
    response.body.clear();
  }
  response.headers.emplace_back("ETag", std::move(tag));
  return response;
}

Language language_of(std::string_view path) {
  const bool english = path.starts_with(kEnglish) &&
                       (path.size() == kEnglish.size() || path[kEnglish.size()] == '/' || path[kEnglish.size()] == '?');
  return english ? Language::kEn : Language::kZh;
}

std::string without_language(std::string_view path) {
  if (language_of(path) == Language::kZh) return std::string(path);
  path.remove_prefix(kEnglish.size());
  return path.starts_with('/') ? std::string(path) : "/" + std::string(path);
}

}  // namespace gh::portal
