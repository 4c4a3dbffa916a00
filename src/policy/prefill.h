// What a form may be filled with beforehand: x-prefill of a field names where its first value comes from.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/text.h"

namespace gh::policy {

// Where a value stands: "organisation.address" (the register's entry of whoever fills the form in), "enrolment.<field>"
// (the form by which the organisation, or a private person, came into the system), "last.<field>" (the newest form by
// which the same organisation opened the same procedure), "newest.<procedure>.<field>" (the same of another procedure;
// a field inside another as "staff.full_time"), "case.form.<field>" and "case.number" (of the case at hand),
// "calendar.<member>" (of the first year that the newest pack has published and the working calendar hasn't).
struct PrefillSource {
  std::string of;      // organisation, enrolment, last, newest, case, calendar
  std::string member;  // "address", "form.members"
};
// Nothing for a text that names no source.
std::optional<PrefillSource> parse_prefill(std::string_view text);

// The top-level fields of the form's schema that say x-prefill, with their sources.
std::map<std::string, PrefillSource> prefills_of(const json::object& schema);

// How people are told where the value came from.
Text text_of(const PrefillSource& source);

}  // namespace gh::policy
