#include "http/board_routes.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "cases/packs.h"
#include "cases/view.h"
#include "http/board_reading.h"
#include "http/csv.h"
#include "http/page.h"
#include "opendata/kept.h"
#include "store/db.h"

namespace gh::http {
namespace {

constexpr std::size_t kBoardsKeptMax = 1'000;  // of as many offices together; then all are made anew
constexpr std::string_view kCsvSuffix = ".csv";

[[noreturn]] void no_such(std::string_view rule, Text says) {
  throw Problem(ProblemCode::kNotFound, FieldError{"/id", std::string(rule), "", std::move(says)});
}

// What boards are read with; the boards of the pack and what each office was shown last.
class Boards {
 public:
  Boards(CaseParts parts, std::shared_ptr<const ListReading> lists)
      : parts_(std::move(parts)), lists_(std::move(lists)) {}

  json::array list(store::Tx& tx, const identity::Caller& caller) {
    json::array out;
    for (const policy::Board& board : *of_pack())
      if (has_board(tx, caller, board)) out.push_back({{"id", board.id}, {"title", cases::text_json(board.title)}});
    return out;
  }

  std::shared_ptr<const json::object> view(store::Tx& tx, const Request& request) {
    const auto board = asked(tx, request);
    return kept(board->id + "|" + *request.signed_in().office)->get(tx, request.now, [&] {
      const ListCaller reader{request.signed_in(), request.now};
      return BoardReading(tx, *parts_.packs, *lists_, reader).view(*board);
    });
  }

  // One chart with nothing left out.
  json::object whole_chart(store::Tx& tx, const Request& request) {
    const auto board = asked(tx, request);
    const auto chart = std::ranges::find_if(board->charts, [&](const policy::BoardChart& one) {
      return request.param("chart") == one.figure.id + std::string(kCsvSuffix);
    });
    if (chart == board->charts.end()) no_such("chart", {"看板没有这张图", "the board has no such chart"});
    const ListCaller reader{request.signed_in(), request.now};
    return BoardReading(tx, *parts_.packs, *lists_, reader, performance::kPerformersMax).chart_view(*chart);
  }

 private:
  using KeptView = opendata::Kept<json::object>;

  // The board that the address names, of the office in use.
  std::shared_ptr<const policy::Board> asked(store::Tx& tx, const Request& request) {
    const auto boards = of_pack();
    const auto found = std::ranges::find(*boards, request.param("id"), &policy::Board::id);
    if (found == boards->end() || !has_board(tx, request.signed_in(), *found))
      no_such("board", {"您当前的岗位没有这个看板", "the office in use has no such board"});
    return {boards, &*found};
  }

  std::shared_ptr<const std::vector<policy::Board>> of_pack() {
    const auto pack = parts_.packs->newest();
    const std::lock_guard hold(mutex_);
    if (!boards_ || version_ != pack->version) {
      boards_ = std::make_shared<const std::vector<policy::Board>>(policy::boards_of(*pack));
      version_ = pack->version;
      views_.clear();
    }
    return boards_;
  }

  std::shared_ptr<KeptView> kept(const std::string& key) {
    const std::lock_guard hold(mutex_);
    if (views_.size() >= kBoardsKeptMax) views_.clear();
    auto& view = views_[key];
    if (!view) view = std::make_shared<KeptView>();
    return view;
  }

  const CaseParts parts_;
  const std::shared_ptr<const ListReading> lists_;
  std::mutex mutex_;
  std::string version_;
  std::shared_ptr<const std::vector<policy::Board>> boards_;
  std::map<std::string, std::shared_ptr<KeptView>> views_;
};

json::object board_schema() {
  const json::object list = {{"type", json::array{"object", "null"}},
                             {"properties", {{"path", string_schema()}, {"query", {{"type", "object"}}}}}};
  const json::object unit = {{"type", "string"}, {"enum", json::array{"count", "fen", "days", "permille", "score"}}};
  const json::object value = {{"type", json::array{"integer", "null"}}};
  const json::object figure = {
      {"id", string_schema()}, {"title", text_schema()}, {"value", value}, {"unit", unit}, {"list", list}};
  const json::object category = {{"key", string_schema()}, {"title", text_schema()}};
  const json::object series = {
      {"id", string_schema()}, {"title", text_schema()}, {"values", {{"type", "array"}, {"items", value}}}};
  const auto object = [](const json::object& properties) {
    json::array required;
    for (const auto& property : properties) required.emplace_back(property.key());
    return json::object{{"type", "object"}, {"properties", properties}, {"required", std::move(required)}};
  };
  const auto array = [](json::object items) { return json::object{{"type", "array"}, {"items", std::move(items)}}; };
  const json::object chart = {{"id", string_schema()},
                              {"title", text_schema()},
                              {"kind", {{"type", "string"}, {"enum", json::array{"bar", "line", "pie", "stacked"}}}},
                              {"unit", unit},
                              {"categories", array(object(category))},
                              {"series", array(object(series))},
                              {"lists", array(list)},
                              {"more", {{"type", "integer"}, {"minimum", 0}}},
                              {"list", list}};
  return object({{"id", string_schema()},
                 {"title", text_schema()},
                 {"as_of", {{"type", "string"}, {"format", "date-time"}}},
                 {"figures", array(object(figure))},
                 {"charts", array(object(chart))}});
}

// A line a category, a column a series.
std::string chart_csv(const json::object& chart, bool english) {
  const auto word = [english](const json::value& titled) {
    return std::string(string_at(titled.at("title"), english ? "en" : "zh"));
  };
  const auto& series = chart.at("series").as_array();
  const auto& categories = chart.at("categories").as_array();
  std::vector<std::string> columns{english ? "category" : "类别"};
  for (const json::value& one : series) columns.push_back(word(one));
  CsvDocument document(columns);
  for (std::size_t i = 0; i < categories.size(); ++i) {
    json::object row{{columns.front(), word(categories[i])}};
    for (std::size_t k = 0; k < series.size(); ++k) row[columns[k + 1]] = series[k].at("values").as_array()[i];
    document.line(row);
  }
  return document.take();
}

Response chart_file(const std::shared_ptr<Boards>& boards, const Request& request, store::Tx& tx) {
  const json::object chart = boards->whole_chart(tx, request);
  return csv_response(request, chart_csv(chart, request.wants_english()), request.param("chart"));
}

}  // namespace

std::vector<Route> board_routes(const CaseParts& parts, std::shared_ptr<const ListReading> lists) {
  const auto boards = std::make_shared<Boards>(parts, std::move(lists));
  // Many numbers take longer than a thread of the server should be held.
  const auto reading = [db = parts.db](auto answer) {
    return BlockingHandler{[db, answer](const Request& request) {
      return db->reading([&](store::Tx& tx) { return answer(request, tx); });
    }};
  };
  auto list = describe("listBoards", "boards", {"本岗位的看板", "Boards of the office in use"});
  list.response =
      list_schema({{"type", "object"}, {"properties", {{"id", string_schema()}, {"title", text_schema()}}}});
  auto one =
      describe("readBoard", "boards",
               {"看板：数字与图表，均可打开对应列表", "A board: numbers and charts, each with the list behind it"});
  one.response = board_schema();
  one.problems = {ProblemCode::kNotFound};
  auto file = describe("downloadChart", "boards", {"图表数据（CSV）：<图表>.csv", "A chart as CSV: <its id>.csv"});
  file.content_type = "text/csv";
  file.problems = {ProblemCode::kNotFound};
  std::vector<Route> out;
  out.emplace_back("GET", "/api/v1/boards", Access::kOffice,
                   ReadHandler{[boards](const Request& request, store::Tx& tx) {
                     return ok(json::object{{"items", boards->list(tx, request.signed_in())}});
                   }},
                   std::move(list));
  out.emplace_back("GET", "/api/v1/boards/{id}", Access::kOffice,
                   reading([boards](const Request& request, store::Tx& tx) { return ok(*boards->view(tx, request)); }),
                   std::move(one));
  out.emplace_back("GET", "/api/v1/boards/{id}/charts/{chart}", Access::kOffice,
                   reading([boards](const Request& request, store::Tx& tx) { return chart_file(boards, request, tx); }),
                   std::move(file));
  return out;
}

}  // namespace gh::http
