// The one file that knows libyaml.
#include "policy/yaml_document.h"

#include <yaml.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>
#include <iterator>
#include <new>

#include "base/text.h"

namespace gh::policy {
namespace {

struct Parser : yaml_parser_t {
  explicit Parser(const std::string& content) {
    if (yaml_parser_initialize(this) == 0) throw std::bad_alloc();
    yaml_parser_set_encoding(this, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(this, reinterpret_cast<const unsigned char*>(content.data()), content.size());
  }
  ~Parser() { yaml_parser_delete(this); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
};

// The next document of the file; without a root after the last one, and after a fault of syntax, which `parser.error`
// tells.
struct Parsed : yaml_document_t {
  explicit Parsed(Parser& parser) : yaml_document_t{} { yaml_parser_load(&parser, this); }
  ~Parsed() { yaml_document_delete(this); }
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;

  const yaml_node_t* root() { return yaml_document_get_root_node(this); }
};

int line_of(const yaml_mark_t& mark) { return static_cast<int>(mark.line) + 1; }

std::string_view text_of(const yaml_node_t& node) {
  return {reinterpret_cast<const char*>(node.data.scalar.value), node.data.scalar.length};
}

bool is_whole_number(std::string_view text) {
  std::string_view digits = text;
  if (!digits.empty() && digits.front() == '-') digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 18) return false;
  // 0101 is somebody's code, not the number 101.
  if (digits.front() == '0' && (digits.size() > 1 || text.size() > 1)) return false;
  return digits.find_first_not_of("0123456789") == std::string_view::npos;
}

class Converter {
 public:
  Converter(const std::string& file, yaml_document_t& parsed, std::vector<Fault>& faults)
      : file_(file), parsed_(parsed), faults_(faults) {}

  // `lines` becomes the node's.
  json::value convert(const yaml_node_t& node, int line, YamlLines& lines, int depth) {
    lines.line = line;
    if (++nodes_ > kYamlNodesMax || depth > kYamlDepthMax) {
      if (!exhausted_) fault(node, "yaml", "too many or too deeply nested parts");
      exhausted_ = true;
      return nullptr;
    }
    switch (node.type) {
      case YAML_SCALAR_NODE:
        return scalar(node);
      case YAML_SEQUENCE_NODE:
        return sequence(node, lines, depth);
      case YAML_MAPPING_NODE:
        return mapping(node, lines, depth);
      case YAML_NO_NODE:
        break;
    }
    return nullptr;
  }

 private:
  // Nodes are numbered from 1; an alias is the number of what it stands for.
  const yaml_node_t& node_at(int number) const { return *yaml_document_get_node(&parsed_, number); }

  json::value scalar(const yaml_node_t& node) const {
    const std::string_view text = text_of(node);
    // What was quoted, and a block, is text.
    if (node.data.scalar.style != YAML_PLAIN_SCALAR_STYLE) return json::value(json::string(text));
    if (text.empty() || text == "~" || text == "null") return nullptr;
    if (text == "true") return true;
    if (text == "false") return false;
    if (is_whole_number(text)) {
      std::int64_t number = 0;
      std::from_chars(text.data(), text.data() + text.size(), number);
      return number;
    }
    return json::value(json::string(text));
  }

  json::value sequence(const yaml_node_t& node, YamlLines& lines, int depth) {
    json::array out;
    const auto& items = node.data.sequence.items;
    out.reserve(static_cast<std::size_t>(items.top - items.start));
    lines.parts.reserve(static_cast<std::size_t>(items.top - items.start));
    for (const auto* item = items.start; item < items.top && !exhausted_; ++item) {
      const yaml_node_t& element = node_at(*item);
      out.push_back(convert(element, line_of(element.start_mark), lines.parts.emplace_back(), depth + 1));
    }
    return out;
  }

  json::value mapping(const yaml_node_t& node, YamlLines& lines, int depth) {
    json::object out;
    const auto& pairs = node.data.mapping.pairs;
    out.reserve(static_cast<std::size_t>(pairs.top - pairs.start));
    lines.parts.reserve(static_cast<std::size_t>(pairs.top - pairs.start));
    for (const auto* pair = pairs.start; pair < pairs.top && !exhausted_; ++pair) {
      const yaml_node_t& name = node_at(pair->key);
      if (name.type != YAML_SCALAR_NODE) {
        fault(name, "yaml", "a key must be a plain word");
        continue;
      }
      const std::string_view key = text_of(name);
      if (out.contains(key)) {
        fault(name, "duplicate-key", "the key '" + std::string(key) + "' stands here a second time");
        continue;
      }
      out.emplace(key, convert(node_at(pair->value), line_of(name.start_mark), lines.parts.emplace_back(), depth + 1));
    }
    return out;
  }

  void fault(const yaml_node_t& node, std::string kind, std::string says) {
    faults_.push_back({{file_, line_of(node.start_mark)}, std::move(kind), std::move(says)});
  }

  const std::string& file_;
  yaml_document_t& parsed_;
  std::vector<Fault>& faults_;
  std::size_t nodes_ = 0;
  bool exhausted_ = false;
};

}  // namespace

int YamlDocument::line(std::string_view pointer) const {
  const json::value* at = &value;
  const YamlLines* lines_at = &lines;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view token = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(token.size());
    std::size_t part = lines_at->parts.size();
    if (const auto* object = at->if_object()) {
      const auto member =
          token.find('~') == std::string_view::npos
              ? object->find(token)
              : std::ranges::find_if(*object, [&](const auto& one) { return pointer_token(one.key()) == token; });
      part = static_cast<std::size_t>(member - object->begin());
    } else if (at->is_array()) {
      std::from_chars(token.data(), token.data() + token.size(), part);
    }
    if (part >= lines_at->parts.size()) break;
    at = at->is_object() ? &std::next(at->get_object().begin(), static_cast<std::ptrdiff_t>(part))->value()
                         : &at->get_array()[part];
    lines_at = &lines_at->parts[part];
  }
  return lines_at->line;
}

YamlDocument read_yaml(std::string file, const std::string& content, std::vector<Fault>& faults) {
  YamlDocument document{std::move(file), nullptr, {}};
  if (!is_utf8(content)) {
    faults.push_back({{document.file, 1}, "yaml", "the file is not UTF-8"});
    return document;
  }
  Parser parser(content);
  Parsed parsed(parser);
  if (parser.error == YAML_NO_ERROR && parsed.root() == nullptr) return document;
  bool another = false;
  if (parser.error == YAML_NO_ERROR) another = Parsed(parser).root() != nullptr;
  if (parser.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
  if (parser.error != YAML_NO_ERROR)
    faults.push_back({{document.file, line_of(parser.problem_mark)}, "yaml", parser.problem});
  else if (another)
    faults.push_back({{document.file, 1}, "yaml", "the file must hold exactly one document"});
  else
    document.value = Converter(document.file, parsed, faults)
                         .convert(*parsed.root(), line_of(parsed.root()->start_mark), document.lines, 0);
  return document;
}

}  // namespace gh::policy
