// The boards of the Foshan pack, read by each role that has one.
#include "policy/boards.h"

#include <map>
#include <set>

#include "app/lists_fixture.h"
#include "http/board_reading.h"

namespace gh::app {
namespace {

class BoardsTest : public WithLists {
 protected:
  json::object view(const identity::Caller& caller, std::string_view id) {
    const auto boards = policy::boards_of(*installation->packs().newest());
    const auto board = std::ranges::find(boards, id, &policy::Board::id);
    const http::ListCaller reader{caller, time.now()};
    return installation->db().reading([&](store::Tx& tx) {
      EXPECT_TRUE(http::has_board(tx, caller, *board));
      return http::BoardReading(tx, installation->packs(), *lists, reader).view(*board);
    });
  }
  std::set<std::string> boards_for(const identity::Caller& caller) {
    return installation->db().reading([&](store::Tx& tx) {
      std::set<std::string> out;
      for (const auto& board : policy::boards_of(*installation->packs().newest()))
        if (http::has_board(tx, caller, board)) out.insert(board.id);
      return out;
    });
  }
  static const json::value& figure(const json::object& board, std::string_view id) {
    for (const json::value& one : board.at("figures").as_array())
      if (string_at(one, "id") == id) return one.at("value");
    throw std::out_of_range(std::string(id));
  }
  static const json::object& chart(const json::object& board, std::string_view id) {
    for (const json::value& one : board.at("charts").as_array())
      if (string_at(one, "id") == id) return one.as_object();
    throw std::out_of_range(std::string(id));
  }
};

TEST_F(BoardsTest, AreThoseOfTheRoleAndOfTheBody) {
  EXPECT_EQ(boards_for(registrar), (std::set<std::string>{"annual_reports", "registry"}));
  EXPECT_EQ(boards_for(hire("department_officer", "science")), (std::set<std::string>{"department", "functions"}));
  EXPECT_EQ(boards_for(hire("department_officer", "joint-conference")),
            (std::set<std::string>{"department", "functions", "joint-conference"}));
  EXPECT_TRUE(boards_for(citizen).empty());
}

TEST_F(BoardsTest, AFigureIsTheLengthOfItsList) {
  open_a_case();
  open_a_case("另一人");
  const auto board = view(registrar, "registry");
  EXPECT_EQ(figure(board, "open"), 2);
  EXPECT_EQ(figure(board, "red"), 0);
  EXPECT_TRUE(figure(board, "registration_days").is_null()) << "none has been registered";
  for (const json::value& one : board.at("figures").as_array()) {
    if (string_at(one, "unit") != "count") continue;
    http::ListFilters filters;
    for (const auto& member : one.at("list").at("query").as_object())
      filters[member.key()] = member.value().as_string();
    std::int64_t lines = 0;
    const std::string list = std::string(string_at(one.at("list"), "path")).substr(1);
    installation->db().read([&](store::Tx& tx) {
      lists->each(tx, {registrar, time.now()}, list, filters, [&](const json::object&) { return ++lines > 0; });
    });
    EXPECT_EQ(one.at("value"), lines) << string_at(one, "id");
  }
}

TEST_F(BoardsTest, ChartsHaveAValueForEveryCategoryAndLeaveOutWhatIsEmpty) {
  open_a_case();
  const auto board = view(registrar, "registry");
  const auto& by_procedure = chart(board, "by_procedure");
  ASSERT_EQ(by_procedure.at("categories").as_array().size(), 1U);
  EXPECT_EQ(string_at(by_procedure.at("categories").as_array()[0], "key"), "person-enrolment");
  const auto& months = chart(board, "by_month");
  EXPECT_EQ(months.at("categories").as_array().size(), 12U);
  EXPECT_EQ(string_at(months.at("categories").as_array().back(), "key"), "2026-09");
  EXPECT_EQ(months.at("series").as_array()[0].at("values").as_array().back(), 1);
  EXPECT_EQ(months.at("lists").as_array().size(), 12U);
}

// Work on a department's functions: done in time, done late, running, running late; then somebody else's.
class BoardOfWorkTest : public BoardsTest {
 protected:
  void SetUp() override {
    officer = hire("department_officer", "science");
    department = *officer.organisation;
    const std::string no_day;
    work("ceramics", department, "2026-06-01", true);
    work("ceramics", department, "2026-06-02", true);
    work("ceramics", department, "2026-06-03", false);
    work("ceramics", department, "2025-01-01", false);  // longer ago than a year
    work("ceramics", department, no_day, {});
    work("baths", department, "2026-06-04", false);
    work("baths", department, no_day, false);  // past its limit
    work("baths", "another", no_day, {});
  }
  // Done on the day, in time or late; or running where there is none, and late where that is known already.
  void work(const std::string& performer, const Id& of, const std::string& finished_on, std::optional<bool> on_time) {
    const auto made = open_a_case(performer + std::to_string(++serial));
    const bool running = finished_on.empty();
    installation->db().write([&](store::Tx& tx) {
      tx.execute("update case_file set due_on = ? where id = ?",
                 {running && on_time ? "2020-01-01" : "2099-01-01", made.case_id});
      tx.execute(
          "insert into performance_work (case_id, item_id, kind, department_id, performer_id, place, opened_on, "
          "finished_on, on_time, outcome, begun_by_act, changed_by_act) values (?, 'item', 'credit-rating', ?, ?, ?, "
          "'2024-01-01', ?, ?, ?, 'act', 'act')",
          {made.case_id, of, performer, serial, running ? std::optional<std::string>() : finished_on,
           running ? std::optional<bool>() : on_time,
           running ? std::optional<std::string>() : std::optional<std::string>("rated")});
    });
  }
  std::size_t lines(const identity::Caller& caller, const json::value& list) {
    http::ListFilters filters;
    for (const auto& member : list.at("query").as_object()) filters[member.key()] = member.value().as_string();
    std::size_t found = 0;
    installation->db().read([&](store::Tx& tx) {
      lists->each(tx, {caller, time.now()}, "work", filters, [&](const json::object&) { return ++found > 0; });
    });
    return found;
  }

  identity::Caller officer;
  Id department;
  std::int64_t serial = 0;
};

TEST_F(BoardOfWorkTest, ADepartmentSeesWhatRunsAtEachAssociationAndHowMuchIsLate) {
  const auto board = view(officer, "functions");
  EXPECT_EQ(figure(board, "running"), 2);
  EXPECT_EQ(figure(board, "late"), 1);
  EXPECT_EQ(figure(board, "on_time"), 400) << "two in time; two done late and one running late";
  const auto& running = chart(board, "running_by_association");
  const auto& categories = running.at("categories").as_array();
  ASSERT_EQ(categories.size(), 2U);
  for (std::size_t i = 0; i < categories.size(); ++i) {
    const bool baths = string_at(categories[i], "key") == "baths";
    EXPECT_EQ(running.at("series").as_array()[0].at("values").as_array()[i], 1);
    EXPECT_EQ(running.at("series").as_array()[1].at("values").as_array()[i], baths ? 1 : 0);
    EXPECT_EQ(lines(officer, running.at("lists").as_array()[i]), 1U) << "each has its list behind it";
  }
}

TEST_F(BoardOfWorkTest, AShareOfNoneInTimeIsShownAndItsListHoldsWhatWasLate) {
  const auto board = view(officer, "functions");
  const auto& share = chart(board, "on_time_by_association");
  EXPECT_EQ(string_at(share, "unit"), "permille");
  const auto& categories = share.at("categories").as_array();
  ASSERT_EQ(categories.size(), 2U);
  EXPECT_EQ(string_at(categories[0], "key"), "ceramics") << "who has most work comes first";
  const auto& values = share.at("series").as_array()[0].at("values").as_array();
  EXPECT_EQ(values[0], 666) << "two of three within a year, rounded down";
  EXPECT_EQ(values[1], 0);
  EXPECT_EQ(lines(officer, share.at("lists").as_array()[0]), 1U);
  EXPECT_EQ(lines(officer, share.at("lists").as_array()[1]), 2U) << "one done late, one running late";
}

TEST_F(BoardOfWorkTest, AChartOfManyAssociationsSaysHowManyItLeavesOut) {
  for (std::size_t i = 0; i < http::kBoardPerformersMax; ++i)
    work("one of many " + std::to_string(i), department, "", {});
  const auto board = view(officer, "functions");
  const auto& running = chart(board, "running_by_association");
  EXPECT_EQ(running.at("categories").as_array().size(), http::kBoardPerformersMax);
  EXPECT_EQ(running.at("more"), 2);
  EXPECT_EQ(string_at(running.at("list"), "path"), "/work");
  EXPECT_EQ(lines(officer, running.at("list")), http::kBoardPerformersMax + 2)
      << "the list behind it leaves nobody out";
  const auto& share = chart(board, "on_time_by_association");
  EXPECT_EQ(share.at("categories").as_array().size(), 2U) << "who has no share isn't counted as left out";
  EXPECT_EQ(share.at("more"), 0);
}

TEST_F(BoardOfWorkTest, WhoWatchesTheDivisionSeesEverybodysWork) {
  const auto supervisor = hire("supervisor", "supervision");
  EXPECT_EQ(figure(view(supervisor, "functions"), "running"), 3);
  EXPECT_EQ(figure(view(hire("department_officer", "finance"), "functions"), "running"), 0);
}

TEST_F(BoardsTest, EveryBoardOfThePackCanBeRead) {
  const auto pack = installation->packs().newest();
  std::map<std::string, identity::Caller> hired;  // a role may have several boards
  hired["registrar civil-affairs"] = registrar;
  for (const auto& board : policy::boards_of(*pack)) {
    for (const auto& [id, body] : pack->bodies) {
      const bool of_body = board.bodies.empty() || std::ranges::count(board.bodies, id) != 0;
      if (!of_body || std::ranges::count(body.roles, board.roles.front()) == 0) continue;
      const std::string who = board.roles.front() + " " + id;
      if (!hired.contains(who)) hired[who] = hire(board.roles.front(), id);
      const auto shown = view(hired.at(who), board.id);
      EXPECT_EQ(shown.at("figures").as_array().size(), board.figures.size());
      EXPECT_EQ(shown.at("charts").as_array().size(), board.charts.size());
      break;
    }
  }
}

}  // namespace
}  // namespace gh::app
