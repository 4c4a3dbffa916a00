// Reads grades and the eligibility list.
#include "grading/reading.h"

#include "base/assert.h"
#include "base/json.h"

namespace gh::grading {
namespace {

// Versions in force at an instant, and what they are on a day. An empty value stands for "any".
constexpr std::string_view kSearchGrades =
    R"sql(select * from (
  select g.case_id as id, coalesce(c.number, '') as number, g.organisation_id, coalesce(o.name, '') as organisation,
    g.grade, g.score, g.announced_on, g.valid_from, g.valid_to,
    case when g.valid_from > ? then 'announced' when g.valid_to < ? then 'ended' else 'valid' end as state
  from grading_grade g
  left join case_file c on c.id = g.case_id
  left join organisation o on o.id = g.organisation_id
  where g.begun_at <= ? and (g.ended_at is null or g.ended_at > ?)
) as known
where (? = '' or organisation_id = ?) and (? = '' or grade = ?) and (? = '' or state = ?) and (? = '' or id < ?)
order by id desc limit ?)sql";

constexpr std::string_view kSearchListings =
    R"sql(select l.organisation_id, coalesce(o.name, '') as organisation, l.state, l.from_day as since,
  coalesce((select f.from_day from grading_listing f
    left join grading_listing p on p.organisation_id = f.organisation_id and p.version = f.version - 1
    where f.organisation_id = l.organisation_id and f.version <= l.version and f.state = 'listed'
      and coalesce(p.state, 'removed') = 'removed' order by f.version desc limit 1), l.from_day) as valid_from,
  case when l.state = 'removed' then l.from_day end as valid_to, l.case_id,
  coalesce(c.number, '') as number, coalesce(g.grade, '') as grade, g.valid_to as grade_valid_to,
  coalesce(c.form, '{}') as ground, coalesce(a.form, '{}') as reason
from grading_listing l
left join act a on a.id = l.begun_by_act
left join case_file c on c.id = l.case_id
left join organisation o on o.id = l.organisation_id
left join grading_grade g on g.organisation_id = l.organisation_id
  and g.begun_at <= ? and (g.ended_at is null or g.ended_at > ?) and g.valid_from <= ? and g.valid_to >= ?
where l.begun_at <= ? and (l.ended_at is null or l.ended_at > ?) and (? = '' or l.organisation_id = ?)
  and (l.state = ? or (? = '' and l.state <> 'removed')) and (? = '' or l.organisation_id < ?)
order by l.organisation_id desc limit ?)sql";

template <class Enum>
std::string word(const std::optional<Enum>& value) {
  return value ? boost::describe::enum_to_string(*value, "") : "";
}

// Cuts the one row too many that tells whether there is a next page.
template <class Rows, class Member>
std::optional<Id> next_of(Rows& rows, std::size_t limit, Member id) {
  if (rows.size() <= limit) return {};
  rows.resize(limit);
  return rows.back().*id;
}

}  // namespace

GradePage search_grades(store::Tx& tx, const GradeSearch& search, std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  const auto& [at, on] = search.moment;
  const std::string state = word(search.state);
  GradePage page;
  page.grades = tx.all<GradeView>(kSearchGrades, {on, on, at, at, search.organisation_id, search.organisation_id,
                                                  search.grade, search.grade, state, state, after, after, limit + 1});
  page.next = next_of(page.grades, limit, &GradeView::id);
  return page;
}

ListingPage search_listings(store::Tx& tx, const ListingSearch& search, std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  const auto& [at, on] = search.moment;
  const std::string state = word(search.state);
  ListingPage page;
  page.listings = tx.all<ListingView>(kSearchListings, {at, at, on, on, at, at, search.organisation_id,
                                                        search.organisation_id, state, state, after, after, limit + 1});
  for (ListingView& listing : page.listings) {
    listing.ground = string_at(parse_json(listing.ground), "ground");
    listing.reason = string_at(parse_json(listing.reason), "reason");
  }
  page.next = next_of(page.listings, limit, &ListingView::organisation_id);
  return page;
}

}  // namespace gh::grading
