// Functions of the demo city that find no receiver, another one, or their way back to the department.
#include "app/demo_exits.h"
#include "app/demo_forms.h"

namespace gh::app {
namespace {

Id publish_function_at_once(Play& play, const Cast& cast, const DepartmentCast& department, const char* name,
                            const char* competition) {
  const Id id = play.open(department.officer, "function-item", function_item_form(play, name, "", competition));
  play.act(department.head, id, "propose");
  play.act(cast.legal, id, "give_legal_opinion", opinion_form("不涉及行政许可，合法"));
  play.act(cast.reform, id, "publish", opinion_form("依据清楚，同意转移"));
  return id;
}

Id plan_transfer(Play& play, const DepartmentCast& department, const Id& item) {
  return play.open(
      department.officer, "function-transfer",
      {{"item", item}, {"requirements", "熟悉行业，制度健全，有专业队伍"}, {"fee_fen", 0}, {"speciality", "industry"}});
}

void choose_receiver(Play& play, Cast& cast, const DepartmentCast& department, const Id& transfer,
                     std::size_t receiver) {
  report_in_order(play, cast, receiver);
  play.act(department.head, transfer, "choose_directly",
           {{"receiver", cast.associations[receiver].organisation},
            {"reason", "唯一掌握全行业统计网络的组织"},
            {"clause", "部门统计办法第三条"}});
}

// From the end of publicity to both signatures.
Flow agree(Play& play, Cast& cast, DepartmentCast department, Id transfer, std::size_t receiver) {
  GUILDHALL_AWAIT_STATE(play, transfer, "drafting_agreement");
  play.act(department.officer, transfer, "offer_agreement", agreement_form(play, 0));
  co_await play.days(1, 3);
  report_in_order(play, cast, receiver);
  play.act(cast.associations[receiver].secretary, transfer, "sign", {{"agreed", true}});
  play.act(department.head, transfer, "sign", {{"agreed", true}});
}

void order_duty_corrected(Play& play, const DepartmentCast& department, const Id& transfer) {
  play.act(department.officer, transfer, "record_check",
           {{"kind", "complaint"},
            {"checked_on", text(play.today())},
            {"duty", "review"},
            {"met", false},
            {"findings", "未按规定组织评审"}});
  play.act(department.head, transfer, "order_rectification",
           {{"duties", json::array{"review"}},
            {"deadline_on", text(play.today() + std::chrono::days{30})},
            {"text", "限期整改评审组织工作"}});
}

// Chosen directly, objected to and chosen again; corrects once, not the second time; another one takes over.
Flow change_hands(Play& play, Cast& cast, std::size_t first, std::size_t second, Day from) {
  co_await play.on(from);
  const DepartmentCast department = cast.departments[0];
  const Id item = publish_function_at_once(play, cast, department, "行业运行监测", "none");
  const Id id = plan_transfer(play, department, item);
  co_await play.days(1, 4);
  choose_receiver(play, cast, department, id, first);
  co_await play.days(1, 2);
  const Id objection = play.open(cast.agents[0], "objection",
                                 {{"points", json::array{"直接确定"}},
                                  {"facts", "还有其他组织可以承接"},
                                  {"asked", "说明理由"},
                                  {"contact_phone", kDemoPhone}},
                                 id);
  play.act(department.officer, objection, "report_findings", opinion_form("公示的理由不足"));
  play.act(department.head, objection, "uphold", {{"findings", "说明不足"}, {"reason", "补充理由后重新公示"}});
  co_await play.days(1, 4);
  choose_receiver(play, cast, department, id, first);
  agree(play, cast, department, id, first);
  GUILDHALL_AWAIT_STATE(play, id, "supervised");
  co_await play.days(20, 30);
  order_duty_corrected(play, department, id);
  co_await play.days(5, 15);
  const identity::Caller receiver = cast.associations[first].secretary;
  play.act(receiver, id, "report_correction", {{"text", "已补充评审，完善制度"}});
  co_await play.days(1, 5);
  play.act(department.head, id, "accept_correction", opinion_form("整改合格"));
  co_await play.days(20, 30);
  order_duty_corrected(play, department, id);
  GUILDHALL_AWAIT_STATE(play, id, "order_failed");
  play.act(department.head, id, "propose_take_back",
           {{"ground", "duty_unmet"}, {"reason", "逾期未整改"}, {"unmet", json::array{"review"}}});
  take_back(play, cast, department, id, receiver);
  GUILDHALL_AWAIT_STATE(play, id, "taken_back");
  co_await play.days(5, 15);
  const Id again = plan_transfer(play, department, item);
  choose_receiver(play, cast, department, again, second);
  agree(play, cast, department, again, second);
  GUILDHALL_AWAIT_STATE(play, again, "supervised");
  cast.functions.emplace_back(0, item);
  watch(play, cast, department, again, cast.associations[second].secretary, false);
}

// The receiver ends: its function is taken back.
Flow lose_receiver(Play& play, Cast& cast, std::size_t receiver, Day from) {
  co_await play.on(from);
  const DepartmentCast department = cast.departments[1];
  const Id id =
      plan_transfer(play, department, publish_function_at_once(play, cast, department, "行业信用信息汇集", "none"));
  co_await play.days(1, 4);
  choose_receiver(play, cast, department, id, receiver);
  agree(play, cast, department, id, receiver);
  GUILDHALL_AWAIT_STATE(play, id, "supervised");
  end_by_itself(play, cast, receiver, play.today() + std::chrono::days{20});
  GUILDHALL_AWAIT_STATE(play, id, "questioned");
  co_await play.days(2, 8);
  play.act(department.head, id, "propose_take_back", {{"ground", "association_lapsed"}, {"reason", "承接方已终止"}});
  take_back(play, cast, department, id, cast.associations[receiver].secretary);
  GUILDHALL_AWAIT_STATE(play, id, "taken_back");
  co_await play.days(10, 20);
  play.act(department.head, id, "keep_function", {{"reason", "改由部门自行承担"}});
}

Id apply_for_function(Play& play, Cast& cast, std::size_t applicant, const Id& transfer) {
  report_in_order(play, cast, applicant);
  return play.open(cast.associations[applicant].secretary, "function-application", function_application_form(play),
                   transfer);
}

Flow defend(Play& play, DepartmentCast department, Id id, Id came, Id absent) {
  const Day day = std::max(play.today() + std::chrono::days{8}, first_day_of_defence(play));
  play.act(department.officer, id, "set_defence",
           {{"held_at", text(day) + "T09:00:00+08:00"}, {"place", "本局会议室"}, {"minutes", 20}});
  co_await play.on(day + std::chrono::days{1});
  const json::array attendance{json::object{{"application", came}, {"came", true}},
                               json::object{{"application", absent}, {"came", false}}};
  play.act(department.officer, id, "record_defence", {{"attendance", attendance}, {"note", "一家未到场"}});
}

// Of four applicants one withdraws, one isn't fit, one misses the defence, and the last one declines; a second call
// finds nobody.
Flow find_nobody(Play& play, Cast& cast, std::vector<std::size_t> those, Day from) {
  co_await play.on(from);
  const DepartmentCast department = cast.departments[2];
  const Id id =
      plan_transfer(play, department, publish_function_at_once(play, cast, department, "行业技能竞赛组织", "moderate"));
  co_await play.days(1, 4);
  play.act(department.head, id, "call", call_form(play, 16, "本局行政服务窗口"));
  std::vector<Id> applications;
  for (const std::size_t applicant : those) applications.push_back(apply_for_function(play, cast, applicant, id));
  co_await play.days(2, 5);
  play.act(cast.associations[those[0]].secretary, applications[0], "withdraw_application");
  GUILDHALL_AWAIT_STATE(play, id, "checking");
  play.act(department.officer, applications[1], "disqualify", {{"reason", "没有专业队伍"}});
  for (const std::size_t i : {2U, 3U}) {
    report_in_order(play, cast, those[i]);
    play.act(department.officer, applications[i], "qualify", {{"papers_true", true}, {"requirements_met", true}});
  }
  play.act(department.officer, id, "finish_check");
  play.act(department.officer, id, "draw_panel");
  defend(play, department, id, applications[2], applications[3]);
  GUILDHALL_AWAIT_STATE(play, id, "reviewing");
  for (const auto& expert : play.party(id, "panelist"))
    play.act(expert, id, "score", score_sheets(play, id, "function-application", "", cast));
  report_in_order(play, cast, those[2]);
  play.act(department.officer, id, "propose_receiver", {{"winner", applications[2]}, {"basis", "评审得分第一"}});
  GUILDHALL_AWAIT_STATE(play, id, "drafting_agreement");
  play.act(department.officer, id, "offer_agreement", agreement_form(play, 0));
  co_await play.days(1, 3);
  play.act(cast.associations[those[2]].secretary, id, "decline", {{"reason", "人手不足"}});
  co_await play.days(3, 8);
  play.act(department.head, id, "call", call_form(play, 16, "本局行政服务窗口"));
  GUILDHALL_AWAIT_STATE(play, id, "no_receiver");
  co_await play.days(2, 8);
  play.act(department.head, id, "keep",
           {{"reason", "暂无合适承接方"}, {"cultivation_until", text(play.today() + std::chrono::days{365})}});
}

// What is begun with the catalogue and given up: a batch, an entry of the inventory, a proposal, a plan, a cultivation.
Flow give_up_beginnings(Play& play, Cast& cast, Day from) {
  co_await play.on(from);
  const DepartmentCast department = cast.departments[3];
  const Id item = publish_function_at_once(play, cast, department, "行业标准宣贯", "full");
  const Id proposal =
      play.open(department.officer, "function-item", function_item_form(play, "行业名录编制", "", "moderate"));
  const Id plan =
      play.open(department.officer, "function-plan",
                {{"year", year_of(play.today())},
                 {"lines", json::array{json::object{{"item", item},
                                                    {"pilot", false},
                                                    {"call_on", text(play.today() + std::chrono::days{60})},
                                                    {"agree_on", text(play.today() + std::chrono::days{180})},
                                                    {"money_fen", 0},
                                                    {"supervision", "每年第三方评估"}}}}});
  const Id cultivation = play.open(
      department.officer, "function-cultivation",
      {{"item", item},
       {"until_day", text(play.today() + std::chrono::days{365})},
       {"measures", "指导建立专业队伍"},
       {"milestones",
        json::array{json::object{
            {"id", "team"}, {"title", "建立专业队伍"}, {"due_on", text(play.today() + std::chrono::days{150})}}}}});
  const Id entry = play.open(department.officer, "function-inventory",
                             {{"name", "行业名录编制（职能）"},
                              {"kind", "filing"},
                              {"power", "mixed"},
                              {"basis_document", "部门“三定”规定"},
                              {"basis_clause", "主要职责"},
                              {"workload", 40},
                              {"cost_fen", 2'000'000},
                              {"users", "本行业企业"},
                              {"performed_by", "行业管理科"}});
  const Id batch = play.open(cast.reform, "function-batch",
                             {{"title", "补充职能转移目录"},
                              {"year", year_of(play.today())},
                              {"pilot", false},
                              {"proposals_until", text(play.today() + std::chrono::days{30})},
                              {"text", "各部门补充报送"}});
  co_await play.days(2, 6);
  for (const Id& id : {proposal, plan, cultivation})
    play.act(department.head, id, "abandon", {{"reason", "职责调整，不再办理"}});
  play.act(department.head, entry, "drop", {{"reason", "职责已划出本部门"}});
  GUILDHALL_AWAIT_STATE(play, batch, "examining");
  play.act(cast.reform, batch, "discard", {{"reason", "各部门没有补充事项"}});
}

// An item of full competition is left to the field; a transfer is cancelled, and its item withdrawn at the third try.
Flow let_items_go(Play& play, Cast& cast, Day from) {
  co_await play.on(from);
  const DepartmentCast department = cast.departments[4];
  const Id field =
      plan_transfer(play, department, publish_function_at_once(play, cast, department, "行业培训课程开发", "full"));
  const Id item = publish_function_at_once(play, cast, department, "行业年鉴编纂", "moderate");
  const Id cancelled = plan_transfer(play, department, item);
  co_await play.days(2, 6);
  play.act(department.head, field, "leave_to_field",
           {{"reason", "多家组织均可开展"}, {"standard", "不强制培训，不捆绑收费"}});
  play.act(department.head, cancelled, "cancel", {{"reason", "职责调整"}});
  const auto withdrawal = [&] {
    return play.open(department.officer, "catalogue-withdrawal",
                     {{"catalogue", "functions"}, {"item", item}, {"reason", "职责调整"}});
  };
  play.act(department.head, withdrawal(), "abandon", {{"reason", "仍在研究"}});
  co_await play.days(5, 10);
  const Id refused = withdrawal();
  play.act(department.head, refused, "submit");
  co_await play.days(1, 5);
  play.act(cast.reform, refused, "refuse", {{"reason", "理由不充分"}});
  co_await play.days(20, 30);
  const Id granted = withdrawal();
  play.act(department.head, granted, "submit");
  co_await play.days(1, 5);
  play.act(cast.reform, granted, "withdraw_function");
}

}  // namespace

void tell_of_function_exits(Play& play, Cast& cast, Day last) {
  const auto ago = [last](int days) { return last - std::chrono::days{days}; };
  const auto those = exits_of(cast);
  change_hands(play, cast, those.at(2), those.at(3), ago(800));
  find_nobody(play, cast, {those.at(2), those.at(3), those.at(4), those.at(5)}, ago(700));
  lose_receiver(play, cast, those.at(5), ago(420));
  give_up_beginnings(play, cast, ago(500));
  let_items_go(play, cast, ago(460));
}

}  // namespace gh::app
