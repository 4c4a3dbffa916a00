#include "performance/published.h"

#include <charconv>

#include "base/assert.h"
#include "base/problem.h"

namespace gh::performance {
namespace {

// A round is published with its sums.
constexpr std::string_view kPublishedRounds =
    R"sql(select w.case_id as id, c.number, c.title, w.item_id, w.performer_id, coalesce(p.name, '') as performer,
  (select count(*) from performance_return r where r.round_id = w.case_id and r.ended_by_act is null) as returns,
  (select count(*) from performance_return r where r.round_id = w.case_id and r.ended_by_act is null and r.late = 1) as late,
  (select max(s.published_on) from performance_sum s where s.round_id = w.case_id and s.ended_by_act is null) as published_on
from performance_work w
join case_file c on c.id = w.case_id
left join organisation p on p.id = w.performer_id
where w.case_id in (select round_id from performance_sum where ended_by_act is null))sql";

// The round and the place in it after which a page begins.
struct Cursor {
  Id round;
  std::int64_t place = 0;
};
Cursor cursor_of(std::string_view text) {
  const std::size_t mark = text.find('.');
  Cursor out;
  if (mark != std::string_view::npos) {
    out.round = Id(text.substr(0, mark));
    const auto [end, error] = std::from_chars(text.data() + mark + 1, text.data() + text.size(), out.place);
    if (error == std::errc{} && end == text.data() + text.size()) return out;
  }
  throw Problem(ProblemCode::kInvalidForm,
                FieldError{"/query/cursor", "cursor", "", {"不是上一页给出的游标", "not the cursor of a page before"}});
}

}  // namespace

RoundPage published_rounds(store::Tx& tx, std::string_view item_id, std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  RoundPage page;
  page.rounds = tx.all<PublishedRound>(
      std::string(kPublishedRounds) +
          " and (? = '' or w.item_id = ?) and (? = '' or w.case_id < ?) order by w.case_id desc limit ?",
      {item_id, item_id, after, after, limit + 1});
  if (page.rounds.size() > limit) {
    page.rounds.resize(limit);
    page.next = page.rounds.back().id;
  }
  return page;
}

std::optional<PublishedRound> published_round(store::Tx& tx, const Id& round_id) {
  return tx.one<PublishedRound>(std::string(kPublishedRounds) + " and w.case_id = ?", {round_id});
}

SumPage search_sums(store::Tx& tx, std::string_view round_id, std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  const Cursor from = after.empty() ? Cursor{} : cursor_of(after);
  SumPage page;
  page.sums = tx.all<PublishedSum>(
      "select s.round_id || '.' || s.place as id, s.round_id, c.number, c.title, w.item_id, coalesce(p.name, '') as "
      "performer, s.published_on, s.indicator, s.division, s.firms, s.sum from performance_sum s join performance_work "
      "w on w.case_id = s.round_id join case_file c on c.id = s.round_id left join organisation p on p.id = "
      "w.performer_id where s.ended_by_act is null and (? = '' or s.round_id = ?) and (? = '' or s.round_id < ? or "
      "(s.round_id = ? and s.place > ?)) order by s.round_id desc, s.place limit ?",
      {round_id, round_id, from.round, from.round, from.round, from.place, limit + 1});
  if (page.sums.size() > limit) {
    page.sums.resize(limit);
    page.next = page.sums.back().id;
  }
  return page;
}

}  // namespace gh::performance
