#include "registry/entries.h"

#include <chrono>

#include "base/assert.h"
#include "base/digest.h"
#include "registry/credit_code.h"
#include "registry/names.h"

namespace gh::registry {
namespace {

// The organisation codes of codes given here: a prefix of our own, so that none clashes with one given elsewhere.
constexpr std::string_view kOrganisationPrefix = "MJT";
constexpr int kSerialsTriedMax = 10'000;
constexpr std::int64_t kRestMonthsMax = 1'200;

void insert(store::Tx& tx, const Entry& entry) {
  tx.execute(
      "/* later */ insert into registry_entry (id, organisation_id, made_by_case, kind, association_kind, name, "
      "name_key, name_en, "
      "division, industry, industry_group, purpose, scope, activity_area, guiding_unit, address, premises_right, "
      "premises_owner, premises_square_metres, premises_until, funds_fen, credit_code, certificate_number, "
      "certificate_copy, legal_representative_digest, status, status_ground, ended_on, registered_on, begun_by_act, "
      "begun_at, ended_by_act, ended_at) values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {entry.id,
       entry.organisation_id,
       entry.made_by_case,
       entry.kind,
       entry.association_kind,
       entry.name,
       name_key(entry.name),
       entry.name_en,
       entry.division,
       entry.industry,
       entry.industry_group,
       entry.purpose,
       entry.scope,
       entry.activity_area,
       entry.guiding_unit,
       entry.address,
       entry.premises_right,
       entry.premises_owner,
       entry.premises_square_metres,
       entry.premises_until,
       entry.funds_fen,
       entry.credit_code,
       entry.certificate_number,
       entry.certificate_copy,
       entry.legal_representative_digest,
       entry.status,
       entry.status_ground,
       entry.ended_on,
       entry.registered_on,
       entry.begun_by_act,
       entry.begun_at,
       nullptr,
       nullptr});
}

}  // namespace

void add_entry(store::Tx& tx, Entry entry, const ByAct& by) {
  entry.begun_by_act = by.act;
  entry.begun_at = by.at;
  insert(tx, entry);
}

void change_entry(store::Tx& tx, Entry next, const ByAct& by) {
  const auto ended = tx.execute(
      "update registry_entry set ended_by_act = ?, ended_at = ? where organisation_id = ? and ended_by_act is null",
      {by.act, by.at, next.organisation_id});
  GH_ASSERT(ended == 1);
  add_entry(tx, std::move(next), by);
}

std::optional<Entry> entry_of(store::Tx& tx, const Id& organisation) {
  return tx.one<Entry>("select * from registry_entry where organisation_id = ? and ended_by_act is null",
                       {organisation});
}

std::optional<Entry> entry_at(store::Tx& tx, const Id& organisation, Instant at) {
  return tx.one<Entry>(
      "select * from registry_entry where organisation_id = ? and begun_at <= ? and (ended_at is null or ended_at > ?) "
      "order by begun_at desc, id desc limit 1",
      {organisation, at, at});
}

std::vector<Entry> versions_of(store::Tx& tx, const Id& organisation) {
  return tx.all<Entry>("select * from registry_entry where organisation_id = ? order by begun_at, id", {organisation});
}

Id organisation_of_case(store::Tx& tx, const Id& case_id) {
  return tx.string("select organisation_id from registry_entry where made_by_case = ? limit 1", {case_id}).value_or("");
}

std::string identity_digest(std::string_view identity_number) { return hex(bytes_of(sha256(identity_number))); }

bool has_ended(const Entry& entry) {
  return entry.status == entry_status::kDeregistered || entry.status == entry_status::kRevoked;
}

Day status_from(const Entry& version, UtcOffset offset) {
  return version.ended_on.value_or(local_day(version.begun_at, offset));
}

bool heads_another(store::Tx& tx, std::string_view identity_number, std::string_view except) {
  return head_of_another(tx, identity_digest(identity_number), except);
}

bool head_of_another(store::Tx& tx, std::string_view digest, std::string_view except) {
  return tx.integer(
               "select count(*) from registry_entry where legal_representative_digest = ? and kind = 'association' and "
               "status not in ('deregistered', 'revoked') and ended_by_act is null and organisation_id <> ?",
               {digest, except})
             .value_or(0) > 0;
}

// Both say that the code isn't empty, because the index of codes holds those alone.
bool credit_code_taken(store::Tx& tx, std::string_view code) {
  return tx.integer(
               "select count(*) from registry_entry where credit_code = ? and credit_code <> '' and ended_by_act is "
               "null",
               {code})
             .value_or(0) > 0;
}

Id organisation_of_credit_code(store::Tx& tx, std::string_view code, std::string_view kind) {
  return tx
      .string(
          "select organisation_id from registry_entry where credit_code = ? and credit_code <> '' and kind = ? and "
          "ended_by_act is null",
          {code, kind})
      .value_or("");
}

std::string allocate_credit_code(store::Tx& tx, std::string_view division) {
  tx.lock("registry:credit-serial");
  for (int tried = 0; tried < kSerialsTriedMax; ++tried) {
    tx.execute(
        "insert into registry_credit_serial (prefix, last) values (?, 1) on conflict (prefix) do update set last = "
        "registry_credit_serial.last + 1",
        {kOrganisationPrefix});
    const auto serial = tx.integer("select last from registry_credit_serial where prefix = ?", {kOrganisationPrefix});
    GH_ASSERT(serial.has_value());
    const auto code = make_credit_code(division, kOrganisationPrefix, *serial);
    GH_ASSERT(code.has_value());
    if (!credit_code_taken(tx, *code)) return *code;
  }
  throw Bug("no free credit code in so many serials");
}

Day months_after(Day day, std::int64_t months) {
  GH_ASSERT(months >= -kRestMonthsMax && months <= kRestMonthsMax);
  const std::chrono::year_month_day date{day};
  auto later = date + std::chrono::months{months};
  if (!later.ok()) later = later.year() / later.month() / std::chrono::last;
  return Day{later};
}

bool within_months(Day from, std::int64_t months, Day today) { return today < months_after(from, months); }

}  // namespace gh::registry
