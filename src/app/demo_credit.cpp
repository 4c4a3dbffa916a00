// Credit standing in the demo city: penalties, listings and how they are left.
#include <array>

#include "app/demo_flows.h"
#include "base/json.h"
#include "base/money.h"

namespace gh::app {
namespace {

constexpr int kListingRestsDays = 3;    // nobody looks at a listing before
constexpr int kReportLateDays = 40;     // on the list until the report is made up for
constexpr int kCorrectedDays = 60;      // and until what a check found is corrected
constexpr int kPenaltyStaysDays = 200;  // a little more than the six months a listing without a cure lasts

// Since the listing, or since the newest of several.
std::int64_t listed_days(Play& play, const json::value& listing) {
  const json::value from = play.ask("registry.listing_period_from", {listing.at("organisation"), "abnormal"});
  return (play.today() - parse_day(from.as_string()).value()).count();
}

// Mends what it is listed for and asks to be removed; some don't care.
void leave_list(Play& play, Cast& cast, std::size_t index, const cases::CaseFile& listing) {
  if ((index / 10) % 2 != 0) return;
  const json::value form = parse_json(listing.form);
  const std::string cause(form.at("cause").as_string());
  const auto listed = (play.now() - listing.entered_at) / std::chrono::hours{24};
  json::object application{{"cured_on", text(play.today())}};
  if (cause == "no_annual_report" && listed >= kReportLateDays) {
    report_late(play, cast, index, static_cast<int>(form.at("year").as_int64()));
    application["explanation"] = "年度报告已补报";
  } else if (cause == "check_not_corrected" && listed >= kCorrectedDays) {
    application["explanation"] = "检查指出的问题已整改";
  } else if (cause == "small_penalty" && listed_days(play, form) >= kPenaltyStaysDays) {
    application = {{"explanation", "期限已满，请予移出"}};
  } else {
    return;
  }
  play.act(cast.associations[index].secretary, listing.id, "ask_removal", std::move(application));
}

// What whoever is next does about a listing.
void attend(Play& play, Cast& cast, const RegistryCast& registry, const cases::CaseFile& listing) {
  const std::size_t index = association_index(cast, listing.subject_id.value_or(""));
  if (listing.state == "proposed") {
    play.act(registry.registrar, listing.id, "notify");
  } else if (listing.state == "notified" && index % 4 == 0) {
    play.act(cast.associations[index].secretary, listing.id, "state_case", {{"statement", "情况属实，正在整改"}});
  } else if (listing.state == "heard") {
    play.act(registry.head, listing.id, "enter_listing", decision_form("事实清楚，告知程序已履行"));
  } else if (listing.state == "listed" && listing.procedure == "abnormal-listing") {
    leave_list(play, cast, index, listing);
  } else if (listing.state == "removal_asked") {
    play.act(registry.registrar, listing.id, "verify", {{"verified_on", text(play.today())}, {"findings", "属实"}});
  } else if (listing.state == "removal_verified") {
    play.act(registry.head, listing.id, "remove", {{"reason", "情形已消除或者期限已满"}});
  }
}

json::object penalty_form(const AssociationCast& association, const char* violation, const char* facts) {
  return {{"organisation", association.organisation},
          {"source", "complaint"},
          {"violation", violation},
          {"happened_on", "=today+-40"},
          {"found_on", "=today+-3"},
          {"facts", facts}};
}

// From the lead to the closure; `hearing`: the party asks for one.
std::vector<Step> penalty_steps(const RegistryCast& registry, const identity::Caller& party,
                                const json::object& measures, bool hearing) {
  json::object notice = measures;
  notice["facts"] = "事实清楚，证据确凿";
  notice["basis"] = "《社会团体登记管理条例》第三十条";
  json::object draft = measures;
  draft["reason"] = "经调查属实，依法处罚";
  const json::object findings{{"investigated_on", "=today"}, {"established", true}, {"findings", "票据和询问笔录一致"}};
  std::vector<Step> steps{{registry.reviewer, "intake", "check_filing", opinion_form("线索具体，建议立案")},
                          {registry.head, "filing_checked", "file_case"},
                          {registry.registrar, "investigation", "report_findings", findings},
                          {registry.second_registrar, "investigation", "report_findings", findings},
                          {registry.reviewer, "investigated", "check_end", opinion_form("证据充分")},
                          {registry.head, "end_checked", "approve_end"},
                          {registry.registrar, "to_be_told", "notify_party", notice}};
  if (hearing) {
    steps.push_back({party, "told", "ask_hearing", {{"statement", "对处罚数额有异议，要求听证"}}});
    steps.push_back({registry.reviewer,
                     "hearing_asked",
                     "announce_hearing",
                     {{"held_on", "=today+8"}, {"place", "本局一号会议室"}, {"presides", "听证主持人"}}});
    steps.push_back({registry.reviewer,
                     "hearing",
                     "record_hearing",
                     {{"held_on", "=today"}, {"summary", "双方陈述、质证，当事人提交退费凭证"}}});
  }
  const std::vector<Step> decision{
      {registry.registrar, "drafting", "draft_decision", draft},
      {registry.reviewer, "drafted", "check_decision", opinion_form("适用依据正确")},
      {registry.head, "decision_checked", "decide", decision_form("同意处罚决定草案")},
      {registry.registrar, "serving", "serve", {{"served_on", "=today"}, {"manner", "in_person"}}},
  };
  steps.insert(steps.end(), decision.begin(), decision.end());
  return steps;
}

// The whole fine, while there is time.
Step payment_step(const RegistryCast& registry, const json::object& measures) {
  return {registry.registrar,
          "enforcing",
          "record_payment",
          {{"paid_on", "=today"},
           {"fine_fen", measures.at("fine_fen")},
           {"late_fine_fen", 0},
           {"receipt", "非税票据0001"}}};
}

std::vector<Step> closure_steps(const RegistryCast& registry) {
  return {
      {registry.registrar, "enforcing", "report_closure", {{"carried_out_on", "=today"}, {"summary", "已执行完毕"}}},
      {registry.reviewer, "closing", "check_closure", opinion_form("同意结案")},
      {registry.head, "closure_checked", "close_case"}};
}

// A penalty of the association from that day on, told as far as so many of its steps.
void punish(Play& play, Cast& cast, std::size_t index, Day from, const char* violation, json::object measures,
            std::size_t steps, bool hearing = false) {
  tell(play, from, [&play, &cast, index, violation, measures = std::move(measures), steps, hearing]() -> Story {
    const AssociationCast& association = cast.associations[index];
    if (association.organisation.empty()) return {};
    const RegistryCast& registry = cast.registries[association.registry];
    Story story{registry.registrar, "penalty", penalty_form(association, violation, "收到投诉，附缴费凭证"), {}, {}, 4};
    story.steps = penalty_steps(registry, association.secretary, measures, hearing);
    if (measures.contains("fine_fen")) story.steps.push_back(payment_step(registry, measures));
    for (Step& step : closure_steps(registry)) story.steps.push_back(std::move(step));
    story.steps.resize(std::min(steps, story.steps.size()));
    return story;
  });
}

// A check that a complaint led to: the inspectors have been there, the result is to be published.
void check_on_cause(Play& play, Cast& cast, std::size_t index, Day from) {
  tell(play, from, [&cast, index]() -> Story {
    const AssociationCast& association = cast.associations[index];
    if (association.organisation.empty()) return {};
    const RegistryCast& registry = cast.registries[association.registry];
    const json::object record{
        {"checked_on", "=today"}, {"cards_shown", true}, {"outcome", "to_correct"}, {"findings", "收费标准未公示"}};
    return {registry.registrar,
            "spot-check",
            {{"organisation", association.organisation}, {"cause", "complaint"}, {"subjects", "收费项目和标准"}},
            {},
            {{registry.head,
              "drawn",
              "appoint",
              {{"inspectors",
                json::array{json::string(*registry.registrar.office), json::string(*registry.second_registrar.office)}},
               {"manner", "on_site"},
               {"check_on", "=today"}}},
             {registry.registrar, "checking", "record_findings", record},
             {registry.second_registrar, "checking", "record_findings", record}},
            4};
  });
}

// A listing that the registry proposes by itself.
void propose_listing(Play& play, Cast& cast, std::size_t index, Day from, const char* procedure, json::object form,
                     bool excused = false) {
  tell(play, from, [&cast, index, procedure, form = std::move(form), excused]() -> Story {
    const AssociationCast& association = cast.associations[index];
    if (association.organisation.empty()) return {};
    const RegistryCast& registry = cast.registries[association.registry];
    Story story{registry.registrar, procedure, form, {}, {}, 2};
    story.form["organisation"] = association.organisation;
    if (excused)
      story.steps.push_back({registry.head,
                             "proposed",
                             "accept_excuse",
                             {{"department", "街道办事处"},
                              {"document_number", "示例函〔2026〕8号"},
                              {"dated_on", "=today"},
                              {"reason", "原办公楼列入危房改造，非其自身原因"}}});
    return story;
  });
}

constexpr std::size_t kAllSteps = 100;  // all the steps there are
constexpr Fen kTenThousandYuan = 1'000'000;

json::object fine(Fen amount) {
  return {
      {"measures", json::array{"fine"}}, {"fine_base", "turnover"}, {"fine_base_fen", amount}, {"fine_fen", amount}};
}

json::object unsigned_letters() {
  const auto letter = [](const char* day, const char* number) {
    return json::object{{"sent_on", day}, {"receipt_number", number}, {"signed_for", false}};
  };
  return {{"cause", "unreachable"},
          {"letters", json::array{letter("=today+-25", "EMS000001"), letter("=today+-5", "EMS000002")}},
          {"facts", "两次专用信函均未签收，登记住所无人办公"}};
}

json::object no_party_organisation() {
  return {{"cause", "no_party_organisation"}, {"facts", "有正式党员五名，应建未建党组织"}};
}

// What happens to the n-th of a register's associations with a story of credit.
void tell_one(Play& play, Cast& cast, std::size_t index, std::size_t number, Day last) {
  const auto ago = [last](int days) { return last - std::chrono::days{days}; };
  switch (number) {
    case 0:
      propose_listing(play, cast, index, ago(150), "abnormal-listing", unsigned_letters(), true);
      punish(play, cast, index, ago(700), "unlawful_charges", fine(kTenThousandYuan), kAllSteps);
      punish(play, cast, index, ago(9), "unlawful_charges", {}, 1);
      check_on_cause(play, cast, index, ago(20));
      propose_listing(play, cast, index, ago(4), "abnormal-listing", no_party_organisation());
      break;
    case 1:
      punish(play, cast, index, ago(560), "change_not_registered", {{"measures", json::array{"warning"}}}, kAllSteps);
      punish(play, cast, index, ago(150), "unlawful_charges", {{"measures", json::array{"warning"}}}, kAllSteps);
      break;
    case 2:
      punish(play, cast, index, ago(120), "profit_making", fine(6 * kTenThousandYuan), 14, true);
      propose_listing(play, cast, index, ago(13), "abnormal-listing", no_party_organisation());
      punish(play, cast, index, ago(24), "supervision_refused", {{"measures", json::array{"warning"}}}, 3);
      break;
    case 3:
      propose_listing(play, cast, index, ago(790), "abnormal-listing", unsigned_letters());
      break;
    case 4:
      punish(play, cast, index, ago(45), "outside_scope", fine(2 * kTenThousandYuan), 8, true);
      break;
    case 5:
      punish(play, cast, index, ago(110), "assets_misused",
             {{"measures", json::array{"suspension"}}, {"suspended_until", text(last + std::chrono::days{120})}}, 11);
      break;
    default:
      break;
  }
}

}  // namespace

Flow keep_lists(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  const RegistryCast registry = cast.registries[index];
  for (;;) {
    co_await play.days(4, 8);
    const auto listings = play.tx().all<cases::CaseFile>(
        "select * from case_file where authority_id = ? and procedure in ('abnormal-listing', 'serious-listing') and "
        "closed_at is null and entered_at <= ? order by id",
        {registry.organisation, play.now() - std::chrono::hours{24 * kListingRestsDays}});
    for (const auto& listing : listings) attend(play, cast, registry, listing);
  }
}

void tell_of_credit(Play& play, Cast& cast, Day last) {
  std::map<std::size_t, std::size_t> numbers;  // how many of each register so far
  for (std::size_t i = 0; i < cast.associations.size(); ++i)
    if (cast.associations[i].part == Part::credit)
      tell_one(play, cast, i, numbers[cast.associations[i].registry]++, last);
}

}  // namespace gh::app
