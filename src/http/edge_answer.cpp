// The second half of the pipeline: from what a handler gave or threw to what goes out, and what is kept of it.
#include <algorithm>

#include "base/assert.h"
#include "http/accept.h"
#include "http/access.h"
#include "http/compression.h"
#include "http/edge.h"
#include "http/problem_json.h"
#include "http/response_head.h"
#include "store/db.h"

namespace gh::http {

namespace {

constexpr std::string_view kNoStore = "Cache-Control: no-store\r\n";
constexpr std::string_view kAskAnew =
    "Cache-Control: no-cache\r\nVary: Accept-Encoding, Accept-Language, Cookie, Authorization\r\n";

bool has_header(const Response& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [name](const auto& header) { return header.first == name; });
}

}  // namespace

void Edge::finish(Exchange& exchange) {
  if (exchange.fault) render_fault(exchange);
  try {
    dress(exchange);
  } catch (...) {
    exchange.fault = std::current_exception();
    exchange.answer.stream.reset();
    render_fault(exchange);
    dress(exchange);
  }
  record(exchange);
}

// The page says to people what the document says to programs, under the same status and headers.
Response Edge::refusal(const Problem& problem, const Request& request) const {
  Response response = problem_response(problem, request);
  if (!parts_.problem_page) return response;
  auto page = parts_.problem_page(problem, request);
  if (!page) return response;
  for (auto& header : response.headers) page->headers.push_back(std::move(header));
  page->status = response.status;
  return std::move(*page);
}

void Edge::render_fault(Exchange& exchange) {
  const std::string_view route = exchange.route == nullptr ? std::string_view{} : exchange.route->path;
  const Request& request = exchange.request;
  Response& response = exchange.answer.response;
  std::string detail;
  try {
    std::rethrow_exception(exchange.fault);
  } catch (const Problem& problem) {
    response = refusal(problem, request);
    detail = problem.detail();
  } catch (const store::UniqueViolation& violation) {
    // Two acts took the same name or number at once, and no module had a better word for it.
    response = refusal(Problem(ProblemCode::kConflict), request);
    detail = violation.what();
  } catch (const std::exception& error) {
    response = refusal(Problem(ProblemCode::kInternal), request);
    detail = error.what();
  } catch (...) {
    response = refusal(Problem(ProblemCode::kInternal), request);
    detail = "something that is no exception was thrown";
  }
  if (parts_.log != nullptr && !detail.empty())
    parts_.log->trouble(request.now, request.request_id, route, response.status, detail);
}

void Edge::dress(Exchange& exchange) const {
  Answer& answer = exchange.answer;
  Response& response = answer.response;
  for (const auto& [name, value] : response.headers) GH_ASSERT(is_header_safe(name, value));
  GH_ASSERT(response.content_type.empty() || is_header_safe("Content-Type", response.content_type));
  if (answer.fixed_headers.empty())
    answer.fixed_headers = response.content_type.starts_with("text/html") ? page_headers_ : api_headers_;
  if (has_header(response, "Cache-Control")) {
    answer.cache_control = {};
  } else {
    answer.cache_control = has_credentials(exchange.request) || response.status >= 400 ? kNoStore : kAskAnew;
  }
  compress(exchange);
}

void Edge::compress(Exchange& exchange) const {
  Response& response = exchange.answer.response;
  const bool worthwhile = response.bytes().size() >= options_.gzip_min_bytes && !exchange.answer.stream &&
                          is_compressible(response.content_type) && !has_header(response, "Content-Encoding");
  if (!worthwhile || !accepts_coding(exchange.request.header("accept-encoding"), "gzip")) return;
  response.body = gzip(response.bytes(), options_.gzip_level);
  response.shared_body.reset();
  for (auto& [name, value] : response.headers) {
    // Other bytes than the tag was made of: it may only be compared weakly.
    if (name == "ETag" && !value.starts_with("W/")) value.insert(0, "W/");
  }
  response.headers.emplace_back("Content-Encoding", "gzip");
}

void Edge::record(const Exchange& exchange) const {
  const auto took = std::chrono::steady_clock::now() - exchange.started;
  const Response& response = exchange.answer.response;
  const double seconds = std::chrono::duration<double>(took).count();
  if (parts_.metrics != nullptr) parts_.metrics->answered(exchange.series, response.status, seconds);
  if (parts_.log == nullptr) return;
  RequestLine line;
  line.at = exchange.request.now;
  line.request_id = exchange.request.request_id;
  line.method = exchange.request.method;
  line.route = exchange.route == nullptr ? std::string_view{} : exchange.route->path;
  line.status = response.status;
  line.milliseconds = seconds * 1000;
  line.bytes = exchange.answer.head_only ? 0 : response.bytes().size();
  if (exchange.request.caller && exchange.request.caller->office) line.office = *exchange.request.caller->office;
  parts_.log->request(line);
}

}  // namespace gh::http
