#include "gazette/document_pdf.h"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include <memory>

#include "base/assert.h"
#include "gazette/rendering.h"

namespace gh::gazette {
namespace {

// Points. GB/T 9704-2012 sets the page of an official document: A4, its red heading and its margins.
constexpr double kPageWidth = 595.28;
constexpr double kPageHeight = 841.89;
constexpr double kMarginSide = 76;
constexpr double kMarginTop = 90;
constexpr double kMarginBottom = 92;
constexpr double kTextWidth = kPageWidth - 2 * kMarginSide;
constexpr double kCodeSize = 62;
constexpr double kGap = 14;
constexpr const char* kSerif = "Noto Serif CJK SC";
constexpr const char* kSans = "Noto Sans CJK SC";

struct Colour {
  double red, green, blue;
};
constexpr Colour kBlack{0, 0, 0};
constexpr Colour kRed{0.80, 0.08, 0.08};
constexpr Colour kGrey{0.35, 0.35, 0.35};

struct Style {
  const char* family = kSerif;
  double size = 12;
  bool bold = false;
  PangoAlignment alignment = PANGO_ALIGN_LEFT;
  double indent = 0;         // of each paragraph's first line
  double line_height = 1.7;  // times the font's size
  Colour colour = kBlack;
};

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
using Code = std::unique_ptr<QRcode, Freed<QRcode_free>>;

cairo_status_t append(void* target, const unsigned char* bytes, unsigned int size) {
  static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

// Pages written from top to bottom.
class Sheet {
 public:
  Sheet()
      : surface_(cairo_pdf_surface_create_for_stream(append, &bytes_, kPageWidth, kPageHeight)),
        cairo_(cairo_create(surface_.get())) {}

  cairo_t* cairo() const { return cairo_.get(); }
  cairo_surface_t* surface() const { return surface_.get(); }
  double y = kMarginTop;

  // Writes the text line by line, over as many pages as it takes.
  void write(const std::string& text, const Style& style) {
    if (text.empty()) return;
    const Layout layout = layout_of(text, style, kTextWidth);
    const double height = style.size * style.line_height;
    const Lines lines(pango_layout_get_iter(layout.get()));
    do {
      if (y + height > kPageHeight - kMarginBottom && !next_page()) return;
      PangoRectangle extents;
      pango_layout_iter_get_line_extents(lines.get(), nullptr, &extents);
      set_colour(style.colour);
      // The baseline, so that the letters stand in the middle of their line.
      cairo_move_to(cairo(), kMarginSide + pango_units_to_double(extents.x), y + height / 2 + style.size * 0.38);
      pango_cairo_show_layout_line(cairo(), pango_layout_iter_get_line_readonly(lines.get()));
      y += height;
    } while (pango_layout_iter_next_line(lines.get()));
  }

  // One block at a place of its own, such as the words beside the code.
  double write_at(double x, double top, double width, const std::string& text, const Style& style) {
    const Layout layout = layout_of(text, style, width);
    set_colour(style.colour);
    cairo_move_to(cairo(), x, top);
    pango_cairo_show_layout(cairo(), layout.get());
    int height = 0;
    pango_layout_get_size(layout.get(), nullptr, &height);
    return pango_units_to_double(height);
  }

  void rule(double thickness, const Colour& colour) {
    set_colour(colour);
    cairo_set_line_width(cairo(), thickness);
    cairo_move_to(cairo(), kMarginSide, y);
    cairo_line_to(cairo(), kPageWidth - kMarginSide, y);
    cairo_stroke(cairo());
  }

  // Room for `height` in one piece; false when there is no page left.
  bool keep_together(double height) { return y + height <= kPageHeight - kMarginBottom || next_page(); }

  void set_colour(const Colour& colour) { cairo_set_source_rgb(cairo(), colour.red, colour.green, colour.blue); }

  std::string finish() {
    end_page();
    cairo_.reset();
    cairo_surface_finish(surface_.get());
    GH_ASSERT(cairo_surface_status(surface_.get()) == CAIRO_STATUS_SUCCESS);
    surface_.reset();
    return std::move(bytes_);
  }

 private:
  Layout layout_of(const std::string& text, const Style& style, double width) {
    Layout layout(pango_cairo_create_layout(cairo()));
    const Font font(pango_font_description_new());
    pango_font_description_set_family(font.get(), style.family);
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    if (style.bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
    pango_context_set_language(pango_layout_get_context(layout.get()), pango_language_from_string("zh-CN"));
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), pango_units_from_double(width));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), style.alignment);
    pango_layout_set_indent(layout.get(), pango_units_from_double(style.indent));
    // Plain text: nothing in it is read as markup.
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
  }

  bool next_page() {
    if (page_ == kDocumentPagesMax) {
      if (!cut_)
        write_at(kMarginSide, kPageHeight - kMarginBottom, kTextWidth, "（以下从略 / cut here）",
                 {.size = 9, .colour = kGrey});
      cut_ = true;
      return false;
    }
    end_page();
    ++page_;
    y = kMarginTop;
    return true;
  }

  void end_page() {
    write_at(kMarginSide, kPageHeight - 54, kTextWidth, fmt::format("— {} —", page_),
             {.size = 9, .alignment = PANGO_ALIGN_CENTER, .colour = kGrey});
    cairo_show_page(cairo());
  }

  std::string bytes_;
  std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>> surface_;
  std::unique_ptr<cairo_t, Freed<cairo_destroy>> cairo_;
  int page_ = 1;
  bool cut_ = false;
};

void draw_code(Sheet& sheet, double x, double top, const std::string& content) {
  const Code code(QRcode_encodeString(content.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
  GH_ASSERT(code != nullptr);
  const double module = kCodeSize / code->width;
  sheet.set_colour(kBlack);
  for (int row = 0; row < code->width; ++row)
    for (int column = 0; column < code->width; ++column)
      if (code->data[row * code->width + column] & 1)
        cairo_rectangle(sheet.cairo(), x + column * module, top + row * module, module, module);
  cairo_fill(sheet.cairo());
}

void heading(Sheet& sheet, const Document& document) {
  sheet.write(document.issuer_name,
              {.size = 26, .bold = true, .alignment = PANGO_ALIGN_CENTER, .line_height = 1.4, .colour = kRed});
  sheet.y += 6;
  sheet.write(document.number, {.size = 12, .alignment = PANGO_ALIGN_CENTER});
  sheet.y += 4;
  sheet.rule(2, kRed);
  sheet.y += 26;
}

// What stands at the end: who vouches for it, when, and how anybody checks that.
void ending(Sheet& sheet, const Document& document, const std::string& site) {
  if (!sheet.keep_together(3 * kGap + kCodeSize + 46)) return;
  sheet.y += kGap;
  sheet.write(document.issuer_name + "\n" + day_text(document.issued_on, false),
              {.size = 13, .alignment = PANGO_ALIGN_RIGHT});
  sheet.y += kGap;
  sheet.rule(0.5, kGrey);
  sheet.y += kGap * 0.7;
  const std::string address = verification_address(document, site);
  draw_code(sheet, kMarginSide, sheet.y, address);
  sheet.write_at(
      kMarginSide + kCodeSize + kGap, sheet.y, kTextWidth - kCodeSize - kGap,
      fmt::format("文书编号 Number: {}\n"
                  "核验：扫码或打开 {}，在您自己的浏览器里核对本文书是否记入公开日志。\n"
                  "To verify: scan the code or open the address above; your own browser checks that the act that "
                  "issued this stands in the public log.",
                  document.number, address),
      {.family = kSans, .size = 7.5, .colour = kGrey});
  sheet.y += kCodeSize;
}

// The body without a first line that only says the case's number.
std::string without_number(const std::string& body, const std::string& case_number) {
  if (!body.starts_with(case_number)) return body;
  const std::string_view rest = std::string_view(body).substr(case_number.size());
  if (rest.empty()) return {};
  return rest.front() == '\n' ? std::string(rest.substr(1)) : body;
}

void name_the_file(Sheet& sheet, const Document& document) {
  cairo_pdf_surface_set_metadata(sheet.surface(), CAIRO_PDF_METADATA_TITLE,
                                 (document.title_zh + " " + document.number).c_str());
  cairo_pdf_surface_set_metadata(sheet.surface(), CAIRO_PDF_METADATA_AUTHOR, document.issuer_name.c_str());
  // The day of issue and not that of making, so that the bytes are always the same.
  const std::string at = text(document.issued_at).substr(0, 19) + "Z";
  cairo_pdf_surface_set_metadata(sheet.surface(), CAIRO_PDF_METADATA_CREATE_DATE, at.c_str());
  cairo_pdf_surface_set_metadata(sheet.surface(), CAIRO_PDF_METADATA_MOD_DATE, at.c_str());
}

}  // namespace

std::string verification_address(const Document& document, const std::string& site) {
  return site + "/verify/" + document.issued_by_act;
}

std::string document_pdf(const Document& document, const std::string& case_number, const std::string& site) {
  Sheet sheet;
  name_the_file(sheet, document);
  heading(sheet, document);
  sheet.write(document.title_zh, {.size = 20, .bold = true, .alignment = PANGO_ALIGN_CENTER});
  sheet.y += kGap;
  sheet.write(without_number(document.body_zh, case_number), {.size = 14, .indent = 28, .line_height = 1.9});
  if (!document.title_en.empty()) {
    sheet.y += kGap * 1.5;
    sheet.write(document.title_en, {.size = 10.5, .bold = true, .colour = kGrey});
    sheet.write(without_number(document.body_en, case_number), {.size = 10, .line_height = 1.5, .colour = kGrey});
  }
  ending(sheet, document, site);
  return sheet.finish();
}

}  // namespace gh::gazette
