#include "gazette/page.h"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include <numbers>

#include "base/assert.h"
#include "gazette/document_pdf.h"

namespace gh::gazette {
namespace {

constexpr double kNumberSize = 14;  // 四号
constexpr double kNumberBelow = 7 * kMillimetre;

template <auto kFree>
struct Freed {
  template <class T>
  void operator()(T* what) const {
    kFree(what);
  }
};
using Layout = std::unique_ptr<PangoLayout, Freed<g_object_unref>>;
using Lines = std::unique_ptr<PangoLayoutIter, Freed<pango_layout_iter_free>>;
using Font = std::unique_ptr<PangoFontDescription, Freed<pango_font_description_free>>;
using Options = std::unique_ptr<cairo_font_options_t, Freed<cairo_font_options_destroy>>;
using Code = std::unique_ptr<QRcode, Freed<QRcode_free>>;

cairo_status_t append(void* target, const unsigned char* bytes, unsigned int size) {
  static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

PangoAlignment pango(Alignment alignment) {
  switch (alignment) {
    case Alignment::centre:
      return PANGO_ALIGN_CENTER;
    case Alignment::right:
      return PANGO_ALIGN_RIGHT;
    case Alignment::left:
      break;
  }
  return PANGO_ALIGN_LEFT;
}

Layout layout_of(cairo_t* cairo, const std::string& text, const Style& style, double width) {
  Layout layout(pango_cairo_create_layout(cairo));
  const Font font(pango_font_description_new());
  pango_font_description_set_family(font.get(), style.family);
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  if (style.bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  PangoContext* const context = pango_layout_get_context(layout.get());
  pango_context_set_language(context, pango_language_from_string("zh-CN"));
  // Widths as they are, not in whole points: a line holds what its length says.
  const Options options(cairo_font_options_create());
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options.get());
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_layout_context_changed(layout.get());
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_width(layout.get(), pango_units_from_double(width));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout.get(), pango(style.alignment));
  pango_layout_set_indent(layout.get(), pango_units_from_double(style.indent));
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

}  // namespace

struct Sheet::Parts {
  std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>> surface;
  std::unique_ptr<cairo_t, Freed<cairo_destroy>> cairo;
};

Sheet::Sheet(const PageShape& shape, PageNumbers numbers)
    : y(shape.top), shape_(shape), numbers_(numbers), parts_(std::make_unique<Parts>()) {
  parts_->surface.reset(cairo_pdf_surface_create_for_stream(append, &bytes_, shape_.width, shape_.height));
  parts_->cairo.reset(cairo_create(parts_->surface.get()));
}

Sheet::~Sheet() = default;

cairo_t* Sheet::cairo() const { return parts_->cairo.get(); }

void Sheet::set_colour(const Colour& colour) { cairo_set_source_rgb(cairo(), colour.red, colour.green, colour.blue); }

void Sheet::write(const std::string& text, const Style& style) {
  if (text.empty()) return;
  const Layout layout = layout_of(cairo(), text, style, shape_.text_width() - style.space_right);
  const double height = style.pitch > 0 ? style.pitch : style.size * 1.7;
  const Lines lines(pango_layout_get_iter(layout.get()));
  do {
    if (!keep_together(height)) return;
    PangoRectangle extents;
    pango_layout_iter_get_line_extents(lines.get(), nullptr, &extents);
    set_colour(style.colour);
    // The baseline, so that the letters stand in the middle of their line.
    cairo_move_to(cairo(), shape_.left + pango_units_to_double(extents.x), y + height / 2 + style.size * 0.38);
    pango_cairo_show_layout_line(cairo(), pango_layout_iter_get_line_readonly(lines.get()));
    y += height;
  } while (pango_layout_iter_next_line(lines.get()));
}

double Sheet::write_at(double x, double top, double width, const std::string& text, const Style& style) {
  const Layout layout = layout_of(cairo(), text, style, width);
  set_colour(style.colour);
  cairo_move_to(cairo(), x, top);
  pango_cairo_show_layout(cairo(), layout.get());
  int height = 0;
  pango_layout_get_size(layout.get(), nullptr, &height);
  return pango_units_to_double(height);
}

void Sheet::rule(double thickness, const Colour& colour) {
  set_colour(colour);
  cairo_set_line_width(cairo(), thickness);
  cairo_move_to(cairo(), shape_.left, y);
  cairo_line_to(cairo(), shape_.width - shape_.right, y);
  cairo_stroke(cairo());
}

void Sheet::code(double x, double top, double size, const std::string& content) {
  const Code code(QRcode_encodeString(content.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
  GH_ASSERT(code != nullptr);
  const double module = size / code->width;
  set_colour(kBlack);
  for (int row = 0; row < code->width; ++row)
    for (int column = 0; column < code->width; ++column)
      if (code->data[row * code->width + column] & 1)
        cairo_rectangle(cairo(), x + column * module, top + row * module, module, module);
  cairo_fill(cairo());
}

void Sheet::seal_place(double x, double centre_y, double diameter) {
  constexpr Colour kPale{0.75, 0.75, 0.75};
  constexpr double kWordSize = 9;
  set_colour(kPale);
  cairo_set_line_width(cairo(), 0.6);
  const double dash[] = {3, 3};
  cairo_set_dash(cairo(), dash, 2, 0);
  cairo_new_sub_path(cairo());
  cairo_arc(cairo(), x, centre_y, diameter / 2, 0, 2 * std::numbers::pi);
  cairo_stroke(cairo());
  cairo_set_dash(cairo(), nullptr, 0, 0);
  write_at(x - diameter / 2, centre_y + diameter * 0.22, diameter, "（印章）",
           {.family = kSmallFont, .size = kWordSize, .alignment = Alignment::centre, .colour = kPale});
}

bool Sheet::keep_together(double height) {
  // What was cut stays cut: no line after it.
  if (cut_) return false;
  constexpr double kRounding = 0.01;
  return y + height <= shape_.text_end() + kRounding || next_page();
}

bool Sheet::next_page() {
  if (page_ == kDocumentPagesMax) {
    if (!cut_)
      write_at(shape_.left, shape_.text_end(), shape_.text_width(), "（以下从略 / cut here）",
               {.size = 9, .colour = kGrey});
    cut_ = true;
    return false;
  }
  end_page();
  ++page_;
  y = shape_.top;
  return true;
}

void Sheet::end_page() {
  if (numbers_ != PageNumbers::none) {
    Style style{.size = kNumberSize};
    const bool odd = page_ % 2 == 1;
    double left = shape_.left;
    if (numbers_ == PageNumbers::centred) {
      style.alignment = Alignment::centre;
    } else {
      // One character in from the edge of the text.
      style.alignment = odd ? Alignment::right : Alignment::left;
      left += odd ? -kNumberSize : kNumberSize;
    }
    write_at(left, shape_.text_end() + kNumberBelow, shape_.text_width(), fmt::format("— {} —", page_), style);
  }
  cairo_show_page(cairo());
}

void Sheet::name_file(const std::string& title, const std::string& author, const std::string& made_at) {
  cairo_surface_t* const surface = parts_->surface.get();
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made_at.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, made_at.c_str());
}

std::string Sheet::finish() {
  end_page();
  parts_->cairo.reset();
  cairo_surface_finish(parts_->surface.get());
  GH_ASSERT(cairo_surface_status(parts_->surface.get()) == CAIRO_STATUS_SUCCESS);
  parts_->surface.reset();
  return std::move(bytes_);
}

}  // namespace gh::gazette
