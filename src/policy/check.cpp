#include "policy/check.h"

namespace gh::policy {

std::string report(const std::vector<Fault>& faults) {
  std::string out;
  for (const Fault& fault : faults) {
    out += fault.place.file;
    if (fault.place.line > 0) out += ":" + std::to_string(fault.place.line);
    out += ": " + fault.kind + ": " + fault.says + "\n";
  }
  return out;
}

}  // namespace gh::policy
