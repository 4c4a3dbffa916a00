#include "app/demo_forms.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/demo_flows.h"
#include "scoring/leaf_rules.h"
#include "scoring/rounds.h"

namespace gh::app {
namespace {

constexpr std::size_t kFounders = 8;
constexpr std::size_t kStride = 7;        // from one member to the next
constexpr std::size_t kOtherStride = 11;  // where the first would come back too early

constexpr int kFirstTermDays = 4 * 365;

json::object officer(const Play& play, std::string name, std::string number, std::string post) {
  return {{"name", std::move(name)},
          {"identity_number", std::move(number)},
          {"post", std::move(post)},
          {"term_from", text(play.today())},
          {"term_to", text(play.today() + std::chrono::days{kFirstTermDays})},
          {"full_time", false},
          {"leading_cadre", false}};
}

// The meeting that founded it, what its charter states, who is to lead it.
void add_founding(json::object& form, Play& play, std::size_t number) {
  const auto due = std::ssize(form.at("members").as_array());
  const std::int64_t present = due - play.between(0, 4);
  form["founding_meeting"] = {{"held_on", text(play.today())},
                              {"due", due},
                              {"present", present},
                              {"charter_in_favour", present},
                              {"officers_in_favour", present - play.between(0, 3)}};
  json::object content;
  for (const char* item : {"name_and_seat", "purpose_scope_area", "membership", "organisation", "officers", "assets",
                           "amendment", "ending", "other"})
    content[item] = true;
  form["charter_content"] = std::move(content);
  form["officers"] = json::array{
      officer(play, fmt::format("会长{}", number), demo_identity_number(number), "president"),
      officer(play, fmt::format("秘书长{}", number), demo_identity_number(60'000 + number), "secretary_general")};
}

}  // namespace

json::object registration_form(Play& play, const Cast& cast, const AssociationCast& association, bool too_few) {
  const auto favoured = play.ask("registry.industry_group", {json::string(association.industry)});
  const std::size_t least = favoured == json::value("favoured") ? 30 : 50;
  const std::size_t wanted = too_few ? least : least + static_cast<std::size_t>(play.between(0, 8));
  json::array members;
  json::array founders;
  const auto first = static_cast<std::size_t>(play.between(0, std::ssize(cast.companies) - 1));
  const std::size_t stride = cast.companies.size() % kStride == 0 ? kOtherStride : kStride;
  for (std::size_t i = 0; i < cast.companies.size() && members.size() < wanted; ++i) {
    const auto& company = cast.companies[(first + i * stride) % cast.companies.size()];
    const auto same = [&](const json::value& member) {
      return member.at("credit_code").as_string() == company.credit_code;
    };
    if (std::any_of(members.begin(), members.end(), same)) continue;
    members.push_back({{"name", company.name}, {"credit_code", company.credit_code}});
    if (founders.size() < kFounders)
      founders.push_back({{"name", company.name},
                          {"credit_code", company.credit_code},
                          {"good_years", play.between(2, 12)},
                          {"licence_valid", true}});
  }
  const std::size_t number = association.number;
  json::object form;
  form["name"] = association.name;
  form["kind"] = association.name.ends_with("商会") ? "chamber_of_commerce" : "trade_association";
  form["division"] = association.division;
  form["industry"] = association.industry;
  form["scope"] = "行业调研、统计、培训、标准、自律与服务";
  form["area"] = cast.registries[association.registry].area;
  form["purpose"] = "服务会员，规范行业，促进产业发展";
  form["funds_fen"] = play.between(3, 50) * 1'000'000;
  form["premises"] = json::array{
      json::object{{"address", cast.registries[association.registry].area + "示范路" + std::to_string(number) + "号"},
                   {"right", "leased"},
                   {"area_square_metres", play.between(30, 300)}}};
  form["full_time_staff"] = play.between(2, 12);
  form["legal_representative"] = fmt::format("会长{}", number);
  form["legal_representative_identity_number"] = demo_identity_number(number);
  form["founders"] = std::move(founders);
  form["members"] = std::move(members);
  form["contact_phone"] = fmt::format("0757-0000{:04}", number % 10'000);
  add_founding(form, play, number);
  return form;
}

json::object scores(Play& play, const std::string& rubric, int percent, const std::string& unscored) {
  const policy::Rubric& by = play.pack().rubrics.at(rubric);
  const auto fitting = scoring::fitting_scores(by, 10 * percent + play.between(-15, 15), unscored);
  json::object out;
  for (const auto* leaf : scoring::leaves_of(by)) {
    const auto found = fitting.find(leaf->id);
    if (found == fitting.end()) continue;
    const auto share = std::clamp<std::int64_t>(percent + play.between(-4, 4), 0, 100);
    out[leaf->id] = leaf->kind == policy::LeafRule::any ? leaf->points * share / 100 : found->second;
  }
  return out;
}

json::object score_sheets(Play& play, const Id& case_id, const std::string& rubric, const std::string& unscored,
                          const Cast& cast) {
  json::array sheets;
  const auto round = scoring::open_round(play.tx(), case_id);
  for (const auto& entered : scoring::candidates_of(play.tx(), round.value().id)) {
    int quality = 80;
    for (const auto& association : cast.associations)
      if (association.organisation == entered.organisation_id) quality = association.quality;
    const json::object given = scores(play, rubric, quality, unscored);
    scoring::Scores kept;
    for (const auto& score : given) kept[std::string(score.key())] = score.value().as_int64();
    json::object sheet =
        scoring::written(scoring::grounds_for(play.pack().rubrics.at(rubric), kept, "佐证材料不足，按细则扣分"));
    sheet["candidate"] = entered.candidate;
    sheet["scores"] = given;
    sheet["reason"] = "按评分标准评定";
    sheets.push_back(std::move(sheet));
  }
  return {{"sheets", std::move(sheets)}, {"no_interest", true}};
}

std::string deadline_after(Play& play, int days) {
  return text(start_of(play.today() + std::chrono::days{days}, play.pack().utc_offset) + std::chrono::hours{17});
}

json::object evaluation(Play& play, int percent) {
  return {{"scores", scores(play, "third-party-evaluation", percent, "")},
          {"money_misused", false},
          {"findings", "按合同和服务对象意见评估"},
          {"answers", play.between(30, 200)}};
}

json::object grade_application_form(Play& play, const AssociationCast& association) {
  return {{"self_rating", scores(play, "grade-2012", association.quality + 1, "")},
          {"party_organisation", "set_up"},
          {"summary", "自评"},
          {"contact_phone", kDemoPhone}};
}

json::object eligibility_form(Play& play) {
  return {{"full_time_staff", play.between(3, 15)},
          {"governance_sound", true},
          {"independent_finance", true},
          {"premises", "佛山市示范路"},
          {"fields", json::array{"行业调研", "技术培训", "行业统计"}},
          {"specialists", "行业专家若干"},
          {"contact_phone", kDemoPhone}};
}

json::object function_item_form(Play& play, const std::string& name, const std::string& code,
                                const std::string& competition) {
  json::object out{{"name", name},
                   {"legal_basis_type", "service_or_support_work"},
                   {"legal_basis", "属于行业自律和服务性工作，不涉及行政许可"},
                   {"disposal", "transfer"},
                   {"competition_class", competition},
                   {"description", name},
                   {"duties", json::array{json::object{{"id", "accept"}, {"text", "受理申请，一次告知"}},
                                          json::object{{"id", "review"}, {"text", "组织专家评审"}},
                                          json::object{{"id", "publish"}, {"text", "公开结果"}}}},
                   {"yearly_workload", play.between(20, 400)},
                   {"yearly_cost_fen", play.between(5, 60) * 1'000'000},
                   {"risk", "收费和公正性风险，由部门抽查"}};
  if (!code.empty()) out["catalogue_code"] = code;
  return out;
}

json::object service_item_form(const std::string& code, const std::string& name, const std::string& kind) {
  return {{"code", code},
          {"name", name},
          {"class", kind},
          {"description", name + "，按年度计划实施"},
          {"government_duty", true},
          {"excluded_kind", "none"}};
}

json::object function_application_form(Play& play) {
  return {{"plan", "承接方案"},
          {"staff", play.between(2, 9)},
          {"premises_and_equipment", "自有办公场所和设备"},
          {"service_standard", "受理、评审、公开均有时限"},
          {"equal_terms", true},
          {"no_bundled_training", true}};
}

json::object agreement_form(Play& play, Fen fee) {
  return {{"starts_on", text(play.today() + std::chrono::days{10})},
          {"content", "按目录所列事项和职责承接"},
          {"standards", json::array{{{"duty", "accept"}, {"standard", "当场受理，一次告知"}},
                                    {{"duty", "review"}, {"standard", "受理后十个工作日内组织评审"}},
                                    {{"duty", "publish"}, {"standard", "评审后三个工作日内公开结果"}}}},
          {"department_duties", "提供标准和数据，按计划检查"},
          {"association_duties", "按标准履行，不向服务对象收费，接受监督"},
          {"supervision", "季度检查、年度评估"},
          {"exit", "退出时移交全部档案"},
          {"fee_fen", fee}};
}

json::object purchase_form(Play& play, const std::string& title, const Id& line, const Id& service, Fen amount,
                           const std::string& method) {
  const Day due = play.today() + std::chrono::days{150};
  return {
      {"title", title},
      {"budget_line", line},
      {"service_item", service},
      {"amount_fen", amount},
      {"method", method},
      {"need", "面向本市行业企业提供服务"},
      {"for_the_public", false},
      {"term_months", 12},
      {"content_stable", true},
      {"speciality", "industry"},
      {"milestones",
       json::array{json::object{{"id", "m1"}, {"title", "中期成果"}, {"share_permille", 400}, {"due_on", text(due)}},
                   json::object{{"id", "m2"},
                                {"title", "最终成果"},
                                {"share_permille", 600},
                                {"due_on", text(due + std::chrono::days{120})}}}}};
}

json::object service_application_form(Play& play, Fen amount) {
  return {{"price_fen", amount * play.between(82, 99) / 100},
          {"plan", "实施方案"},
          {"staff", play.between(2, 9)},
          {"independent", true},
          {"not_passed_on", true}};
}

json::object contract_form(Play& play, const Id& purchase) {
  return {{"amount_fen", play.ask("scoring.first_price", {json::string(purchase)})},
          {"starts_on", text(play.today())},
          {"ends_on", text(play.today() + std::chrono::days{360})},
          {"acceptance", "按分期目标验收"},
          {"breach", "按合同法律责任条款"}};
}

json::object call_form(Play& play, int days, const std::string& place) {
  return {{"deadline_at", deadline_after(play, days)},
          {"place", place},
          {"contact", "经办人"},
          {"text", "公开征集，欢迎符合条件的单位响应"}};
}

}  // namespace gh::app
