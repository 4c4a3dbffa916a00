#include "app/demo_forms.h"

#include <fmt/format.h>

#include <algorithm>

#include "scoring/leaf_rules.h"
#include "scoring/rounds.h"

namespace gh::app {
namespace {

constexpr std::size_t kFounders = 8;

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
  for (std::size_t i = 0; i < cast.companies.size() && members.size() < wanted; ++i) {
    const auto& company = cast.companies[(first + i * 7) % cast.companies.size()];
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
  const auto number = static_cast<std::size_t>(&association - cast.associations.data()) + 1;
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

}  // namespace gh::app
