// What of a case somebody has looked at, for the audit log.
#pragma once
#include <utility>

#include "cases/view.h"
#include "http/route.h"
#include "identity/audit.h"

namespace gh::http {

// The same answer; where it shows more of the case than everybody may see, the audit log keeps who looked.
inline Response seen(Response response, const cases::Opened& opened) {
  if (opened.reading == cases::Reading::kFull)
    response.looked.push_back({identity::audit_kind::kCaseRead, opened.file.id});
  return response;
}

}  // namespace gh::http
