// Organisations: the city's bodies (from the pack), associations, companies and evaluators. What makes an association
// an association (charter, grade, officers) stands in the registry; here is only who exists and may hold offices.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::identity {

// Enumerators are spelled as they are stored and sent.
enum class OrganisationKind { department, district_department, joint_body, association, company, evaluator };
BOOST_DESCRIBE_ENUM(OrganisationKind, department, district_department, joint_body, association, company, evaluator)
enum class OrganisationStatus { active, closed };
BOOST_DESCRIBE_ENUM(OrganisationStatus, active, closed)

inline constexpr std::size_t kOrganisationNameMax = 300;  // bytes

struct Organisation {
  Id id;
  OrganisationKind kind = OrganisationKind::company;
  std::string name;
  std::string name_en;   // empty where there is none
  std::string division;  // GB/T 2260
  std::optional<Id> parent_id;
  std::optional<std::string> body_key;  // the pack's body, for the city's own
  OrganisationStatus status = OrganisationStatus::active;
  Instant created_at{};
  std::optional<Id> act_id;  // the act that last changed it
};
BOOST_DESCRIBE_STRUCT(Organisation, (),
                      (id, kind, name, name_en, division, parent_id, body_key, status, created_at, act_id))

// Adds one and indexes its names. Problems kInvalidForm (/name "name", /division "division"), kConflict ("body-taken").
void create_organisation(store::Tx& tx, const Organisation& organisation);

// Writes name, name_en, division, parent_id, status and act_id of the organisation of that id. Problems as above, and
// kNotFound.
void update_organisation(store::Tx& tx, const Organisation& organisation);

std::optional<Organisation> find_organisation(store::Tx& tx, const Id& id);
std::optional<Organisation> organisation_of_body(store::Tx& tx, std::string_view body_key);
// Its children, such as the bureaus of a district; at most `limit`, by id.
std::vector<Organisation> organisations_below(store::Tx& tx, const Id& parent, std::size_t limit);

struct OrganisationSearch {
  std::string text{};  // empty = all; otherwise every character pair of it stands in the names
  std::optional<OrganisationKind> kind{};
  std::string division{};  // empty = all
  std::optional<OrganisationStatus> status{};
};
struct OrganisationPage {
  std::vector<Organisation> organisations;  // newest first
  std::optional<Id> next;                   // pass as `after` for the next page; absent at the end
};
// A page of at most `limit` (1..200). A search that has looked at kOrganisationsScannedMax rows stops there, so a
// page may be short, even empty, and still have a next one.
inline constexpr std::size_t kOrganisationsScannedMax = 2000;
OrganisationPage search_organisations(store::Tx& tx, const OrganisationSearch& search, std::size_t limit,
                                      std::string_view after = {});

// Makes the pack's bodies into organisations, with ids derived from the pack's and the body's, and brings their names
// up to date. Running it again changes nothing.
void sync_bodies(store::Tx& tx, const policy::Pack& pack);

}  // namespace gh::identity
