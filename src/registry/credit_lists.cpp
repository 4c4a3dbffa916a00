#include "registry/credit_lists.h"

#include <limits>

#include "base/assert.h"

namespace gh::registry {
namespace {

constexpr std::string_view kAsked =
    "select r.id, r.organisation_id, o.name as organisation, r.kind as list, r.cause, r.on_day as \"on\", "
    "case when r.ended_at <= ? then r.ended_on end as ended_on, r.case_id, c.number from registry_record r "
    "join organisation o on o.id = r.organisation_id join case_file c on c.id = r.case_id "
    "where r.kind in ('abnormal_listing', 'serious_listing') and r.begun_at <= ? "
    "and (? = '' or r.organisation_id = ?) and (? = '' or r.kind = ?) "
    "and (? = '' or (r.on_day <= ? and (r.ended_at is null or r.ended_at > ? or r.ended_on > ?))) "
    "and (? = '' or r.id < ?) order by r.id desc limit ?";

constexpr Instant kNow{std::chrono::milliseconds{std::numeric_limits<std::int64_t>::max() / 2}};

}  // namespace

CreditListPage search_credit_lists(store::Tx& tx, const CreditListSearch& search, std::size_t limit,
                                   std::string_view after) {
  GH_ASSERT(limit >= 1);
  const Instant at = search.as_of.value_or(kNow);
  const std::string on = search.on ? text(*search.on) : "";
  const std::string list = search.list ? boost::describe::enum_to_string(*search.list, "") : "";
  CreditListPage page;
  page.listings = tx.all<CreditListing>(kAsked, {at, at, search.organisation_id, search.organisation_id, list, list, on,
                                                 on, at, on, after, after, limit + 1});
  if (page.listings.size() > limit) {
    page.listings.resize(limit);
    page.next = page.listings.back().id;
  }
  return page;
}

}  // namespace gh::registry
