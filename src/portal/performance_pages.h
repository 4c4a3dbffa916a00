// What associations do for enterprises: the conditions they work on, and whether one can apply for it here and now.
#pragma once
#include "performance/reading.h"
#include "portal/rows.h"

namespace gh::portal {

// True when enterprises open cases of that kind of work; the others are begun by the holder or its department.
bool is_open_to_companies(const policy::Pack& pack, std::string_view kind);

// The conditions of a holder's work. `open_href` is empty where nobody can apply: where enterprises don't open that
// kind of work (`begun_by` says who does), and on a page that is read as of another day.
json::object terms_row(const performance::TermsView& terms, const Writing& with, bool is_today);

}  // namespace gh::portal
