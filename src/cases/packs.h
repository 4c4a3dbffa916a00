// The packs the engine works under: the newest of a division for new cases, and every older one that a case still
// needs.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "calendar/working_days.h"
#include "policy/loader.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::cases {

class Packs {
 public:
  // `newest` has been loaded and checked. `offered` is what older packs are checked against when they are read back.
  Packs(std::shared_ptr<const policy::Pack> newest, policy::Offered offered);

  // Keeps the newest pack's files in the database; once at start-up.
  void keep(store::Tx& tx, Instant now);

  std::shared_ptr<const policy::Pack> newest() const;
  // Makes another pack the one for new cases (a second version beside the first).
  void renew(std::shared_ptr<const policy::Pack> pack);
  // The pack a case was opened under: from memory, or read back from the database.
  std::shared_ptr<const policy::Pack> of(store::Tx& tx, const std::string& version);

  // The division's calendar: the newest pack's years, and those published by acts since (kept until one more is).
  std::shared_ptr<const calendar::WorkingCalendar> calendar(store::Tx& tx);

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const policy::Pack> newest_;
  policy::Offered offered_;
  std::map<std::string, std::shared_ptr<const policy::Pack>> kept_;
  std::shared_ptr<const calendar::WorkingCalendar> calendar_;
  std::string calendar_years_ = "?";
};

}  // namespace gh::cases
