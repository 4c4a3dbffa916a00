// One question, asked of everything that is public.
#pragma once
#include "portal/pages.h"

namespace gh::portal {

void add_search_page(std::vector<http::Route>& routes, const PortalParts& parts);

}  // namespace gh::portal
