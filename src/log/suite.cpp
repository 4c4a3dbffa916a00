// The suites this program has.
#include "log/suite.h"

namespace gh::log {

const Suite& intl() {
  static const Suite suite{"intl", "SHA-256", "Ed25519", 0x01, &sha256};
  return suite;
}

const Suite* find_suite(std::string_view name) { return name == intl().name ? &intl() : nullptr; }

}  // namespace gh::log
