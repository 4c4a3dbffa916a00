#include "transfer/records.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.h"

namespace gh::transfer {
namespace {

// {0}: the kind; {1}: the day; {2}: what, result and met; {3}: the table `k`, by transfer and ordinal. Ordered as the
// id is, whose last part is a text, so that a page is walked in the index of the day and stops where it is full.
constexpr std::string_view kOneKind =
    "select * from (select k.{1} || '.{0}.' || k.case_id || '.' || k.ordinal as id, '{0}' as kind, k.{1} as done_on, "
    "a.case_id as transfer_id, coalesce(f.number, '') as number, a.item_id, i.name as item, i.department_id, "
    "coalesce(d.name, '') as department, a.receiver_id, coalesce(r.name, '') as receiver, {2} from {3} k join "
    "transfer_agreement a on a.case_id = k.case_id and a.ended_at is null join transfer_item i on i.item_id = "
    "a.item_id and i.ended_at is null left join case_file f on f.id = a.case_id left join organisation d on d.id = "
    "i.department_id left join organisation r on r.id = a.receiver_id where (? = '' or '{0}' = ?) and (? = '' or "
    "i.department_id = ?) and (? = '' or a.receiver_id = ?) and k.{1} >= ? and k.{1} <= ? and k.{1} || '.{0}.' || "
    "k.case_id || '.' || k.ordinal > ? order by k.{1}, k.case_id, k.ordinal || '' limit ?) as of_{0}";

constexpr std::string_view kFirstDay = "0000-01-01";
constexpr std::string_view kLastDay = "9999-12-31";
constexpr std::size_t kDaySize = kFirstDay.size();

std::string sql_of_all() {
  return "select * from (" +
         fmt::format(fmt::runtime(kOneKind), "checked", "checked_on",
                     "coalesce((select u.says from transfer_duty u where u.item_id = a.item_id and u.duty = k.duty), "
                     "k.duty) as what, '' as result, k.met",
                     "transfer_check") +
         " union all " +
         fmt::format(fmt::runtime(kOneKind), "note", "held_on",
                     "k.matter as what, k.settled as result, cast(null as bigint) as met", "transfer_note") +
         ") as done order by done.id limit ?";
}

}  // namespace

RecordPage search_records(store::Tx& tx, const RecordSearch& search, std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  const std::string kind = search.kind ? boost::describe::enum_to_string(*search.kind, "") : "";
  // The place after which a page begins tells its first day, too.
  const std::string from =
      std::max(search.from ? text(*search.from) : std::string(kFirstDay), std::string(after.substr(0, kDaySize)));
  const std::string until = search.until ? text(*search.until) : std::string(kLastDay);
  std::vector<store::Value> values;
  for (int each = 0; each < 2; ++each)
    values.insert(values.end(), {kind, kind, search.department_id, search.department_id, search.receiver_id,
                                 search.receiver_id, from, until, after, limit + 1});
  values.emplace_back(limit + 1);
  RecordPage page;
  page.items = tx.all<RecordView>(sql_of_all(), values);
  if (page.items.size() > limit) {
    page.items.resize(limit);
    page.next = page.items.back().id;
  }
  return page;
}

}  // namespace gh::transfer
