// The scale of credit grades as the pack's catalogue "credit-grades" gives it, best first.
#pragma once
#include <string_view>
#include <vector>

#include "performance/certificate_number.h"
#include "policy/pack.h"

namespace gh::performance {

// Empty where the pack has no such catalogue.
std::vector<GradeCode> scale_of(const policy::Pack& pack);
// 1 for the best grade; 0 for one that isn't on the scale. + and - count as the plain grade.
std::int64_t place_in(const std::vector<GradeCode>& scale, std::string_view grade);

}  // namespace gh::performance
