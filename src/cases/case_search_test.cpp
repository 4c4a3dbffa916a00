#include "cases/case_search.h"

#include "cases/engine_fixture.h"

namespace gh::cases {
namespace {

class CaseSearchTest : public CityTest {
 protected:
  Id open(std::string name) {
    const Id id = city->open(city->founder(), {{"name", std::move(name)}, {"members", 40}, {"phone", "1"}}).case_id;
    city->time.advance(std::chrono::hours{24});
    return id;
  }
  json::object page(const CaseSearch& search, const CaseSorting& sorting = {}, std::size_t limit = 50,
                    std::string_view after = "") {
    return city->db->reading([&](store::Tx& tx) {
      return search_cases(tx, *city->packs, {city->registrar(), city->time.now()}, search, sorting, limit, after);
    });
  }
  static std::vector<std::string> ids(const json::object& page) {
    std::vector<std::string> out;
    for (const json::value& item : page.at("items").as_array()) out.emplace_back(string_at(item, "id"));
    return out;
  }
  // All pages of one line each, put together.
  std::vector<std::string> one_by_one(const CaseSearch& search, const CaseSorting& sorting) {
    std::vector<std::string> out;
    std::string after;
    for (int i = 0; i < 20; ++i) {
      const auto found = page(search, sorting, 1, after);
      for (const auto& id : ids(found)) out.push_back(id);
      if (!found.contains("next")) break;
      after = found.at("next").as_string();
    }
    return out;
  }
  std::string refusal(std::string_view cursor, const CaseSorting& sorting = {}) {
    return refusal_of([&] { page({}, sorting, 1, cursor); });
  }
};

using Ids = std::vector<std::string>;

TEST_P(CaseSearchTest, PagesOfEveryOrderGoThroughAllCasesOnceInBothDirections) {
  const Ids all{open("示例市丙协会"), open("示例市甲协会"), open("示例市乙协会")};
  city->perform(city->registrar(), all[1], "accept");
  for (const CaseOrder order : {CaseOrder::opened_at, CaseOrder::due_on, CaseOrder::number, CaseOrder::title}) {
    const Ids up = one_by_one({}, {order, Direction::asc});
    Ids down = one_by_one({}, {order, Direction::desc});
    EXPECT_EQ(up.size(), 3U);
    std::reverse(down.begin(), down.end());
    EXPECT_EQ(up, down);
    EXPECT_EQ(up, ids(page({}, {order, Direction::asc}))) << "pages are the whole list cut";
  }
  EXPECT_EQ(ids(page({}, {CaseOrder::opened_at, Direction::asc})), all);
  EXPECT_EQ(ids(page({}, {CaseOrder::number, Direction::asc})), all);
}

TEST_P(CaseSearchTest, TheTotalIsThatOfAllPages) {
  open("示例市甲协会");
  open("示例市乙协会");
  const auto first = page({}, {}, 1);
  EXPECT_EQ(first.at("total"), 2);
  EXPECT_EQ(first.at("total_at_least"), false);
  EXPECT_EQ(page({}, {}, 1, first.at("next").as_string()).at("total"), 2);
  EXPECT_EQ(page({"甲协"}).at("total"), 1);
  const auto texts = page({"示例市"}, {}, 1);
  EXPECT_EQ(page({"示例市"}, {}, 1, texts.at("next").as_string()).at("total"), 2);
}

TEST_P(CaseSearchTest, FindsByDayOfOpeningAuthorityAndClause) {
  const Id first = open("示例市甲协会");   // 21 September
  const Id second = open("示例市乙协会");  // 22 September
  CaseSearch search;
  search.opened_from = day_of(2026, 9, 22);
  EXPECT_EQ(ids(page(search)), Ids{second});
  search.opened_from = {};
  search.opened_to = day_of(2026, 9, 21);
  EXPECT_EQ(ids(page(search)), Ids{first});
  search.opened_to = {};
  search.authority = city->file(first).authority_id.value();
  EXPECT_EQ(page(search).at("total"), 2);
  search.authority = *city->as("watch", "supervisor", "supervision").organisation;
  EXPECT_EQ(page(search).at("total"), 0);
  search.authority.clear();
  search.clause = "一";
  EXPECT_EQ(page(search).at("total"), 2);
  search.clause = "二";
  EXPECT_EQ(page(search).at("total"), 0) << "a clause that nothing cites";
}

TEST_P(CaseSearchTest, TellsWhatWasDoneInTimeFromWhatWasNot) {
  const Id late = open("示例市甲协会");
  city->time.advance(std::chrono::hours{24 * 60});
  const Id good = open("示例市乙协会");
  CaseSearch search;
  search.on_time = false;
  EXPECT_EQ(ids(page(search)), Ids{late}) << "its limit has run out and runs on";
  search.on_time = true;
  EXPECT_EQ(ids(page(search)), Ids{good});
  city->perform(city->registrar(), late, "accept");
  search.on_time = false;
  EXPECT_EQ(ids(page(search)), Ids{late}) << "its limit was broken";
  search.on_time = {};
  search.closed = false;
  EXPECT_EQ(page(search).at("total"), 2);
  search.closed = true;
  EXPECT_EQ(page(search).at("total"), 0);
}

TEST_P(CaseSearchTest, AnApplicationThatWasSealedStandsAmongTheTitlesUnderItsNumber) {
  const Id bid =
      city->open(city->founder(), {{"opens_at", "2026-09-22T09:00:00.000Z"}, {"price_fen", 1}}, "bid").case_id;
  const auto found = page({}, {CaseOrder::title, Direction::asc}, 1);
  ASSERT_EQ(ids(found), Ids{bid});
  const Id other = open("示例市甲协会");
  const auto both = page({}, {CaseOrder::title, Direction::asc}, 1);
  const std::string next(both.at("next").as_string());
  EXPECT_EQ(next.find(city->file(bid).title), std::string::npos) << next;
}

TEST_P(CaseSearchTest, RefusesACursorThatNoPageGave) {
  for (const char* cursor : {"x", "~", "12~x", "x~01890000-0000-7000-8000-000000000000"})
    EXPECT_EQ(refusal(cursor), "invalid-form cursor") << cursor;
  EXPECT_EQ(refusal("x~01890000-0000-7000-8000-000000000000", {CaseOrder::title, Direction::asc}), "done");
}

INSTANTIATE_TEST_SUITE_P(Databases, CaseSearchTest, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::cases
