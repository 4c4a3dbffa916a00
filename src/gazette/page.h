// Pages of an official document, written from top to bottom.
#pragma once
#include <cairo.h>

#include <memory>
#include <string>

namespace gh::gazette {

inline constexpr double kMillimetre = 72 / 25.4;  // in points

struct Colour {
  double red, green, blue;
};
inline constexpr Colour kBlack{0, 0, 0};
inline constexpr Colour kRed{0.80, 0.08, 0.08};
inline constexpr Colour kGrey{0.35, 0.35, 0.35};

// Families in the order in which they are looked for: those that GB/T 9704-2012 asks for aren't free, so the machine
// may lack them.
inline constexpr const char* kBodyFont = "FangSong,STFangsong,Noto Serif CJK SC";
inline constexpr const char* kTitleFont = "FZXiaoBiaoSong-B05,Noto Serif CJK SC";
inline constexpr const char* kSmallFont = "Noto Sans CJK SC";

enum class Alignment { left, centre, right };

struct Style {
  const char* family = kBodyFont;
  double size = 12;  // points
  bool bold = false;
  Alignment alignment = Alignment::left;
  double indent = 0;       // points, of each paragraph's first line
  double pitch = 0;        // points from line to line; 0: 1.7 times the size
  double space_right = 0;  // points left free at the right
  Colour colour = kBlack;
};

// All in points.
struct PageShape {
  double width = 210 * kMillimetre;
  double height = 297 * kMillimetre;
  double top = 0, bottom = 0, left = 0, right = 0;  // margins
  double text_width() const { return width - left - right; }
  double text_end() const { return height - bottom; }
};

enum class PageNumbers { none, centred, outer };  // outer: right on odd pages, left on even ones

// One file of pages. `y` is where the next line goes; what doesn't fit goes on the next page, up to kDocumentPagesMax.
class Sheet {
 public:
  Sheet(const PageShape& shape, PageNumbers numbers);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  double y = 0;

  const PageShape& shape() const { return shape_; }
  cairo_t* cairo() const;
  // Writes the text line by line, over as many pages as it takes. Nothing in it is read as markup.
  void write(const std::string& text, const Style& style);
  // One block at a place of its own; gives its height.
  double write_at(double x, double top, double width, const std::string& text, const Style& style);
  // The page that is being written, from 1.
  int page() const { return page_; }
  // A line across the text at `y`.
  void rule(double thickness, const Colour& colour);
  // A code (QR) of `size` points whose upper left corner lies there.
  void code(double x, double top, double size, const std::string& content);
  // Where a seal goes: a thin ring with its name inside.
  void seal_place(double x, double y, double diameter);
  // Room for `height` in one piece; false when there is no page left.
  bool keep_together(double height);
  // False, and nothing done, when there is no page left.
  bool next_page();
  // What the file says of itself; `made_at` is an instant as text (RFC 3339).
  void name_file(const std::string& title, const std::string& author, const std::string& made_at);
  // The whole file; the sheet can't be written on any more.
  std::string finish();

 private:
  struct Parts;
  void set_colour(const Colour& colour);
  void end_page();

  PageShape shape_;
  PageNumbers numbers_;
  std::string bytes_;
  std::unique_ptr<Parts> parts_;
  int page_ = 1;
  bool cut_ = false;
};

}  // namespace gh::gazette
