// What is told to everybody: notices and windows for objections, open calls, and the public side of every case.
#pragma once
#include "portal/pages.h"
#include "portal/rows.h"

namespace gh::portal {

void add_notice_pages(std::vector<http::Route>& routes, const PortalParts& parts);
void add_case_pages(std::vector<http::Route>& routes, const PortalParts& parts);

// A notice with the way to object, while its window is open. `verify_href` leads to the act that published it.
Page notice_page(const gazette::Notice& notice, const Writing& with);

// A call and what has become of it.
struct Call {
  gazette::Notice notice;
  bool open = false;                // its case still stands where the call put it
  std::optional<Instant> deadline;  // the next thing that time does to the case
};
json::object call_row(const Call& call, const Writing& with);

// The public side of a case, of cases::case_view and cases::acts_view, written with the pack it was opened under. Its
// procedure's guide is that of the newest.
Page case_page(const json::object& view, const json::array& acts, const std::vector<gazette::Notice>& notices,
               const policy::Pack& newest, const Writing& with);

// True when a case of the procedure makes the case it is opened under stand still.
bool is_objection(const policy::Procedure& procedure);

// Lines of the text, the empty ones left out.
json::array lines_of(std::string_view text);

}  // namespace gh::portal
