// Yearly reports as they come in (社会团体登记管理条例28): who has filed, who owes one, who was reminded.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "policy/pack.h"
#include "registry/records.h"

namespace gh::registry {

inline constexpr std::size_t kMissingReportsMax = 10'000;  // looked for at once

// False, and nothing written, when the organisation has filed on that year already.
bool file_report(store::Tx& tx, const Id& case_id, const Id& organisation, std::int64_t year, Day on, const ByAct& by);
// The report of this case no longer counts; false when it doesn't anyway.
bool withdraw_report(store::Tx& tx, const Id& case_id, const ByAct& by);
// The case by which the organisation reported on that year, or by which a conclusion on it was entered; "" for none.
Id report_case(store::Tx& tx, const Id& organisation, std::int64_t year);

// Registered so early that it owes a report on the year: at least `excused_months` before its 31 December.
bool owes_report(Day registered_on, std::int64_t year, std::int64_t excused_months);

// Associations of this registry, in force or suspended, that owe a report on the year and haven't filed one; by id.
std::vector<Id> reports_missing(store::Tx& tx, const policy::Pack& pack, const Id& authority, std::int64_t year,
                                std::int64_t excused_months);

// Associations in force or suspended that this registry registered, by id; at most so many.
std::vector<Entry> associations_of(store::Tx& tx, const policy::Pack& pack, const Id& authority, std::size_t limit);

}  // namespace gh::registry
