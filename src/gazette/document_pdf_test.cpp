// The PDF of a document: always the same bytes, whatever stands in the text.
#include "gazette/document_pdf.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <vector>

#include "gazette/letter.h"

namespace gh::gazette {
namespace {

Document certificate() {
  Document document;
  document.id = "01990000-0000-7000-8000-000000000001";
  document.number = "示民登〔2026〕12号-3";
  document.kind = "certificate";
  document.title_zh = "社会团体法人登记证书";
  document.title_en = "Certificate of registration";
  document.body_zh =
      "示民登〔2026〕12号\n名称：示例市陶瓷行业协会\n业务范围：行业调查、技术培训、统计、成果评价；<b>&amp;</"
      "b>“引号”与{{today}}原样显示。\n"
      "活动地域：示例市行政区域";
  document.body_en =
      "示民登〔2026〕12号\nName: Sample Ceramics Association\nScope: surveys, training, statistics\nArea: the city";
  document.issuer_name = "示例市民政局";
  document.issued_by_act = "01990000-0000-7000-8000-000000000002";
  document.issued_at = *parse_instant("2026-09-21T01:00:00Z");
  document.issued_on = day_of(2026, 9, 21);
  return document;
}

// What the catalogue of the file says.
int pages_of(const std::string& pdf) {
  const std::string_view key = "/Count ";
  const std::size_t at = pdf.find(key);
  return at == std::string::npos ? 0 : std::atoi(pdf.c_str() + at + key.size());
}

// An order to an association: a letter.
Document order(const std::string& body) {
  Document document = certificate();
  document.kind = "order";
  document.title_zh = "责令整改通知书";
  document.title_en.clear();
  document.body_zh = body;
  document.body_en.clear();
  return document;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

// The page on which the text ends that a letter's page is filled with.
int page_of_text(const std::string& text) {
  Sheet sheet(letter_shape(), PageNumbers::outer);
  sheet.write(text, letter_body());
  return sheet.page();
}

// For looking at: written only where the environment names a folder.
void keep_sample(const char* name, const std::string& pdf) {
  if (const char* folder = std::getenv("GUILDHALL_PDF_SAMPLES"))
    std::ofstream(std::string(folder) + "/" + name, std::ios::binary) << pdf;
}

TEST(DocumentPdf, TheSameDocumentGivesTheSameBytes) {
  const std::string once = document_pdf(certificate(), {.case_number = "示民登〔2026〕12号"});
  EXPECT_TRUE(once.starts_with("%PDF-"));
  EXPECT_EQ(once, document_pdf(certificate(), {.case_number = "示民登〔2026〕12号"}));
  EXPECT_EQ(pages_of(once), 1);
  keep_sample("certificate.pdf", once);
}

TEST(DocumentPdf, ALetterHasTwentyTwoLinesOnAPage) {
  EXPECT_EQ(page_of_text("一" + repeated("\n一", 21)), 1);
  EXPECT_EQ(page_of_text("一" + repeated("\n一", 22)), 2);
  EXPECT_EQ(page_of_text("一" + repeated("\n一", 43)), 2);
  EXPECT_EQ(page_of_text("一" + repeated("\n一", 44)), 3);
}

TEST(DocumentPdf, ALineOfALetterHasTwentyEightCharacters) {
  // The first line of a paragraph is set in by two.
  EXPECT_EQ(page_of_text(repeated("业", 22 * 28 - 2)), 1);
  EXPECT_EQ(page_of_text(repeated("业", 22 * 28 - 1)), 2);
}

TEST(DocumentPdf, TheSealNeverStandsOnAPageWithoutText) {
  int two_pages = 0;
  for (int lines = 1; lines <= 40; ++lines) {
    const Letter letter = official_letter(order("一" + repeated("\n一", lines - 1)), {});
    EXPECT_EQ(letter.sealed_on, letter.text_ends) << lines;
    EXPECT_EQ(letter.sealed_on, pages_of(letter.pdf)) << lines;
    if (letter.sealed_on == 2) ++two_pages;
  }
  EXPECT_GT(two_pages, 10);
}

TEST(DocumentPdf, EachKindHasItsForm) {
  Document document = certificate();
  document.body_zh = repeated("业务范围逐项列明，每一项均应载明依据、条件与期限。\n", 6);
  std::vector<std::string> forms;
  for (const char* kind : {"certificate", "decision", "agreement"}) {
    document.kind = kind;
    forms.push_back(document_pdf(document, {.addressee = "示例市陶瓷行业协会", .site = "https://guildhall.example"}));
    keep_sample((std::string(kind) + "-form.pdf").c_str(), forms.back());
    EXPECT_NE(forms.front(), kind == std::string("certificate") ? "" : forms.back());
  }
  EXPECT_NE(forms[1], forms[2]);
  document.kind = "order";
  EXPECT_EQ(document_pdf(document, {.addressee = "示例市陶瓷行业协会", .site = "https://guildhall.example"}), forms[1]);
}

TEST(DocumentPdf, ALetterNamesItsAddressee) {
  EXPECT_NE(document_pdf(order("限期整改。"), {.addressee = "示例市陶瓷行业协会"}),
            document_pdf(order("限期整改。"), {}));
}

TEST(DocumentPdf, ItsCodeLeadsToThePageThatVerifiesIt) {
  auto document = certificate();
  document.issued_by_act = "01890000-0000-7000-8000-000000000001";
  EXPECT_EQ(verification_address(document, "https://guildhall.example"),
            "https://guildhall.example/verify/01890000-0000-7000-8000-000000000001");
  EXPECT_EQ(verification_address(document, ""), "/verify/01890000-0000-7000-8000-000000000001");
  EXPECT_NE(document_pdf(document, {.site = "https://a.example"}),
            document_pdf(document, {.site = "https://b.example"}));
}

TEST(DocumentPdf, AnotherTextGivesOtherBytes) {
  Document other = certificate();
  other.body_zh += "。";
  EXPECT_NE(document_pdf(other, {}), document_pdf(certificate(), {}));
}

TEST(DocumentPdf, ALongTextGoesOverSeveralPagesAndEndsSomewhere) {
  Document document = certificate();
  for (int i = 0; i < 60; ++i)
    document.body_zh += "\n业务范围逐项列明，每一项均应载明依据、条件与期限，并接受主管部门和社会公众的监督。";
  const std::string some = document_pdf(document, {});
  EXPECT_GT(pages_of(some), 2);
  EXPECT_LT(pages_of(some), 10);
  document.body_zh.clear();
  for (int i = 0; i < 5'000; ++i) document.body_zh += "行业调查与技术培训\n";
  EXPECT_EQ(pages_of(document_pdf(document, {})), kDocumentPagesMax);
}

TEST(DocumentPdf, EmptyPartsAreNoTrouble) {
  Document document;
  document.number = "1";
  document.issued_on = day_of(2026, 9, 21);
  EXPECT_EQ(pages_of(document_pdf(document, {})), 1);
}

}  // namespace
}  // namespace gh::gazette
