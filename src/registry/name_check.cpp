#include "registry/name_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/assert.h"
#include "registry/names.h"

namespace gh::registry {
namespace {

constexpr std::size_t kPersonCharactersMin = 2;

struct NameCase {
  const NameRules& rules;
  const ProposedName& proposed;
  const NameNeighbours& near;
  const NameForm* form;  // null where the name ends with none
  std::string field;
};

struct Finding {
  bool broken = false;
  Text found{};
};
Finding good(Text found = {}) { return {false, std::move(found)}; }
Finding bad(Text found) { return {true, std::move(found)}; }

// The first of the words that stands in the text; "" for none.
std::string first_in(const std::vector<std::string>& words, std::string_view text) {
  for (const auto& word : words)
    if (!word.empty() && text.find(word) != std::string_view::npos) return word;
  return {};
}

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 1;
    while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80) ++size;
    out.emplace_back(text.substr(at, size));
    at += size;
  }
  return out;
}

// U+3400 to U+9FFF, the Chinese characters that stand in three bytes.
bool is_chinese(std::string_view character) {
  if (character.size() != 3) return false;
  const int point = (character[0] & 0x0F) << 12 | (character[1] & 0x3F) << 6 | (character[2] & 0x3F);
  return point >= 0x3400 && point <= 0x9FFF;
}

Finding characters(const NameCase& at) {
  for (const auto& character : characters_of(at.proposed.name))
    if (!is_chinese(character) && at.rules.other_characters.find(character) == std::string::npos)
      return bad(
          {fmt::format("“{}”不是规范汉字", character), fmt::format("\"{}\" is no Chinese character", character)});
  return good();
}

Finding area_first(const NameCase& at) {
  const NameArea& area = at.proposed.area;
  if (area.full.empty() || !at.proposed.name.starts_with(area.full))
    return bad({fmt::format("应以“{}”开头", area.full), fmt::format("it must begin with {}", area.full)});
  for (const auto& below : area.below)
    if (at.proposed.name.starts_with(below))
      return bad(
          {fmt::format("“{}”的名称由该区登记机关登记", below), fmt::format("names of {} register there", below)});
  return good({area.full, area.full});
}

Finding field(const NameCase& at) {
  if (at.field.empty()) return bad({"没有写明行业领域", "no field is named"});
  return good({at.field, at.field});
}

Finding form(const NameCase& at) {
  if (at.form != nullptr) return good({at.form->word, at.form->word});
  std::string allowed;
  for (const auto& one : at.rules.forms) allowed += (allowed.empty() ? "" : "、") + one.word;
  return bad({fmt::format("可用：{}", allowed), fmt::format("allowed: {}", allowed)});
}

std::string kind_name(NameKind kind) { return boost::describe::enum_to_string(kind, ""); }

Finding form_of_kind(const NameCase& at) {
  if (at.form == nullptr) return good();
  const auto& kinds = at.form->kinds;
  if (std::find(kinds.begin(), kinds.end(), kind_name(at.proposed.kind)) != kinds.end()) return good();
  return bad({fmt::format("“{}”一般不用于所选类型", at.form->word),
              fmt::format("\"{}\" isn't usual for the kind chosen", at.form->word)});
}

Finding foreign_place(const NameCase& at) {
  const auto& places = at.rules.home_places;
  if (std::find(places.begin(), places.end(), at.field) == places.end()) return good();
  if (at.form != nullptr && at.form->word == at.rules.foreign_chamber_form)
    return good({fmt::format("异地商会：{}", at.field), fmt::format("chamber of people from {}", at.field)});
  return bad({fmt::format("“{}”为原籍地，应称“{}”", at.field, at.rules.foreign_chamber_form),
              fmt::format("{} is a home place: the form is {}", at.field, at.rules.foreign_chamber_form)});
}

Finding industry_words(const NameCase& at) {
  if (at.proposed.industry_name.empty() || at.field.empty()) return good();
  for (const auto& character : characters_of(at.field))
    if (at.proposed.industry_name.find(character) != std::string::npos) return good();
  return bad({fmt::format("与“{}”无共同用字，请核对行业", at.proposed.industry_name),
              fmt::format("shares no character with {}: check the industry", at.proposed.industry_name)});
}

Finding holds_none_of(const std::vector<std::string>& words, const NameCase& at) {
  const std::string word = first_in(words, at.proposed.name);
  if (word.empty()) return good();
  return bad({fmt::format("含有“{}”", word), fmt::format("it holds \"{}\"", word)});
}
Finding forbidden_words(const NameCase& at) { return holds_none_of(at.rules.forbidden_words, at); }
Finding limited_words(const NameCase& at) { return holds_none_of(at.rules.limited_words, at); }

// Only whose names are told can be found; what is found doesn't repeat the name.
Finding persons_name(const NameCase& at) {
  for (const auto& person : at.proposed.persons)
    if (characters_of(person).size() >= kPersonCharactersMin && at.proposed.name.find(person) != std::string::npos)
      return bad({"含有拟任负责人的姓名", "an intended officer's name stands in it"});
  return good({"由审查人员核对有无自然人姓名", "whether a person is named is for the reviewer to see"});
}

Finding equal(const NameCase& at) {
  for (const NameBar& bar : at.near.bars)
    if (bar.reason == NameBarReason::in_force)
      return bad({fmt::format("已登记：{}", bar.name), fmt::format("registered: {}", bar.name)});
  return good();
}

Finding resting(const NameCase& at) {
  for (const NameBar& bar : at.near.bars)
    if (bar.free_from)
      return bad({fmt::format("{}，自{}起可用", bar.name, text(*bar.free_from)),
                  fmt::format("{}, free from {}", bar.name, text(*bar.free_from))});
  return good();
}

Finding similar(const NameCase& at) {
  if (at.near.similar.empty()) return good();
  const std::size_t count = at.near.similar.size();
  return bad({fmt::format("{}个近似名称", count), fmt::format("{} similar name(s)", count)});
}

// What stands between the association's full name and the ending.
struct BranchParts {
  std::string ending;
  std::string middle;
};
BranchParts branch_parts(const NameCase& at) {
  std::string rest = at.proposed.name;
  if (rest.starts_with(at.near.association)) rest.erase(0, at.near.association.size());
  for (const auto& ending : at.rules.branch_endings)
    if (rest.ends_with(ending)) return {ending, rest.substr(0, rest.size() - ending.size())};
  return {"", rest};
}

Finding branch_full_name(const NameCase& at) {
  if (!at.near.association.empty()) return good({at.near.association, at.near.association});
  return bad({"开头不是已登记社会团体的全称", "it doesn't begin with a registered association's full name"});
}

Finding branch_ending(const NameCase& at) {
  const std::string ending = branch_parts(at).ending;
  if (!ending.empty()) return good({ending, ending});
  std::string allowed;
  for (const auto& one : at.rules.branch_endings) allowed += (allowed.empty() ? "" : "、") + one;
  return bad({fmt::format("可用：{}", allowed), fmt::format("allowed: {}", allowed)});
}

Finding branch_no_region(const NameCase& at) {
  if (at.near.association.empty()) return good();  // the area of an unknown association is no region of a branch
  const std::string place = first_in(at.rules.places, branch_parts(at).middle);
  if (place.empty()) return good();
  return bad({fmt::format("含有地域“{}”", place), fmt::format("it names the place {}", place)});
}

Finding branch_of_branch(const NameCase& at) {
  const std::string middle = branch_parts(at).middle;
  for (const auto& ending : at.rules.branch_endings)
    if (characters_of(ending).size() > 1 && middle.find(ending) != std::string::npos)
      return bad({fmt::format("含有另一分支机构“{}”", ending), fmt::format("it names another branch: {}", ending)});
  return good();
}

Finding branch_limited_words(const NameCase& at) { return holds_none_of(at.rules.forbidden_words, at); }

struct KnownRule {
  std::string_view id;
  Finding (*find)(const NameCase&);
};
constexpr std::array<KnownRule, 19> kKnown = {{{"characters", characters},
                                               {"area_first", area_first},
                                               {"field", field},
                                               {"form", form},
                                               {"form_of_kind", form_of_kind},
                                               {"foreign_place", foreign_place},
                                               {"industry_words", industry_words},
                                               {"forbidden_words", forbidden_words},
                                               {"limited_words", limited_words},
                                               {"persons_name", persons_name},
                                               {"equal", equal},
                                               {"resting", resting},
                                               {"similar", similar},
                                               {"branch_characters", characters},
                                               {"branch_full_name", branch_full_name},
                                               {"branch_ending", branch_ending},
                                               {"branch_no_region", branch_no_region},
                                               {"branch_of_branch", branch_of_branch},
                                               {"branch_limited_words", branch_limited_words}}};

NameCase case_of(const NameRules& rules, const ProposedName& proposed, const NameNeighbours& near) {
  return {rules, proposed, near, form_of(rules, proposed.name), name_field(rules, proposed.name, proposed.area)};
}

NameRuleAnswer answer(const NameRule& rule, const NameCase& at) {
  const auto known = std::find_if(kKnown.begin(), kKnown.end(), [&](const KnownRule& k) { return k.id == rule.id; });
  if (known == kKnown.end()) throw Bug("name-rules: no such rule: " + rule.id);
  Finding finding = known->find(at);
  const NameOutcome broken = rule.refuses ? NameOutcome::fails : NameOutcome::informs;
  const auto standing = [&] {
    if (rule.standing == policy::Standing::kVerified) return "verified";
    return rule.standing == policy::Standing::kUnverified ? "unverified" : "model";
  }();
  return {rule.id,
          rule.says,
          rule.clause,
          standing,
          finding.broken ? broken : NameOutcome::holds,
          std::move(finding.found)};
}

}  // namespace

NameCheck check_name(const NameRules& rules, const ProposedName& proposed, const NameNeighbours& near) {
  const NameCase at = case_of(rules, proposed, near);
  NameCheck out{proposed.name, NameOutcome::holds, {}, near.bars, near.similar, near.all_looked_at};
  for (const NameRule& rule : proposed.kind == NameKind::branch ? rules.of_branch : rules.of_association) {
    out.rules.push_back(answer(rule, at));
    out.outcome = std::max(out.outcome, out.rules.back().outcome);
  }
  return out;
}

NameOutcome check_name_rule(const NameRules& rules, const ProposedName& proposed, const NameNeighbours& near,
                            std::string_view rule) {
  const NameCase at = case_of(rules, proposed, near);
  for (const NameRule& one : proposed.kind == NameKind::branch ? rules.of_branch : rules.of_association)
    if (one.id == rule) return answer(one, at).outcome;
  return NameOutcome::holds;
}

std::string name_field(const NameRules& rules, std::string_view name, const NameArea& area) {
  std::string rest = without_area(name, area);
  const NameForm* form = form_of(rules, rest);
  return form == nullptr ? rest : rest.substr(0, rest.size() - form->word.size());
}

Likeness likeness(std::string_view field, std::string_view other) {
  const auto pairs_of = [](std::string_view text) {
    const auto list = bigrams(text);
    return std::set<std::string>(list.begin(), list.end());
  };
  const auto one = pairs_of(field);
  const auto two = pairs_of(other);
  if (one.empty() || two.empty()) return {};
  const auto common = std::count_if(one.begin(), one.end(), [&](const auto& pair) { return two.contains(pair); });
  return {2 * common, static_cast<std::int64_t>(one.size() + two.size())};
}

}  // namespace gh::registry
