// Turns a broken claim of GH_ASSERT into the exception that undoes the act.
#include "base/assert.h"

#include <string>

namespace gh {

void report_bug(const char* claim, const char* file, int line) {
  throw Bug(std::string(file) + ":" + std::to_string(line) + ": does not hold: " + claim);
}

}  // namespace gh
