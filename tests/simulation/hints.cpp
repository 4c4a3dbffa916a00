#include "simulation/hints.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "simulation/catalogue_hints.h"
#include "simulation/credit_hints.h"
#include "simulation/supervision_hints.h"
#include "simulation/tellers.h"
#include "simulation/work_hints.h"

namespace gh::simulation {
namespace {

// Of all subjects; no two tell the same member.
const Tellers& all_tellers() {
  static const Tellers kTellers = [] {
    Tellers out;
    for (const auto* subject :
         {&registry_tellers(), &grading_tellers(), &transfer_tellers(), &purchase_tellers(), &office_tellers()})
      for (const auto& [member, teller] : *subject) GH_ASSERT(out.emplace(member, teller).second);
    return out;
  }();
  return kTellers;
}

}  // namespace

json::value Situation::ask(std::string_view fact, json::array arguments) const {
  const cases::Fact* found = offer.find_fact(fact);
  GH_ASSERT(found != nullptr);
  const policy::AskFact others = [this](std::string_view other, const json::array& values) {
    return ask(other, values);
  };
  return (*found)(cases::FactContext{tx, pack, the_case, now, today, &others}, arguments);
}

Hint hints_for(const Situation& situation) {
  return [&situation](std::string_view pointer, std::string_view name) -> Value {
    const std::string whole = situation.form + std::string(pointer);
    const std::string member = fmt::format("{}/{}", situation.form, name);
    if (auto of_work = work_hint(situation, member)) return of_work;
    if (auto found = catalogue_hint(situation, whole)) return found;
    for (const std::string_view key : {std::string_view(whole), std::string_view(member), name})
      if (const auto found = all_tellers().find(key); found != all_tellers().end()) return found->second(situation);
    if (auto told = supervision_hint(situation, member)) return told;
    return credit_hint(situation, member);
  };
}

}  // namespace gh::simulation
