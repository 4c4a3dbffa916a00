// The bytes before a body: status line and header lines.
#pragma once
#include <string>
#include <string_view>

#include "http/exchange.h"

namespace gh::http {

// Header lines that every answer carries: what browsers may do with it. `pages`: HTML and other files rather than data.
std::string security_headers(bool pages, bool behind_tls);

// "HTTP/1.1 200 OK\r\n…\r\n\r\n" appended to `out`. `date` is an IMF-fixdate. An event stream has no length and closes.
void append_head(std::string& out, const Answer& answer, std::string_view request_id, std::string_view date,
                 bool keep_alive);

// False when a header would break out of its line.
bool is_header_safe(std::string_view name, std::string_view value);

// "Mon, 21 Sep 2026 08:00:00 GMT" (RFC 9110 §5.6.7).
std::string http_date(Instant instant);

// "Not Found"; "" for a status without a customary phrase.
std::string_view reason_of(int status);

}  // namespace gh::http
