#include "registry/reading.h"

#include <algorithm>
#include <unordered_map>

#include "base/assert.h"
#include "registry/branches.h"
#include "registry/credit.h"
#include "registry/filings.h"
#include "registry/officers.h"
#include "registry/successions.h"
#include "store/search.h"
#include "store/sql_text.h"

namespace gh::registry {
namespace {

constexpr std::size_t kFoundAtOnce = 200;
constexpr std::string_view kCertificateSet = "certificate_set";
constexpr std::string_view kPublicFilings = "public_filings";
// A day after every day that a register can know, for readers who want the newest.
const Day kEndOfDays = day_of(2999, 12, 31);

Day day_for(const std::optional<Instant>& as_of, UtcOffset offset) {
  return as_of ? local_day(*as_of, offset) : kEndOfDays;
}

// select … where …, with the values of both, up to one association or a page of them.
struct Query {
  std::string sql;
  std::vector<store::Value> values;

  void narrow(std::string_view condition, std::vector<store::Value> more) {
    sql += condition;
    for (auto& value : more) values.push_back(std::move(value));
  }
};

Query associations(const AssociationSearch& search, UtcOffset offset) {
  const Day on = day_for(search.as_of, offset);
  Query query{
      "select e.organisation_id as id, e.name, e.name_en, e.association_kind as kind, e.division, e.industry, "
      "e.industry_group, e.scope, e.activity_area, e.guiding_unit, e.address, e.premises_right, "
      "e.premises_square_metres, e.premises_until, e.funds_fen, e.credit_code, e.certificate_number, "
      "e.certificate_copy, e.status, e.status_ground, e.ended_on, e.registered_on, "
      "(select count(distinct "
      "m.company_id) from registry_membership m where m.association_id = e.organisation_id and m.admitted_on <= ? and "
      "(m.left_on is null or m.left_on > ?)) as members, e.made_by_case as registered_by_case from registry_entry e "
      "where "
      "e.kind = 'association'",
      {on, on}};
  if (search.as_of)
    query.narrow(" and e.begun_at <= ? and (e.ended_at is null or e.ended_at > ?)", {*search.as_of, *search.as_of});
  else
    query.narrow(" and e.ended_by_act is null", {});
  if (!search.division.empty()) query.narrow(" and e.division = ?", {search.division});
  if (!search.industry.empty())
    query.narrow(" and substr(e.industry, 1, cast(? as integer)) = ?", {search.industry.size(), search.industry});
  if (search.status) query.narrow(" and e.status = ?", {*search.status});
  return query;
}

std::optional<AssociationView> one(store::Tx& tx, const AssociationSearch& search, UtcOffset offset, const Id& id) {
  Query query = associations(search, offset);
  query.narrow(" and e.organisation_id = ?", {id});
  return tx.one<AssociationView>(query.sql, query.values);
}

// Those of the ids that the search asks for, in the order of the ids.
std::vector<AssociationView> associations_in(store::Tx& tx, const AssociationSearch& search, UtcOffset offset,
                                             const std::vector<Id>& ids) {
  if (ids.empty()) return {};
  Query query = associations(search, offset);
  query.narrow(" and e.organisation_id in (" + store::marks(ids.size()) + ")",
               std::vector<store::Value>(ids.begin(), ids.end()));
  std::unordered_map<std::string, AssociationView> found;
  for (AssociationView& view : tx.all<AssociationView>(query.sql, query.values))
    found.emplace(view.id, std::move(view));
  std::vector<AssociationView> out;
  for (const Id& id : ids)
    if (const auto view = found.find(id); view != found.end()) out.push_back(std::move(view->second));
  return out;
}

AssociationPage find_by_text(store::Tx& tx, const AssociationSearch& search, UtcOffset offset, std::size_t limit,
                             std::string_view after) {
  AssociationPage page;
  std::string cursor(after);
  // What the page needs is mostly found at once; where filters leave much out, more is asked for at a time.
  std::size_t batch = std::min(limit + 1, kFoundAtOnce);
  for (std::size_t scanned = 0; scanned < kAssociationsScannedMax; batch = kFoundAtOnce) {
    const auto found = store::find_text(tx, kSearchScope, search.text, batch, cursor);
    for (AssociationView& view : associations_in(tx, search, offset, found)) {
      if (page.associations.size() == limit) {
        page.next = page.associations.back().id;
        return page;
      }
      page.associations.push_back(std::move(view));
    }
    if (found.size() < batch) return page;
    cursor = found.back();
    scanned += found.size();
  }
  page.next = cursor;
  return page;
}

AssociationStatus status_of(const Entry& entry) {
  AssociationStatus status{};
  GH_ASSERT(boost::describe::enum_from_string(entry.status.c_str(), status));
  return status;
}

VersionView version_view(const Entry& entry, const std::optional<Instant>& as_of) {
  VersionView view{
      entry.name,           entry.name_en,     entry.association_kind,   entry.division,     entry.industry,
      entry.industry_group, entry.scope,       entry.activity_area,      entry.guiding_unit, entry.address,
      entry.funds_fen,      entry.credit_code, entry.certificate_number, status_of(entry),   entry.status_ground,
      entry.begun_by_act,   entry.begun_at,    entry.ended_by_act,       entry.ended_at};
  // What ended it later wasn't known then.
  if (as_of && view.ended_at && *view.ended_at > *as_of) {
    view.ended_by_act.reset();
    view.ended_at.reset();
  }
  return view;
}

RecordView record_view(const Record& record, const std::optional<Instant>& as_of) {
  RecordView view;
  view.case_id = record.case_id;
  view.kind = record.kind;
  view.on = record.on_day;
  view.year = record.year;
  view.fine_fen = record.fine_fen;
  view.until = record.until_day;
  view.ended_on = record.ended_on;
  view.measures = measures_of(record.measures);
  if (!record.cause.empty()) view.cause = record.cause;
  if (!record.conclusion.empty()) view.conclusion = record.conclusion;
  if (as_of && record.ended_at && *record.ended_at > *as_of) view.ended_on.reset();
  return view;
}

BranchView branch_view(const Branch& branch, const std::optional<Instant>& as_of) {
  BranchView view{branch.id, branch.name, branch.kind, branch.seat, branch.scope, branch.from_day, branch.ended_on};
  if (as_of && branch.ended_at && *branch.ended_at > *as_of) view.ended_on.reset();
  return view;
}

// What the certificate of an association is made of that day.
void take_set(const policy::Pack& pack, Day on, CertificateView& certificate) {
  const json::value* set = pack.parameter(kCertificateSet, on);
  if (set == nullptr) return;
  certificate.originals = at_or_null(*set, "originals").as_int64();
  certificate.duplicates = at_or_null(*set, "duplicates").as_int64();
}

std::vector<CertificateView> certificates_of(const policy::Pack& pack, const std::vector<Entry>& versions,
                                             const std::optional<Instant>& as_of) {
  std::vector<CertificateView> out;
  for (const Entry& version : versions) {
    if (as_of && version.begun_at > *as_of) break;
    const Day on = local_day(version.begun_at, pack.utc_offset);
    const bool is_new = out.empty() || out.back().copy != version.certificate_copy;
    if (!out.empty() && !out.back().replaced_on && (is_new || has_ended(version)))
      out.back().replaced_on = status_from(version, pack.utc_offset);
    if (!is_new) continue;
    CertificateView certificate{
        version.certificate_copy, out.empty() ? version.registered_on : on, version.begun_by_act, 0, 0, {}};
    take_set(pack, certificate.issued_on, certificate);
    // A body that had ended before it was entered here.
    if (has_ended(version)) certificate.replaced_on = version.ended_on;
    out.push_back(std::move(certificate));
  }
  return out;
}

std::vector<FilingView> public_filings(store::Tx& tx, const policy::Pack& pack, const Id& organisation,
                                       const std::optional<Instant>& as_of) {
  std::vector<FilingView> out;
  for (const Filing& filing : all_filings_of(tx, organisation)) {
    if (as_of && filing.begun_at > *as_of) continue;
    const json::value* open = pack.parameter(kPublicFilings, local_day(filing.begun_at, pack.utc_offset));
    const auto* matters = open == nullptr ? nullptr : open->if_array();
    if (matters == nullptr || std::find(matters->begin(), matters->end(), json::value(filing.matter)) == matters->end())
      continue;
    FilingView view{filing.matter, filing.on_day, filing.case_id, {}};
    if (filing.ended_at && (!as_of || *filing.ended_at <= *as_of))
      view.replaced_on = local_day(*filing.ended_at, pack.utc_offset);
    out.push_back(std::move(view));
  }
  return out;
}

std::string name_of(store::Tx& tx, const Id& organisation) {
  const auto entry = entry_of(tx, organisation);
  return entry ? entry->name : "";
}

}  // namespace

AssociationPage search_associations(store::Tx& tx, const AssociationSearch& search, UtcOffset offset, std::size_t limit,
                                    std::string_view after) {
  if (!search.text.empty()) return find_by_text(tx, search, offset, limit, after);
  Query query = associations(search, offset);
  if (!after.empty()) query.narrow(" and e.organisation_id < ?", {after});
  query.narrow(" order by e.organisation_id desc limit ?", {limit + 1});
  AssociationPage page{tx.all<AssociationView>(query.sql, query.values), {}};
  if (page.associations.size() > limit) {
    page.associations.resize(limit);
    page.next = page.associations.back().id;
  }
  return page;
}

std::optional<OneAssociation> read_association(store::Tx& tx, const policy::Pack& pack, const Id& id,
                                               std::optional<Instant> as_of) {
  AssociationSearch search;
  search.as_of = as_of;
  auto view = one(tx, search, pack.utc_offset, id);
  if (!view) return std::nullopt;
  OneAssociation out{std::move(*view), {}, {}, {}, {}, {}, {}};
  const auto versions = versions_of(tx, id);
  for (const Entry& entry : versions)
    if (!as_of || entry.begun_at <= *as_of) out.versions.push_back(version_view(entry, as_of));
  out.certificates = certificates_of(pack, versions, as_of);
  out.filings = public_filings(tx, pack, id, as_of);
  for (const Record& record : public_records_of(tx, id, kRecordsShownMax))
    if (!as_of || record.begun_at <= *as_of) out.records.push_back(record_view(record, as_of));
  for (const Branch& branch : branches_of(tx, id))
    if (!as_of || branch.begun_at <= *as_of) out.branches.push_back(branch_view(branch, as_of));
  for (const Succession& one : successions_of(tx, id))
    if (!as_of || one.begun_at <= *as_of)
      out.successions.push_back({one.kind, one.on_day, one.predecessor_id, name_of(tx, one.predecessor_id),
                                 one.successor_id, name_of(tx, one.successor_id), one.case_id});
  return out;
}

std::vector<OfficerView> read_officers(store::Tx& tx, const Id& association) {
  std::vector<OfficerView> out;
  for (const Officer& one : officers_of(tx, association))
    out.push_back({one.name, one.post, one.term_from, one.term_to, one.full_time, one.leading_cadre, one.approval});
  return out;
}

}  // namespace gh::registry
