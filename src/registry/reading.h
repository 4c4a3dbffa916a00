// The register of associations as everybody reads it.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/records.h"

namespace gh::registry {

enum class AssociationStatus { active, suspended, deregistered, revoked };
BOOST_DESCRIBE_ENUM(AssociationStatus, active, suspended, deregistered, revoked)

// An association in one version of its entry.
struct AssociationView {
  Id id;  // the organisation's
  std::string name;
  std::string name_en;  // empty where there is none
  std::string kind;     // trade_association, chamber_of_commerce, federation
  std::string division;
  std::string industry;
  std::string industry_group;
  std::string address;
  std::optional<Fen> funds_fen;
  std::string credit_code;
  std::string certificate_number;  // of registrations before credit codes
  AssociationStatus status{};
  Day registered_on{};
  std::int64_t members = 0;  // enrolled companies on its roll
  Id registered_by_case;
};
BOOST_DESCRIBE_STRUCT(AssociationView, (),
                      (id, name, name_en, kind, division, industry, industry_group, address, funds_fen, credit_code,
                       certificate_number, status, registered_on, members, registered_by_case))

// What a version said, and the acts that began and ended it.
struct VersionView {
  std::string name;
  std::string name_en;
  std::string kind;
  std::string division;
  std::string industry;
  std::string industry_group;
  std::string address;
  std::string credit_code;
  std::string certificate_number;  // of registrations before credit codes
  AssociationStatus status{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(VersionView, (),
                      (name, name_en, kind, division, industry, industry_group, address, credit_code,
                       certificate_number, status, begun_by_act, begun_at, ended_by_act, ended_at))

// A record that is open to everybody; its summary stays with the case.
struct RecordView {
  Id case_id;
  std::string kind;
  Day on{};
  std::optional<std::int64_t> year;
  std::optional<std::string> conclusion;
  std::optional<std::string> cause;   // of a listing: a key of parameter abnormal_causes or serious_causes
  std::vector<std::string> measures;  // of a penalty: keys of parameter penalty_measures
  std::optional<Fen> fine_fen;
  std::optional<Day> until;     // last day, where fixed beforehand
  std::optional<Day> ended_on;  // first day without it
};
BOOST_DESCRIBE_STRUCT(RecordView, (), (case_id, kind, on, year, conclusion, cause, measures, fine_fen, until, ended_on))

struct OneAssociation {
  AssociationView association;
  std::vector<VersionView> versions;  // oldest first
  std::vector<RecordView> records;    // newest first, at most kRecordsShownMax
};
BOOST_DESCRIBE_STRUCT(OneAssociation, (), (association, versions, records))

inline constexpr std::size_t kRecordsShownMax = 500;
inline constexpr std::size_t kAssociationsScannedMax = 5'000;

struct AssociationSearch {
  std::string text{};      // every pair of characters of it stands in one of its names or its credit code
  std::string industry{};  // a code it begins with
  std::string division{};
  std::optional<AssociationStatus> status{};
  std::optional<Instant> as_of{};  // the register as it stood then; now when absent
};
struct AssociationPage {
  std::vector<AssociationView> associations;  // newest first
  std::optional<Id> next;
};
// A search by text that has looked at kAssociationsScannedMax stops there, so a page may be short and still have a
// next.
AssociationPage search_associations(store::Tx& tx, const AssociationSearch& search, UtcOffset offset, std::size_t limit,
                                    std::string_view after = {});

// Nothing when there is no such association, or none yet at `as_of`. Versions and records are what is known then.
std::optional<OneAssociation> read_association(store::Tx& tx, const Id& id, std::optional<Instant> as_of,
                                               UtcOffset offset);

}  // namespace gh::registry
