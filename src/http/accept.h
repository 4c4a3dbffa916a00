// What a client says it takes: language, content coding, media type of its body.
#pragma once
#include <string_view>

namespace gh::http {

// True when Accept-Language gives any English range a higher weight than any Chinese one. Chinese otherwise, also for
// "*" and for what can't be read.
bool prefers_english(std::string_view accept_language);

// True when Accept-Encoding takes `coding` ("gzip", "br") with a weight above 0; "*" stands for every coding.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

// True for application/json with any parameters, case aside.
bool is_json_type(std::string_view content_type);

}  // namespace gh::http
