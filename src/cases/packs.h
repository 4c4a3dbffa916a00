// The packs the engine works under: the newest of a division for new cases, and every older one that a case still
// needs.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/working_days.h"
#include "policy/loader.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::cases {

class Packs {
 public:
  // `newest` has been loaded and checked. `offered` is what older packs are checked against when they are read back.
  Packs(std::shared_ptr<const policy::Pack> newest, policy::Offered offered);

  // Keeps the newest pack's files in the database; once at start-up. The first pack kept also gives the working-day
  // calendar the years it begins with.
  void keep(store::Tx& tx, Instant now);

  std::shared_ptr<const policy::Pack> newest() const;
  // Makes another pack the one for new cases (a second version beside the first).
  void renew(std::shared_ptr<const policy::Pack> pack);
  // The pack a case was opened under: from memory, or read back from the database.
  std::shared_ptr<const policy::Pack> of(store::Tx& tx, const std::string& version);

  // The division's calendar: the years that the database began with, and those published by acts since (kept until one
  // more is). A newer pack changes no day of it.
  std::shared_ptr<const calendar::WorkingCalendar> calendar(store::Tx& tx);
  // The years whose days stand in the newest pack as published, and in the calendar otherwise or not at all, earliest
  // first: an act is wanted for each. Names of holidays aren't compared.
  std::vector<calendar::PublishedYear> years_to_publish(store::Tx& tx);

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const policy::Pack> newest_;
  policy::Offered offered_;
  std::map<std::string, std::shared_ptr<const policy::Pack>> kept_;
  std::shared_ptr<const calendar::WorkingCalendar> calendar_;
  std::string calendar_years_ = "?";
};

}  // namespace gh::cases
