// The public log in plain words, and the page that every official document's code leads to: one act, checked in the
// visitor's own browser.
#pragma once
#include <optional>

#include "gazette/notices.h"
#include "log/reader.h"
#include "portal/pages.h"

namespace gh::portal {

void add_verify_pages(std::vector<http::Route>& routes, const PortalParts& parts);

// An act as the log shows it to everybody, and the documents that it issued which everybody may read.
struct LoggedAct {
  Id act_id;
  std::optional<log::LoggedLeaf> leaf;  // nothing while it waits for its place
  std::optional<Id> case_id;            // where everybody may know of the case
  std::string case_number;
  std::string case_title;
  std::string organisation;  // whose office did it
  std::vector<gazette::Document> documents;
};
Page act_page(const LoggedAct& logged, const policy::Pack& pack, const Words& words, std::string_view log_key);

// What somebody who wants to verify may write or scan, taken apart: an id anywhere in it goes before a number.
struct Sought {
  std::optional<Id> id;
  std::string number;
};
Sought sought_in(std::string_view text);

}  // namespace gh::portal
