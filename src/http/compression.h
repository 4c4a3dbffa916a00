// gzip and brotli of bytes in memory.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gh::http {

// level 1 (quick) to 9 (small). Bug when zlib has no memory.
std::string gzip(std::string_view bytes, int level);
// quality 0 to 11; nothing when the encoder gives up.
std::optional<std::string> brotli(std::string_view bytes, int quality);
// True for media types whose bytes get shorter: text, JSON, JavaScript, SVG, XML, WebAssembly.
bool is_compressible(std::string_view content_type);

}  // namespace gh::http
