// Keeps take-backs.
#include "transfer/take_backs.h"

#include "base/assert.h"
#include "base/json.h"
#include "base/problem.h"
#include "transfer/agreements.h"

namespace gh::transfer {
namespace {

constexpr const char* kGrounds = "take-back-grounds";

const policy::CatalogueRow* row_of(const policy::Pack& pack, std::string_view ground) {
  const auto catalogue = pack.catalogues.find(kGrounds);
  if (catalogue == pack.catalogues.end()) return nullptr;
  for (const policy::CatalogueRow& row : catalogue->second.rows)
    if (row.code == ground) return &row;
  return nullptr;
}

// The newest take-back of the case, in its version in force.
std::optional<TakeBack> newest(store::Tx& tx, const Id& case_id) {
  return tx.one<TakeBack>(
      "select * from transfer_take_back where case_id = ? and ended_at is null order by ordinal desc limit 1",
      {case_id});
}

void begin(store::Tx& tx, const Basis& basis, const TakeBack& one) {
  tx.execute(
      "insert into transfer_take_back (case_id, ordinal, version, item_id, receiver_id, ground, stage, since, "
      "interim_care, begun_by_act, begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {one.case_id, one.ordinal, one.version, one.item_id, one.receiver_id, one.ground, one.stage, basis.today,
       one.interim_care, basis.act_id, basis.at, nullptr, nullptr});
}

}  // namespace

std::optional<GroundTest> ground_test(const policy::Pack& pack, std::string_view ground) {
  const auto* row = row_of(pack, ground);
  if (row == nullptr) return {};
  GroundTest test{};
  GH_ASSERT(boost::describe::enum_from_string(std::string(string_at(row->fields, "test")).c_str(), test));
  return test;
}

Text ground_title(const policy::Pack& pack, std::string_view ground) {
  const auto* row = row_of(pack, ground);
  return row == nullptr ? Text{} : row->name;
}

std::string ground_clause(const policy::Pack& pack, std::string_view ground) {
  const auto* row = row_of(pack, ground);
  return row == nullptr ? std::string() : std::string(string_at(row->fields, "clause"));
}

bool follows(TakeBackStage next, TakeBackStage before) {
  switch (next) {
    case TakeBackStage::proposed:
      return false;
    case TakeBackStage::refused:
    case TakeBackStage::decided:
      return before == TakeBackStage::proposed;
    case TakeBackStage::taken_back:
      return before == TakeBackStage::decided;
    case TakeBackStage::re_assigned:
    case TakeBackStage::kept_by_department:
      return before == TakeBackStage::taken_back;
  }
  return false;
}

void propose_take_back(store::Tx& tx, const Basis& basis, std::string ground) {
  const Agreement agreement = running_agreement(tx, basis.case_id);
  const auto before = newest(tx, basis.case_id);
  if (before && before->stage != TakeBackStage::refused)
    throw Problem(
        ProblemCode::kConflict,
        FieldError{"", "take_back_open", "三(一)2", {"收回程序已在进行", "a take-back is under way already"}});
  TakeBack one;
  one.case_id = basis.case_id;
  one.ordinal = before ? before->ordinal + 1 : 1;
  one.version = 1;
  one.item_id = agreement.item_id;
  one.receiver_id = agreement.receiver_id;
  one.ground = std::move(ground);
  one.stage = TakeBackStage::proposed;
  begin(tx, basis, one);
}

void advance_take_back(store::Tx& tx, const Basis& basis, TakeBackStage stage, std::string interim_care) {
  auto one = newest(tx, basis.case_id);
  GH_ASSERT(one.has_value() && follows(stage, one->stage));
  tx.execute(
      "update transfer_take_back set ended_by_act = ?, ended_at = ? where case_id = ? and ordinal = ? and ended_at is "
      "null",
      {basis.act_id, basis.at, one->case_id, one->ordinal});
  ++one->version;
  one->stage = stage;
  if (!interim_care.empty()) one->interim_care = std::move(interim_care);
  begin(tx, basis, *one);
}

std::vector<TakeBack> take_backs_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  if (!as_of)
    return tx.all<TakeBack>("select * from transfer_take_back where case_id = ? and ended_at is null order by ordinal",
                            {case_id});
  return tx.all<TakeBack>(
      "select * from transfer_take_back where case_id = ? and begun_at <= ? and (ended_at is null or ended_at > ?) "
      "order by ordinal",
      {case_id, *as_of, *as_of});
}

std::optional<TakeBack> pending_take_back(store::Tx& tx, const Id& item_id) {
  return tx.one<TakeBack>(
      "select * from transfer_take_back where item_id = ? and stage = ? and ended_at is null order by begun_at desc, "
      "case_id desc limit 1",
      {item_id, TakeBackStage::taken_back});
}

}  // namespace gh::transfer
