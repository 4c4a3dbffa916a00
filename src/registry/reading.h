// The register of associations as everybody reads it.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/records.h"
#include "registry/standing.h"

namespace gh::registry {

// An association in one version of its entry.
struct AssociationView {
  Id id;  // the organisation's
  std::string name;
  std::string name_en;  // empty where there is none
  std::string kind;     // trade_association, chamber_of_commerce, federation
  std::string division;
  std::string industry;
  std::string industry_group;
  std::string scope;
  std::string activity_area;
  std::string guiding_unit;
  std::string address;
  std::string premises_right;  // owned, leased, lent; empty where it isn't known
  std::optional<std::int64_t> premises_square_metres;
  std::optional<Day> premises_until;  // last day of the lease or loan
  std::optional<Fen> funds_fen;
  std::string credit_code;
  std::string certificate_number;     // of registrations before credit codes
  std::int64_t certificate_copy = 1;  // 1 for the first certificate
  AssociationStatus status{};
  std::string status_ground;    // why it liquidates or has ended; empty while it goes on
  std::optional<Day> ended_on;  // deregistered or revoked
  Day registered_on{};
  std::int64_t members = 0;  // enrolled companies, of a federation associations, on its roll
  Id registered_by_case;
};
BOOST_DESCRIBE_STRUCT(AssociationView, (),
                      (id, name, name_en, kind, division, industry, industry_group, scope, activity_area, guiding_unit,
                       address, premises_right, premises_square_metres, premises_until, funds_fen, credit_code,
                       certificate_number, certificate_copy, status, status_ground, ended_on, registered_on, members,
                       registered_by_case))

// What a version said, and the acts that began and ended it.
struct VersionView {
  std::string name;
  std::string name_en;
  std::string kind;
  std::string division;
  std::string industry;
  std::string industry_group;
  std::string scope;
  std::string activity_area;
  std::string guiding_unit;
  std::string address;
  std::optional<Fen> funds_fen;
  std::string credit_code;
  std::string certificate_number;  // of registrations before credit codes
  AssociationStatus status{};
  std::string status_ground;
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(VersionView, (),
                      (name, name_en, kind, division, industry, industry_group, scope, activity_area, guiding_unit,
                       address, funds_fen, credit_code, certificate_number, status, status_ground, begun_by_act,
                       begun_at, ended_by_act, ended_at))

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

// A branch, from a day to a day.
struct BranchView {
  Id id;
  std::string name;
  std::string kind;  // branch, representative_office
  std::string seat;
  std::string scope;
  Day from_day{};
  std::optional<Day> ended_on;  // first day without it
};
BOOST_DESCRIBE_STRUCT(BranchView, (), (id, name, kind, seat, scope, from_day, ended_on))

// A merger or split that it came out of or went into.
struct SuccessionView {
  std::string kind;  // merger, split
  Day on{};
  Id predecessor;
  std::string predecessor_name;
  Id successor;
  std::string successor_name;
  Id case_id;
};
BOOST_DESCRIBE_STRUCT(SuccessionView, (), (kind, on, predecessor, predecessor_name, successor, successor_name, case_id))

// A certificate: one original (正本) and so many duplicates (副本); each new one takes the place of the last.
struct CertificateView {
  std::int64_t copy = 1;  // 1 for the first
  Day issued_on{};
  Id issued_by_act;
  std::int64_t originals = 0;
  std::int64_t duplicates = 0;
  std::optional<Day> replaced_on;  // by the next, or void since the association has ended
};
BOOST_DESCRIBE_STRUCT(CertificateView, (), (copy, issued_on, issued_by_act, originals, duplicates, replaced_on))

// That something is on file, of matters that the pack's parameter `public_filings` names; what it says stays with the
// case.
struct FilingView {
  std::string matter;
  Day on{};
  Id case_id;
  std::optional<Day> replaced_on;  // by a newer one of the same matter
};
BOOST_DESCRIBE_STRUCT(FilingView, (), (matter, on, case_id, replaced_on))

struct OneAssociation {
  AssociationView association;
  std::vector<VersionView> versions;  // oldest first
  std::vector<RecordView> records;    // newest first, at most kRecordsShownMax
  std::vector<BranchView> branches;   // oldest first
  std::vector<SuccessionView> successions;
  std::vector<CertificateView> certificates;  // oldest first
  std::vector<FilingView> filings;            // oldest first
};
BOOST_DESCRIBE_STRUCT(OneAssociation, (),
                      (association, versions, records, branches, successions, certificates, filings))

// An officer as offices of the state and of the association itself read it.
struct OfficerView {
  std::string name;
  std::string post;
  Day term_from{};
  Day term_to{};
  bool full_time = false;
  bool leading_cadre = false;
  std::string approval;
};
BOOST_DESCRIBE_STRUCT(OfficerView, (), (name, post, term_from, term_to, full_time, leading_cadre, approval))
std::vector<OfficerView> read_officers(store::Tx& tx, const Id& association);

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
std::optional<OneAssociation> read_association(store::Tx& tx, const policy::Pack& pack, const Id& id,
                                               std::optional<Instant> as_of);

}  // namespace gh::registry
