// What offices and associations of the demo city do seldom, each told once: appeal panels, corrections of the register,
// records, bans, a revocation, charters and terms, members by their own word, samples of finished work.
#include <fmt/format.h>

#include "app/demo_exits.h"

namespace gh::app {
namespace {

// ---- appeal panels: the one part of this that smaller cities have too

Flow seat_appeal_panel(Play& play, Cast& cast, Day from) {
  co_await play.on(from);
  std::size_t index = 0;
  while (index < cast.associations.size() && !stands(play, cast.associations[index])) ++index;
  if (index == cast.associations.size()) co_return;
  for (const auto& member : cast.appeal_members) {
    const Id seat = play.open(member, "appeal-panel-seat",
                              {{"association", cast.associations[index].organisation},
                               {"name", member.display_name},
                               {"occupation", "律师"},
                               {"independent", true}});
    co_await play.days(1, 3);
    play.act(cast.associations[index].secretary, seat, "seat");
  }
}

// ---- the register

Story correction(const Cast& cast, std::size_t index, bool granted) {
  const AssociationCast& association = cast.associations[index];
  const RegistryCast& registry = cast.registries[association.registry];
  const Step decision = granted ? Step{registry.head, "proposed", "approve"}
                                : Step{registry.head, "proposed", "refuse", {{"reason", "属于变更登记事项"}}};
  return {registry.registrar,
          "register-correction",
          {{"organisation", association.organisation},
           {"changes", {{"address", registry.area + "示范路88号"}}},
           {"reason", "登记时误录"}},
          {},
          {decision}};
}

Story record(const Cast& cast, std::size_t index, const char* kind, const char* summary, std::vector<Step> steps) {
  const AssociationCast& association = cast.associations[index];
  return {cast.registries[association.registry].registrar,
          "register-record",
          {{"organisation", association.organisation}, {"kind", kind}, {"on", "=today+-9"}, {"summary", summary}},
          {},
          std::move(steps),
          20};
}

// Struck off long ago, and a branch: what the registry's old lists still have.
Flow enter_old_lists(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  const AssociationCast& association = cast.associations[index];
  const RegistryCast& registry = cast.registries[association.registry];
  play.open(registry.registrar, "register-entry",
            {{"name", registry.area + "示例缝纫机行业协会"},
             {"kind", "trade_association"},
             {"division", registry.division},
             {"industry", "35"},
             {"certificate_number", "粤佛社证字第0035号"},
             {"registered_on", "2005-05-18"},
             {"status", "deregistered"},
             {"ended_on", "2011-03-02"},
             {"ended_ground", "dissolution"}});
  // Of the first association whose certificate has a credit code: those of the first years have none.
  for (const AssociationCast& parent : cast.associations) {
    const json::value code = play.ask("registry.credit_code", {json::string(parent.organisation)});
    if (!stands(play, parent) || code == json::value("")) continue;
    const RegistryCast& own = cast.registries[parent.registry];
    play.open(own.registrar, "branch-entry",
              {{"association", code},
               {"name", parent.name + "标准专业委员会"},
               {"kind", "branch"},
               {"seat", own.area + "示范路"},
               {"scope", "标准研究和宣贯"},
               {"set_up_on", text(parent.registered_on)}});
    co_return;
  }
}

// Gives a part of itself to another, and goes on.
void tell_of_a_split(Play& play, Cast& cast, std::size_t index, std::size_t into, Day from) {
  tell(play, from, [&cast, index, into]() -> Story {
    const AssociationCast& association = cast.associations[index];
    const RegistryCast& registry = cast.registries[association.registry];
    return {association.secretary,
            "split",
            {{"into", json::array{json::string(cast.associations[into].organisation)}},
             {"ends", false},
             {"liability", "joint"},
             {"decided_on", "=today+-10"},
             {"meeting", meeting_form()},
             {"plan", "标准化业务和相应资产转出，债务连带承担"}},
            {"split_plan", "asset_list"},
            {{registry.registrar, "examining", "examine", opinion_form("债权人已公告，无人异议")},
             {registry.head, "approval", "approve"}},
            6};
  });
}

// Left without activity: told, heard, revoked, liquidated. The first time it was dropped.
Flow revoke(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  const AssociationCast association = cast.associations[index];
  const RegistryCast registry = cast.registries[association.registry];
  const auto propose = [&] {
    return play.open(registry.registrar, "registration-revocation",
                     {{"organisation", association.organisation},
                      {"ground", "inactive"},
                      {"facts", "登记住所无人办公，未见活动记录"}});
  };
  const Id dropped = propose();
  co_await play.days(1, 3);
  play.act(registry.reviewer, dropped, "notify");
  co_await play.days(1, 3);
  play.act(association.secretary, dropped, "state_case", {{"statement", "正在恢复活动"}});
  co_await play.days(1, 4);
  play.act(registry.head, dropped, "drop", {{"reason", "给予半年整改时间"}});
  co_await play.days(40, 50);
  const Id id = propose();
  co_await play.days(1, 3);
  play.act(registry.reviewer, id, "notify");
  co_await play.days(1, 3);
  play.act(association.secretary, id, "request_hearing", {{"statement", "要求听证"}});
  co_await play.days(5, 8);
  play.act(registry.reviewer, id, "record_hearing", {{"held_on", text(play.today())}, {"summary", "双方陈述"}});
  co_await play.days(1, 4);
  play.act(registry.head, id, "revoke", decision_form("一年以上未开展活动"));
  const auto liquidation = play.tx().string(
      "select id from case_file where procedure = 'liquidation' and subject_id = ?", {association.organisation});
  const std::vector<Step> steps{
      {registry.head,
       "forming",
       "form_group",
       {{"liquidation_group", json::array{json::object{{"name", "清算组成员"}, {"employer", "示例会计师事务所"}}}}}}};
  tell_on(play, liquidation.value(), steps, 5);
  // A creditor comes forward, and shows what is owed.
  co_await play.days(10, 15);
  if (play.state(liquidation.value()) != "liquidating") co_return;
  const Id claim = play.open(cast.agents[0], "creditor-claim",
                             {{"creditor", "示例物业公司"},
                              {"amount_fen", 480'000},
                              {"ground", "房租"},
                              {"owed_since", text(play.today() - std::chrono::days{200})},
                              {"asked", "payment"}},
                             liquidation.value());
  play.upload(cast.agents[0], claim, "evidence");
  play.act(cast.agents[0], claim, "show_evidence");
}

// Banned; another one isn't filed.
void tell_of_bans(Play& play, Cast& cast, Day from) {
  const json::object form{{"name", "示例行业联谊会"}, {"place", "佛山市示范路"},
                          {"source", "complaint"},    {"happened_on", "=today+-30"},
                          {"found_on", "=today+-3"},  {"facts", "未经登记以社会团体名义收取会费"}};
  tell(play, from, [&cast, form]() -> Story {
    const RegistryCast& registry = cast.registries[0];
    const json::object findings{
        {"investigated_on", "=today"}, {"established", true}, {"findings", "收款收据和询问笔录一致"}};
    return {
        registry.registrar,
        "unregistered-ban",
        form,
        {},
        {{registry.reviewer, "intake", "check_filing", opinion_form("线索具体")},
         {registry.head, "filing_checked", "file_case"},
         {registry.registrar, "investigation", "report_findings", findings},
         {registry.second_registrar, "investigation", "report_findings", findings},
         {registry.reviewer, "investigated", "check_ban", opinion_form("应予取缔")},
         {registry.head, "ban_checked", "ban", decision_form("未经登记擅自开展活动")},
         {registry.registrar, "banned", "report_closure", {{"carried_out_on", "=today"}, {"summary", "已停止活动"}}},
         {registry.head, "closing", "close_case"}}};
  });
  tell(play, from + std::chrono::days{30}, [&cast, form]() -> Story {
    const RegistryCast& registry = cast.registries[0];
    return {registry.registrar,
            "unregistered-ban",
            form,
            {},
            {{registry.reviewer, "intake", "check_filing", opinion_form("线索不实")},
             {registry.head, "filing_checked", "not_file", {{"reason", "系企业内部活动"}}}}};
  });
}

// ---- associations

json::object charter_form() {
  json::object content;
  for (const char* item : {"name_and_seat", "purpose_scope_area", "membership", "organisation", "officers", "assets",
                           "amendment", "ending", "other"})
    content[item] = true;
  return {{"adopted_on", "=today+-10"},
          {"meeting", meeting_form()},
          {"content", std::move(content)},
          {"amendments", json::array{json::object{{"article", "第十二条"}, {"text", "理事会每年至少召开两次会议"}}}}};
}

void tell_of_charters(Play& play, Cast& cast, std::size_t index, Day from) {
  const auto charter = [&play, &cast, index](Day day, bool granted) {
    tell(play, day, [&cast, index, granted]() -> Story {
      const AssociationCast& association = cast.associations[index];
      const RegistryCast& registry = cast.registries[association.registry];
      Story story{association.secretary, "charter-approval", charter_form(), {"charter", "minutes"}, {}, 4};
      story.steps = {{registry.registrar, "submitted", "recommend", opinion_form("程序完备")}};
      story.steps.push_back(granted ? Step{registry.head, "approval", "approve"}
                                    : Step{registry.head, "approval", "refuse", decision_form("修改内容与条例不一致")});
      return story;
    });
  };
  charter(from, false);
  charter(from + std::chrono::days{60}, true);
}

// The delay of a term, and before the delayed day the report of the change.
Flow change_term(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  const AssociationCast association = cast.associations[index];
  const RegistryCast registry = cast.registries[association.registry];
  const json::value ends = play.ask("registry.term_ends_on", {json::string(association.organisation)});
  const auto last = parse_day(ends.as_string());
  if (!last) co_return;
  co_await play.on(*last - std::chrono::days{60});
  const std::string planned = text(*last + std::chrono::days{60});
  const Id delay =
      play.open(association.secretary, "term-change",
                {{"matter", "delay"}, {"term_ends_on", ends}, {"planned_on", planned}, {"reason", "会员代表尚未产生"}});
  play.upload(association.secretary, delay, "council_decision");
  co_await play.days(2, 5);
  play.act(registry.registrar, delay, "clear");
  co_await play.days(20, 40);
  const json::object candidate{
      {"name", "拟任会长"}, {"post", "president"}, {"convicted", false}, {"leading_cadre", false}};
  const Id change = play.open(
      association.secretary, "term-change",
      {{"matter", "change"}, {"term_ends_on", ends}, {"planned_on", planned}, {"candidates", json::array{candidate}}});
  for (const char* paper : {"council_decision", "audit"}) play.upload(association.secretary, change, paper);
  co_await play.days(2, 5);
  play.act(registry.registrar, change, "clear");
}

// Companies that ask to join, and one that leaves.
Flow come_and_go(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  const AssociationCast association = cast.associations[index];
  int asked = 0;
  bool left = false;
  for (std::size_t i = 0; i < cast.companies.size() && (asked < 2 || !left); ++i) {
    const Id company = cast.companies[i].organisation;
    if (company.empty()) continue;
    const auto clerk = play.in_office(cast.agents[i / kCompaniesPerAgent], "company_clerk", company);
    const json::array pair{json::string(association.organisation), json::string(company)};
    if (play.ask("registry.is_member", pair).as_bool()) {
      if (left) continue;
      left = true;
      const Id departure =
          play.open(clerk, "member-departure", {{"association", association.organisation}, {"reason", "业务调整"}});
      play.act(association.secretary, departure, "take_notice");
    } else if (asked < 2 && play.ask("registry.may_join", pair).as_bool()) {
      const Id application = play.open(clerk, "member-application", {{"association", association.organisation}});
      co_await play.days(1, 4);
      if (++asked == 1)
        play.act(association.secretary, application, "admit");
      else
        play.act(association.secretary, application, "decline", {{"reason", "不属于本行业"}});
    }
  }
}

// ---- departments and offices

// The department of which most was finished lately has some of it drawn and looked at again.
Flow sample_work(Play& play, Cast& cast, Day from) {
  co_await play.on(from);
  const std::chrono::year_month_day today{play.today()};
  for (int back = 1; back <= 6; ++back) {
    const std::chrono::year_month month =
        std::chrono::year_month{today.year(), today.month()} - std::chrono::months{back};
    const Day first{month / 1};
    const Day last = Day{(month + std::chrono::months{1}) / 1} - std::chrono::days{1};
    for (const DepartmentCast& department : cast.departments) {
      const json::array those{json::string(department.organisation), json::string(text(first)),
                              json::string(text(last))};
      if (play.ask("performance.finished", those).as_array().empty()) continue;
      const Id id = play.open(department.officer, "work-sample", {{"month", text(first).substr(0, 7)}});
      play.act(department.head, id, "draw_sample");
      for (const auto& check :
           play.tx().all<cases::CaseFile>("select * from case_file where parent_id = ? order by id", {id}))
        play.act(department.officer, check.id, "find_in_order", {{"reason", "底稿齐全，程序规范"}});
      play.act(department.head, id, "close_sample", {{"reason", "抽中各件均已查阅"}});
      co_return;
    }
  }
}

Flow report_grades(Play& play, Cast& cast, Day from) {
  co_await play.on(from);
  const RegistryCast registry = cast.registries[0];
  const Id id = play.open(registry.assessment, "grade-filing",
                          {{"year", year_of(play.today())}, {"receiver", "上级登记管理机关"}});
  co_await play.days(1, 5);
  play.act(registry.head, id, "report");
}

// A draft that isn't published: the year's holidays are for the State Council to tell.
Flow draft_calendar(Play& play, Cast& cast, Day from) {
  co_await play.on(from);
  const Id id = play.open(
      cast.calendar_keeper, "working-calendar",
      {{"year", year_of(play.today())}, {"source", "试录"}, {"off", json::array()}, {"worked", json::array()}});
  play.act(cast.calendar_keeper, id, "discard");
}

}  // namespace

void tell_of_appeal_panels(Play& play, Cast& cast, Day last) {
  seat_appeal_panel(play, cast, last - std::chrono::days{300});
}

void tell_of_the_seldom(Play& play, Cast& cast, Day last) {
  const auto ago = [last](int days) { return last - std::chrono::days{days}; };
  const auto those = exits_of(cast);
  const std::size_t kept = those.at(4);
  const RegistryCast& registry = cast.registries[cast.associations[kept].registry];
  tell(play, ago(380), [&cast, kept] { return correction(cast, kept, true); });
  tell(play, ago(370), [&cast, kept] { return correction(cast, kept, false); });
  tell(play, ago(360), [&cast, kept, registry] {
    return record(cast, kept, "honour", "获评先进社会组织", {{registry.head, "proposed", "enter"}});
  });
  tell(play, ago(340), [&cast, kept, registry] {
    return record(cast, kept, "investigation", "审计部门延伸调查",
                  {{registry.head, "proposed", "enter"},
                   {registry.head, "in_effect", "end_record", {{"on", "=today"}, {"reason", "调查终结，未见问题"}}}});
  });
  tell(play, ago(320), [&cast, kept, registry] {
    return record(cast, kept, "honour", "内部表彰",
                  {{registry.head, "proposed", "drop", {{"reason", "不属于公共信用信息"}}}});
  });
  enter_old_lists(play, cast, kept, ago(310));
  tell_of_a_split(play, cast, those.at(2), those.at(1), ago(150));
  select_and_appraise(play, cast, those.at(3), ago(200));
  revoke(play, cast, those.at(0), ago(260));
  tell_of_bans(play, cast, ago(200));
  tell_of_charters(play, cast, kept, ago(280));
  change_term(play, cast, kept, day_of(2015, 6, 1));
  come_and_go(play, cast, kept, ago(290));
  sample_work(play, cast, ago(90));
  report_grades(play, cast, ago(65));
  draft_calendar(play, cast, ago(150));
}

}  // namespace gh::app
