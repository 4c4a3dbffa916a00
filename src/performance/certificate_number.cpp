// Builds and reads the numbers of credit certificates.
#include "performance/certificate_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace gh::performance {
namespace {

constexpr std::size_t kLength = 15;
constexpr std::size_t kCodeAt = 7;
constexpr std::size_t kCodeLength = 3;

bool in_range(std::int64_t value, std::int64_t least, std::int64_t most) { return value >= least && value <= most; }

bool possible(const CertificateNumber& number) {
  return in_range(number.year, 1000, 9999) && in_range(number.association, 1, 999) && in_range(number.serial, 1, 99999);
}

std::int64_t digits(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

std::string_view plain_grade(std::string_view grade) {
  if (grade.ends_with('+') || grade.ends_with('-')) grade.remove_suffix(1);
  return grade;
}

std::optional<std::string> certificate_text(const CertificateNumber& number, const std::vector<GradeCode>& scale) {
  const auto found = std::ranges::find(scale, plain_grade(number.grade), &GradeCode::grade);
  if (found == scale.end() || found->code.size() != kCodeLength || !possible(number)) return {};
  return fmt::format("{:04}{:03}{}{:05}", number.year, number.association, found->code, number.serial);
}

std::optional<CertificateNumber> parse_certificate(std::string_view text, const std::vector<GradeCode>& scale) {
  if (text.size() != kLength || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return {};
  const auto found = std::ranges::find(scale, text.substr(kCodeAt, kCodeLength), &GradeCode::code);
  if (found == scale.end()) return {};
  const CertificateNumber out{digits(text.substr(0, 4)), digits(text.substr(4, 3)), found->grade,
                              digits(text.substr(10))};
  if (!possible(out)) return {};
  return out;
}

}  // namespace gh::performance
