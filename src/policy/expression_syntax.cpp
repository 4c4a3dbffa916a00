#include "policy/expression_syntax.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <set>

namespace gh::policy {
namespace {

enum class TokenKind { kName, kKeyword, kNumber, kString, kSymbol, kEnd };
struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view text;  // of a string: what stands between the quotes, escapes unread
};

constexpr std::array<std::string_view, 22> kKeywords = {
    "and", "break", "do",  "else", "elseif", "end",    "false",  "for",  "function", "goto",  "if",
    "in",  "local", "nil", "not",  "or",     "repeat", "return", "then", "true",     "until", "while"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_symbol(const Token& token, std::string_view symbol) {
  return token.kind == TokenKind::kSymbol && token.text == symbol;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> tokens() {
    std::vector<Token> out;
    while (true) {
      out.push_back(next());
      if (out.back().kind == TokenKind::kEnd) return out;
    }
  }

 private:
  char at(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  Token take(TokenKind kind, std::size_t size) {
    const Token token{kind, text_.substr(at_, size)};
    at_ += token.text.size();
    return token;
  }

  // Length of the opening bracket of a long string or comment, or 0.
  std::size_t long_bracket(std::size_t ahead) const {
    if (at(ahead) != '[') return 0;
    std::size_t size = 1;
    while (at(ahead + size) == '=') ++size;
    return at(ahead + size) == '[' ? size + 1 : 0;
  }

  std::string_view long_text(std::size_t ahead, std::size_t bracket) {
    const std::string closing = "]" + std::string(bracket - 2, '=') + "]";
    const std::size_t begin = at_ + ahead + bracket;
    const std::size_t end = std::min(text_.find(closing, begin), text_.size());
    at_ = std::min(end + closing.size(), text_.size());
    return text_.substr(begin, end - begin);
  }

  void skip_blank() {
    while (at_ < text_.size()) {
      if (std::string_view(" \t\r\n\f\v").find(text_[at_]) != std::string_view::npos) {
        ++at_;
      } else if (at(0) == '-' && at(1) == '-') {
        if (const std::size_t bracket = long_bracket(2)) {
          long_text(2, bracket);
        } else {
          at_ = std::min(text_.find('\n', at_), text_.size());
        }
      } else {
        return;
      }
    }
  }

  Token quoted() {
    const char quote = text_[at_];
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote) end += text_[end] == '\\' ? 2 : 1;
    end = std::min(end, text_.size());
    const Token token{TokenKind::kString, text_.substr(at_ + 1, end - at_ - 1)};
    at_ = std::min(end + 1, text_.size());
    return token;
  }

  Token number() {
    std::size_t size = 1;
    while (is_letter(at(size)) || is_digit(at(size)) || at(size) == '.' ||
           ((at(size) == '+' || at(size) == '-') && std::string_view("eEpP").find(at(size - 1)) < 4 &&
            (at(1) != 'x' || std::string_view("pP").find(at(size - 1)) < 2))) {
      ++size;
    }
    return take(TokenKind::kNumber, size);
  }

  Token next() {
    skip_blank();
    if (at_ >= text_.size()) return {};
    if (is_letter(at(0))) {
      std::size_t size = 1;
      while (is_letter(at(size)) || is_digit(at(size))) ++size;
      Token token = take(TokenKind::kName, size);
      if (std::find(kKeywords.begin(), kKeywords.end(), token.text) != kKeywords.end())
        token.kind = TokenKind::kKeyword;
      return token;
    }
    if (is_digit(at(0)) || (at(0) == '.' && is_digit(at(1)))) return number();
    if (at(0) == '"' || at(0) == '\'') return quoted();
    if (const std::size_t bracket = long_bracket(0)) return {TokenKind::kString, long_text(0, bracket)};
    for (const std::string_view symbol : {"...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"}) {
      if (text_.substr(at_).starts_with(symbol)) return take(TokenKind::kSymbol, symbol.size());
    }
    return take(TokenKind::kSymbol, 1);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_whole(std::string_view number) {
  if (number.starts_with("0x") || number.starts_with("0X"))
    return number.find_first_of(".pP") == std::string_view::npos && number.size() <= 18;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  return error == std::errc() && end == number.data() + number.size();
}

std::string refusal(const Token& token) {
  if (token.kind == TokenKind::kNumber && !is_whole(token.text))
    return "'" + std::string(token.text) + "' is no whole number of 64 bits; numbers that decide have no fractions";
  if (token.kind == TokenKind::kKeyword && token.text == "goto") return "goto isn't offered";
  if (token.kind != TokenKind::kSymbol) return "";
  if (token.text == "/") return "'/' gives fractions; use //, ceil_div or scale";
  if (token.text == "^") return "'^' gives fractions; multiply instead";
  if (token.text == ":" || token.text == "::") return "method calls and labels aren't offered";
  return "";
}

// Names bound inside the expression: parameters of functions, locals, loop variables. They aren't free anywhere in it:
// that an outer name of the same spelling is meant elsewhere isn't worth a full parser.
std::set<std::string_view> bound_names(const std::vector<Token>& tokens) {
  std::set<std::string_view> out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::kKeyword) continue;
    const std::string_view word = tokens[i].text;
    if (word != "function" && word != "local" && word != "for") continue;
    std::size_t next = i + 1;
    if (word == "local" && tokens[next].text == "function") ++next;
    for (; tokens[next].kind == TokenKind::kName || is_symbol(tokens[next], ",") || is_symbol(tokens[next], "(");
         ++next) {
      // `local a, b = f(…)`: what follows the = isn't bound; `local x` ends at the next name without a comma.
      if (tokens[next].kind == TokenKind::kName) {
        out.insert(tokens[next].text);
        if (!is_symbol(tokens[next + 1], ",") && !is_symbol(tokens[next + 1], "(")) break;
      }
    }
  }
  return out;
}

bool is_table_key(const std::vector<Token>& tokens, std::size_t i) {
  if (i == 0 || !is_symbol(tokens[i + 1], "=")) return false;
  const Token& before = tokens[i - 1];
  return is_symbol(before, "{") || is_symbol(before, ",") || is_symbol(before, ";");
}

// The name at `i` with the constant part of its path.
std::string path_from(const std::vector<Token>& tokens, std::size_t i) {
  std::string path(tokens[i].text);
  while (true) {
    const Token& next = tokens[i + 1];
    if (is_symbol(next, ".") && tokens[i + 2].kind == TokenKind::kName) {
      path.append(".").append(tokens[i + 2].text);
      i += 2;
    } else if (is_symbol(next, "[") && tokens[i + 2].kind == TokenKind::kString && is_symbol(tokens[i + 3], "]")) {
      path.append(".").append(tokens[i + 2].text);
      i += 3;
    } else {
      return path;
    }
  }
}

}  // namespace

std::string syntax_fault(std::string_view expression, std::vector<std::string>* names) {
  std::vector<Token> tokens = Lexer(expression).tokens();
  // Looking ahead needs no check for the end.
  tokens.insert(tokens.end(), 4, Token{});
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (std::string fault = refusal(tokens[i]); !fault.empty()) return fault;
    if (i > 0 && tokens[i].kind == TokenKind::kKeyword && is_symbol(tokens[i - 1], ".")) {
      const std::string word(tokens[i].text);
      return "'" + word + "' is a word of Lua; as a member write [\"" + word + "\"]";
    }
  }
  if (names == nullptr) return "";
  const std::set<std::string_view> bound = bound_names(tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::kName || bound.contains(tokens[i].text) || is_table_key(tokens, i)) continue;
    if (i > 0 && is_symbol(tokens[i - 1], ".")) continue;
    std::string path = path_from(tokens, i);
    if (std::find(names->begin(), names->end(), path) == names->end()) names->push_back(std::move(path));
  }
  return "";
}

}  // namespace gh::policy
