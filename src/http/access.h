// Who gets past the door: the rule of each Access value, and the defence of browser sessions against foreign pages.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "http/route.h"

namespace gh::http {

// GET, HEAD and OPTIONS change nothing.
bool is_safe(std::string_view method);

// True when the request has a cookie or an Authorization header: only then somebody may be known.
bool has_credentials(const Request& request);

// True when the caller may use a route of this access by this method. Closed unless it says otherwise: kPublic lets
// everybody in, every other value needs a caller. A token needs the scope "read" for safe methods and "act" for others,
// on public routes too.
bool allows(Access access, std::string_view method, const std::optional<identity::Caller>& caller);

// False when a browser says that a page of another site sent this unsafe request (Sec-Fetch-Site, Origin).
// `own_origins` are those beside the request's own host ("https://city.example").
bool comes_from_own_site(const Request& request, const std::vector<std::string>& own_origins);

}  // namespace gh::http
