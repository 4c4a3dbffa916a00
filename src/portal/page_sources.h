// The templates and texts of web/portal as they were compiled in (cmake/pages.cmake).
#pragma once
#include <span>
#include <string_view>

namespace gh::portal {

struct PageSource {
  std::string_view name;  // "home", "partials/pages"; of a text its language
  std::string_view text;
};

std::span<const PageSource> page_templates();
std::span<const PageSource> page_texts();
std::string_view page_icon();  // SVG

}  // namespace gh::portal
