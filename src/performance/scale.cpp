#include "performance/scale.h"

#include <algorithm>

namespace gh::performance {
namespace {
constexpr const char* kCatalogue = "credit-grades";
}

std::vector<GradeCode> scale_of(const policy::Pack& pack) {
  std::vector<GradeCode> out;
  const auto found = pack.catalogues.find(kCatalogue);
  if (found == pack.catalogues.end()) return out;
  for (const auto& row : found->second.rows)
    out.push_back({row.code, std::string(string_at(row.fields, "certificate_code"))});
  return out;
}

std::int64_t place_in(const std::vector<GradeCode>& scale, std::string_view grade) {
  const auto found = std::ranges::find(scale, plain_grade(grade), &GradeCode::grade);
  return found == scale.end() ? 0 : found - scale.begin() + 1;
}

}  // namespace gh::performance
