// The usual answers.
#include <boost/json/serialize.hpp>

#include "base/digest.h"
#include "http/route.h"

namespace gh::http {

Response ok(const json::value& value) {
  Response response;
  response.body = json::serialize(value);
  return response;
}

Response created(std::string location, const json::value& value) {
  Response response = ok(value);
  response.status = 201;
  response.headers.emplace_back("Location", std::move(location));
  return response;
}

Response no_content() {
  Response response;
  response.status = 204;
  response.content_type.clear();
  return response;
}

std::string etag_of(std::string_view bytes) {
  const Digest digest = sha256(bytes);
  // 128 bits tell any two bodies apart.
  return '"' + base64url(bytes_of(digest).substr(0, 16)) + '"';
}

bool none_match_has(const Request& request, std::string_view etag) {
  std::string_view list = request.header("if-none-match");
  if (list == "*") return true;
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  while (!list.empty()) {
    const std::size_t end = list.find(',');
    std::string_view tag = list.substr(0, end);
    list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
    while (!tag.empty() && tag.front() == ' ') tag.remove_prefix(1);
    while (!tag.empty() && tag.back() == ' ') tag.remove_suffix(1);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag) return true;
  }
  return false;
}

Response ok_with_etag(const Request& request, const json::value& value) {
  Response response = ok(value);
  std::string etag = etag_of(response.body);
  if (none_match_has(request, etag)) {
    response.status = 304;
    response.body.clear();
    response.content_type.clear();
  }
  response.headers.emplace_back("ETag", std::move(etag));
  return response;
}

Response text_response(std::string body, std::string content_type) {
  Response response;
  response.body = std::move(body);
  response.content_type = std::move(content_type);
  return response;
}

}  // namespace gh::http
