// The API's reference as one page that needs no script: every route by subject, and every problem code.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "http/openapi.h"
#include "http/route.h"

namespace gh::http {

// A whole HTML document in both languages, Chinese first. Its style sheet is docs_style() under `style_path`.
std::string docs_page(std::span<const Route> routes, const ApiTitle& title, std::string_view style_path);
std::string_view docs_style();

// The text with &, <, >, " and ' escaped.
std::string html_escape(std::string_view text);

}  // namespace gh::http
