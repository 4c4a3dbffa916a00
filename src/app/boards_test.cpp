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
