#include "registry/name_rules.h"

#include <algorithm>
#include <set>

#include "base/assert.h"
#include "registry/names.h"

namespace gh::registry {
namespace {

constexpr std::size_t kDivisionLevelsMax = 4;

std::vector<std::string> texts_of(const json::value& list) {
  std::vector<std::string> out;
  if (const auto* array = list.if_array())
    for (const auto& element : *array)
      if (element.is_string()) out.emplace_back(element.get_string());
  return out;
}

class Words {
 public:
  Words(const policy::Pack& pack, Day on) : pack_(pack), on_(on) {}
  const json::value& value(std::string_view parameter) const {
    static const json::value kNothing;
    const json::value* found = pack_.parameter(parameter, on_);
    return found == nullptr ? kNothing : *found;
  }
  std::vector<std::string> list(std::string_view parameter) const { return texts_of(value(parameter)); }
  std::string text(std::string_view parameter) const {
    const json::value& found = value(parameter);
    return found.is_string() ? std::string(found.get_string()) : std::string();
  }

 private:
  const policy::Pack& pack_;
  Day on_;
};

std::int64_t integer_at(const json::value& object, std::string_view member) {
  const json::value& found = at_or_null(object, member);
  return found.is_int64() ? found.get_int64() : 0;
}

std::vector<NameForm> forms_of(const json::value& list) {
  std::vector<NameForm> out;
  if (const auto* array = list.if_array())
    for (const auto& one : *array)
      out.push_back({std::string(string_at(one, "word")), std::string(string_at(one, "family")),
                     texts_of(at_or_null(one, "kinds"))});
  std::stable_sort(out.begin(), out.end(),
                   [](const NameForm& a, const NameForm& b) { return a.word.size() > b.word.size(); });
  return out;
}

// The clause under which the rule holds on the day; "" before its first.
std::string clause_on(const policy::CatalogueRow& row, Day on) {
  std::string clause;
  if (const auto* versions = at_or_null(row.fields, "versions").if_array())
    for (const auto& version : *versions)
      if (const auto from = parse_day(string_at(version, "from")); from && *from <= on)
        clause = string_at(version, "clause");
  return clause;
}

std::vector<NameRule> rules_of(const policy::Pack& pack, std::string_view of, Day on) {
  std::vector<NameRule> out;
  const auto catalogue = pack.catalogues.find("name-rules");
  if (catalogue == pack.catalogues.end()) return out;
  for (const auto& row : catalogue->second.rows) {
    const std::string clause = clause_on(row, on);
    if (string_at(row.fields, "of") == of && !clause.empty())
      out.push_back({row.code, row.name, clause, string_at(row.fields, "broken") == "fails", row.standing});
  }
  return out;
}

const policy::Catalogue* divisions_of(const policy::Pack& pack) {
  const auto found = pack.catalogues.find("divisions");
  return found == pack.catalogues.end() ? nullptr : &found->second;
}

const policy::CatalogueRow* division_row(const policy::Pack& pack, std::string_view code) {
  if (const auto* divisions = divisions_of(pack))
    for (const auto& row : divisions->rows)
      if (row.code == code) return &row;
  return nullptr;
}

std::string without_ending(const std::string& name, const std::vector<std::string>& endings) {
  for (const auto& ending : endings)
    if (name.size() > ending.size() && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  return name;
}

std::vector<std::string> places_of(const policy::Pack& pack, const std::vector<std::string>& endings) {
  std::set<std::string> out;
  if (const auto* divisions = divisions_of(pack))
    for (const auto& row : divisions->rows) {
      out.insert(row.name.zh);
      out.insert(without_ending(row.name.zh, endings));
    }
  return {out.begin(), out.end()};
}

void longest_first(std::vector<std::string>& list) {
  std::stable_sort(list.begin(), list.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

// Names of the division and those above it but the province, city first.
std::vector<std::string> chain_of(const policy::Pack& pack, std::string_view division) {
  std::vector<std::string> out;
  std::string at(division);
  for (std::size_t level = 0; level < kDivisionLevelsMax && !at.empty(); ++level, at = division_above(at)) {
    const auto* row = division_row(pack, at);
    if (row != nullptr && string_at(row->fields, "level") != "province") out.insert(out.begin(), row->name.zh);
  }
  return out;
}

}  // namespace

NameRules name_rules(const policy::Pack& pack, Day on) {
  const Words words(pack, on);
  NameRules out;
  out.forms = forms_of(words.value("name_forms"));
  out.forbidden_words = words.list("name_forbidden_words");
  out.limited_words = words.list("name_limited_words");
  out.home_places = words.list("name_home_places");
  out.foreign_chamber_form = words.text("name_foreign_chamber_form");
  out.other_characters = words.text("name_other_characters");
  if (const auto* endings = words.value("name_branch_endings").if_object())
    for (const auto& kind : *endings)
      for (auto& ending : texts_of(kind.value())) out.branch_endings.push_back(std::move(ending));
  longest_first(out.branch_endings);
  out.places = places_of(pack, words.list("name_area_endings"));
  const json::value& likeness = words.value("name_likeness");
  out.likeness = {integer_at(likeness, "permille"), integer_at(likeness, "industry_digits"),
                  integer_at(likeness, "listed"), integer_at(likeness, "looked_at")};
  out.of_association = rules_of(pack, "association", on);
  out.of_branch = rules_of(pack, "branch", on);
  return out;
}

NameArea name_area(const policy::Pack& pack, std::string_view division, Day on) {
  const auto endings = Words(pack, on).list("name_area_endings");
  NameArea out;
  std::set<std::string> ways = {""};
  for (const std::string& name : chain_of(pack, division)) {
    out.full += name;
    std::set<std::string> longer;
    for (const std::string& way : ways)
      for (const std::string& part : {name, without_ending(name, endings), std::string()})
        longer.insert(way + name_key(part));
    ways = std::move(longer);
  }
  ways.erase("");
  out.ways = {ways.begin(), ways.end()};
  longest_first(out.ways);
  if (const auto* divisions = divisions_of(pack))
    for (const auto& row : divisions->rows)
      if (!out.full.empty() && string_at(row.fields, "parent") == division &&
          registry_body(pack, row.code) != registry_body(pack, division))
        out.below.push_back(out.full + row.name.zh);
  return out;
}

const NameForm* form_of(const NameRules& rules, std::string_view text) {
  for (const NameForm& form : rules.forms)
    if (text.ends_with(form.word)) return &form;
  return nullptr;
}

std::string without_area(std::string_view name, const NameArea& area) {
  std::string key = name_key(name);
  for (const std::string& way : area.ways)
    if (key.size() > way.size() && key.starts_with(way)) return key.substr(way.size());
  return key;
}

}  // namespace gh::registry
