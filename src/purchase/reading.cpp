// Reads the catalogue and the contracts.
#include "purchase/reading.h"

#include "base/assert.h"

namespace gh::purchase {
namespace {

// Builds `where …` with its values; `alias` is the versioned table's.
class Narrowed {
 public:
  explicit Narrowed(std::string_view select) : sql_(select) {}

  void by(std::string_view condition, std::vector<store::Value> values) {
    sql_ += conditions_++ == 0 ? " where " : " and ";
    sql_ += condition;
    for (auto& value : values) values_.push_back(std::move(value));
  }
  void equal(std::string_view column, const std::string& wanted) {
    if (!wanted.empty()) by(std::string(column) + " = ?", {wanted});
  }
  void in_force(std::string_view alias, std::optional<Instant> as_of) {
    const std::string table(alias);
    if (!as_of) return by(table + ".ended_at is null", {});
    by(table + ".begun_at <= ? and (" + table + ".ended_at is null or " + table + ".ended_at > ?)", {*as_of, *as_of});
  }
  // Part of either column, whatever case its letters have.
  void contains(std::string_view one, std::string_view other, const std::string& text) {
    if (text.empty()) return;
    std::string pattern = "%";
    for (const char c : text) {
      if (c == '%' || c == '_' || c == '!') pattern += '!';
      pattern += c;
    }
    pattern += '%';
    const auto like = [](std::string_view column) {
      return "lower(" + std::string(column) + ") like lower(?) escape '!'";
    };
    by("(" + like(one) + " or " + like(other) + ")", {pattern, pattern});
  }
  void page(std::string_view id, std::size_t limit, std::string_view after) {
    if (!after.empty()) by(std::string(id) + " < ?", {after});
    sql_ += " order by " + std::string(id) + " desc limit ?";
    values_.emplace_back(limit + 1);
  }
  const std::string& sql() const { return sql_; }
  const std::vector<store::Value>& values() const { return values_; }

 private:
  std::string sql_;
  std::vector<store::Value> values_;
  int conditions_ = 0;
};

// Cuts the one row too many that tells whether there is a next page.
template <class Rows>
std::optional<Id> next_of(Rows& rows, std::size_t limit) {
  if (rows.size() <= limit) return {};
  rows.resize(limit);
  return rows.back().id;
}

constexpr std::string_view kSelectItem =
    "select i.item_id as id, i.version, coalesce(c.number, '') as number, i.code, i.name, i.service_class, "
    "i.department_id, coalesce(o.name, '') as department, i.status, i.begun_at as since, i.ended_at as until from "
    "purchase_item i left join case_file c on c.id = i.item_id left join organisation o on o.id = i.department_id";

// The item is named as it was when the contract was signed. A contract that has ended began its last version then.
constexpr std::string_view kSelectContract =
    "select k.case_id as id, coalesce(c.number, '') as number, coalesce(c.title, '') as title, k.department_id, "
    "coalesce(d.name, '') as department, k.supplier_id, coalesce(s.name, '') as supplier, k.item_id, coalesce(i.code, "
    "'') "
    "as item_code, coalesce(i.name, '') as item_name, k.method, k.amount_fen, k.starts_on, k.ends_on, k.status, "
    "k.signed_at, case when k.status = 'performing' then null else k.begun_at end as ended_at, 0 as paid_fen from "
    "purchase_contract k left join case_file c on c.id = k.case_id left join organisation d on d.id = k.department_id "
    "left join organisation s on s.id = k.supplier_id left join purchase_item i on i.item_id = k.item_id and "
    "i.begun_at <= "
    "k.signed_at and (i.ended_at is null or i.ended_at > k.signed_at)";

Fen paid_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  Fen paid = 0;
  for (const Milestone& milestone : milestones_of(tx, case_id, as_of))
    if (milestone.status == MilestoneStatus::paid) paid += milestone.amount_fen;
  return paid;
}

}  // namespace

ItemPage search_items(store::Tx& tx, const ItemSearch& search, std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  Narrowed query(kSelectItem);
  query.in_force("i", search.as_of);
  query.contains("i.code", "i.name", search.text);
  query.equal("i.service_class", search.service_class);
  query.equal("i.department_id", search.department_id);
  if (search.status) query.by("i.status = ?", {*search.status});
  query.page("i.item_id", limit, after);
  ItemPage page;
  page.items = tx.all<ItemView>(query.sql(), query.values());
  page.next = next_of(page.items, limit);
  return page;
}

std::vector<ItemView> item_history(store::Tx& tx, const Id& item_id) {
  return tx.all<ItemView>(std::string(kSelectItem) + " where i.item_id = ? order by i.version", {item_id});
}

ContractPage search_contracts(store::Tx& tx, const ContractSearch& search, std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  Narrowed query(kSelectContract);
  query.in_force("k", search.as_of);
  query.contains("c.number", "c.title", search.text);
  query.equal("k.department_id", search.department_id);
  query.equal("k.supplier_id", search.supplier_id);
  if (search.status) query.by("k.status = ?", {*search.status});
  query.page("k.case_id", limit, after);
  ContractPage page;
  page.contracts = tx.all<ContractView>(query.sql(), query.values());
  page.next = next_of(page.contracts, limit);
  for (ContractView& contract : page.contracts) contract.paid_fen = paid_of(tx, contract.id, search.as_of);
  return page;
}

std::optional<OneContract> read_contract(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  Narrowed query(kSelectContract);
  query.in_force("k", as_of);
  query.by("k.case_id = ?", {case_id});
  const auto contract = tx.one<ContractView>(query.sql(), query.values());
  if (!contract) return {};
  OneContract out{*contract, {}};
  for (const Milestone& milestone : milestones_of(tx, case_id, as_of)) {
    out.milestones.push_back({milestone.milestone, milestone.title, milestone.share_permille, milestone.amount_fen,
                              milestone.due_on, milestone.status, milestone.begun_at});
  }
  out.contract.paid_fen = paid_of(tx, case_id, as_of);
  return out;
}

}  // namespace gh::purchase
