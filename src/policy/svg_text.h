// Text in SVG: escaped, measured without a font at hand, and cut into lines. Inside policy/ only.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "policy/layered_layout.h"

namespace gh::policy {

inline constexpr double kLineHeight = 1.35;  // of the font's size

// Safe in an element and in an attribute; control characters become spaces.
std::string escaped(std::string_view text);
// A whole number of pixels.
std::string number(double value);
// About how wide the text is, in units of the font's size.
double ems(std::string_view text);
// As few lines as `em_max` allows, and those about as long as each other.
std::vector<std::string> wrapped(const std::string& text, double em_max);
// Lines about a centre, from `top` down. `attributes` begins with a space.
std::string text_lines(const std::vector<std::string>& lines, Point top, double font, const char* attributes);

}  // namespace gh::policy
