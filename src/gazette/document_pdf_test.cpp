// The PDF of a document: always the same bytes, whatever stands in the text.
#include "gazette/document_pdf.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

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

TEST(DocumentPdf, TheSameDocumentGivesTheSameBytes) {
  const std::string once = document_pdf(certificate(), "示民登〔2026〕12号", "");
  EXPECT_TRUE(once.starts_with("%PDF-"));
  EXPECT_EQ(once, document_pdf(certificate(), "示民登〔2026〕12号", ""));
  EXPECT_EQ(pages_of(once), 1);
  // For looking at: written only where the environment names a file.
  if (const char* path = std::getenv("GUILDHALL_PDF_SAMPLE")) std::ofstream(path, std::ios::binary) << once;
}

TEST(DocumentPdf, ItsCodeLeadsToThePageThatVerifiesIt) {
  auto document = certificate();
  document.issued_by_act = "01890000-0000-7000-8000-000000000001";
  EXPECT_EQ(verification_address(document, "https://guildhall.example"),
            "https://guildhall.example/verify/01890000-0000-7000-8000-000000000001");
  EXPECT_EQ(verification_address(document, ""), "/verify/01890000-0000-7000-8000-000000000001");
  EXPECT_NE(document_pdf(document, "", "https://a.example"), document_pdf(document, "", "https://b.example"));
}

TEST(DocumentPdf, AnotherTextGivesOtherBytes) {
  Document other = certificate();
  other.body_zh += "。";
  EXPECT_NE(document_pdf(other, "", ""), document_pdf(certificate(), "", ""));
}

TEST(DocumentPdf, ALongTextGoesOverSeveralPagesAndEndsSomewhere) {
  Document document = certificate();
  for (int i = 0; i < 60; ++i)
    document.body_zh += "\n业务范围逐项列明，每一项均应载明依据、条件与期限，并接受主管部门和社会公众的监督。";
  const std::string some = document_pdf(document, "", "");
  EXPECT_GT(pages_of(some), 2);
  EXPECT_LT(pages_of(some), 10);
  document.body_zh.clear();
  for (int i = 0; i < 5'000; ++i) document.body_zh += "行业调查与技术培训\n";
  EXPECT_EQ(pages_of(document_pdf(document, "", "")), kDocumentPagesMax);
}

TEST(DocumentPdf, EmptyPartsAreNoTrouble) {
  Document document;
  document.number = "1";
  document.issued_on = day_of(2026, 9, 21);
  EXPECT_EQ(pages_of(document_pdf(document, "", "")), 1);
}

}  // namespace
}  // namespace gh::gazette
