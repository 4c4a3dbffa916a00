#include "registry/fines.h"

#include <algorithm>

#include "base/assert.h"

namespace gh::registry {

Fen unpaid(const Fine& fine, const std::vector<FinePayment>& payments) {
  Fen left = fine.fine_fen;
  for (const FinePayment& payment : payments) left -= payment.fine_fen;
  return left;
}

Fen added(const Fine& fine, const std::vector<FinePayment>& payments, Day day) {
  Fen left = fine.fine_fen;
  Fen days_fen = 0;  // the unpaid amount of each day, summed
  Day counted = fine.due_on;
  const auto count_until = [&](Day end) {
    if (end <= counted) return;
    days_fen += left * (end - counted).count();
    counted = end;
  };
  for (const FinePayment& payment : payments) {
    if (payment.paid_on > day) break;
    count_until(payment.paid_on);
    left -= payment.fine_fen;
  }
  count_until(day);
  return std::min(multiply(days_fen, fine.late_permille, 1000), multiply(fine.fine_fen, fine.late_cap_permille, 1000));
}

Fen added_unpaid(const Fine& fine, const std::vector<FinePayment>& payments, Day day) {
  Fen left = added(fine, payments, day);
  for (const FinePayment& payment : payments) left -= payment.late_fine_fen;
  return std::max<Fen>(left, 0);
}

bool count_due_day(Fine& fine, const calendar::WorkingCalendar& calendar) {
  const auto due = calendar::due_day(calendar, fine.served_on.value(), static_cast<int>(fine.limit_count.value()),
                                     calendar::unit_of(fine.unit.value()));
  if (due.day == fine.due_on && due.provisional == fine.provisional) return false;
  fine.due_on = due.day;
  fine.provisional = due.provisional;
  return true;
}

void add_fine(store::Tx& tx, const Fine& fine) {
  tx.execute(
      "insert into registry_fine (case_id, organisation_id, fine_fen, due_on, late_permille, late_cap_permille, "
      "begun_by_act, served_on, limit_count, unit, provisional) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {fine.case_id, fine.organisation_id, fine.fine_fen, fine.due_on, fine.late_permille, fine.late_cap_permille,
       fine.begun_by_act, fine.served_on, fine.limit_count, fine.unit, fine.provisional});
}

void save_due_day(store::Tx& tx, const Fine& fine) {
  tx.execute("update registry_fine set due_on = ?, provisional = ? where case_id = ?",
             {fine.due_on, fine.provisional, fine.case_id});
}

void add_fine_payment(store::Tx& tx, const FinePayment& payment) {
  tx.execute(
      "insert into registry_fine_payment (act_id, case_id, paid_on, fine_fen, late_fine_fen, receipt) values (?, ?, ?, "
      "?, ?, ?)",
      {payment.act_id, payment.case_id, payment.paid_on, payment.fine_fen, payment.late_fine_fen, payment.receipt});
}

std::optional<Fine> fine_of(store::Tx& tx, const Id& case_id) {
  return tx.one<Fine>("select * from registry_fine where case_id = ?", {case_id});
}

std::vector<Fine> open_fines_due_from(store::Tx& tx, Day day) {
  auto fines = tx.all<Fine>(
      "select f.* from registry_fine f join case_file c on c.id = f.case_id where c.closed_at is null and f.served_on "
      "is not null and f.due_on >= ? order by f.case_id limit ?",
      {day, kRecountedFinesMax});
  GH_ASSERT(fines.size() < kRecountedFinesMax);
  return fines;
}

std::vector<FinePayment> fine_payments(store::Tx& tx, const Id& case_id) {
  return tx.all<FinePayment>("select * from registry_fine_payment where case_id = ? order by paid_on, act_id",
                             {case_id});
}

}  // namespace gh::registry
