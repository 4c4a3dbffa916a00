// Keeps the eligibility list.
#include "grading/listings.h"

#include "base/assert.h"
#include "base/problem.h"

namespace gh::grading {
namespace {

[[noreturn]] void refuse(ListingStep step) {
  const auto conflict = [](std::string rule, Text says) {
    return Problem(ProblemCode::kConflict,
                   FieldError{"/form/organisation", std::move(rule), "三(一)3", std::move(says)});
  };
  switch (step) {
    case ListingStep::list:
      throw conflict("listed_already", {"该组织已在目录内", "the organisation stands on the list already"});
    case ListingStep::reinstate:
      throw conflict("not_suspended", {"该组织的资质未被暂停", "the organisation isn't suspended"});
    case ListingStep::suspend:
    case ListingStep::remove:
      break;
  }
  throw conflict("not_listed", {"该组织不在目录内", "the organisation isn't on the list"});
}

}  // namespace

std::optional<ListingState> after(std::optional<ListingState> state, ListingStep step) {
  const bool off = !state || *state == ListingState::removed;
  switch (step) {
    case ListingStep::list:
      if (off) return ListingState::listed;
      break;
    case ListingStep::suspend:
      if (state == ListingState::listed) return ListingState::suspended;
      break;
    case ListingStep::reinstate:
      if (state == ListingState::suspended) return ListingState::listed;
      break;
    case ListingStep::remove:
      if (!off) return ListingState::removed;
      break;
  }
  return {};
}

void take_step(store::Tx& tx, const Basis& basis, const Id& organisation_id, ListingStep step) {
  tx.lock("listing:" + organisation_id);
  const auto before = find_listing(tx, organisation_id);
  const auto next = after(before ? std::optional(before->state) : std::nullopt, step);
  if (!next) refuse(step);
  if (before) {
    const auto ended = tx.execute(
        "update grading_listing set ended_by_act = ?, ended_at = ? where organisation_id = ? and ended_at is null",
        {basis.act_id, basis.at, organisation_id});
    GH_ASSERT(ended == 1);
  }
  tx.execute(
      "insert into grading_listing (organisation_id, version, state, case_id, from_day, begun_by_act, begun_at, "
      "ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {organisation_id, before ? before->version + 1 : 1, *next, basis.case_id, basis.today, basis.act_id, basis.at,
       nullptr, nullptr});
}

std::optional<Listing> find_listing(store::Tx& tx, const Id& organisation_id) {
  return tx.one<Listing>("select * from grading_listing where organisation_id = ? and ended_at is null",
                         {organisation_id});
}

std::vector<Id> listed_organisations(store::Tx& tx) {
  std::vector<Id> out;
  tx.each("select organisation_id from grading_listing where ended_at is null and state <> 'removed' order by 1", {},
          [&](const store::Row& row) { out.emplace_back(row.string(0)); });
  return out;
}

std::vector<Listing> versions_of_listing(store::Tx& tx, const Id& organisation_id) {
  return tx.all<Listing>("select * from grading_listing where organisation_id = ? order by version", {organisation_id});
}

}  // namespace gh::grading
