#include "registry/credit_code.h"

#include <array>

namespace gh::registry {
namespace {

constexpr std::size_t kBodySize = 17;
constexpr std::size_t kOrganisationBodySize = 8;
constexpr std::size_t kOrganisationCodeStart = 8;
constexpr std::size_t kSerialSize = 5;
constexpr std::string_view kSocialGroup = "51";  // 5: civil affairs; 1: social group
constexpr std::array<int, kBodySize> kWeights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
constexpr std::array<int, kOrganisationBodySize> kOrganisationWeights = {3, 7, 9, 10, 5, 8, 4, 2};

// GB 11714 counts all capitals, 10 to 35; GB 32100 only those it uses.
std::optional<int> organisation_value(char symbol) {
  if (symbol >= '0' && symbol <= '9') return symbol - '0';
  if (symbol >= 'A' && symbol <= 'Z') return symbol - 'A' + 10;
  return std::nullopt;
}

}  // namespace

std::optional<char> credit_check_symbol(std::string_view first17) {
  if (first17.size() != kBodySize) return std::nullopt;
  int sum = 0;
  for (std::size_t i = 0; i < kBodySize; ++i) {
    const std::size_t value = kCreditSymbols.find(first17[i]);
    if (value == std::string_view::npos) return std::nullopt;
    sum += static_cast<int>(value) * kWeights.at(i);
  }
  return kCreditSymbols[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

std::optional<char> organisation_check_symbol(std::string_view first8) {
  if (first8.size() != kOrganisationBodySize) return std::nullopt;
  int sum = 0;
  for (std::size_t i = 0; i < kOrganisationBodySize; ++i) {
    const auto value = organisation_value(first8[i]);
    if (!value) return std::nullopt;
    sum += *value * kOrganisationWeights.at(i);
  }
  const int check = 11 - sum % 11;
  if (check == 10) return 'X';
  if (check == 11) return '0';
  return static_cast<char>('0' + check);
}

bool is_credit_code(std::string_view code) {
  if (code.size() != kCreditCodeSize) return false;
  if (credit_check_symbol(code.substr(0, kBodySize)) != code.back()) return false;
  const std::string_view organisation = organisation_code_of(code);
  return organisation_check_symbol(organisation.substr(0, kOrganisationBodySize)) == organisation.back();
}

std::string_view organisation_code_of(std::string_view credit_code) {
  return credit_code.size() == kCreditCodeSize ? credit_code.substr(kOrganisationCodeStart, kOrganisationBodySize + 1)
                                               : std::string_view{};
}

std::optional<std::string> serial_symbols(std::int64_t serial) {
  if (serial < 0) return std::nullopt;
  std::string out(kSerialSize, '0');
  for (std::size_t i = kSerialSize; i > 0; --i) {
    out[i - 1] = kCreditSymbols[static_cast<std::size_t>(serial % 31)];
    serial /= 31;
  }
  return serial == 0 ? std::optional(out) : std::nullopt;
}

std::optional<std::string> make_credit_code(std::string_view division, std::string_view prefix, std::int64_t serial) {
  const auto symbols = serial_symbols(serial);
  if (!symbols || division.size() != 6 || division.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  const std::string organisation = std::string(prefix) + *symbols;
  const auto inner = organisation_check_symbol(organisation);
  if (!inner) return std::nullopt;
  const std::string body = std::string(kSocialGroup) + std::string(division) + organisation + *inner;
  const auto outer = credit_check_symbol(body);
  if (!outer) return std::nullopt;
  return body + *outer;
}

}  // namespace gh::registry
