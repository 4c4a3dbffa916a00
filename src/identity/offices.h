// Offices (岗位): an account holds a role in an organisation (or as a private person) from a day to a day. Every act is
// done in one office.
#pragma once
#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::identity {

// The three administrators, of whom nobody may be two (GB/T 22239 8.1.4.2).
inline constexpr std::string_view kSystemAdministrator = "system_administrator";
inline constexpr std::string_view kSecurityAdministrator = "security_administrator";
inline constexpr std::string_view kAuditAdministrator = "audit_administrator";
bool is_administrator(std::string_view role);

struct Office {
  Id id;
  Id account_id;
  std::optional<Id> organisation_id;  // absent for private persons
  std::string role;                   // as in the pack
  std::string division;               // GB/T 2260
  Day from_day{};
  std::optional<Day> to_day;  // last day
  std::optional<Instant> revoked_at;
  std::optional<Id> granted_by_act;  // absent: by the security administrator, or at installation
  Instant created_at{};
};
BOOST_DESCRIBE_STRUCT(Office, (),
                      (id, account_id, organisation_id, role, division, from_day, to_day, revoked_at, granted_by_act,
                       created_at))
// Begun, not ended, not revoked.
bool in_force(const Office& office, Day on);
// The same as a condition of SQL on the office whose id `column` holds; the day is bound twice.
std::string in_force_sql(std::string_view column);

// Checks and adds an office. Whose decision it is (an act, the security administrator, the installation) is the
// caller's affair; administration.h has the security administrator's. Problems: kInvalidForm ("/role" known-role,
// "/account_id" account, "/organisation_id" organisation | role-of-body | role-needs-organisation, "/to_day" period,
// "/division" division), kConflict (office-overlap, separate-administrators).
void grant_office(store::Tx& tx, const policy::Pack& pack, const Office& office);

// Ends it now: sessions and tokens that use it are without an office from then on. False when it was revoked before.
// Problem kNotFound.
bool revoke_office(store::Tx& tx, const Id& office, Instant now, const std::optional<Id>& by_act = {});

// Ends now every office of the organisation that isn't over: it has come to an end.
void revoke_offices_of(store::Tx& tx, const Id& organisation, Instant now, const Id& by_act);

std::optional<Office> find_office(store::Tx& tx, const Id& id);

inline constexpr std::size_t kOfficesPerAccountMax = 100;
inline constexpr std::size_t kOfficesPerRoleMax = 1000;

// All of an account's, past and future too, newest first.
std::vector<Office> all_offices_of(store::Tx& tx, const Id& account);
// Those in force on the day.
std::vector<Office> offices_of(store::Tx& tx, const Id& account, Day on);
// Whether the office has one of the roles, and is in force on the day.
bool holds(store::Tx& tx, const Id& office, const std::vector<std::string>& roles, Day on);
// Who works in an organisation, as its own people see it: for handing over, delegating, adding a signer.
struct Colleague {
  Id office;
  Id account_id;
  std::string display_name;
  std::string role;
};
BOOST_DESCRIBE_STRUCT(Colleague, (), (office, account_id, display_name, role))
std::vector<Colleague> colleagues_in(store::Tx& tx, const Id& organisation, Day on);

// Who works in the city's bodies, for their people to send copies to or to ask for an opinion.
struct Officer {
  Id office;
  std::string display_name;
  std::string role;
  Id organisation_id;
  std::string organisation;
};
BOOST_DESCRIBE_STRUCT(Officer, (), (office, display_name, role, organisation_id, organisation))
struct OfficerSearch {
  std::vector<std::string> roles{};  // one of them
  std::string text{};                // part of the person's or the body's name; empty = all
  Id office{};                       // this one alone; empty = all
  Id first{};                        // whose people come first
};
// At most `limit` in force on the day, by body and name.
std::vector<Officer> find_officers(store::Tx& tx, const OfficerSearch& search, Day on, std::size_t limit);

// Whether anybody holds an office of the organisation on the day or will hold one after it.
bool has_offices_from(store::Tx& tx, const Id& organisation, Day on);

// Who acts in the role there, for routing; in force on the day; at most kOfficesPerRoleMax, oldest first.
std::vector<Office> offices_in_organisation(store::Tx& tx, std::string_view role, const Id& organisation, Day on);
std::vector<Office> offices_in_division(store::Tx& tx, std::string_view role, std::string_view division, Day on);

}  // namespace gh::identity
