// Companies made up for the scenarios, told apart by their number, each with a credit code that checks.
#pragma once
#include <string>

#include "base/json.h"

namespace gh::scenarios {

// {"name", "credit_code"} of the company of this number, 1 to 999999.
json::object company(std::int64_t number);

// The last character of a credit code of GB 32100-2015, from its first 17.
char credit_code_check(const std::string& first_17);
// The last character of an organisation code of GB 11714, from its first 8.
char organisation_code_check(const std::string& first_8);

}  // namespace gh::scenarios
