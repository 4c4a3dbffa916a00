#include "scenarios/client.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace gh::scenarios {
namespace {

constexpr long kPatienceSeconds = 60;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& answer = *static_cast<Answer*>(into);
  std::string line(bytes, size * count);
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.pop_back();
  if (line.empty() && answer.headers["content-type"].starts_with("text/event-stream")) return 0;
  if (const std::size_t colon = line.find(": "); colon != std::string::npos)
    answer.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
  return size * count;
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* into) {
  static_cast<Answer*>(into)->body.append(bytes, size * count);
  return size * count;
}

}  // namespace

struct Client::Handle {
  Handle() : curl(curl_easy_init()) {
    if (curl == nullptr) throw std::runtime_error("no libcurl");
  }
  ~Handle() { curl_easy_cleanup(curl); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  CURL* curl;
};

bool Answer::is_json() const {
  const auto type = headers.find("content-type");
  return type != headers.end() && type->second.find("json") != std::string::npos;
}

json::value Answer::content() const { return is_json() ? parse_json(body) : json::value(nullptr); }

std::string Answer::shown() const { return std::to_string(status) + " " + body.substr(0, 2000); }

Client::Client(std::uint16_t port)
    : handle_(std::make_unique<Handle>()), base_("http://127.0.0.1:" + std::to_string(port)) {}
Client::~Client() = default;

Answer Client::call(const Call& asked) {
  CURL* curl = handle_->curl;
  curl_easy_reset(curl);
  Answer answer;
  curl_slist* headers = nullptr;
  const auto add = [&](const std::string& line) { headers = curl_slist_append(headers, line.c_str()); };
  for (const auto& [name, value] : asked.headers) add(name + ": " + value);
  add(asked.body.empty() ? "Content-Type:" : "Content-Type: " + asked.content_type);
  add("Expect:");
  const std::string url = base_ + asked.target;
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, asked.method.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, kPatienceSeconds);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  if (asked.method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  if (asked.method != "GET" && asked.method != "HEAD") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, asked.body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(asked.body.size()));
  }
  const CURLcode code = curl_easy_perform(curl);
  curl_slist_free_all(headers);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  const bool left_stream = code == CURLE_WRITE_ERROR && answer.headers["content-type"].starts_with("text/event-stream");
  if (code != CURLE_OK && !left_stream)
    throw std::runtime_error(asked.method + " " + asked.target + ": " + curl_easy_strerror(code));
  return answer;
}

std::string encoded(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
  return out;
}

}  // namespace gh::scenarios
