#include "scenarios/companies.h"

#include <array>
#include <boost/json/object.hpp>
#include <stdexcept>
#include <string_view>

namespace gh::scenarios {
namespace {

constexpr std::string_view kAlphabet31 = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::string_view kAlphabet36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

std::size_t digit(std::string_view alphabet, char c) {
  const std::size_t at = alphabet.find(c);
  if (at == std::string_view::npos) throw std::runtime_error(std::string("no character of a code: ") + c);
  return at;
}

std::string padded(std::int64_t number) {
  std::string digits = std::to_string(number);
  return std::string(6 - digits.size(), '0') + digits;
}

}  // namespace

char credit_code_check(const std::string& first_17) {
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (const char c : first_17) {
    sum += digit(kAlphabet31, c) * weight;
    weight = weight * 3 % 31;
  }
  return kAlphabet31[(31 - sum % 31) % 31];
}

char organisation_code_check(const std::string& first_8) {
  static constexpr std::array<std::size_t, 8> kWeights = {3, 7, 9, 10, 5, 8, 4, 2};
  std::size_t sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += digit(kAlphabet36, first_8.at(i)) * kWeights[i];
  const std::size_t check = 11 - sum % 11;
  if (check == 10) return 'X';
  return check == 11 ? '0' : kAlphabet36[check];
}

json::object company(std::int64_t number) {
  if (number < 1 || number > 999'999) throw std::runtime_error("companies are numbered 1 to 999999");
  std::string code = "MA" + padded(number);
  code += organisation_code_check(code);
  code.insert(0, "91440600");
  code += credit_code_check(code);
  return {{"name", "佛山市示例企业" + padded(number) + "有限公司"}, {"credit_code", code}};
}

}  // namespace gh::scenarios
