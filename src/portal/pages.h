// How the portal's pages are made and reached: each is a function of a visitor's request and a read view, under an
// address in Chinese and the same with /en before it.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/case_routes.h"
#include "opendata/city_figures.h"
#include "opendata/clause_figures.h"
#include "portal/page.h"
#include "store/db.h"

namespace gh::cases {
struct Reader;
}

namespace gh::portal {

// A register to take away.
struct Download {
  std::string path;
  Text title;
  std::string format;  // "CSV"
};

// What pages are made from. Pointers stay the owner's and outlive the routes.
struct PortalParts {
  http::CaseParts cases;
  Assets assets;
  std::string log_key;  // the log's verifier key, as published
  std::vector<Download> downloads;
  // What somebody with the number and the progress code of a case is told; nothing where they don't belong together.
  std::function<std::optional<json::object>(store::Tx&, std::string_view number, std::string_view code)> progress;
  // Figures that walk through all cases, kept a while.
  std::function<std::vector<opendata::ClauseFigures>(store::Tx&, Instant now)> clause_figures;
  std::function<opendata::CityFigures(store::Tx&, Instant now)> city_figures;
};

// What a page function is given. The request's caller is left aside: the portal shows everybody the same.
struct Asked {
  const PortalParts& parts;
  const http::Request& request;
  store::Tx& tx;
  const policy::Pack& pack;  // the newest
  const Words& words;
  Day today{};
};
using MakePage = std::function<Page(const Asked&)>;

// The reader that stands for everybody.
cases::Reader everybody(const Asked& asked);
// Throws kNotFound, rule `what`.
[[noreturn]] void not_there(std::string what);

// A page under `path` and under /en + path. `parameters` are its query members.
struct PageRoute {
  std::string id;  // of the operation: "readAssociationsPage"
  std::string path;
  Text summary;
  std::vector<http::Parameter> parameters;
  bool may_be_missing = false;  // answers kNotFound
  MakePage make;
};
void add_page(std::vector<http::Route>& routes, const PortalParts& parts, PageRoute page);

// The document as an answer: with an entity tag, and headers that keep it from being mixed up between languages and
// displays.
http::Response page_response(const http::Request& request, const Page& page, const policy::Pack& pack,
                             const Assets& assets, const Words& words);
// The language that a path of the portal is in.
Language language_of(std::string_view path);
// "/en/associations" without its language: "/associations".
std::string without_language(std::string_view path);

inline constexpr std::string_view kDisplayCookie = "guildhall_display";

}  // namespace gh::portal
