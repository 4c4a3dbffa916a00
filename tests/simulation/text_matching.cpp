#include "simulation/text_matching.h"

#include <stdexcept>
#include <vector>

namespace gh::simulation {
namespace {

constexpr int kRepeatsMax = 6;  // of what may repeat without end
constexpr std::u32string_view kCharacters =
    U"行业协会服务管理标准培训调研统计自律规范市区镇企业发展资金年度报告检查项目公众技术中心";

class Writer {
 public:
  Writer(std::u32string pattern, Dice& dice) : pattern_(std::move(pattern)), dice_(dice) {}

  std::u32string write() {
    std::u32string out = alternatives();
    if (at_ != pattern_.size()) throw std::runtime_error("a pattern that the simulation can't write");
    return out;
  }

 private:
  bool at(char32_t point) const { return at_ < pattern_.size() && pattern_[at_] == point; }
  bool take(char32_t point) {
    if (!at(point)) return false;
    ++at_;
    return true;
  }

  std::u32string alternatives() {
    std::vector<std::u32string> ways{sequence()};
    while (take(U'|')) ways.push_back(sequence());
    return dice_.of(ways);
  }

  std::u32string sequence() {
    std::u32string out;
    while (at_ < pattern_.size() && !at(U'|') && !at(U')')) {
      if (take(U'^') || take(U'$')) continue;
      const std::size_t piece = at_;
      std::u32string once = one_piece();
      const int times = repeats();
      const std::size_t end = at_;
      for (int i = 0; i < times; ++i) {
        if (i > 0) {
          at_ = piece;
          once = one_piece();
        }
        out += once;
      }
      at_ = end;
    }
    return out;
  }

  std::u32string one_piece() {
    if (take(U'(')) {
      std::u32string out = alternatives();
      if (!take(U')')) throw std::runtime_error("a group without its end");
      return out;
    }
    if (take(U'[')) return std::u32string(1, one_of_class());
    if (take(U'.')) return std::u32string(1, kCharacters[dice_.index(kCharacters.size())]);
    if (at(U'\\') || at(U'*') || at(U'+') || at(U'?')) throw std::runtime_error("an unknown sign in a pattern");
    return std::u32string(1, pattern_[at_++]);
  }

  char32_t one_of_class() {
    std::u32string members;
    while (at_ < pattern_.size() && !at(U']')) {
      const char32_t first = pattern_[at_++];
      if (at(U'-') && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != U']') {
        for (char32_t point = first; point <= pattern_[at_ + 1]; ++point) members += point;
        at_ += 2;
      } else {
        members += first;
      }
    }
    if (!take(U']') || members.empty()) throw std::runtime_error("a class without its end");
    return members[dice_.index(members.size())];
  }

  int number() {
    int out = 0;
    while (at_ < pattern_.size() && pattern_[at_] >= U'0' && pattern_[at_] <= U'9')
      out = out * 10 + static_cast<int>(pattern_[at_++] - U'0');
    return out;
  }

  int repeats() {
    if (take(U'*')) return static_cast<int>(dice_.between(0, kRepeatsMax));
    if (take(U'+')) return static_cast<int>(dice_.between(1, kRepeatsMax));
    if (take(U'?')) return static_cast<int>(dice_.between(0, 1));
    if (!take(U'{')) return 1;
    const int least = number();
    const int most = take(U',') ? number() : least;
    if (!take(U'}')) throw std::runtime_error("a count without its end");
    return static_cast<int>(dice_.between(least, most));
  }

  std::u32string pattern_;
  Dice& dice_;
  std::size_t at_ = 0;
};

}  // namespace

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    for (std::size_t k = 1; k < size && i + k < text.size(); ++k)
      point = (point << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    out += point;
    i += size;
  }
  return out;
}

std::string utf8(const std::u32string& points) {
  std::string out;
  for (const char32_t point : points) {
    if (point < 0x80) {
      out += static_cast<char>(point);
    } else if (point < 0x800) {
      out += static_cast<char>(0xC0U | (point >> 6U));
      out += static_cast<char>(0x80U | (point & 0x3FU));
    } else if (point < 0x10000) {
      out += static_cast<char>(0xE0U | (point >> 12U));
      out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
      out += static_cast<char>(0x80U | (point & 0x3FU));
    } else {
      out += static_cast<char>(0xF0U | (point >> 18U));
      out += static_cast<char>(0x80U | ((point >> 12U) & 0x3FU));
      out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
      out += static_cast<char>(0x80U | (point & 0x3FU));
    }
  }
  return out;
}

std::string text_matching(std::string_view pattern, Dice& dice) {
  return utf8(Writer(code_points(pattern), dice).write());
}

std::string chinese_text(std::size_t characters, Dice& dice) {
  std::u32string out;
  for (std::size_t i = 0; i < characters; ++i) out += kCharacters[dice.index(kCharacters.size())];
  return utf8(out);
}

}  // namespace gh::simulation
