// The first page, search, progress by number and code, open data, complaints, and what is said where something is
// wrong.
#pragma once
#include "base/problem.h"
#include "portal/pages.h"
#include "portal/rows.h"

namespace gh::portal {

void add_home_pages(std::vector<http::Route>& routes, const PortalParts& parts);

Page home_page(const opendata::CityFigures& city, const std::vector<opendata::ClauseFigures>& clauses,
               const std::vector<gazette::Notice>& notices, const Writing& with);
// `progress` as cases::progress_of gives it; nothing where number and code don't belong together.
Page progress_page(std::string_view number, const std::optional<json::object>& progress, bool asked,
                   const Writing& with);
// What a browser is shown in place of application/problem+json.
Page error_page(const Problem& problem, std::string_view request_id, const Words& words);

}  // namespace gh::portal
