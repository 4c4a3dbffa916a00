// Who plays in the demo city: staff of registries and departments, experts, evaluators, companies, associations.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/demo_play.h"

namespace gh::app {

inline constexpr std::size_t kCompaniesPerAgent = 50;

// A registry of the city or a district with its staff.
struct RegistryCast {
  Id organisation;
  std::string division;
  std::string area;  // "佛山市", "佛山市南海区"
  identity::Caller registrar, second_registrar, reviewer, head, assessment, chair, officer, department_head;
  std::vector<identity::Caller> committee_members;  // beside the chair
};

struct DepartmentCast {
  std::string key;
  Id organisation;
  identity::Caller officer, second_officer, head;
};

struct CompanyCast {
  Id organisation;  // empty until enrolled
  std::string name;
  std::string credit_code;
  std::string industry;
};

// What an association is there for: those beside the ordinary ones bid for nothing and have stories of their own.
enum class Part { ordinary, credit, graded_in_round, ending, exits };

struct AssociationCast {
  std::size_t number = 0;  // the first is 1
  Part part = Part::ordinary;
  identity::Caller founder;
  identity::Caller secretary;  // once registered
  Id organisation;             // empty until registered
  std::string name;
  std::string industry;
  std::string division;
  std::size_t registry = 0;
  Day registered_on{};
  std::map<int, Id> reports;  // by year, the case
  bool listed = false;
  int quality = 90;  // percent of the points that experts see
  int busy = 0;      // bids and applications under way
};

struct Cast {
  std::vector<RegistryCast> registries;  // the city first
  std::vector<DepartmentCast> departments;
  identity::Caller finance, finance_head, reform, legal, supervisor, auditor, calendar_keeper;
  std::vector<identity::Caller> agents;  // private persons who enrol companies
  std::vector<identity::Caller> experts;
  std::vector<identity::Caller> evaluators;  // offices of third-party bodies
  std::vector<CompanyCast> companies;
  std::vector<AssociationCast> associations;
  std::vector<AssociationCast> hopefuls;              // whose applications lead to no registration
  std::vector<identity::Caller> appeal_members;       // private persons who sit on an association's appeal panel
  std::map<std::string, Id> budget_lines;             // "department:year"
  std::vector<std::pair<std::size_t, Id>> services;   // department, service item
  std::vector<std::pair<std::size_t, Id>> functions;  // department, function item
};

// Whether there is somebody for every part; a smaller city has ordinary associations only.
bool has_whole_cast(const Cast& cast);
// Registered and active today.
bool stands(Play& play, const AssociationCast& association);

// The place of an organisation among the associations; Bug for any other.
std::size_t association_index(const Cast& cast, const Id& organisation);

// The industries that the city's associations stand for: GB/T 4754 code and word for names.
struct IndustryWord {
  const char* code;
  const char* word;
};
const std::vector<IndustryWord>& demo_industries();

// The identity number of nobody: no such division and no such day.
std::string demo_identity_number(std::size_t number);
// A credit code of the right form for a company that doesn't exist.
std::string demo_company_code(std::int64_t serial);

// Hires everybody. Runs inside Play::prepare.
void hire(Play& play, Cast& cast, std::int64_t associations);

// Clerks of so many companies, each another.
std::vector<identity::Caller> some_companies(Play& play, const Cast& cast, std::size_t count);

}  // namespace gh::app
