// What a form's members should hold where its schema can't say it: ids of what exists, sums that are there, days that
// fit.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "cases/model.h"
#include "cases/offer.h"
#include "identity/caller.h"
#include "policy/pack.h"
#include "simulation/city.h"
#include "simulation/dice.h"
#include "simulation/form_maker.h"

namespace gh::simulation {

// For what a form is being filled in.
struct Situation {
  store::Tx& tx;
  const policy::Pack& pack;
  const cases::Offer& offer;
  City& city;
  Dice& dice;
  identity::Caller caller;
  std::string form;                           // its id
  const cases::CaseFile* the_case = nullptr;  // null while a case is being opened
  const cases::CaseFile* parent = nullptr;
  Instant now{};
  Day today{};

  // A fact as the procedures ask it.
  json::value ask(std::string_view fact, json::array arguments) const;
};

// Fits FormMaker. The situation outlives it.
Hint hints_for(const Situation& situation);

}  // namespace gh::simulation
