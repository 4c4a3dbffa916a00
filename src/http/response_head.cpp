// Writes heads of answers.
#include "http/response_head.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gh::http {

namespace {

void append_number(std::string& out, std::size_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end.ptr);
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

// 1xx, 204 and 304 have no body and no length of one.
bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

std::string security_headers(bool pages, bool behind_tls) {
  std::string lines;
  // Charts and widgets set style attributes; scripts, style sheets and frames come from the house alone.
  append_line(lines, "Content-Security-Policy",
              pages ? "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
                      "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
                      "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                    : "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  append_line(lines, "X-Content-Type-Options", "nosniff");
  append_line(lines, "X-Frame-Options", "DENY");
  append_line(lines, "Referrer-Policy", "same-origin");
  append_line(lines, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  append_line(lines, "Cross-Origin-Opener-Policy", "same-origin");
  append_line(lines, "Cross-Origin-Resource-Policy", "same-origin");
  if (behind_tls) append_line(lines, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  return lines;
}

void append_head(std::string& out, const Answer& answer, std::string_view request_id, std::string_view date,
                 bool keep_alive) {
  const Response& response = answer.response;
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<std::size_t>(response.status));
  out.append(" ").append(reason_of(response.status)).append("\r\n");
  append_line(out, "Date", date);
  if (!request_id.empty()) append_line(out, "X-Request-Id", request_id);
  if (!response.content_type.empty()) append_line(out, "Content-Type", response.content_type);
  for (const auto& [name, value] : response.headers) append_line(out, name, value);
  out.append(answer.cache_control).append(answer.fixed_headers);
  if (!answer.stream && has_body(response.status)) {
    out.append("Content-Length: ");
    append_number(out, response.bytes().size());
    out.append("\r\n");
  }
  // Keeping alive is what HTTP/1.1 does unsaid.
  if (!keep_alive || answer.stream) out.append("Connection: close\r\n");
  out.append("\r\n");
}

bool is_header_safe(std::string_view name, std::string_view value) {
  const auto token = [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  const auto text = [](unsigned char c) { return c >= 0x20 && c != 0x7f; };
  return !name.empty() && std::all_of(name.begin(), name.end(), token) && std::all_of(value.begin(), value.end(), text);
}

std::string http_date(Instant instant) {
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(instant - day)};
  const auto two = [](long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::string(kDays[std::chrono::weekday{day}.c_encoding()]) + ", " +
         two(static_cast<long>(static_cast<unsigned>(date.day()))) + " " +
         kMonths[static_cast<unsigned>(date.month()) - 1] + " " + std::to_string(static_cast<int>(date.year())) + " " +
         two(time.hours().count()) + ":" + two(time.minutes().count()) + ":" + two(time.seconds().count()) + " GMT";
}

std::string_view reason_of(int status) {
  switch (status) {
    case 100:
      return "Continue";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 423:
      return "Locked";
    case 429:
      return "Too Many Requests";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "";
  }
}

}  // namespace gh::http
