// Keeps ratings and counts them.
#include "transfer/ratings.h"

#include <algorithm>

#include "base/assert.h"
#include "base/json.h"
#include "base/problem.h"
#include "transfer/agreements.h"

namespace gh::transfer {

namespace {

struct CountedRatings {
  ServiceGrade grade{};
  bool bad = false;
  std::int64_t count = 0;
  std::int64_t answered = 0;
  std::int64_t confirmed = 0;
};
BOOST_DESCRIBE_STRUCT(CountedRatings, (), (grade, bad, count, answered, confirmed))

}  // namespace

RatingFigures rating_figures(store::Tx& tx, const Id& transfer_id, std::optional<Instant> as_of) {
  const Instant by = as_of.value_or(Instant::max());
  RatingFigures out;
  for (const CountedRatings& one : tx.all<CountedRatings>(
           "select grade, bad, count(*) as count, count(case when answered_at <= ? then 1 end) as answered, count(case "
           "when confirmed = 1 and settled_at <= ? then 1 end) as confirmed from transfer_rating where transfer_id = ? "
           "and recorded_at <= ? group by grade, bad order by grade, bad",
           {by, by, transfer_id, by})) {
    out.count += one.count;
    out.by_grade.at(static_cast<std::size_t>(one.grade)) += one.count;
    if (!one.bad) continue;
    out.bad += one.count;
    out.bad_answered += one.answered;
    out.confirmed += one.confirmed;
  }
  if (out.count > 0) out.satisfied_permille = (out.count - out.bad) * 1000 / out.count;
  return out;
}

void rate(store::Tx& tx, const Basis& basis, const Id& transfer_id, std::optional<Id> served_case_id,
          ServiceGrade grade, bool bad) {
  running_agreement(tx, transfer_id);
  if (served_case_id && is_rated(tx, *served_case_id))
    throw Problem(
        ProblemCode::kConflict,
        FieldError{"/form/served_case", "rated_once", "", {"该办件已经评价过", "the case has been rated already"}});
  tx.execute(
      "insert into transfer_rating (case_id, transfer_id, served_case_id, grade, bad, rated_on, act_id, recorded_at, "
      "answered_on, answered_by_act, settled_on, settled_by_act, confirmed) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?)",
      {basis.case_id, transfer_id, served_case_id, grade, bad, basis.today, basis.act_id, basis.at, nullptr, nullptr,
       nullptr, nullptr, nullptr});
}

void answer_rating(store::Tx& tx, const Basis& basis) {
  const auto answered =
      tx.execute("update transfer_rating set answered_on = ?, answered_at = ?, answered_by_act = ? where case_id = ?",
                 {basis.today, basis.at, basis.act_id, basis.case_id});
  GH_ASSERT(answered == 1);
}

void settle_rating(store::Tx& tx, const Basis& basis, bool confirmed) {
  const auto settled = tx.execute(
      "update transfer_rating set settled_on = ?, settled_at = ?, settled_by_act = ?, confirmed = ? where case_id = "
      "?",
      {basis.today, basis.at, basis.act_id, confirmed, basis.case_id});
  GH_ASSERT(settled == 1);
}

bool is_rated(store::Tx& tx, const Id& served_case_id) {
  return tx.integer("select count(*) from transfer_rating where served_case_id = ?", {served_case_id}).value_or(0) > 0;
}

bool rated_since(store::Tx& tx, const Id& transfer_id, const Id& account, Day day) {
  return tx.integer(
               "select count(*) from transfer_rating r join case_file c on c.id = r.case_id where r.transfer_id = ? "
               "and r.served_case_id is null and r.rated_on >= ? and c.opened_by_account = ?",
               {transfer_id, day, account})
             .value_or(0) > 0;
}

namespace {

// What the case belongs to: its own parent, or that one's; and the function it names.
struct Belonging {
  std::string procedure;
  std::string form;
  std::string parent_id;
  std::string grandparent_id;
  Instant opened_at{};
};
BOOST_DESCRIBE_STRUCT(Belonging, (), (procedure, form, parent_id, grandparent_id, opened_at))

}  // namespace

bool was_served(store::Tx& tx, const Served& served) {
  const auto agreement = find_agreement(tx, served.transfer_id);
  const auto found = tx.one<Belonging>(
      "select c.procedure, c.form, coalesce(c.parent_id, '') as parent_id, coalesce(p.parent_id, '') as "
      "grandparent_id, c.opened_at from case_file c left join case_file p on p.id = c.parent_id where c.id = ? and "
      "(c.opened_by_account = ? or c.applicant_id = ? or c.subject_id = ?)",
      {served.case_id, served.account_id, served.organisation_id, served.organisation_id});
  if (!agreement || !found) return false;
  if (std::ranges::find(served.not_service, found->procedure) != served.not_service.end()) return false;
  if (found->parent_id == served.transfer_id || found->grandparent_id == served.transfer_id) return true;
  const json::value form = parse_json(found->form);
  return string_at(form, "item") == agreement->item_id && found->opened_at >= agreement->agreed_at;
}

}  // namespace gh::transfer
