// GH_ASSERT: what must hold whatever anybody sends. On in release too: it stops the act, rolls back and answers 500.
#pragma once
#include <stdexcept>

namespace gh {

// Our bug, never a user's. Caught only at the edge of an act, which it undoes.
class Bug : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void report_bug(const char* claim, const char* file, int line);

}  // namespace gh

#define GH_ASSERT(claim) ((claim) ? void() : ::gh::report_bug(#claim, __FILE__, __LINE__))
