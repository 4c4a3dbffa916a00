// One line of each list, as the templates want it: pure functions of what the modules read.
#pragma once
#include "base/json.h"
#include "cases/model.h"
#include "gazette/notices.h"
#include "grading/reading.h"
#include "policy/pack.h"
#include "portal/words.h"
#include "purchase/reading.h"
#include "registry/reading.h"
#include "transfer/reading.h"

namespace gh::portal {

// What every line is written with.
struct Writing {
  const policy::Pack& pack;
  const Words& words;
  Day today{};
};

json::object association_row(const registry::AssociationView& association, const Writing& with);
json::object grade_row(const grading::GradeView& grade, const Writing& with);
json::object listing_row(const grading::ListingView& listing, const Writing& with);
json::object function_row(const transfer::FunctionView& function, const Writing& with);
json::object item_row(const purchase::ItemView& item, const Writing& with);
json::object contract_row(const purchase::ContractView& contract, const Writing& with);
json::object notice_row(const gazette::Notice& notice, const Writing& with);
// Of cases::case_line.
json::object case_row(const json::object& line, const Writing& with);

// A word with the colour it is shown in: {"title", "tone"}; tones are good, warn, bad, note and idle.
json::object badge(std::string title, std::string_view tone);

}  // namespace gh::portal
