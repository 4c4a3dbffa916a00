#include "simulation/form_maker.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "simulation/text_matching.h"

namespace gh::simulation {
namespace {

constexpr int kFormTriesMax = 60;
constexpr std::int64_t kUnhintedMax = 100'000;  // integers stay this small where nothing else is said
constexpr std::int64_t kItemsMax = 3;           // beyond the least, of lists that nobody gave a hint for
constexpr int kOptionalPercent = 40;
constexpr int kHintedPercent = 92;  // optional, but somebody knows what belongs there
constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

std::int64_t integer_at(const json::object& schema, std::string_view key, std::int64_t otherwise) {
  const json::value& found = at_or_null(schema, key);
  return found.is_int64() ? found.get_int64() : otherwise;
}

bool is_required(const json::object& schema, std::string_view name) {
  const auto* required = at_or_null(schema, "required").if_array();
  if (required == nullptr) return false;
  return std::any_of(required->begin(), required->end(),
                     [&](const json::value& entry) { return std::string_view(entry.get_string()) == name; });
}

Id random_id(Dice& dice) {
  return new_id(instant_of(1'700'000'000'000 + dice.between(0, 1'000'000)), [&](std::uint8_t* bytes, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(dice.next());
  });
}

// GB 11714: the check character of an organisation code.
char organisation_check(std::string_view body) {
  static constexpr int kWeights[] = {3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i)
    sum += kWeights[i] * (body[i] <= '9' ? body[i] - '0' : body[i] - 'A' + 10);
  const int check = 11 - sum % 11;
  return check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
}

}  // namespace

FormMaker::FormMaker(const policy::Pack& pack, Dice& dice, Day today, Hint hint)
    : pack_(pack), dice_(dice), today_(today), hint_(std::move(hint)) {}

json::object FormMaker::make(const policy::Form& form) {
  root_ = &form.schema();
  std::string last;
  for (int i = 0; i < kFormTriesMax; ++i) {
    json::object made = object_of(*root_, "").as_object();
    const auto faults = form.faults(made);
    if (faults.empty()) return made;
    last = fmt::format("{} {}", faults.front().field, faults.front().rule);
  }
  throw std::runtime_error(fmt::format("no valid form {} came out: {}", form.id(), last));
}

const json::object& FormMaker::resolved(const json::object& schema) const {
  const json::object* out = &schema;
  for (int i = 0; i < kFormTriesMax; ++i) {
    if (const auto* all = at_or_null(*out, "allOf").if_array(); all != nullptr && all->size() == 1)
      out = &all->front().as_object();
    if (const auto reference = string_at(*out, "$ref"); reference.starts_with("#/definitions/")) {
      const auto name = reference.substr(std::string_view("#/definitions/").size());
      out = &at_or_null(at_or_null(*root_, "definitions"), name).as_object();
      continue;
    }
    return *out;
  }
  throw std::runtime_error("references in a circle");
}

json::value FormMaker::value_of(const json::object& given, const std::string& pointer, const std::string& name) {
  if (hint_) {
    if (auto hinted = hint_(pointer, name)) return std::move(*hinted);
  }
  const json::object& schema = resolved(given);
  if (const auto* only = schema.if_contains("const")) return *only;
  if (const auto* choices = at_or_null(schema, "enum").if_array()) return (*choices)[dice_.index(choices->size())];
  const auto type = string_at(schema, "type");
  if (type == "object") return object_of(schema, pointer);
  if (type == "array") return array_of(schema, pointer, name);
  if (type == "string") return json::value(text_of(schema));
  if (type == "boolean") return json::value(dice_.chance(50));
  if (type == "integer") {
    const std::int64_t least = integer_at(schema, "minimum", 0);
    const std::int64_t most = integer_at(schema, "maximum", least + kUnhintedMax);
    return json::value(dice_.between(least, std::min(most, least + kUnhintedMax)));
  }
  throw std::runtime_error(pointer + ": a type that the simulation can't fill in");
}

json::value FormMaker::object_of(const json::object& schema, const std::string& pointer) {
  json::object out;
  const auto* members = at_or_null(schema, "properties").if_object();
  if (members != nullptr) {
    for (const auto& member : *members) {
      const std::string name(member.key());
      const std::string here = pointer + "/" + name;
      if (!is_required(schema, name) && !dice_.chance(hint_ && hint_(here, name) ? kHintedPercent : kOptionalPercent))
        continue;
      json::value value = value_of(member.value().as_object(), here, name);
      if (!value.is_null()) out[name] = std::move(value);
    }
  }
  // A member that asks for another one.
  if (const auto* wanted = at_or_null(schema, "dependencies").if_object()) {
    for (const auto& entry : *wanted) {
      if (!out.contains(entry.key()) || !entry.value().is_array()) continue;
      for (const auto& other : entry.value().get_array()) {
        const std::string name(other.get_string());
        if (!out.contains(name)) out[name] = value_of(members->at(name).as_object(), pointer + "/" + name, name);
      }
    }
  }
  return out;
}

json::value FormMaker::array_of(const json::object& schema, const std::string& pointer, const std::string& name) {
  const std::int64_t least = integer_at(schema, "minItems", 0);
  const std::int64_t most = std::min(integer_at(schema, "maxItems", least + kItemsMax), least + kItemsMax);
  json::array out;
  const std::int64_t count = dice_.between(least, most);
  for (std::int64_t i = 0; i < count; ++i) {
    json::value item = value_of(schema.at("items").as_object(), fmt::format("{}/{}", pointer, i), name + "[]");
    const bool again = std::find(out.begin(), out.end(), item) != out.end();
    if (!again || !at_or_null(schema, "uniqueItems").is_bool()) out.push_back(std::move(item));
  }
  return out;
}

std::string FormMaker::text_of(const json::object& schema) {
  const auto format = string_at(schema, "format");
  if (format == "day") return text(today_ + std::chrono::days{dice_.between(-20, 40)});
  if (format == "instant")
    return text(start_of(today_ + std::chrono::days{dice_.between(0, 40)}, pack_.utc_offset) +
                std::chrono::minutes{dice_.between(0, 1439)});
  if (format == "uuid") return random_id(dice_);
  if (format == "credit-code") return credit_code(dice_.between(0, 999'999));
  if (format == "email") return fmt::format("office{}@example.invalid", dice_.between(1, 999));
  if (!format.empty()) throw std::runtime_error("an unknown format: " + std::string(format));
  if (const auto catalogue = string_at(schema, "x-catalogue"); !catalogue.empty()) {
    const auto& rows = pack_.catalogues.at(std::string(catalogue)).rows;
    return dice_.of(rows).code;
  }
  if (const auto pattern = string_at(schema, "pattern"); !pattern.empty()) return text_matching(pattern, dice_);
  const std::int64_t least = integer_at(schema, "minLength", 0);
  const std::int64_t most = std::min(integer_at(schema, "maxLength", least + 12), least + 12);
  return chinese_text(static_cast<std::size_t>(dice_.between(least, most)), dice_);
}

json::object spoiled(json::object form, Dice& dice) {
  if (form.empty() || dice.chance(15)) {
    form["not_in_the_form"] = 1;
    return form;
  }
  const auto chosen = std::next(form.begin(), static_cast<std::ptrdiff_t>(dice.index(form.size())));
  const std::string name(chosen->key());
  json::value& value = chosen->value();
  switch (dice.between(0, 4)) {
    case 0:
      form.erase(name);
      break;
    case 1:
      value = nullptr;
      break;
    case 2:
      value = value.is_string() ? json::value(-7) : json::value("二〇二六年二月三十日");
      break;
    case 3:
      value =
          value.is_int64() ? json::value(std::int64_t{9'000'000'000'000'000}) : json::value(chinese_text(5'000, dice));
      break;
    default:
      value = json::array{json::object{{"", -1}}};
  }
  return form;
}

std::string credit_code(std::int64_t serial) {
  const std::string body = fmt::format("MA{:06}", serial);
  std::string out = "91440600" + body + organisation_check(body);
  int weight = 1;
  int sum = 0;
  for (const char character : out) {
    sum += weight * static_cast<int>(kCodeAlphabet.find(character));
    weight = weight * 3 % 31;
  }
  return out + kCodeAlphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

}  // namespace gh::simulation
