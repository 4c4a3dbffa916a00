#include "policy/svg_text.h"

#include <cmath>

namespace gh::policy {
namespace {

// The text cut into what a line may end after: each wide character, each word.
std::vector<std::string> units(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead >= 0xC0) {
      while (i + size < text.size() && (static_cast<unsigned char>(text[i + size]) & 0xC0) == 0x80) ++size;
    } else {
      while (i + size < text.size() && text[i + size - 1] != ' ' && static_cast<unsigned char>(text[i + size]) < 0x80)
        ++size;
    }
    out.emplace_back(text.substr(i, size));
    i += size;
  }
  return out;
}

std::vector<std::string> filled(const std::vector<std::string>& parts, double em_max) {
  std::vector<std::string> out = {""};
  for (const std::string& unit : parts) {
    if (!out.back().empty() && ems(out.back() + unit) > em_max) out.emplace_back();
    out.back() += unit;
  }
  return out;
}

}  // namespace

std::string number(double value) { return std::to_string(std::lround(value)); }

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        // XML has no control characters.
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return out;
}

double ems(std::string_view text) {
  double out = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) out += c >= 'A' && c <= 'Z' ? 0.68 : 0.54;
    // Scripts that begin with these bytes (CJK, full-width forms) are as wide as high; others count as letters.
    if (byte >= 0xC0) out += byte >= 0xE2 ? 1.0 : 0.6;
  }
  return out;
}

std::vector<std::string> wrapped(const std::string& text, double em_max) {
  const std::vector<std::string> parts = units(text);
  std::vector<std::string> out = filled(parts, em_max);
  for (double narrower = em_max - 1; narrower > 1; --narrower) {
    std::vector<std::string> lines = filled(parts, narrower);
    if (lines.size() > out.size()) break;
    out = std::move(lines);
  }
  return out;
}

std::string text_lines(const std::vector<std::string>& lines, Point top, double font, const char* attributes) {
  std::string out;
  double y = top.y + font;
  for (const std::string& line : lines) {
    out += "<text x=\"" + std::to_string(std::lround(top.x)) + "\" y=\"" + std::to_string(std::lround(y)) +
           "\" font-size=\"" + std::to_string(std::lround(font)) + "\" text-anchor=\"middle\"" + attributes + ">" +
           escaped(line) + "</text>";
    y += font * kLineHeight;
  }
  return out;
}

}  // namespace gh::policy
