#include "simulation/city.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "identity/accounts.h"
#include "identity/offices.h"
#include "identity/organisations.h"

namespace gh::simulation {
namespace {

constexpr int kPrivatePersons = 24;
constexpr std::array<std::string_view, 10> kStaffedBodies = {
    "civil-affairs", "nanhai-civil-affairs", "economy-information", "science",          "finance", "supervision",
    "audit",         "reform-office",        "legal-office",        "government-office"};

// Bodies that hand over functions and buy services; the others have their own work only.
constexpr std::array<std::string_view, 4> kDepartments = {"civil-affairs", "nanhai-civil-affairs",
                                                          "economy-information", "science"};

// How many of a body's staff hold a role; one where nothing is said.
int holders(std::string_view body, std::string_view role) {
  if (role.starts_with("department_") &&
      std::find(kDepartments.begin(), kDepartments.end(), body) == kDepartments.end())
    return 0;
  static const std::map<std::string_view, int> kHolders = {{"registrar", 3},
                                                           {"registry_reviewer", 2},
                                                           {"department_officer", 3},
                                                           {"finance_officer", 2},
                                                           {"committee_member", 8}};
  const auto found = kHolders.find(role);
  return found == kHolders.end() ? 1 : found->second;
}

struct OfficeRow {
  Id id;
  Id account_id;
  std::string role;
  std::optional<Id> organisation_id;
  std::string division;
};
BOOST_DESCRIBE_STRUCT(OfficeRow, (), (id, account_id, role, organisation_id, division))

}  // namespace

void City::settle(store::Tx& tx, Instant now, const RandomBytes& random) const {
  int number = 0;
  const auto hire = [&](const std::string& role, std::optional<Id> organisation, const std::string& division) {
    const Id account = new_id(now, random);
    const std::string login = fmt::format("person{}", ++number);
    identity::create_account(tx, account, login, pack_.roles.at(role).title.zh + std::to_string(number), now);
    identity::Office office;
    office.id = new_id(now, random);
    office.account_id = account;
    office.organisation_id = std::move(organisation);
    office.role = role;
    office.division = division;
    office.from_day = local_day(now, pack_.utc_offset);
    office.created_at = now;
    identity::grant_office(tx, pack_, office);
  };
  for (const auto key : kStaffedBodies) {
    const auto body = identity::organisation_of_body(tx, key);
    GH_ASSERT(body.has_value());
    for (const auto& role : pack_.bodies.at(std::string(key)).roles)
      for (int i = 0; i < holders(key, role); ++i) hire(role, body->id, body->division);
  }
  for (int i = 0; i < kPrivatePersons; ++i) hire("citizen", {}, pack_.division);
}

const std::vector<identity::Caller>& City::people(store::Tx& tx, Day today) {
  const std::int64_t offices = tx.integer("select count(*) from office").value_or(0);
  if (offices == offices_ && today == read_on_) return people_;
  offices_ = offices;
  read_on_ = today;
  people_.clear();
  const auto rows = tx.all<OfficeRow>(
      "select id, account_id, role, organisation_id, division from office where from_day <= ? and (to_day is null or "
      "to_day >= ?) and revoked_at is null order by id",
      {today, today});
  for (const auto& row : rows)
    people_.push_back(
        {row.account_id, "", false, {"read", "act"}, row.id, row.role, row.organisation_id, row.division});
  return people_;
}

std::vector<identity::Caller> City::in_role(store::Tx& tx, Day today, std::string_view role) {
  std::vector<identity::Caller> out;
  for (const auto& person : people(tx, today))
    if (person.role == role) out.push_back(person);
  return out;
}

}  // namespace gh::simulation
