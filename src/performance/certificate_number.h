// The number of a credit certificate, built and read: year (4), association (3), code of the grade (3), serial of the
// firm (5); fifteen digits (商务部、国资委行业信用评价试点通知附件). AA of the firm 35 by the association 1 in 2007 is
// 200700101100035.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gh::performance {

// A grade of the scale and the three digits that stand for it.
struct GradeCode {
  std::string grade;
  std::string code;
};

struct CertificateNumber {
  std::int64_t year = 0;         // 1000 … 9999
  std::int64_t association = 0;  // 1 … 999
  std::string grade;             // without + or -
  std::int64_t serial = 0;       // 1 … 99999
  bool operator==(const CertificateNumber&) const = default;
};

// A grade may bear + or -; its certificate and its code are those of the plain grade.
std::string_view plain_grade(std::string_view grade);
// Nothing where a part is out of its range or the scale has no such grade.
std::optional<std::string> certificate_text(const CertificateNumber& number, const std::vector<GradeCode>& scale);
// Nothing for a text that no certificate bears: of another length, with other characters, an unknown code.
std::optional<CertificateNumber> parse_certificate(std::string_view text, const std::vector<GradeCode>& scale);

}  // namespace gh::performance
