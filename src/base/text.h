// Text for people, in both languages of the house, and what every text from outside must be.
#pragma once
#include <boost/describe/class.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace gh {

// The same sentence in Chinese and English. Chinese comes first everywhere; an empty English text falls back to it.
struct Text {
  std::string zh;
  std::string en;
  bool operator==(const Text&) const = default;
};
BOOST_DESCRIBE_STRUCT(Text, (), (zh, en))

// True for well-formed UTF-8 without surrogates or overlong forms (Unicode 15, table 3-7).
bool is_utf8(std::string_view bytes);

// Number of code points of well-formed UTF-8.
std::size_t code_points(std::string_view utf8);

// The overlapping pairs of characters that the search index keeps, lower-cased for ASCII; spaces and punctuation
// separate. A lone character stands for itself. "佛山陶瓷" gives 佛山 山陶 陶瓷.
std::vector<std::string> bigrams(std::string_view utf8);

// Percent-encodes all but the unreserved characters of RFC 3986.
std::string url_encode(std::string_view bytes);

}  // namespace gh
