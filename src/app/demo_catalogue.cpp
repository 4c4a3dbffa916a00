#include "app/demo_catalogue.h"

#include <map>

#include "app/demo_forms.h"
#include "base/assert.h"

namespace gh::app {
namespace {

constexpr int kCollectDays = 30;
constexpr std::int64_t kItemsMax = 200;  // of a demo batch

struct ProposedItem {
  Id item_id;
  Id department_id;
  std::string disposal;
};
BOOST_DESCRIBE_STRUCT(ProposedItem, (), (item_id, department_id, disposal))

json::object moving_part(std::string id, std::string name, std::string disposal, std::int64_t workload,
                         std::int64_t cost_fen) {
  return {{"id", std::move(id)},
          {"name", std::move(name)},
          {"kind", "support_work"},
          {"power", "gives_opinion"},
          {"workload", workload},
          {"cost_fen", cost_fen},
          {"can_move", true},
          {"disposal", std::move(disposal)},
          {"legal_basis_type", "service_or_support_work"},
          {"competition_class", "moderate"},
          {"duties", json::array{json::object{{"id", "accept"}, {"text", "受理申请，一次告知"}},
                                 json::object{{"id", "review"}, {"text", "组织专家评审"}},
                                 json::object{{"id", "publish"}, {"text", "公开结果"}}}},
          {"conditions", "条件公开，会员与非会员同等对待"},
          {"risk", "收费和公正性风险"},
          {"supervision", "部门抽查，每年第三方评估"}};
}

// The decision stays with the department, the work of the row moves; now and then a part is bought or cancelled.
json::array parts_of(Play& play, const policy::CatalogueRow& row, std::int64_t workload, std::int64_t cost_fen) {
  json::array out;
  out.push_back(json::object{{"id", "decide"},
                             {"name", "结果确认与监督"},
                             {"kind", "filing"},
                             {"power", "decides"},
                             {"workload", 0},
                             {"cost_fen", 0},
                             {"can_move", false},
                             {"stays_because", "由行政机关作出决定"}});
  const std::int64_t rest = play.chance(50) ? workload / 3 : 0;
  out.push_back(moving_part("work", row.name.zh, "transfer", workload - rest, cost_fen));
  if (rest > 0)
    out.push_back(moving_part("rest", row.name.zh + "的数据汇编", play.chance(60) ? "buy" : "cancel", rest, 0));
  return out;
}

Id enter(Play& play, const DepartmentCast& department, const policy::CatalogueRow& row, std::int64_t workload,
         std::int64_t cost_fen) {
  return play.open(department.officer, "function-inventory",
                   {{"name", row.name.zh + "（职能）"},
                    {"kind", "filing"},
                    {"power", "mixed"},
                    {"basis_document", "部门“三定”规定"},
                    {"basis_clause", "主要职责"},
                    {"workload", workload},
                    {"cost_fen", cost_fen},
                    {"users", "本行业企业"},
                    {"performed_by", "行业管理科"}});
}

Id enter_and_split(Play& play, const DepartmentCast& department, const policy::CatalogueRow& row) {
  const std::int64_t workload = play.between(30, 400);
  const std::int64_t cost_fen = play.between(5, 60) * 1'000'000;
  const Id id = enter(play, department, row, workload, cost_fen);
  play.act(department.officer, id, "split", {{"parts", parts_of(play, row, workload, cost_fen)}});
  return id;
}

Id open_batch(Play& play, const Cast& cast, const DemoBatch& batch) {
  return play.open(cast.reform, "function-batch",
                   {{"title", batch.title},
                    {"year", year_of(play.today())},
                    {"pilot", batch.pilot},
                    {"proposals_until", text(play.today() + std::chrono::days{kCollectDays})},
                    {"text", "各部门梳理现有职能，逐项拆分，提出处置意见"}});
}

std::size_t department_of(const Cast& cast, const Id& organisation) {
  for (std::size_t i = 0; i < cast.departments.size(); ++i)
    if (cast.departments[i].organisation == organisation) return i;
  throw Bug("the demo city: no department " + organisation);
}

// A plan for what a department got into the catalogue, examined and published.
void plan(Play& play, const Cast& cast, const DepartmentCast& department, const Id& batch,
          const std::vector<Id>& items) {
  json::array lines;
  const Day call = day_of(2015, 6, 30);
  for (const Id& item : items)
    lines.push_back(json::object{{"item", item},
                                 {"pilot", lines.empty()},
                                 {"call_on", text(call)},
                                 {"agree_on", text(call + std::chrono::days{120})},
                                 {"money_fen", play.between(0, 20) * 1'000'000},
                                 {"supervision", "半年检查，每年第三方评估"}});
  const Id id = play.open(department.officer, "function-plan",
                          {{"year", year_of(play.today())}, {"batch", batch}, {"lines", std::move(lines)}});
  play.act(department.head, id, "submit");
  play.act(cast.reform, id, "publish", {{"opinion", "安排可行，同意公布"}, {"favourable", true}});
}

}  // namespace

Flow publish_function(Play& play, Cast& cast, std::size_t index, std::string name, std::string code) {
  co_await play.days(1, 200);
  const auto department = cast.departments[index];
  const Id id = play.open(department.officer, "function-item", function_item_form(play, name, code, "moderate"));
  co_await play.days(2, 10);
  play.act(department.head, id, "propose");
  co_await play.days(3, 18);
  play.act(cast.legal, id, "give_legal_opinion", {{"opinion", "不涉及行政许可，合法"}, {"favourable", true}});
  play.act(cast.reform, id, "publish", {{"opinion", "依据清楚，同意转移"}, {"favourable", true}});
  cast.functions.emplace_back(index, id);
}

Flow cultivate(Play& play, Cast& cast, std::size_t function, Day from) {
  co_await play.on(from);
  const auto [department_index, item] = cast.functions[function];
  const auto department = cast.departments[department_index];
  const Day begun = play.today();
  const auto open = [&] { return play.ask("transfer.item_state", {item}) == json::value("open"); };
  if (!open()) co_return;
  const auto step = [&](const char* id, const char* title, int days) {
    return json::object{{"id", id}, {"title", title}, {"due_on", text(begun + std::chrono::days{days})}};
  };
  const Id id = play.open(
      department.officer, "function-cultivation",
      {{"item", item},
       {"until_day", text(begun + std::chrono::days{365})},
       {"measures", "由行业管理科指导行业协会商会建立专业队伍，民政局给予培训"},
       {"milestones", json::array{step("team", "建立专业队伍和工作制度", 150), step("trial", "完成一次试办", 330)}}});
  co_await play.on(begun + std::chrono::days{4});
  if (!open()) {
    play.act(department.head, id, "abandon", {{"reason", "已有承接方"}});
    co_return;
  }
  play.act(department.head, id, "approve");
  co_await play.on(begun + std::chrono::days{140});
  play.act(department.officer, id, "reach_milestone", {{"milestone", "team"}, {"evidence", "专业人员六名到岗"}});
  // One in two has its trial in time; the others' time runs out.
  if (function % 2 == 0) co_return;
  co_await play.on(begun + std::chrono::days{300});
  play.act(department.officer, id, "reach_milestone", {{"milestone", "trial"}, {"evidence", "试办十件，均按时办结"}});
  co_await play.on(begun + std::chrono::days{305});
  play.act(department.head, id, "conclude");
}

Flow run_batch(Play& play, Cast& cast, DemoBatch batch) {
  co_await play.on(batch.from);
  const Id id = open_batch(play, cast, batch);
  std::size_t number = 0;
  for (const auto& row : batch.rows) {
    const auto& department = cast.departments[number++ % cast.departments.size()];
    const Id inventory = enter_and_split(play, department, row);
    play.act(department.head, inventory, "confirm", {{"batch", id}});
  }
  co_await play.days(kCollectDays + 2, kCollectDays + 6);
  const auto items = play.tx().all<ProposedItem>(
      "select item_id, department_id, disposal from transfer_proposal where batch_id = ? and ended_at is null order "
      "by item_id limit ?",
      {id, kItemsMax});
  for (const ProposedItem& item : items) {
    play.act(cast.legal, item.item_id, "give_legal_opinion",
             {{"opinion", "不涉及行政许可，合法"}, {"favourable", true}});
    play.act(cast.reform, item.item_id, "examine", {{"opinion", "依据清楚，同意"}, {"favourable", true}});
  }
  co_await play.days(5, 10);
  play.act(cast.reform, id, "publish", {{"approved_by", "示例批准文号"}, {"text", "现予公布"}});
  std::map<std::size_t, std::vector<Id>> transferred;
  for (const ProposedItem& item : items) {
    if (item.disposal != "transfer") continue;
    const std::size_t department = department_of(cast, item.department_id);
    transferred[department].push_back(item.item_id);
    cast.functions.emplace_back(department, item.item_id);
  }
  co_await play.days(20, 40);
  for (const auto& [department, own] : transferred) plan(play, cast, cast.departments[department], id, own);
}

Flow begin_batch(Play& play, Cast& cast, DemoBatch batch) {
  co_await play.on(batch.from);
  open_batch(play, cast, batch);
  std::size_t number = 0;
  for (const auto& row : batch.rows) {
    const auto& department = cast.departments[number % cast.departments.size()];
    if (number++ % 2 == 0)
      enter_and_split(play, department, row);
    else
      enter(play, department, row, 120, 12'000'000);
  }
}

}  // namespace gh::app
