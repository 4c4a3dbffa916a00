// An official document as PDF. What an authority writes to somebody (decisions, orders, notices, receipts) has the form
// of GB/T 9704-2012; certificates are framed; agreements and contracts have places for the parties' seals.
#pragma once
#include <string>

#include "gazette/notices.h"

namespace gh::gazette {

inline constexpr int kDocumentPagesMax = 40;  // a longer text is cut there, and says so

// What the page shows beside the document itself.
struct DocumentPage {
  std::string case_number{};  // a line of the body that only repeats it is left out: the document's number holds it
  std::string addressee{};    // whom it is addressed to (主送); empty: nobody is named
  // Where the public portal is ("https://guildhall.example"). The code leads to the page there on which anybody
  // verifies the document; empty gives the path alone, for readers who know the site.
  std::string site{};
};

// A letter, and the pages (from 1) on which its text ends and its seal stands.
struct Letter {
  std::string pdf;
  int text_ends = 0;
  int sealed_on = 0;
};
// The seal never stands on a page without text: the lines are set closer or wider until it doesn't (GB/T 9704-2012
// 7.3.5.5).
Letter official_letter(const Document& document, const DocumentPage& page);

// A4, with all fonts in it. The same document always gives the same bytes on the same machine.
std::string document_pdf(const Document& document, const DocumentPage& page);
// What the code on the page holds: the address of that page.
std::string verification_address(const Document& document, const std::string& site);

}  // namespace gh::gazette
