// Reads the catalogue of functions.
#include "transfer/reading.h"

#include "base/assert.h"
#include "store/sql_text.h"

namespace gh::transfer {
namespace {

constexpr std::string_view kSelect =
    R"sql(select i.item_id as id, i.version, coalesce(c.number, '') as number, i.name, i.legal_basis_type, i.competition_class,
  i.department_id, coalesce(d.name, '') as department, i.state, i.case_id as transfer_id,
  t.number as transfer_number, i.holder_id, h.name as holder, i.begun_at as since, i.ended_at as until,
  coalesce(p.batch_id, '') as batch_id, coalesce(b.title, '') as batch
from transfer_item i
left join case_file c on c.id = i.item_id
left join organisation d on d.id = i.department_id
left join case_file t on t.id = i.case_id
left join organisation h on h.id = i.holder_id
left join transfer_proposal p on p.item_id = i.item_id and p.ended_at is null
left join transfer_batch b on b.batch_id = p.batch_id and b.ended_at is null)sql";

// Versions in force at an instant. An empty value stands for "any".
constexpr std::string_view kSearch =
    R"sql( where i.begun_at <= ? and (i.ended_at is null or i.ended_at > ?) and lower(i.name) like lower(?) escape '!'
  and (? = '' or i.department_id = ?) and (? = '' or i.holder_id = ?) and (? = '' or i.state = ?)
  and (? = '' or i.competition_class = ?) and (? = 0 or exists (select 1 from transfer_agreement a
    where a.case_id = i.case_id and a.status = 'supervised' and a.year = ? and a.begun_at <= ?
    and (a.ended_at is null or a.ended_at > ?)))
  and (? = '' or coalesce(p.batch_id, '') = ?) and (? = '' or i.item_id < ?)
order by i.item_id desc limit ?)sql";

template <class Enum>
std::string word(const std::optional<Enum>& value) {
  return value ? boost::describe::enum_to_string(*value, "") : "";
}

// A version that ended after the instant was still in force then, and what began later wasn't there.
void see_as_of(std::vector<FunctionView>& versions, Instant as_of) {
  std::erase_if(versions, [&](const FunctionView& version) { return version.since > as_of; });
  for (FunctionView& version : versions)
    if (version.until && *version.until > as_of) version.until.reset();
}

std::string name_of(store::Tx& tx, const Id& organisation_id) {
  return tx.string("select name from organisation where id = ?", {organisation_id}).value_or("");
}

void add_choice(store::Tx& tx, AgreementView& out, Instant as_of) {
  const auto choice = find_choice(tx, out.id, as_of);
  if (!choice) return;
  out.chosen_by = choice->basis;
  out.chosen_because = choice->clause.empty() ? choice->reason : choice->reason + "（" + choice->clause + "）";
}

void add_supervision(store::Tx& tx, AgreementView& out, Instant as_of) {
  for (const Evaluation& one : evaluations_of(tx, out.id, as_of))
    out.evaluations.push_back({one.year, one.evaluator_id, name_of(tx, one.evaluator_id), one.score, one.pass_score,
                               one.reported_on, one.conclusion, one.concluded_on});
  const RatingFigures figures = rating_figures(tx, out.id, as_of);
  out.rating_count = figures.count;
  if (figures.count > 0) out.satisfied_permille = figures.satisfied_permille;
  out.bad_rating_count = figures.bad;
  out.bad_ratings_answered = figures.bad_answered;
  out.bad_ratings_confirmed = figures.confirmed;
  for (std::size_t grade = 0; figures.count > 0 && grade < kServiceGrades; ++grade)
    out.ratings.push_back({static_cast<ServiceGrade>(grade), figures.by_grade.at(grade)});
  out.extensions = extensions_of(tx, out.id, as_of);
  for (const TakeBack& one : take_backs_of(tx, out.id, as_of))
    out.take_backs.push_back({one.ground, one.stage, one.since, one.interim_care});
}

AgreementView view_of(store::Tx& tx, const Agreement& agreement, Instant as_of) {
  AgreementView out;
  out.id = agreement.case_id;
  out.number = tx.string("select number from case_file where id = ?", {agreement.case_id}).value_or("");
  out.receiver_id = agreement.receiver_id;
  out.receiver = name_of(tx, agreement.receiver_id);
  out.starts_on = agreement.starts_on;
  out.year = agreement.year;
  out.status = agreement.status;
  out.ended_on = agreement.ended_on;
  out.agreed_at = agreement.agreed_at;
  std::vector<CheckedDuty> checked;
  for (const Check& check : checks_of(tx, agreement.case_id, as_of)) {
    out.checks.push_back({check.duty, check.kind, check.checked_on, check.met});
    checked.push_back({check.ordinal, check.duty, check.checked_on, check.met});
  }
  out.unmet_duties = unmet_duties(checked);
  for (const Order& order : orders_of(tx, agreement.case_id, as_of))
    out.orders.push_back({ordered_duties(order), order.ordered_on, order.deadline_on, order.outcome, order.ended_on});
  add_choice(tx, out, as_of);
  add_supervision(tx, out, as_of);
  return out;
}

}  // namespace

FunctionPage search_functions(store::Tx& tx, const FunctionSearch& search, std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  const std::string state = word(search.state);
  const std::string competition = word(search.competition_class);
  FunctionPage page;
  page.functions = tx.all<FunctionView>(std::string(kSelect) + std::string(kSearch), {search.as_of,
                                                                                      search.as_of,
                                                                                      store::like_pattern(search.text),
                                                                                      search.department_id,
                                                                                      search.department_id,
                                                                                      search.holder_id,
                                                                                      search.holder_id,
                                                                                      state,
                                                                                      state,
                                                                                      competition,
                                                                                      competition,
                                                                                      search.year,
                                                                                      search.year,
                                                                                      search.as_of,
                                                                                      search.as_of,
                                                                                      search.batch_id,
                                                                                      search.batch_id,
                                                                                      after,
                                                                                      after,
                                                                                      limit + 1});
  if (page.functions.size() > limit) {
    page.functions.resize(limit);
    page.next = page.functions.back().id;
  }
  return page;
}

std::optional<OneFunction> read_function(store::Tx& tx, const Id& item_id, Instant as_of) {
  OneFunction out;
  out.versions = tx.all<FunctionView>(std::string(kSelect) + " where i.item_id = ? order by i.version", {item_id});
  see_as_of(out.versions, as_of);
  if (out.versions.empty()) return {};
  out.function = out.versions.back();
  out.duties = duties_of(tx, item_id);
  const auto agreements = tx.all<Agreement>(
      "select * from transfer_agreement where item_id = ? and begun_at <= ? and (ended_at is null or ended_at > ?) "
      "order by "
      "agreed_at, case_id",
      {item_id, as_of, as_of});
  for (const Agreement& agreement : agreements) out.agreements.push_back(view_of(tx, agreement, as_of));
  return out;
}

}  // namespace gh::transfer
