// Checks what a service guide shows as an example: a filled-in form that is valid, a wording whose every variable has
// its example.
#include <boost/json/object.hpp>

#include "policy/checks.h"
#include "policy/sample.h"

namespace gh::policy {
namespace {

void check_form(Draft& draft, const std::string& id, const Form& form) {
  const json::object sample = sample_of(form.schema());
  if (sample.empty()) return;
  for (const FieldError& error : form.faults(sample))
    draft.fault(draft.form_places.at(id), "sample-invalid",
                "filled in with its examples, the form is refused at '" + error.field + "' (" + error.rule + ")");
}

void check_wording(Draft& draft, const Wording& wording) {
  const auto text = draft.pack.texts.find(wording.text);
  if (text == draft.pack.texts.end()) return;  // told as unknown-text
  for (const std::string& words : {text->second.zh, text->second.en}) {
    const auto variables = variables_of(words);
    for (const std::string& variable : variables)
      if (!wording.example.contains(variable))
        draft.fault(wording.place, "sample-incomplete", "no example for {{" + variable + "}} of the wording");
    for (const auto& [name, value] : wording.example)
      if (!variables.contains(name))
        draft.fault(wording.place, "sample-incomplete", "the wording has no {{" + name + "}} in one of its languages");
  }
}

}  // namespace

void check_samples(Draft& draft) {
  for (const auto& [id, form] : draft.pack.forms) check_form(draft, id, *form);
  for (const Wording& wording : draft.wordings) check_wording(draft, wording);
}

}  // namespace gh::policy
