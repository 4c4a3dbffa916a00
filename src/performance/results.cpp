// Keeps the register of results.
#include "performance/results.h"

#include "base/assert.h"
#include "base/described.h"
#include "base/problem.h"

namespace gh::performance {
namespace {

constexpr std::int64_t kRatersMax = 999;
constexpr std::int64_t kSerialMax = 99'999;

Problem result_conflict(std::string rule, Text says) {
  return {ProblemCode::kConflict, FieldError{"", std::move(rule), "三(一)1", std::move(says)}};
}

void begin(store::Tx& tx, const Basis& basis, const Result& r) {
  tx.execute(
      "insert into performance_result (case_id, version, kind, item_id, organisation_id, reviewer_id, grade, number, "
      "valid_from, valid_to, status, reason, begun_by_act, begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {r.case_id, r.version, r.kind, r.item_id, r.organisation_id, r.reviewer_id, r.grade, r.number, r.valid_from,
       r.valid_to, r.status, r.reason, basis.act_id, basis.at, nullptr, nullptr});
}

// Ends the version in force and begins the next.
void change(store::Tx& tx, const Basis& basis, const Result& before, ResultStatus status, std::string reason) {
  tx.execute("update performance_result set ended_by_act = ?, ended_at = ? where case_id = ? and ended_at is null",
             {basis.act_id, basis.at, before.case_id});
  Result next = before;
  next.version = before.version + 1;
  next.status = status;
  next.reason = std::move(reason);
  begin(tx, basis, next);
}

Result held(store::Tx& tx, const Basis& basis) {
  auto found = find_result(tx, basis.case_id);
  if (!found || !holds_on(*found, basis.today))
    throw result_conflict("no_result", {"没有有效的结果", "there is no result that holds"});
  return std::move(*found);
}

std::int64_t number_of_rater(store::Tx& tx, const Basis& basis, const Id& reviewer_id) {
  tx.lock("credit-raters");
  const auto known = tx.integer("select number from performance_rater where organisation_id = ?", {reviewer_id});
  if (known) return *known;
  const auto next = tx.integer("select coalesce(max(number), 0) + 1 from performance_rater").value_or(1);
  if (next > kRatersMax)
    throw result_conflict("numbers_used_up", {"协会编号已用完", "no number of an association is left"});
  tx.execute("insert into performance_rater (organisation_id, number, since_act) values (?, ?, ?)",
             {reviewer_id, next, basis.act_id});
  return next;
}

std::int64_t next_serial(store::Tx& tx, const Id& reviewer_id, std::int64_t year) {
  const auto last =
      tx.integer("select last from performance_serial where organisation_id = ? and year = ?", {reviewer_id, year});
  if (last.value_or(0) >= kSerialMax)
    throw result_conflict("numbers_used_up", {"本年度企业序号已用完", "no serial of a firm is left this year"});
  if (last)
    tx.execute("update performance_serial set last = ? where organisation_id = ? and year = ?",
               {*last + 1, reviewer_id, year});
  else
    tx.execute("insert into performance_serial (organisation_id, year, last) values (?, ?, ?)", {reviewer_id, year, 1});
  return last.value_or(0) + 1;
}

}  // namespace

std::string standing_on(const Result& result, Day day) {
  const bool stands = result.status == ResultStatus::granted || result.status == ResultStatus::downgraded;
  if (stands && result.valid_to && *result.valid_to < day) return "expired";
  return boost::describe::enum_to_string(result.status, "");
}

bool holds_on(const Result& result, Day day) {
  const bool stands = result.status == ResultStatus::granted || result.status == ResultStatus::downgraded;
  return stands && result.valid_from <= day && (!result.valid_to || *result.valid_to >= day);
}

void grant(store::Tx& tx, const Basis& basis, const NewResult& n) {
  if (find_result(tx, basis.case_id))
    throw result_conflict("granted_already", {"该办件已有结果", "the case has given a result already"});
  const auto before = n.replaces ? result_in_force(tx, n.organisation_id, n.kind, basis.today) : std::nullopt;
  if (before) change(tx, basis, *before, ResultStatus::replaced, "");
  begin(tx, basis,
        {basis.case_id,
         1,
         n.kind,
         n.item_id,
         n.organisation_id,
         n.reviewer_id,
         n.grade,
         n.number,
         basis.today,
         n.valid_to,
         ResultStatus::granted,
         n.reason,
         {},
         {},
         {},
         {}});
}

void decide_again(store::Tx& tx, const Basis& basis, const std::string& grade, const std::string& number,
                  const std::string& reason) {
  Result before = held(tx, basis);
  before.grade = grade;
  before.number = number;
  change(tx, basis, before, ResultStatus::granted, reason);
}

void downgrade(store::Tx& tx, const Basis& basis, const std::string& grade, const std::string& number,
               const std::string& reason) {
  Result before = held(tx, basis);
  before.grade = grade;
  before.number = number;
  change(tx, basis, before, ResultStatus::downgraded, reason);
}

void withdraw(store::Tx& tx, const Basis& basis, const std::string& reason) {
  change(tx, basis, held(tx, basis), ResultStatus::withdrawn, reason);
}

void end_if_held(store::Tx& tx, const Basis& basis, const std::string& reason) {
  const auto found = find_result(tx, basis.case_id);
  if (found && holds_on(*found, basis.today)) change(tx, basis, *found, ResultStatus::withdrawn, reason);
}

std::string next_certificate(store::Tx& tx, const Basis& basis, const Id& reviewer_id, const std::string& grade,
                             const std::vector<GradeCode>& scale) {
  const std::int64_t association = number_of_rater(tx, basis, reviewer_id);
  const std::int64_t year = static_cast<int>(std::chrono::year_month_day{basis.today}.year());
  const std::int64_t serial = next_serial(tx, reviewer_id, year);
  const auto text = certificate_text({year, association, grade, serial}, scale);
  GH_ASSERT(text.has_value());
  return *text;
}

std::optional<Result> find_result(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  if (!as_of)
    return tx.one<Result>("select * from performance_result where case_id = ? and ended_at is null", {case_id});
  return tx.one<Result>(
      "select * from performance_result where case_id = ? and begun_at <= ? and (ended_at is null or ended_at > ?)",
      {case_id, *as_of, *as_of});
}

std::optional<Result> result_in_force(store::Tx& tx, const Id& organisation_id, std::string_view kind, Day day) {
  return tx.one<Result>(
      "select * from performance_result where organisation_id = ? and kind = ? and ended_at is null and status in "
      "('granted', 'downgraded') and valid_from <= ? and (valid_to is null or valid_to >= ?) order by case_id desc "
      "limit 1",
      {organisation_id, kind, day, day});
}

}  // namespace gh::performance
