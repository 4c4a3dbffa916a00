// A refusal as people and programs get it: application/problem+json (RFC 9457). Made here and nowhere else.
#pragma once
#include <string_view>

#include "http/route.h"

namespace gh::http {

inline constexpr std::string_view kProblemType = "application/problem+json";
// Seconds told to a client where a 429 or 503 says nothing of its own.
inline constexpr int kRetryAfterSeconds = 1;

// The stable identifier of a kind: "urn:guildhall:problem:condition-failed".
std::string problem_type(const ProblemKind& kind);

// Members: type, code, title (in the request's language), title_zh, title_en, status, instance (the request id) and
// errors[] with field, rule, clause, says {zh, en}. `detail` stays in the log. Sets Retry-After for 429 and 503, and
// WWW-Authenticate for 401.
Response problem_response(const Problem& problem, const Request& request);

}  // namespace gh::http
