// A pack while it is being read: its values, and everything in it that must be looked up once all of it is there.
// Inside policy/ only.
#pragma once
#include <string>
#include <vector>

#include "policy/loader.h"
#include "policy/pack.h"

namespace gh::policy {

// What a name in the pack must be the name of.
enum class Kind {
  kClause,
  kForm,
  kHolder,
  kRelation,
  kRole,
  kBody,
  kRubric,
  kCatalogue,
  kProcedure,
  kEffect,
  kVerb,
  kText
};

struct Reference {
  Kind kind;
  std::string name;
  Place place;
};

// A Lua expression, and what its names `form`, `act` and `acts` refer to.
struct Expression {
  std::string text;
  Place place;
  std::string procedure;  // id
  std::string act_form;   // form of the act at hand; empty where there is none
};

// The field that a condition says it is about: a JSON pointer into what is sent, "/form/members".
struct FieldPointer {
  std::string pointer;
  Place place;
  std::string procedure;
  std::string act_form;
};

// The wording of a material with the examples given for it.
struct Wording {
  std::string text;
  std::map<std::string, Text> example;
  Place place;
};

struct Draft {
  Pack pack;
  std::vector<Fault> faults;
  std::vector<Reference> references;
  std::vector<Expression> expressions;
  std::vector<FieldPointer> fields;
  std::vector<Wording> wordings;
  std::map<std::string, Place> parameter_places;
  std::map<std::string, Place> form_places;
  std::map<std::string, Place> rubric_places;

  void fault(Place place, std::string kind, std::string says) {
    faults.push_back({std::move(place), std::move(kind), std::move(says)});
  }
};

}  // namespace gh::policy
