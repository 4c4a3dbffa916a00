// Cursor pages: the query members they take and the shape they have, the same for every list of the API.
#pragma once
#include <cstdint>

#include "http/route.h"

namespace gh::http {

inline constexpr std::int64_t kPageDefault = 50;
inline constexpr std::int64_t kPageMax = 200;

// `limit` (1..kPageMax) and `cursor`, for Documentation::parameters.
Parameter page_limit_parameter();
Parameter page_cursor_parameter();

// The target as sent, with this cursor in place of its own.
std::string at_cursor(std::string_view target, std::string_view cursor);

// JSON Schema of {"items": [...], "next": "…"}; `next` is absent on the last page.
json::object page_schema(json::object item);
// The same with `total` and `total_at_least` (true: there are more than were counted), required.
json::object counted_page_schema(json::object item);
// JSON Schema of {"items": [...]}, for lists that have one page.
json::object list_schema(json::object item);

}  // namespace gh::http
