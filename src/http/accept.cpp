// Reads Accept-Language, Accept-Encoding and Content-Type.
#include "http/accept.h"

#include <algorithm>
#include <cctype>

namespace gh::http {

namespace {

// A header is cut to the header limit before; this bounds the work of odd ones.
constexpr int kListMembersMax = 32;

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool equal_fold(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// "q=0.35" in thousandths; -1 for what is no weight.
int weight_of(std::string_view parameter) {
  parameter = trim(parameter);
  if (parameter.size() < 3 || (parameter[0] != 'q' && parameter[0] != 'Q') || parameter[1] != '=') return -1;
  parameter.remove_prefix(2);
  if (parameter[0] == '1') return 1000;
  if (parameter[0] != '0') return -1;
  int weight = 0;
  int scale = 100;
  for (std::size_t i = 2; i < parameter.size() && scale > 0; ++i, scale /= 10) {
    if (parameter[i] < '0' || parameter[i] > '9') return -1;
    weight += (parameter[i] - '0') * scale;
  }
  return weight;
}

// Calls back with each member of the list and its weight in thousandths (1000 where none is given).
template <class Take>
void each_member(std::string_view list, Take take) {
  for (int members = 0; !list.empty() && members < kListMembersMax; ++members) {
    const std::size_t end = list.find(',');
    std::string_view member = list.substr(0, end);
    list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
    int weight = 1000;
    const std::size_t parameters = member.find(';');
    if (parameters != std::string_view::npos) {
      const int given = weight_of(member.substr(parameters + 1));
      if (given >= 0) weight = given;
      member = member.substr(0, parameters);
    }
    take(trim(member), weight);
  }
}

bool is_language(std::string_view range, std::string_view language) {
  return equal_fold(range.substr(0, language.size()), language) &&
         (range.size() == language.size() || range[language.size()] == '-');
}

}  // namespace

bool prefers_english(std::string_view accept_language) {
  int english = 0;
  int chinese = 0;
  int order = 0;  // an earlier member wins among equals
  each_member(accept_language, [&](std::string_view range, int weight) {
    const int rank = weight == 0 ? 0 : weight * kListMembersMax - order;
    if (is_language(range, "en")) english = std::max(english, rank);
    if (is_language(range, "zh")) chinese = std::max(chinese, rank);
    ++order;
  });
  return english > chinese;
}

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
  int named = -1;
  int any = -1;
  each_member(accept_encoding, [&](std::string_view member, int weight) {
    if (equal_fold(member, coding)) named = weight;
    if (member == "*") any = weight;
  });
  return named >= 0 ? named > 0 : any > 0;
}

bool is_json_type(std::string_view content_type) {
  return equal_fold(trim(content_type.substr(0, content_type.find(';'))), "application/json");
}

}  // namespace gh::http
