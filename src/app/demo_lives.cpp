// What becomes of associations after their certificate in the demo city: changes, filings, rolls, mergers, endings.
#include <fmt/format.h>

#include <array>

#include "app/demo_flows.h"

namespace gh::app {
namespace {

constexpr int kLatelyDays = 900;  // changes and filings of so many days are told
constexpr int kTermDays = 4 * 365;
constexpr std::size_t kToTheEnd = 100;

using Make = Story (*)(Play&, const Cast&, std::size_t);

// The steps from acceptance to the exchanged certificate.
std::vector<Step> change_steps(const RegistryCast& registry) {
  return {{registry.registrar, "submitted", "accept"},
          {registry.reviewer, "first_review", "recommend", opinion_form("材料齐全，表决有效")},
          {registry.head, "approval", "approve"},
          {registry.registrar,
           "approved",
           "deliver_certificate",
           {{"delivered_on", "=today"}, {"old_certificate", "returned"}}}};
}

Story change(Play& play, const Cast& cast, std::size_t index) {
  const AssociationCast& association = cast.associations[index];
  const RegistryCast& registry = cast.registries[association.registry];
  json::object changes;
  std::vector<std::string> papers{"minutes"};
  switch (play.between(0, 3)) {
    case 0:
      changes["premises"] = json::object{{"address", fmt::format("{}新示范路{}号", registry.area, index + 1)},
                                         {"right", "leased"},
                                         {"owner", "示例物业公司"},
                                         {"area_square_metres", play.between(60, 300)},
                                         {"until", "=today+1095"}};
      papers.insert(papers.end(), {"charter", "premises"});
      break;
    case 1:
      changes["scope"] = "行业调研、统计、培训、标准、展览、调解、自律与服务";
      papers.push_back("charter");
      break;
    case 2:
      changes["legal_representative"] =
          json::object{{"name", "新任会长"}, {"identity_number", demo_identity_number(50'000 + index)}};
      papers.push_back("audit");
      break;
    default:
      // No sum that it could have been registered with: an entry that reads so already isn't changed.
      changes["funds_fen"] = play.between(10, 80) * 1'000'000 + 500'000;
      papers.push_back("capital");
  }
  return {association.secretary,
          "registration-change",
          {{"decided_on", "=today+-12"}, {"meeting", meeting_form()}, {"changes", std::move(changes)}},
          std::move(papers),
          change_steps(registry),
          3};
}

Story officers(Play& play, const Cast& cast, std::size_t index) {
  const AssociationCast& association = cast.associations[index];
  const bool first = play.today() < association.registered_on + std::chrono::days{90};
  const auto officer = [&](const char* name, std::size_t number, const char* post, bool full_time) {
    return json::object{{"name", name},
                        {"identity_number", demo_identity_number(number)},
                        {"post", post},
                        {"term_from", "=today+-5"},
                        {"term_to", fmt::format("=today+{}", kTermDays)},
                        {"full_time", full_time},
                        {"leading_cadre", false}};
  };
  // The president is the legal representative; the numbers of the others follow a thousand apart.
  json::array all{officer("会长", index + 1, "president", false),
                  officer("副会长", 10'000 + index, "vice_president", false),
                  officer("秘书长", 20'000 + index, "secretary_general", true),
                  officer("监事长", 30'000 + index, "chair_of_supervisors", false)};
  return {association.secretary,
          "officers-filing",
          {{"occasion", first ? "first" : "within_term"},
           {"elected_on", "=today+-5"},
           {"meeting", meeting_form()},
           {"officers", std::move(all)}},
          {"minutes"},
          {{cast.registries[association.registry].registrar, "filed", "record"}},
          6};
}

Story branch(Play& play, const Cast& cast, std::size_t index) {
  const AssociationCast& association = cast.associations[index];
  const RegistryCast& registry = cast.registries[association.registry];
  static constexpr std::array<const char*, 3> kBranches = {"技术专业委员会", "青年企业家分会", "标准化工作委员会"};
  return {association.secretary,
          "branch-filing",
          {{"matter", "establish"},
           {"decided_on", "=today+-6"},
           {"kind", "branch"},
           {"name", association.name + kBranches[static_cast<std::size_t>(play.between(0, 2))]},
           {"seat", registry.area + "示范路"},
           {"scope", "会员服务和技术交流"}},
          {"decision"},
          {{registry.registrar, "filed", "record_establishment"}},
          6};
}

Story certificate(Play& play, const Cast& cast, std::size_t index) {
  const AssociationCast& association = cast.associations[index];
  const bool lost = play.chance(50);
  json::object form{{"reason", lost ? "lost" : "damaged"}};
  if (lost) form["lost_on"] = "=today+-20";
  return {association.secretary,
          "certificate-replacement",
          std::move(form),
          lost ? std::vector<std::string>{"loss_notice"} : std::vector<std::string>{},
          {{cast.registries[association.registry].registrar,
            "filed",
            "replace",
            {{"delivered_on", "=today"}, {"old_certificate", lost ? "declared_void" : "returned"}}}},
          6};
}

// The bank account or the seal of a new association, or new dues.
Story filing(Play& play, const Cast& cast, std::size_t index) {
  const AssociationCast& association = cast.associations[index];
  const bool seal = play.chance(50);
  return {association.secretary,
          "association-filing",
          {{"matter", seal ? "seal" : "bank_account"}, {"on", "=today"}, {"details", seal ? "圆形印章" : "示例银行"}},
          {seal ? "imprint" : "account"},
          {{cast.registries[association.registry].registrar, "filed", "record"}},
          6};
}

// A company joins with its own consent.
Story admission(Play& play, const Cast& cast, std::size_t index) {
  const AssociationCast& association = cast.associations[index];
  for (std::size_t tried = 0; tried < 20; ++tried) {
    const auto number = static_cast<std::size_t>(play.between(0, std::ssize(cast.companies) - 1));
    const Id& company = cast.companies[number].organisation;
    if (company.empty()) continue;
    const json::array pair{json::string(association.organisation), json::string(company)};
    if (play.ask("registry.is_member", pair).as_bool() || !play.ask("registry.may_join", pair).as_bool()) continue;
    const auto clerk = play.in_office(cast.agents[number / kCompaniesPerAgent], "company_clerk", company);
    return {association.secretary,
            "member-roll",
            {{"company", company}, {"change", "admit"}, {"on", "=today"}, {"note", "企业书面申请入会，理事会同意"}},
            {},
            {{clerk, "proposed", "confirm_admission"}},
            6};
  }
  return {};
}

void tell_of(Play& play, Cast& cast, std::size_t index, Day from, Make make, std::size_t steps = kToTheEnd) {
  tell(play, from, [&play, &cast, index, make, steps]() -> Story {
    if (!stands(play, cast.associations[index])) return {};
    Story story = make(play, cast, index);
    story.steps.resize(std::min(steps, story.steps.size()));
    return story;
  });
}

// ---- endings

json::object end_form() {
  return {{"ground", "dissolution"},
          {"decided_on", "=today+-10"},
          {"meeting", meeting_form()},
          {"reason", "行业整合，会员大会决定终止"},
          {"liquidation_group", json::array{json::object{{"name", "清算组成员"}, {"employer", "示例会计师事务所"}}}}};
}

}  // namespace

// The papers of the end are uploaded with the first ones.
Flow end_by_itself(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  if (!stands(play, cast.associations[index])) co_return;
  const identity::Caller secretary = cast.associations[index].secretary;
  const RegistryCast registry = cast.registries[cast.associations[index].registry];
  const Id id = play.open(secretary, "deregistration", with_days(end_form(), play.today()).as_object());
  for (const char* paper : {"minutes", "liquidation_report", "signed_form"}) play.upload(secretary, id, paper);
  co_await play.days(2, 5);
  play.act(registry.head, id, "begin_liquidation");
  co_await play.days(48, 60);
  play.act(secretary, id, "apply",
           {{"liquidation_ended_on", text(play.today())},
            {"debts_settled", true},
            {"assets_left_fen", play.between(1, 40) * 100'000},
            {"assets_go_to", "like_organisation"},
            {"recipient", "佛山市示例公益基金会"}});
  co_await play.days(2, 6);
  play.act(registry.registrar, id, "examine", {{"certificate", true}, {"seals", true}, {"vouchers", true}});
  co_await play.days(1, 4);
  play.act(registry.head, id, "approve");
}

namespace {

// The second goes up in the first.
Flow merge(Play& play, Cast& cast, std::size_t survivor, std::size_t ending, Day from) {
  co_await play.on(from);
  if (!stands(play, cast.associations[survivor]) || !stands(play, cast.associations[ending])) co_return;
  const AssociationCast into = cast.associations[survivor];
  const AssociationCast ends = cast.associations[ending];
  const RegistryCast registry = cast.registries[into.registry];
  const json::object plan{{"members", "会员全部转入存续组织"},
                          {"staff", "专职人员由存续组织留用"},
                          {"assets", "资产全部转入"},
                          {"debts", "债务由存续组织承继"}};
  const Id id = play.open(into.secretary, "merger",
                          {{"kind", "absorption"},
                           {"into", into.organisation},
                           {"ending", json::array{json::string(ends.organisation)}},
                           {"decided_on", text(play.today())},
                           {"meeting", meeting_form()},
                           {"plan", plan}});
  for (const char* paper : {"agreement", "asset_list"}) play.upload(into.secretary, id, paper);
  const std::vector<Step> steps{
      {ends.secretary, "proposed", "agree", {{"decided_on", "=today"}, {"meeting", meeting_form()}}},
      {registry.registrar, "examining", "examine", opinion_form("各方表决有效，债权人已公告")},
      {registry.head, "approval", "approve"}};
  tell_on(play, id, steps, 5);
}

// Those of a register that are there to end: two merge, one is liquidating, the others have been struck off.
void tell_of_endings(Play& play, Cast& cast, const std::vector<std::size_t>& those, Day last) {
  const auto ago = [last](int days) { return last - std::chrono::days{days}; };
  if (those.size() >= 2) merge(play, cast, those[0], those[1], ago(110));
  if (those.size() >= 3) end_by_itself(play, cast, those[2], ago(static_cast<int>(play.between(20, 220))));
  for (std::size_t i = 3; i < those.size(); ++i)
    end_by_itself(play, cast, those[i], ago(static_cast<int>(play.between(120, 800))));
}

}  // namespace

void tell_of_lives(Play& play, Cast& cast, Day last) {
  const auto within = [&](int most, int least) { return last - std::chrono::days{play.between(least, most)}; };
  std::map<std::size_t, std::vector<std::size_t>> endings;
  for (std::size_t i = 0; i < cast.associations.size(); ++i) {
    if (cast.associations[i].part == Part::ending) endings[cast.associations[i].registry].push_back(i);
    if (cast.associations[i].part != Part::ordinary) continue;
    tell_of(play, cast, i, within(kLatelyDays, 15), officers);
    if (i % 2 == 0) tell_of(play, cast, i, within(kLatelyDays, 10), filing);
    if (i % 3 == 0) tell_of(play, cast, i, within(kLatelyDays, 30), change);
    if (i % 4 == 1) tell_of(play, cast, i, within(kLatelyDays, 10), branch);
    if (i % 7 == 0) tell_of(play, cast, i, within(kLatelyDays, 10), certificate);
    for (int joined = 0; joined < 3; ++joined) tell_of(play, cast, i, within(kLatelyDays, 5), admission);
    // Some are just being decided.
    if (i % 12 == 1) tell_of(play, cast, i, within(12, 2), change, 2);
    if (i % 12 == 6) tell_of(play, cast, i, within(6, 1), branch, 0);
    if (i % 12 == 9) tell_of(play, cast, i, within(6, 1), officers, 0);
    if (i % 12 == 0) tell_of(play, cast, i, within(6, 1), certificate, 0);
    if (i % 12 == 3) tell_of(play, cast, i, within(6, 1), admission, 0);
  }
  for (const auto& [registry, those] : endings) tell_of_endings(play, cast, those, last);
}

}  // namespace gh::app
