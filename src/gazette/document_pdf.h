// An official document as a PDF page: issuer, number, title, body in Chinese and English, date, and how to verify it.
#pragma once
#include <string>

#include "gazette/notices.h"

namespace gh::gazette {

inline constexpr int kDocumentPagesMax = 40;  // a longer text is cut there, and says so

// A4, with all fonts in it. The same document always gives the same bytes.
// `case_number`: a line of the body that only repeats it is left out, as the document's own number holds it.
// `site`: where the public portal is ("https://guildhall.example"). Its code leads to the page on which anybody
// verifies the document; empty gives the path alone, for readers who know the site.
std::string document_pdf(const Document& document, const std::string& case_number, const std::string& site);
// What the code on the page holds: the address of that page.
std::string verification_address(const Document& document, const std::string& site);

}  // namespace gh::gazette
