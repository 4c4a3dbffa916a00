// The public portal: every page as a route, in Chinese and English, complete HTML without script.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "base/problem.h"
#include "portal/pages.h"

namespace gh::portal {

std::vector<http::Route> portal_routes(const PortalParts& parts);

// The registers among these routes that can be taken away as files (/open-data/…), in their order.
std::vector<Download> downloads_of(std::span<const http::Route> routes);

// A refusal as a page, where it is a browser that asks for one and the address isn't the API's.
std::optional<http::Response> problem_page(const PortalParts& parts, const Problem& problem,
                                           const http::Request& request);

}  // namespace gh::portal
