#include "policy/form_texts.h"

#include <boost/json/serialize.hpp>

#include "policy/formats.h"

namespace gh::policy {
namespace {

struct Sentence {
  std::string_view keyword;
  // {limit} stands for the keyword's value.
  std::string_view zh;
  std::string_view en;
};

constexpr Sentence kSentences[] = {
    {"required", "必须填写", "is required"},
    {"unknown-field", "不是本表单的字段", "is not a field of this form"},
    {"type", "类型应为{limit}", "must be {limit}"},
    {"enum", "不是允许的选项", "is not one of the allowed choices"},
    {"const", "须为规定的内容：{limit}", "must be exactly {limit}"},
    {"minimum", "不得小于{limit}", "must be at least {limit}"},
    {"maximum", "不得大于{limit}", "must be at most {limit}"},
    {"exclusiveMinimum", "须大于{limit}", "must be more than {limit}"},
    {"exclusiveMaximum", "须小于{limit}", "must be less than {limit}"},
    {"multipleOf", "须为{limit}的整数倍", "must be a multiple of {limit}"},
    {"minLength", "不得少于{limit}个字", "must have at least {limit} characters"},
    {"maxLength", "不得超过{limit}个字", "must have at most {limit} characters"},
    {"pattern", "格式不符合要求", "doesn't have the required form"},
    {"catalogue", "不是目录中的代码", "is no code of the catalogue"},
    {"format", "{limit}", "{limit}"},
    {"minItems", "不得少于{limit}项", "must have at least {limit} entries"},
    {"maxItems", "不得超过{limit}项", "must have at most {limit} entries"},
    {"uniqueItems", "各项不得重复", "must not name the same entry twice"},
    {"contains", "缺少必须包含的一项", "lacks an entry that must be among them"},
    {"minProperties", "内容不完整", "is incomplete"},
    {"maxProperties", "内容过多", "has too many parts"},
    {"dependencies", "填写此项时还须填写：{limit}", "also needs {limit} to be given"},
    {"propertyNames", "含有不允许的名称", "has a name that isn't allowed"},
    {"anyOf", "不符合任何一种允许的填法", "fits none of the allowed ways to fill it in"},
    {"oneOf", "须且只须符合一种填法", "must fit exactly one of the ways to fill it in"},
    {"not", "是不允许的内容", "has a content that isn't allowed"},
    {"false", "在此不得填写", "must not be given here"},
};
constexpr Sentence kOther = {"", "内容不符合要求", "doesn't fit"};

struct TypeName {
  std::string_view type;
  Text says;
};
const TypeName kTypes[] = {{"integer", {"整数", "a whole number"}},
                           {"string", {"文字", "text"}},
                           {"boolean", {"是或否", "yes or no"}},
                           {"array", {"列表", "a list"}},
                           {"object", {"一组字段", "a group of fields"}},
                           {"null", {"空", "empty"}},
                           {"number", {"数字", "a number"}}};

Text limit_text(std::string_view keyword, const json::value& limit) {
  if (const auto* text = limit.if_string()) {
    const std::string_view word(text->data(), text->size());
    if (keyword == "type") {
      for (const TypeName& name : kTypes)
        if (name.type == word) return name.says;
    }
    if (keyword == "format") {
      if (const Format* format = find_format(word)) return format->expected;
    }
    return {std::string(word), std::string(word)};
  }
  if (limit.is_null()) return {};
  const std::string number = json::serialize(limit);
  return {number, number};
}

std::string put(std::string_view sentence, const std::string& limit) {
  std::string out(sentence);
  if (const auto at = out.find("{limit}"); at != std::string::npos) out.replace(at, 7, limit);
  return out;
}

}  // namespace

Text form_text(std::string_view keyword, const Text& title, const json::value& limit) {
  const Sentence* sentence = &kOther;
  for (const Sentence& known : kSentences)
    if (known.keyword == keyword) sentence = &known;
  const Text value = limit_text(keyword, limit);
  const std::string zh = put(sentence->zh, value.zh);
  const std::string en = put(sentence->en, value.en);
  const std::string& english_title = title.en.empty() ? title.zh : title.en;
  return {title.zh.empty() ? "此项" + zh : "「" + title.zh + "」" + zh,
          english_title.empty() ? "this " + en : "“" + english_title + "” " + en};
}

}  // namespace gh::policy
