// The one file that knows yaml-cpp.
#include "policy/yaml_document.h"

#include <yaml-cpp/yaml.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>

#include "base/text.h"

namespace gh::policy {
namespace {

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
  Converter(YamlDocument& document, std::vector<Fault>& faults) : document_(document), faults_(faults) {}

  json::value convert(const YAML::Node& node, const std::string& pointer, int depth) {
    if (++nodes_ > kYamlNodesMax || depth > kYamlDepthMax) {
      if (!exhausted_) fault(node.Mark(), "yaml", "too many or too deeply nested parts");
      exhausted_ = true;
      return nullptr;
    }
    document_.lines.emplace(pointer, node.Mark().line + 1);
    switch (node.Type()) {
      case YAML::NodeType::Scalar:
        return scalar(node);
      case YAML::NodeType::Sequence:
        return sequence(node, pointer, depth);
      case YAML::NodeType::Map:
        return mapping(node, pointer, depth);
      default:
        return nullptr;
    }
  }

 private:
  json::value scalar(const YAML::Node& node) const {
    const std::string& text = node.Scalar();
    // yaml-cpp marks what was quoted, and block scalars, with the tag "!".
    if (node.Tag() == "!") return json::value(text);
    if (text.empty() || text == "~" || text == "null") return nullptr;
    if (text == "true") return true;
    if (text == "false") return false;
    if (is_whole_number(text)) {
      std::int64_t number = 0;
      std::from_chars(text.data(), text.data() + text.size(), number);
      return number;
    }
    return json::value(text);
  }

  json::value sequence(const YAML::Node& node, const std::string& pointer, int depth) {
    json::array out;
    out.reserve(node.size());
    for (const YAML::Node& element : node)
      out.push_back(convert(element, pointer + "/" + std::to_string(out.size()), depth + 1));
    return out;
  }

  json::value mapping(const YAML::Node& node, const std::string& pointer, int depth) {
    json::object out;
    for (const auto& member : node) {
      if (!member.first.IsScalar()) {
        fault(member.first.Mark(), "yaml", "a key must be a plain word");
        continue;
      }
      const std::string& key = member.first.Scalar();
      if (out.contains(key)) {
        fault(member.first.Mark(), "duplicate-key", "the key '" + key + "' stands here a second time");
        continue;
      }
      const std::string at = pointer + "/" + pointer_token(key);
      document_.lines.emplace(at, member.first.Mark().line + 1);
      out.emplace(key, convert(member.second, at, depth + 1));
    }
    return out;
  }

  void fault(const YAML::Mark& mark, std::string kind, std::string says) {
    faults_.push_back({{document_.file, mark.line + 1}, std::move(kind), std::move(says)});
  }

  YamlDocument& document_;
  std::vector<Fault>& faults_;
  std::size_t nodes_ = 0;
  bool exhausted_ = false;
};

}  // namespace

int YamlDocument::line(std::string_view pointer) const {
  while (true) {
    if (const auto found = lines.find(std::string(pointer)); found != lines.end()) return found->second;
    const auto slash = pointer.rfind('/');
    if (slash == std::string_view::npos) return 1;
    pointer = pointer.substr(0, slash);
  }
}

YamlDocument read_yaml(std::string file, const std::string& content, std::vector<Fault>& faults) {
  YamlDocument document{std::move(file), nullptr, {}};
  if (!is_utf8(content)) {
    faults.push_back({{document.file, 1}, "yaml", "the file is not UTF-8"});
    return document;
  }
  try {
    const std::vector<YAML::Node> parts = YAML::LoadAll(content);
    if (parts.empty()) return document;
    if (parts.size() > 1) {
      faults.push_back({{document.file, 1}, "yaml", "the file must hold exactly one document"});
      return document;
    }
    document.value = Converter(document, faults).convert(parts.front(), "", 0);
  } catch (const YAML::Exception& error) {
    faults.push_back({{document.file, error.mark.line + 1}, "yaml", error.msg});
  }
  return document;
}

}  // namespace gh::policy
