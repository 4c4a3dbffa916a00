// Renders the reference page.
#include "http/docs_page.h"

#include <boost/json/serialize.hpp>
#include <map>
#include <vector>

#include "http/problem_json.h"

namespace gh::http {

namespace {

constexpr int kSchemaDepthMax = 24;

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --muted: #666; --line: #ccc; --code: #f4f4f2; --accent: #8a1c1c; }
@media (prefers-color-scheme: dark) { :root { --muted: #aaa; --line: #444; --code: #222; --accent: #e08a8a; } }
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
nav ul { columns: 3 14rem; padding-left: 1.2rem; }
h2 { border-bottom: 2px solid var(--accent); margin-top: 3rem; }
article { border-top: 1px solid var(--line); padding: .5rem 0 1rem; overflow-wrap: anywhere; }
h3 { font-size: 1.05rem; margin: .5rem 0; }
.method { color: var(--accent); font-weight: 700; margin-right: .5rem; }
.en { color: var(--muted); }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; background: var(--code); }
pre { padding: .5rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; vertical-align: top; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); }
)";

std::string both(const Text& text) {
  std::string out = html_escape(text.zh);
  if (!text.en.empty()) out += " <span class=\"en\" lang=\"en\">" + html_escape(text.en) + "</span>";
  return out;
}

void indent(std::string& out, int depth) { out.append("\n").append(static_cast<std::size_t>(depth) * 2, ' '); }

// Serialised JSON with line breaks; schemas are ours and shallow.
void append_pretty(std::string& out, const json::value& value, int depth) {
  const bool flat = depth >= kSchemaDepthMax ||
                    (value.is_array() && (value.as_array().empty() || !value.as_array()[0].is_structured()));
  if (flat || !value.is_structured()) {
    out += json::serialize(value);
    return;
  }
  bool first = true;
  out += value.is_object() ? '{' : '[';
  const auto begin_member = [&] {
    if (!first) out += ',';
    first = false;
    indent(out, depth + 1);
  };
  if (const json::object* object = value.if_object()) {
    for (const auto& [key, member] : *object) {
      begin_member();
      out.append(json::serialize(json::value(key))).append(": ");
      append_pretty(out, member, depth + 1);
    }
  } else {
    for (const json::value& element : value.as_array()) {
      begin_member();
      append_pretty(out, element, depth + 1);
    }
  }
  if (!first) indent(out, depth);
  out += value.is_object() ? '}' : ']';
}

std::string schema_block(const Text& title, const json::object& schema) {
  std::string text;
  append_pretty(text, schema, 0);
  return "<details><summary>" + both(title) + "</summary><pre><code>" + html_escape(text) + "</code></pre></details>\n";
}

std::string parameter_rows(const Route& route) {
  std::string rows;
  for (const Parameter& parameter : route.documentation.parameters) {
    const std::string schema = parameter.schema.empty() ? "" : json::serialize(parameter.schema);
    rows += "<tr><td><code>" + html_escape(parameter.name) + "</code></td><td>" + html_escape(parameter.in) +
            (parameter.required ? " *" : "") + "</td><td>" + both(parameter.says) + "</td><td><code>" +
            html_escape(schema) + "</code></td></tr>\n";
  }
  if (rows.empty()) return rows;
  return "<table><thead><tr><th>参数 <span class=\"en\" lang=\"en\">parameter</span></th><th>位置 <span class=\"en\" "
         "lang=\"en\">in</span></th><th>说明 <span class=\"en\" lang=\"en\">meaning</span></th><th>类型 <span "
         "class=\"en\" lang=\"en\">schema</span></th></tr></thead><tbody>\n" +
         rows + "</tbody></table>\n";
}

std::string problem_links(const Route& route) {
  std::string out = "<p>问题 <span class=\"en\" lang=\"en\">problems</span>: ";
  bool first = true;
  for (const ProblemCode code : problems_of(route)) {
    const ProblemKind& kind = kind_of(code);
    const std::string name(kind.name);
    out += (first ? "" : ", ") +
           ("<a href=\"#problem-" + name + "\">" + std::to_string(kind.status) + " " + name + "</a>");
    first = false;
  }
  return out + "</p>\n";
}

std::string article(const Route& route) {
  const Documentation& about = route.documentation;
  std::string out = "<article id=\"" + html_escape(about.id) + "\">\n<h3><span class=\"method\">" +
                    html_escape(route.method) + "</span><code>" + html_escape(route.path) + "</code></h3>\n";
  out += "<p>" + both(about.summary) +
         "</p>\n<p>权限 <span class=\"en\" lang=\"en\">access</span>: " + both(access_text(route.access)) + "</p>\n";
  out += parameter_rows(route);
  if (about.request) out += schema_block({"请求正文", "request body"}, *about.request);
  const std::string success = std::to_string(about.success);
  if (about.response) {
    out += schema_block({"答复 " + success, "answer " + success}, *about.response);
  } else {
    out += "<p>答复 <span class=\"en\" lang=\"en\">answer</span>: " + success + " <code>" +
           html_escape(about.success == 204 ? std::string("-") : about.content_type) + "</code></p>\n";
  }
  return out + problem_links(route) + "</article>\n";
}

std::string problems_section() {
  std::string out =
      "<h2 id=\"problems\">问题代码 <span class=\"en\" lang=\"en\">Problem codes</span></h2>\n"
      "<p>错误一律为 <code>application/problem+json</code>（RFC 9457）；<code>errors[]</code> "
      "逐项写明字段、规则与条款。"
      "<br><span class=\"en\" lang=\"en\">Errors are <code>application/problem+json</code> (RFC 9457); "
      "<code>errors[]</code> names field, rule and clause.</span></p>\n<table><tbody>\n";
  for (const ProblemKind& kind : problem_kinds()) {
    const Text title{std::string(kind.title_zh), std::string(kind.title_en)};
    const std::string name(kind.name);
    out += "<tr id=\"problem-" + name + "\"><td>" + std::to_string(kind.status) + "</td><td><code>" +
           problem_type(kind) + "</code></td><td>" + both(title) + "</td></tr>\n";
  }
  return out + "</tbody></table>\n";
}

}  // namespace

std::string html_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string_view docs_style() { return kStyle; }

std::string docs_page(std::span<const Route> routes, const ApiTitle& title, std::string_view style_path) {
  std::map<std::string, std::vector<const Route*>> by_tag;
  for (const Route& route : routes) by_tag[route.documentation.tag].push_back(&route);
  const std::string name = html_escape(title.name.zh) + " " + html_escape(title.name.en);
  std::string out = "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + name +
                    " API " + html_escape(title.version) +
                    "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<link rel=\"stylesheet\" href=\"" +
                    html_escape(style_path) + "\">\n</head>\n<body>\n<header><h1>" + name + " API " +
                    html_escape(title.version) +
                    "</h1>\n<p><a href=\"/api/v1/openapi.json\">OpenAPI 3.1</a></p></header>\n<nav><ul>\n";
  for (const auto& [tag, of_tag] : by_tag) {
    out += "<li><a href=\"#tag-" + html_escape(tag) + "\">" + html_escape(tag) + "</a> (" +
           std::to_string(of_tag.size()) + ")</li>\n";
  }
  out +=
      "<li><a href=\"#problems\">问题代码 <span class=\"en\" lang=\"en\">Problem "
      "codes</span></a></li>\n</ul></nav>\n<main>\n";
  for (const auto& [tag, of_tag] : by_tag) {
    out += "<section>\n<h2 id=\"tag-" + html_escape(tag) + "\">" + html_escape(tag) + "</h2>\n";
    for (const Route* route : of_tag) out += article(*route);
    out += "</section>\n";
  }
  return out + "<section>\n" + problems_section() + "</section>\n</main>\n</body>\n</html>\n";
}

}  // namespace gh::http
