// Filled-in forms made from a form's own JSON Schema: mostly as the schema wants them, sometimes with one thing wrong.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "policy/pack.h"
#include "simulation/dice.h"

namespace gh::simulation {

// What a member should hold where the schema can't say it: `pointer` "/members/3/credit_code", `name` "credit_code".
// Nothing: the schema decides.
using Hint = std::function<std::optional<json::value>(std::string_view pointer, std::string_view name)>;

class FormMaker {
 public:
  // Days lie around `today`.
  FormMaker(const policy::Pack& pack, Dice& dice, Day today, Hint hint = {});

  // A form that has no faults. Throws std::runtime_error where the schema asks for what the maker doesn't know.
  json::object make(const policy::Form& form);

 private:
  json::value value_of(const json::object& schema, const std::string& pointer, const std::string& name);
  json::value object_of(const json::object& schema, const std::string& pointer);
  json::value array_of(const json::object& schema, const std::string& pointer, const std::string& name);
  std::string text_of(const json::object& schema);
  const json::object& resolved(const json::object& schema) const;

  const policy::Pack& pack_;
  Dice& dice_;
  Day today_;
  Hint hint_;
  const json::object* root_ = nullptr;
};

// The same form with one thing wrong: a member missing, one too many, of another type, too large, too long, empty, or
// nonsense where an id or a day should stand. What comes out may by chance still be valid.
json::object spoiled(json::object form, Dice& dice);

// A unified social credit code (GB 32100-2015) of an enterprise of Foshan with both check characters right; the serial
// (0 … 999 999) makes it a code of its own.
std::string credit_code(std::int64_t serial);

}  // namespace gh::simulation
