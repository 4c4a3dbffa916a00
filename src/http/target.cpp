// Splits and decodes the request target.
#include "http/target.h"

#include <algorithm>

#include "base/text.h"

namespace gh::http {

namespace {

[[noreturn]] void refuse(std::string field, std::string rule, std::string zh, std::string en) {
  throw Problem(ProblemCode::kMalformed,
                FieldError{std::move(field), std::move(rule), "", Text{std::move(zh), std::move(en)}});
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void check_text(const std::string& decoded, const std::string& field) {
  if (!is_utf8(decoded)) refuse(field, "utf-8", "网址不是有效的 UTF-8", "the address is not valid UTF-8");
  const bool control =
      std::any_of(decoded.begin(), decoded.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  if (control) refuse(field, "control-character", "网址含控制字符", "the address contains a control character");
}

void decode(std::string_view encoded, bool plus_is_space, std::string& out, const std::string& field) {
  if (!percent_decode(encoded, plus_is_space, out))
    refuse(field, "percent-encoding", "网址中的 % 编码有误", "a percent escape of the address is wrong");
  check_text(out, field);
}

// The path of an absolute form ("http://city.example/api"), or the target itself.
std::string_view origin_form(std::string_view target) {
  if (target.starts_with('/')) return target;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t path = target.find_first_of("/?", scheme.size());
    if (path != std::string_view::npos && target[path] == '/') return target.substr(path);
    break;
  }
  refuse("", "target-form", "请求网址的形式不支持", "this form of request target is not served");
}

void append_part(std::string_view part, bool last, std::string& path) {
  if (part.empty() && !last) refuse("", "empty-part", "网址路径含空段", "the path has an empty part");
  std::string decoded;
  decode(part, false, decoded, "");
  if (decoded == "." || decoded == "..")
    refuse("", "path-traversal", "网址路径不得含 . 或 ..", "the path must not contain . or ..");
  if (decoded.find_first_of("/\\") != std::string::npos)
    refuse("", "encoded-separator", "网址路径段不得含斜杠", "a part of the path must not contain a slash");
  path += '/';
  path += decoded;
}

void read_path(std::string_view raw, std::string& path) {
  path.clear();
  raw.remove_prefix(1);
  for (std::size_t parts = 0;; ++parts) {
    if (parts == kPathPartsMax) refuse("", "too-many", "网址路径段过多", "the path has too many parts");
    const std::size_t end = raw.find('/');
    append_part(raw.substr(0, end), end == std::string_view::npos, path);
    if (end == std::string_view::npos) return;
    raw.remove_prefix(end + 1);
  }
}

void read_query(std::string_view raw, NamedValues& query) {
  std::string name;
  std::string value;
  while (!raw.empty()) {
    const std::size_t end = raw.find('&');
    const std::string_view member = raw.substr(0, end);
    raw = end == std::string_view::npos ? std::string_view{} : raw.substr(end + 1);
    if (member.empty()) continue;
    if (query.size() == kQueryMembersMax) refuse("", "too-many", "查询参数过多", "there are too many query members");
    const std::size_t equals = member.find('=');
    decode(member.substr(0, equals), true, name, "/query");
    decode(equals == std::string_view::npos ? std::string_view{} : member.substr(equals + 1), true, value,
           "/query/" + name);
    if (query.has(name))
      refuse("/query/" + name, "repeated", "查询参数重复：" + name, "the query member is repeated: " + name);
    query.add(name, value);
  }
}

bool is_plain_path(std::string_view raw) {
  // Nothing that decoding or checking could change or refuse: the common case takes no second string.
  char before = '/';
  for (std::size_t i = 1; i < raw.size(); ++i) {
    const char c = raw[i];
    const bool word =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    if (!word && !(c == '/' && before != '/')) return false;
    before = c;
  }
  return raw.size() > 1 && static_cast<std::size_t>(std::count(raw.begin(), raw.end(), '/')) <= kPathPartsMax;
}

}  // namespace

bool percent_decode(std::string_view encoded, bool plus_is_space, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    if (encoded[i] == '%') {
      if (i + 2 >= encoded.size()) return false;
      const int high = hex_digit(encoded[i + 1]);
      const int low = hex_digit(encoded[i + 2]);
      if (high < 0 || low < 0) return false;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += plus_is_space && encoded[i] == '+' ? ' ' : encoded[i];
    }
  }
  return true;
}

void read_target(Request& request) {
  std::string_view target = origin_form(request.target);
  if (target.find('#') != std::string_view::npos)
    refuse("", "target-form", "请求网址不得含 #", "a request target has no fragment");
  const std::size_t question = target.find('?');
  const std::string_view path = target.substr(0, question);
  if (is_plain_path(path)) {
    request.path = path;
  } else {
    read_path(path, request.path);
  }
  request.query.clear();
  if (question != std::string_view::npos) read_query(target.substr(question + 1), request.query);
}

}  // namespace gh::http
