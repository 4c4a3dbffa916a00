#include "gazette/document_pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "gazette/letter.h"
#include "gazette/rendering.h"

namespace gh::gazette {
namespace {

constexpr double kSealDiameter = 42 * kMillimetre;
constexpr double kCodeSize = 22 * kMillimetre;
constexpr double kGap = 14;

constexpr double kTitleSize = 22;                // 二号
constexpr double kMarkBelow = 35 * kMillimetre;  // the issuer's mark, below the text's upper edge (7.2.4)
constexpr double kRuleBelow = 4 * kMillimetre;   // the red rule, below the number (7.2.7)
constexpr double kMarkSize = 32;                 // of the issuer's name, before it is made narrower
constexpr double kVerifyHeight = kCodeSize + 6 * kMillimetre;

// The day of issue and not that of making, so that the bytes are always the same.
void name_file(Sheet& sheet, const Document& document) {
  sheet.name_file(document.title_zh + " " + document.number, document.issuer_name,
                  text(document.issued_at).substr(0, 19) + "Z");
}

std::string verification_words(const Document& document, const std::string& address) {
  return fmt::format(
      "文书编号 Number: {}\n"
      "核验：扫码或打开 {}，在您自己的浏览器里核对本文书是否记入公开日志。\n"
      "To verify: scan the code or open the address above; your own browser checks that the act that issued this "
      "stands "
      "in the public log.",
      document.number, address);
}

// The body without a first line that only says the case's number.
std::string without_number(const std::string& body, const std::string& case_number) {
  if (case_number.empty() || !body.starts_with(case_number)) return body;
  const std::string_view rest = std::string_view(body).substr(case_number.size());
  if (rest.empty()) return {};
  return rest.front() == '\n' ? std::string(rest.substr(1)) : body;
}

// A rule, the code, and how anybody checks the document.
void verification(Sheet& sheet, const Document& document, const DocumentPage& page) {
  sheet.rule(0.5, kGrey);
  sheet.y += 2 * kMillimetre;
  const std::string address = verification_address(document, page.site);
  const double left = sheet.shape().left;
  sheet.code(left, sheet.y, kCodeSize, address);
  sheet.write_at(left + kCodeSize + kGap, sheet.y, sheet.shape().text_width() - kCodeSize - kGap,
                 verification_words(document, address), {.family = kSmallFont, .size = 7.5, .colour = kGrey});
  sheet.y += kCodeSize;
}

// For readers of English: not part of the document.
void translation(Sheet& sheet, const Document& document, const DocumentPage& page) {
  if (document.title_en.empty()) return;
  sheet.write("For readers of English (the Chinese text is the document)",
              {.family = kSmallFont, .size = 8, .colour = kGrey});
  sheet.write(document.title_en, {.size = 11, .bold = true, .colour = kGrey});
  sheet.write(without_number(document.body_en, page.case_number), {.size = 10.5, .pitch = 16, .colour = kGrey});
}

// At the right the issuer's name and the day, the day four characters in and the name centred above it, with room for
// the seal over both (GB/T 9704-2012 7.3.5.1); at the left how to verify.
void seal(Sheet& sheet, const Document& document, const DocumentPage& page) {
  constexpr double kDateWidth = 9 * kLetterCharacter;
  if (!sheet.keep_together(kSealDiameter)) return;
  const PageShape& shape = sheet.shape();
  const double edge = shape.width - shape.right;
  const double centre = edge - 4 * kLetterCharacter - kDateWidth / 2;
  const double top = sheet.y + kSealDiameter / 2 - kLetterLine;
  const double width = 2 * (edge - centre);
  const Style style{.size = kLetterCharacter, .alignment = Alignment::centre};
  sheet.seal_place(centre, sheet.y + kSealDiameter / 2, kSealDiameter);
  sheet.write_at(centre - width / 2, top, width, document.issuer_name, style);
  sheet.write_at(centre - width / 2, top + kLetterLine, width, day_text(document.issued_on, false), style);
  const std::string address = verification_address(document, page.site);
  const double code_top = sheet.y + kSealDiameter - kCodeSize;
  sheet.code(shape.left, code_top, kCodeSize, address);
  const double words_left = shape.left + kCodeSize + kGap / 2;
  sheet.write_at(words_left, code_top, centre - kSealDiameter / 2 - words_left - kGap / 2,
                 verification_words(document, address), {.family = kSmallFont, .size = 6.5, .colour = kGrey});
  sheet.y += kSealDiameter;
}

// The issuer's mark, the number and the red rule below it.
void letterhead(Sheet& sheet, const Document& document) {
  sheet.y = sheet.shape().top + kMarkBelow - kMarkSize;
  const double fits =
      sheet.shape().text_width() / static_cast<double>(std::max<std::size_t>(1, code_points(document.issuer_name)));
  sheet.write(document.issuer_name, {.family = kTitleFont,
                                     .size = std::min(kMarkSize, fits),
                                     .bold = true,
                                     .alignment = Alignment::centre,
                                     .pitch = kMarkSize * 1.4,
                                     .colour = kRed});
  sheet.y += kLetterLine;
  sheet.write(document.number, {.size = kLetterCharacter, .alignment = Alignment::centre, .pitch = kLetterLine});
  sheet.y += kRuleBelow;
  sheet.rule(1.5, kRed);
  sheet.y += 2 * kLetterLine;
}

Letter letter(const Document& document, const DocumentPage& page, double closer) {
  Sheet sheet(letter_shape(), PageNumbers::outer);
  name_file(sheet, document);
  letterhead(sheet, document);
  sheet.write(document.title_zh, {.family = kTitleFont,
                                  .size = kTitleSize,
                                  .bold = true,
                                  .alignment = Alignment::centre,
                                  .pitch = kLetterLine * 1.2});
  sheet.y += kLetterLine;
  Style body = letter_body();
  body.pitch *= closer;
  Style addressed = body;
  addressed.indent = 0;
  if (!page.addressee.empty()) sheet.write(page.addressee + "：", addressed);
  sheet.write(without_number(document.body_zh, page.case_number), body);
  Letter made;
  made.text_ends = sheet.page();
  seal(sheet, document, page);
  made.sealed_on = sheet.page();
  if (!document.title_en.empty() && sheet.next_page()) translation(sheet, document, page);
  made.pdf = sheet.finish();
  return made;
}

void frame(Sheet& sheet) {
  const auto ring = [&](double inset, double thickness) {
    cairo_set_source_rgb(sheet.cairo(), kRed.red, kRed.green, kRed.blue);
    cairo_set_line_width(sheet.cairo(), thickness);
    cairo_rectangle(sheet.cairo(), inset, inset, sheet.shape().width - 2 * inset, sheet.shape().height - 2 * inset);
    cairo_stroke(sheet.cairo());
  };
  ring(10 * kMillimetre, 3);
  ring(12.5 * kMillimetre, 0.8);
}

// A certificate lies on its side in a double frame. One that says much is set smaller.
std::string certificate(const Document& document, const DocumentPage& page) {
  constexpr std::size_t kMuch = 180;
  PageShape shape;
  std::swap(shape.width, shape.height);
  shape.left = shape.right = 36 * kMillimetre;
  shape.top = 26 * kMillimetre;
  shape.bottom = 18 * kMillimetre;
  Sheet sheet(shape, PageNumbers::none);
  name_file(sheet, document);
  frame(sheet);
  const std::string body = without_number(document.body_zh, page.case_number);
  const double smaller = code_points(body) > kMuch ? 0.72 : 1;
  sheet.write(
      document.title_zh,
      {.family = kTitleFont, .size = 30, .bold = true, .alignment = Alignment::centre, .pitch = 44, .colour = kRed});
  sheet.write(document.title_en, {.size = 11, .alignment = Alignment::centre, .colour = kGrey});
  sheet.y += kGap;
  sheet.write(body, {.size = kLetterCharacter * smaller, .pitch = 25 * smaller});
  sheet.y += kGap / 2;
  sheet.write(without_number(document.body_en, page.case_number),
              {.size = 9 * smaller, .pitch = 13 * smaller, .colour = kGrey});
  if (sheet.keep_together(kSealDiameter)) {
    sheet.y = shape.text_end() - kSealDiameter;
    seal(sheet, document, page);
  }
  return sheet.finish();
}

// An agreement or a contract: nobody's letterhead, and a place for each party's seal.
std::string agreement(const Document& document, const DocumentPage& page) {
  constexpr double kSide = 27 * kMillimetre;
  constexpr double kEdge = 30 * kMillimetre;
  Sheet sheet({.top = kEdge, .bottom = kEdge, .left = kSide, .right = kSide}, PageNumbers::centred);
  name_file(sheet, document);
  sheet.write(document.title_zh,
              {.family = kTitleFont, .size = kTitleSize, .bold = true, .alignment = Alignment::centre, .pitch = 34});
  sheet.write(document.number, {.size = 12, .alignment = Alignment::centre});
  sheet.y += kGap;
  sheet.write(without_number(document.body_zh, page.case_number), {.size = 14, .indent = 28, .pitch = 26});
  sheet.y += kGap * 1.5;
  translation(sheet, document, page);
  sheet.y += kGap;
  if (sheet.keep_together(kSealDiameter + kVerifyHeight)) {
    const double width = sheet.shape().text_width() / 2;
    const double centre_y = sheet.y + kSealDiameter / 2;
    double left = sheet.shape().left;
    for (const std::string& party : {document.issuer_name, page.addressee}) {
      if (party.empty()) continue;
      sheet.seal_place(left + width / 2, centre_y, kSealDiameter);
      sheet.write_at(left, centre_y - 16, width, party + "\n" + day_text(document.issued_on, false),
                     {.size = 12, .alignment = Alignment::centre});
      left += width;
    }
    sheet.y += kSealDiameter + kGap;
    verification(sheet, document, page);
  }
  return sheet.finish();
}

}  // namespace

std::string verification_address(const Document& document, const std::string& site) {
  return site + "/verify/" + document.issued_by_act;
}

Letter official_letter(const Document& document, const DocumentPage& page) {
  for (const double closer : {1.0, 0.95, 1.05, 0.9, 1.1, 0.85, 1.2, 1.3})
    if (Letter made = letter(document, page, closer); made.sealed_on == made.text_ends) return made;
  return letter(document, page, 1);
}

std::string document_pdf(const Document& document, const DocumentPage& page) {
  if (document.kind == "certificate") return certificate(document, page);
  if (document.kind == "agreement" || document.kind == "contract") return agreement(document, page);
  return official_letter(document, page).pdf;
}

}  // namespace gh::gazette
