// UTF-8, the bigrams of the search index, and percent-encoding.
#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace gh {
namespace {

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// How many bytes of ASCII the text, which begins with one, begins with at least; eight are looked at in one go.
std::size_t ascii_length(std::string_view bytes) {
  std::size_t length = 1;
  for (std::uint64_t eight = 0; length + sizeof eight <= bytes.size(); length += sizeof eight) {
    std::memcpy(&eight, bytes.data() + length, sizeof eight);
    if ((eight & 0x8080808080808080U) != 0) break;
  }
  return length;
}

// Length in bytes of the well-formed sequence that starts at `at`, or 0 (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : static_cast<unsigned char>(0);
  };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return is_continuation(byte(1)) ? 2 : 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  if (byte(1) < low || byte(1) > high || !is_continuation(byte(2))) return 0;
  if (lead < 0xF0) return 3;
  return is_continuation(byte(3)) ? 4 : 0;
}

char32_t decode(std::string_view sequence) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
  if (sequence.size() == 1) return byte(0);
  char32_t point = byte(0) & (0xFFU >> (sequence.size() + 1));
  for (std::size_t i = 1; i < sequence.size(); ++i) point = (point << 6) | (byte(i) & 0x3FU);
  return point;
}

struct Range {
  char32_t first;
  char32_t last;
};

// Blocks that hold spaces, punctuation and symbols and no letters (Unicode 15), ascending. ASCII is told apart below.
constexpr Range kSeparators[] = {
    {0x80, 0xA9},     {0xAB, 0xB1},     {0xB4, 0xB4},       {0xB6, 0xB8},     {0xBB, 0xBB},     {0xBF, 0xBF},
    {0xD7, 0xD7},     {0xF7, 0xF7},     {0x55A, 0x55F},     {0x589, 0x58A},   {0x5BE, 0x5BE},   {0x60C, 0x60D},
    {0x61B, 0x61F},   {0x66A, 0x66D},   {0x964, 0x965},     {0x1680, 0x1680}, {0x1800, 0x180E}, {0x2000, 0x206F},
    {0x207A, 0x207E}, {0x208A, 0x208E}, {0x20A0, 0x20CF},   {0x2190, 0x245F}, {0x2500, 0x2BFF}, {0x2E00, 0x2E7F},
    {0x2FF0, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030},   {0x303D, 0x303F}, {0x30A0, 0x30A0}, {0x30FB, 0x30FB},
    {0xFE00, 0xFE1F}, {0xFE30, 0xFE6F}, {0xFEFF, 0xFEFF},   {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40},
    {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0xE0000, 0xE0FFF},
};

bool is_separator(char32_t point) {
  if (point < 0x80) {
    const char32_t lower = point | 0x20;
    return !((point >= '0' && point <= '9') || (lower >= 'a' && lower <= 'z'));
  }
  const auto* after = std::upper_bound(std::begin(kSeparators), std::end(kSeparators), point,
                                       [](char32_t value, const Range& range) { return value < range.first; });
  return after != std::begin(kSeparators) && point <= std::prev(after)->last;
}

// The character as the index spells it: full-width forms as ASCII (people type both), ASCII letters in lower case.
std::string folded(char32_t point, std::string_view sequence) {
  if (point >= 0xFF01 && point <= 0xFF5E) point -= 0xFEE0;
  if (point >= 0x80) return std::string(sequence);
  if (point >= 'A' && point <= 'Z') point += 'a' - 'A';
  return std::string(1, static_cast<char>(point));
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      at += ascii_length(bytes.substr(at));
      continue;
    }
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::size_t code_points(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return !is_continuation(static_cast<unsigned char>(c)); }));
}

std::vector<std::string> bigrams(std::string_view utf8) {
  std::vector<std::string> out;
  std::string previous;  // last character of the run, empty between runs
  std::size_t run_length = 0;
  const auto end_run = [&] {
    if (run_length == 1) out.push_back(previous);
    previous.clear();
    run_length = 0;
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t length = sequence_length(utf8, at);
    const std::string_view sequence = utf8.substr(at, std::max<std::size_t>(length, 1));
    at += sequence.size();
    const char32_t point = length == 0 ? 0 : decode(sequence);
    if (is_separator(point)) {
      end_run();
      continue;
    }
    std::string character = folded(point, sequence);
    if (run_length > 0) out.push_back(previous + character);
    previous = std::move(character);
    ++run_length;
  }
  end_run();
  return out;
}

std::string url_encode(std::string_view bytes) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  out.reserve(bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const int lower = byte | 0x20;
    const bool unreserved = (lower >= 'a' && lower <= 'z' && byte < 0x80) || (byte >= '0' && byte <= '9') ||
                            byte == '-' || byte == '.' || byte == '_' || byte == '~';
    if (unreserved) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

}  // namespace gh
