// Renders refusals.
#include "http/problem_json.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace gh::http {

namespace {

json::array errors_json(const std::vector<FieldError>& errors) {
  json::array out;
  out.reserve(errors.size());
  for (const FieldError& error : errors) {
    const std::string& english = error.says.en.empty() ? error.says.zh : error.says.en;
    out.push_back(json::object{{"field", error.field},
                               {"rule", error.rule},
                               {"clause", error.clause},
                               {"says", json::object{{"zh", error.says.zh}, {"en", english}}}});
  }
  return out;
}

}  // namespace

std::string problem_type(const ProblemKind& kind) { return "urn:guildhall:problem:" + std::string(kind.name); }

Response problem_response(const Problem& problem, const Request& request) {
  const ProblemKind& kind = kind_of(problem.code());
  json::object body{{"type", problem_type(kind)},
                    {"code", kind.name},
                    {"title", request.wants_english() ? kind.title_en : kind.title_zh},
                    {"title_zh", kind.title_zh},
                    {"title_en", kind.title_en},
                    {"status", kind.status},
                    {"instance", request.request_id},
                    {"errors", errors_json(problem.errors())}};
  Response response;
  response.status = kind.status;
  response.content_type = kProblemType;
  response.body = json::serialize(body);
  int seconds = problem.retry_after_seconds();
  if (seconds == 0 && (kind.status == 429 || kind.status == 503)) seconds = kRetryAfterSeconds;
  if (seconds > 0) response.headers.emplace_back("Retry-After", std::to_string(seconds));
  if (kind.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"guildhall\"");
  return response;
}

}  // namespace gh::http
