#include "cases/packs.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/assert.h"
#include "base/described.h"
#include "cases/calendar_years.h"

namespace gh::cases {

Packs::Packs(std::shared_ptr<const policy::Pack> the_newest, policy::Offered offered)
    : newest_(std::move(the_newest)), offered_(std::move(offered)) {
  GH_ASSERT(newest_ != nullptr);
  kept_[newest_->version] = newest_;
}

void Packs::keep(store::Tx& tx, Instant now) {
  const auto pack = newest();
  tx.execute(
      "insert into pack_version (version, pack, files, kept_at) values (?, ?, ?, ?) on conflict (version) do nothing",
      {pack->version, pack->id, json::serialize(write(pack->files)), now});
  keep_base_years(tx, *pack, now);
}

std::shared_ptr<const policy::Pack> Packs::newest() const {
  const std::lock_guard hold(mutex_);
  return newest_;
}

void Packs::renew(std::shared_ptr<const policy::Pack> pack) {
  GH_ASSERT(pack != nullptr);
  const std::lock_guard hold(mutex_);
  newest_ = pack;
  kept_[pack->version] = pack;
}

std::shared_ptr<const policy::Pack> Packs::of(store::Tx& tx, const std::string& version) {
  {
    const std::lock_guard hold(mutex_);
    if (const auto found = kept_.find(version); found != kept_.end()) return found->second;
  }
  const auto files = tx.string("select files from pack_version where version = ?", {version});
  GH_ASSERT(files.has_value());
  const auto loaded = policy::load_files(read<std::map<std::string, std::string>>(parse_json(*files)), offered_);
  if (!loaded.pack) {
    throw Bug("the kept pack " + version +
              " no longer loads: " + (loaded.faults.empty() ? std::string() : loaded.faults.front().says));
  }
  const std::lock_guard hold(mutex_);
  return kept_.emplace(version, loaded.pack).first->second;
}

std::shared_ptr<const calendar::WorkingCalendar> Packs::calendar(store::Tx& tx) {
  const std::string years =
      tx.string("select cast(count(*) as text) || coalesce(max(act_id), '') from calendar_year").value_or("");
  {
    const std::lock_guard hold(mutex_);
    if (calendar_ && years == calendar_years_) return calendar_;
  }
  auto made = std::make_shared<calendar::WorkingCalendar>();
  for (const auto& [number, year] : years_in_force(tx, newest()->division)) made->add(year);
  const std::lock_guard hold(mutex_);
  calendar_ = made;
  calendar_years_ = years;
  return calendar_;
}

namespace {

// What the keeper published while this pack was in force already is his correction of what the pack has.
bool corrected_under(store::Tx& tx, const policy::Pack& pack, int year) {
  return tx.integer(
               "select count(*) from calendar_year y join act a on a.id = y.act_id where y.division = ? and y.year = ? "
               "and a.pack_version = ?",
               {pack.division, year, pack.version})
             .value_or(0) > 0;
}

}  // namespace

std::vector<calendar::PublishedYear> Packs::years_to_publish(store::Tx& tx) {
  const auto same_days = [](const std::map<Day, Text>& one, const std::map<Day, Text>& other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const auto& a, const auto& b) { return a.first == b.first; });
  };
  const auto pack = newest();
  const auto known = years_in_force(tx, pack->division);
  std::vector<calendar::PublishedYear> out;
  for (const auto& year : pack->calendar) {
    if (!year.published || corrected_under(tx, *pack, year.year)) continue;
    const auto found = known.find(year.year);
    if (found != known.end() && same_days(found->second.off, year.off) && same_days(found->second.worked, year.worked))
      continue;
    out.push_back(year);
  }
  std::ranges::sort(out, {}, &calendar::PublishedYear::year);
  return out;
}

}  // namespace gh::cases
