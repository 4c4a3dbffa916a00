// long because it is one table: a line or a few for each member of a form that its schema says too little about
#include "simulation/hints.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/assert.h"
#include "purchase/contracts.h"
#include "scoring/leaf_rules.h"
#include "scoring/rounds.h"
#include "simulation/catalogue_hints.h"
#include "simulation/credit_hints.h"
#include "simulation/supervision_hints.h"
#include "simulation/text_matching.h"
#include "simulation/work_hints.h"

namespace gh::simulation {
namespace {

using Value = std::optional<json::value>;
using Teller = Value (*)(const Situation&);

constexpr std::int64_t kYuan = 100;

Value text_value(std::string text) { return json::value(std::move(text)); }
Value day_from_today(const Situation& at, int least, int most) {
  return text_value(text(at.today + std::chrono::days{at.dice.between(least, most)}));
}
// Mostly yes.
Value likely(const Situation& at, int percent) { return json::value(at.dice.chance(percent)); }

Value one_of(const Situation& at, std::vector<std::string> choices) { return text_value(at.dice.of(choices)); }

Value id_of(const Situation& at, std::string_view sql, std::initializer_list<store::Value> values = {}) {
  std::vector<std::string> ids;
  at.tx.each(sql, values, [&](const store::Row& row) { ids.emplace_back(row.string(0)); });
  if (ids.empty()) return {};
  return text_value(at.dice.of(ids));
}
Value organisation(const Situation& at, std::string_view kind) {
  return id_of(at, "select id from organisation where kind = ? order by id", {kind});
}
// An association that stands in the caller's own register.
Value own_association(const Situation& at) {
  return id_of(at, "select id from organisation where kind = 'association' and division = ? order by id",
               {at.caller.division});
}

json::object case_form(const cases::CaseFile* file) {
  return file == nullptr ? json::object{} : parse_json(file->form).as_object();
}
json::object act_form(const cases::CaseFile* file, std::string_view action) {
  if (file == nullptr) return {};
  const json::value acts = parse_json(file->acts);
  const auto* form = at_or_null(acts, action).if_object();
  return form == nullptr ? json::object{} : *form;
}

// Another association that goes on, in the caller's register.
Value active_association(const Situation& at) {
  return id_of(at,
               "select organisation_id from registry_entry where kind = 'association' and status = 'active' and "
               "ended_by_act is null and organisation_id <> ? order by organisation_id",
               {at.caller.organisation.value_or("")});
}

// Votes that mostly carry.
Value meeting(const Situation& at) {
  const std::int64_t due = at.dice.between(30, 60);
  const std::int64_t present = at.dice.chance(95) ? at.dice.between(due * 3 / 4, due) : due / 2;
  const std::int64_t in_favour = at.dice.chance(95) ? present - at.dice.between(0, 3) : present / 2;
  return json::value{{"kind", "members"},
                     {"due", due},
                     {"present", present},
                     {"in_favour", in_favour},
                     {"against", present - in_favour},
                     {"abstained", 0}};
}

Value founding_meeting(const Situation& at) {
  const std::int64_t due = at.dice.between(30, 60);
  const std::int64_t present = at.dice.chance(97) ? due - at.dice.between(0, due / 4) : due / 2;
  return json::value{{"held_on", text(at.today)},
                     {"due", due},
                     {"present", present},
                     {"charter_in_favour", present},
                     {"officers_in_favour", present - at.dice.between(0, 3)}};
}

Value charter_content(const Situation&) {
  json::object out;
  for (const char* item : {"name_and_seat", "purpose_scope_area", "membership", "organisation", "officers", "assets",
                           "amendment", "ending", "other"})
    out[item] = true;
  return json::value(std::move(out));
}

// Mostly one item, now and then several.
Value registered_changes(const Situation& at) {
  json::object out;
  const auto wants = [&] { return at.dice.chance(35); };
  if (wants()) out["scope"] = chinese_text(12, at.dice);
  if (wants()) out["funds_fen"] = at.dice.between(3, 90) * 1'000'000;
  if (wants()) out["activity_area"] = "佛山市";
  if (out.empty()) out["purpose"] = chinese_text(10, at.dice);
  return json::value(std::move(out));
}

// A branch of the caller's association, named as it must be.
Value branch_name(const Situation& at) {
  const std::string name(at.ask("registry.name", {json::string(at.caller.organisation.value_or(""))}).as_string());
  return text_value(name + chinese_text(2, at.dice) + (at.dice.chance(90) ? "专业委员会" : "中心"));
}
Value open_branch(const Situation& at) {
  return id_of(at, "select id from registry_branch where organisation_id = ? and ended_by_act is null order by id",
               {at.caller.organisation.value_or("")});
}

Value seated_officers(const Situation& at) {
  json::array out;
  for (const char* post : {"president", "secretary_general"})
    out.push_back({{"name", chinese_text(2, at.dice)},
                   {"identity_number", fmt::format("99000019{:08}1X", at.dice.between(0, 99'999'999)).substr(0, 18)},
                   {"post", post},
                   {"term_from", text(at.today)},
                   {"term_to", text(at.today + std::chrono::days{1'400})},
                   {"full_time", false},
                   {"leading_cadre", false}});
  return json::value(std::move(out));
}

Value candidates(const Situation& at) {
  return json::value(json::array{json::object{{"name", chinese_text(2, at.dice)},
                                              {"post", "president"},
                                              {"convicted", at.dice.chance(5)},
                                              {"leading_cadre", false}}});
}

// Points for the leaves of a rubric as their rules allow, a little below the most.
json::object points(const Situation& at, const policy::Rubric& rubric, std::string_view unscored, int least_percent) {
  json::object out;
  for (const auto& [leaf, score] : scoring::fitting_scores(rubric, at.dice.between(10 * least_percent, 1000), unscored))
    out[leaf] = score;
  return out;
}

std::int64_t enrolled_or_new(const Situation& at) { return at.dice.between(0, 199); }

json::object company(std::int64_t serial) {
  return {{"name", fmt::format("佛山市第{}企业有限公司", serial)}, {"credit_code", credit_code(serial)}};
}

json::array companies(const Situation& at, std::int64_t count, bool as_founders) {
  json::array out;
  const std::int64_t first = at.dice.between(0, 150);
  for (std::int64_t i = 0; i < count; ++i) {
    json::object one = company(first + i);
    if (as_founders) {
      one["good_years"] = at.dice.between(2, 20);
      one["licence_valid"] = true;
    }
    out.push_back(std::move(one));
  }
  return out;
}

std::string deadline(const Situation& at) {
  // One in ten calls is too short, and must be refused.
  const std::int64_t days = at.dice.chance(10) ? at.dice.between(1, 12) : at.dice.between(22, 30);
  return text(start_of(at.today + std::chrono::days{days}, at.pack.utc_offset) + std::chrono::hours{17});
}

Value score_sheets(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const auto round = scoring::open_round(at.tx, at.the_case->id);
  if (!round) return {};
  json::array sheets;
  const policy::Rubric& rubric = at.pack.rubrics.at(round->rubric);
  for (const auto& entered : scoring::candidates_of(at.tx, round->id)) {
    const json::object given = points(at, rubric, round->price_indicator, at.dice.chance(80) ? 88 : 55);
    scoring::Scores kept;
    for (const auto& score : given) kept[std::string(score.key())] = score.value().get_int64();
    json::object sheet = scoring::written(scoring::grounds_for(rubric, kept, "按评分细则扣分"));
    sheet["candidate"] = entered.candidate;
    sheet["scores"] = given;
    sheets.push_back(std::move(sheet));
  }
  return json::value(std::move(sheets));
}

Value milestone_plan(const Situation& at) {
  const std::int64_t count = at.dice.between(1, 3);
  json::array out;
  std::int64_t left = 1000;
  for (std::int64_t i = 1; i <= count; ++i) {
    const std::int64_t share = i == count ? left : left / 2;
    left -= share;
    out.push_back({{"id", fmt::format("m{}", i)},
                   {"title", chinese_text(6, at.dice)},
                   {"share_permille", share},
                   {"due_on", text(at.today + std::chrono::days{30 * i})}});
  }
  return json::value(std::move(out));
}

// Offices of a role in the caller's organisation, as seats of a committee.
json::array seats(const Situation& at, std::string_view role, std::size_t from, std::size_t count) {
  json::array out;
  std::size_t number = 0;
  at.tx.each("select id from office where role = ? and organisation_id = ? order by id",
             {role, at.caller.organisation.value_or("")}, [&](const store::Row& row) {
               if (number++ >= from && out.size() < count)
                 out.push_back({{"office", row.string(0)},
                                {"name", fmt::format("委员{}", number)},
                                {"unit", "推荐单位"},
                                {"sector", "research"}});
             });
  return out;
}
// Every third day a review committee is thought of.
bool review_turn(const Situation& at) { return at.today.time_since_epoch().count() % 3 == 0; }
Value chair(const Situation& at) {
  json::array chairs = seats(at, "committee_chair", 0, 1);
  if (chairs.empty()) return {};
  return std::move(chairs.front());
}
// Whether the committee that sits on the case is in favour.
Value carried(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const json::value* rule = at.pack.parameter("committee", at.today);
  if (rule == nullptr) return {};
  return json::value(at.ask("grading.vote_outcome", {json::string(at.the_case->id), *rule}) == json::value("carried"));
}
Value graded_association(const Situation& at) {
  auto graded = id_of(at,
                      "select distinct g.organisation_id from grading_grade g join organisation o on o.id = "
                      "g.organisation_id where g.ended_at is null and o.division = ? order by 1",
                      {at.caller.division});
  return graded ? graded : own_association(at);
}
Value ballot(const Situation& at) {
  if (at.dice.chance(88)) return text_value("in_favour");
  return one_of(at, {"against", "abstain", "stand_aside"});
}

// An item that a case of the procedure has published, this department's where there is one.
Value item_of(const Situation& at, std::string_view procedure) {
  std::vector<std::string> ids;
  at.tx.each("select id from case_file where procedure = ? and state = 'published' and applicant_id = ? order by id",
             {procedure, at.caller.organisation.value_or("")},
             [&](const store::Row& row) { ids.emplace_back(row.string(0)); });
  std::vector<std::string> open;
  for (const auto& id : ids) {
    const bool is_open = procedure == "service-item"
                             ? at.ask("purchase.item_open", {json::string(id)}) == json::value(true)
                             : at.ask("transfer.item_state", {json::string(id)}) == json::value("open");
    if (is_open) open.push_back(id);
  }
  if (!open.empty() && at.dice.chance(90)) return text_value(at.dice.of(open));
  return id_of(at, "select id from case_file where procedure = ? and state = 'published' order by id", {procedure});
}

json::array duties_of_item(const Situation& at) {
  const std::string item(string_at(case_form(at.the_case), "item"));
  const auto form = at.tx.string("select form from case_file where id = ?", {item});
  if (!form) return {};
  const json::value published = parse_json(*form);
  const auto* duties = at_or_null(published, "duties").if_array();
  return duties == nullptr ? json::array{} : *duties;
}

Value one_duty(const Situation& at) {
  const json::array duties = duties_of_item(at);
  if (duties.empty()) return {};
  return text_value(std::string(string_at(duties[at.dice.index(duties.size())], "id")));
}

// Duties whose last check wasn't met.
Value unmet_duties(const Situation& at) {
  std::map<std::string, bool> met;
  at.tx.each("select duty, met from transfer_check where case_id = ? order by checked_on, ordinal",
             {at.the_case == nullptr ? "" : at.the_case->id},
             [&](const store::Row& row) { met[std::string(row.string(0))] = row.integer(1) == 1; });
  json::array out;
  for (const auto& [duty, was_met] : met)
    if (!was_met) out.push_back(json::string(duty));
  if (out.empty()) return {};
  return json::value(std::move(out));
}

Value calendar_days(const Situation& at, int count, std::chrono::weekday wanted, bool weekend) {
  json::array out;
  const int year = year_of(at.today) + 1;
  for (Day day = day_of(year, 1, 1) + std::chrono::days{at.dice.between(0, 60)};
       out.size() < static_cast<std::size_t>(count); day += std::chrono::days{1}) {
    const std::chrono::weekday weekday(day);
    const bool rest = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    if (rest != weekend || (!weekend && weekday != wanted)) continue;
    out.push_back({{"day", text(day)}, {"name", {{"zh", "调休"}, {"en", "adjusted"}}}});
  }
  return json::value(std::move(out));
}

Value colleague(const Situation& at) {
  std::vector<std::string> near;
  for (const auto& person : at.city.people(at.tx, at.today))
    if (person.organisation && person.organisation == at.caller.organisation && person.office != at.caller.office)
      near.push_back(*person.office);
  if (near.empty()) return text_value(*at.dice.of(at.city.people(at.tx, at.today)).office);
  return text_value(at.dice.of(near));
}

Value panelist(const Situation& at) {
  return id_of(at, "select office_id from case_party where case_id = ? and relation = 'panelist' order by party",
               {at.the_case == nullptr ? "" : at.the_case->id});
}

Value visited_state(const Situation& at) {
  return id_of(at,
               "select distinct from_state from act where case_id = ? and from_state is not null order by from_state",
               {at.the_case == nullptr ? "" : at.the_case->id});
}

Value contract_end(const Situation& at) {
  const std::int64_t months = at_or_null(case_form(at.the_case), "term_months").is_int64()
                                  ? at_or_null(case_form(at.the_case), "term_months").get_int64()
                                  : 1;
  return text_value(text(at.today + std::chrono::days{std::max<std::int64_t>(25 * months, 2)}));
}

Value milestone_at_hand(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const std::string next(at.ask("purchase.next_milestone", {json::string(at.the_case->id)}).as_string());
  if (at.the_case->state == "performing") return text_value(next);
  const std::string_view before = at.the_case->state == "milestone_accepted" ? "accept_milestone" : "report_milestone";
  return text_value(std::string(string_at(act_form(at.the_case, before), "milestone")));
}

Value milestone_amount(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const auto milestone = milestone_at_hand(at);
  const json::value amount =
      at.ask("purchase.milestone_amount", {json::string(at.the_case->id), milestone.value_or(json::value(""))});
  if (!amount.is_int64() || amount.get_int64() < 1) return {};
  return json::value(amount.get_int64() + (at.dice.chance(5) ? 1 : 0));
}

Value budget(const Situation& at) {
  // Small lines, so that the last of the money is often asked for twice.
  return json::value(at.dice.between(20'000, 900'000) * kYuan);
}

Value planned_amount(const Situation& at) { return json::value(at.dice.between(5'000, 400'000) * kYuan); }

Value bid(const Situation& at) {
  const json::value most = at_or_null(case_form(at.parent != nullptr ? at.parent : nullptr), "amount_fen");
  std::int64_t budget_fen = 100'000;
  if (most.is_int64()) budget_fen = most.get_int64();
  if (at.the_case != nullptr && at.the_case->parent_id) {
    const auto form = at.tx.string("select form from case_file where id = ?", {*at.the_case->parent_id});
    if (form) budget_fen = parse_json(*form).at("amount_fen").as_int64();
  }
  return json::value(std::max<std::int64_t>(1, budget_fen * at.dice.between(60, 102) / 100));
}

Value unique_number(const Situation& at) {
  const auto known = at.tx.integer("select count(*) from act").value_or(0);
  return text_value(fmt::format("990000999999{:05}X", known % 100'000));
}

Value association_name(const Situation& at) {
  static const std::vector<std::string> kKinds = {"行业协会", "商会", "促进会", "同业公会"};
  return text_value("佛山市" + chinese_text(4, at.dice) + at.dice.of(kKinds));
}

Value industry(const Situation& at) { return one_of(at, {"307", "385", "211", "34", "292", "17", "32", "39"}); }

Value self_rating(const Situation& at) { return json::value(points(at, at.pack.rubrics.at("grade-2012"), "", 70)); }
Value evaluation_scores(const Situation& at) {
  return json::value(points(at, at.pack.rubrics.at("third-party-evaluation"), "", at.dice.chance(85) ? 70 : 20));
}

Value own_department(const Situation& at) {
  return id_of(
      at,
      "select id from organisation where body_key in ('economy-information', 'science', 'civil-affairs') order by id");
}

Value open_line(const Situation& at) {
  const std::string department = at.caller.organisation.value_or("");
  auto current = id_of(at,
                       "select id from case_file where procedure = 'budget-line' and state = 'open' and subject_id = ? "
                       "and number like ? order by id",
                       {department, fmt::format("%〔{}〕%", year_of(at.today))});
  if (current && at.dice.chance(95)) return current;
  return id_of(at, "select id from case_file where procedure = 'budget-line' and subject_id = ? order by id",
               {department});
}

Value winner(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const auto first = scoring::first_of(at.tx, at.the_case->id);
  if (!first) return {};
  return text_value(first->candidate);
}

Value first_price(const Situation& at) {
  if (at.the_case == nullptr) return {};
  const auto first = scoring::first_of(at.tx, at.the_case->id);
  if (!first || !first->price_fen) return {};
  return json::value(*first->price_fen);
}

// "form/member", or "member" in any form; a list's item is "member[]".
const std::map<std::string_view, Teller>& tellers() {
  static const std::map<std::string_view, Teller> kTellers = {
      // registration and the registers
      {"association-registration/name", association_name},
      {"register-entry/name", association_name},
      {"register-entry/division", [](const Situation& at) { return text_value(at.caller.division); }},
      {"register-entry/registered_on", [](const Situation& at) { return day_from_today(at, -4000, 0); }},
      {"association-registration/members",
       [](const Situation& at) {
         return Value(json::value(companies(at, at.dice.chance(92) ? at.dice.between(30, 34) : 12, false)));
       }},
      {"association-registration/founders",
       [](const Situation& at) { return Value(json::value(companies(at, 8, true))); }},
      {"association-registration/funds_fen",
       [](const Situation& at) { return Value(json::value(at.dice.between(3, 90) * 1'000'000)); }},
      {"association-registration/full_time_staff",
       [](const Situation& at) { return Value(json::value(at.dice.between(2, 12))); }},
      {"few_organisations", [](const Situation& at) { return likely(at, 10); }},
      {"few_organisations_reason",
       [](const Situation& at) {
         return at.dice.chance(5) ? text_value("本行业企业较少") : Value(json::value(nullptr));
       }},
      {"few_organisations_attested", [](const Situation& at) { return likely(at, 90); }},
      {"attestation_reason", [](const Situation&) { return text_value("经统计部门核实"); }},
      {"legal_representative_identity_number", unique_number},
      {"division",
       [](const Situation& at) {
         return one_of(at, {"440600", "440600", "440600", "440605"});
       }},
      {"industry", industry},
      {"organisation-enrolment/credit_code",
       [](const Situation& at) { return text_value(credit_code(enrolled_or_new(at))); }},
      {"organisation-enrolment/kind",
       [](const Situation& at) { return text_value(at.dice.chance(75) ? "company" : "evaluator"); }},
      {"belongs_to_civil_affairs", [](const Situation& at) { return likely(at, 5); }},
      {"person-enrolment/kind",
       [](const Situation& at) { return text_value(at.dice.chance(65) ? "expert" : "founder"); }},
      {"specialities",
       [](const Situation&) {
         return Value(json::value(json::array{"assessment", "industry", "service"}));
       }},
      {"ties", [](const Situation&) { return Value(json::value(json::array{})); }},
      {"register-record/organisation", own_association},
      {"register-record/on", [](const Situation& at) { return day_from_today(at, -15, 0); }},
      {"register-record/lasts_until", [](const Situation& at) { return day_from_today(at, 20, 200); }},
      {"record-end/on", [](const Situation& at) { return text_value(text(at.today)); }},
      {"register-correction/organisation", own_association},
      {"register-correction/changes/name", association_name},
      {"eligibility-removal/organisation", own_association},
      {"member-roll/company", [](const Situation& at) { return organisation(at, "company"); }},
      {"member-roll/on", [](const Situation& at) { return day_from_today(at, -9, 0); }},
      // after the certificate
      {"association-registration/kind",
       [](const Situation& at) {
         return one_of(at, {"trade_association", "chamber_of_commerce"});
       }},
      {"founding_meeting", founding_meeting},
      {"charter_content", charter_content},
      {"association-registration/officers", seated_officers},
      {"meeting", meeting},
      {"decided_on", [](const Situation& at) { return day_from_today(at, -40, 0); }},
      {"adopted_on", [](const Situation& at) { return day_from_today(at, -40, 0); }},
      {"elected_on", [](const Situation& at) { return day_from_today(at, -20, 0); }},
      {"registration-change/changes", registered_changes},
      {"old_certificate",
       [](const Situation& at) {
         return one_of(at, {"returned", "declared_void"});
       }},
      {"liquidation_ended_on", [](const Situation& at) { return day_from_today(at, -5, 0); }},
      {"debts_settled", [](const Situation& at) { return likely(at, 95); }},
      {"assets_left_fen", [](const Situation&) { return Value(json::value(0)); }},
      {"assets_go_to", [](const Situation& at) { return text_value(at.dice.chance(95) ? "none_left" : "members"); }},
      {"certificates-handed-in/certificate", [](const Situation& at) { return likely(at, 95); }},
      {"certificates-handed-in/seals", [](const Situation& at) { return likely(at, 95); }},
      {"certificates-handed-in/vouchers", [](const Situation& at) { return likely(at, 95); }},
      {"registration-revocation/organisation", own_association},
      {"officers-filing/occasion",
       [](const Situation& at) {
         return one_of(at, {"first", "within_term"});
       }},
      {"officers-filing/officers", seated_officers},
      {"term_ends_on",
       [](const Situation& at) {
         const auto on_file = at.ask("registry.term_ends_on", {json::string(at.caller.organisation.value_or(""))});
         return on_file == json::value("") ? day_from_today(at, 20, 90) : Value(on_file);
       }},
      {"planned_on", [](const Situation& at) { return day_from_today(at, 5, 60); }},
      {"term-change/candidates", candidates},
      {"term-change/reason", [](const Situation&) { return text_value("会员重组"); }},
      {"branch-filing/matter",
       [](const Situation& at) {
         return open_branch(at) ? one_of(at, {"establish", "change", "close"}) : text_value("establish");
       }},
      {"branch-filing/name", branch_name},
      {"branch-filing/seat", [](const Situation&) { return text_value("示例路1号"); }},
      {"branch-filing/scope", [](const Situation&) { return text_value("服务会员"); }},
      {"branch-filing/kind", [](const Situation&) { return text_value("branch"); }},
      {"branch-filing/branch", open_branch},
      {"branch-entry/association",
       [](const Situation& at) {
         return id_of(at,
                      "select credit_code from registry_entry where kind = 'association' and credit_code <> '' and "
                      "status = 'active' and ended_by_act is null order by credit_code",
                      {});
       }},
      {"branch-entry/name",
       [](const Situation& at) { return text_value("存量" + chinese_text(3, at.dice) + "专业委员会"); }},
      {"branch-entry/seat", [](const Situation&) { return text_value("示例路1号"); }},
      {"branch-entry/set_up_on", [](const Situation& at) { return text_value(text(at.today)); }},
      {"register-entry/status", [](const Situation&) { return Value(json::value(nullptr)); }},
      {"register-entry/ended_on", [](const Situation&) { return Value(json::value(nullptr)); }},
      {"register-entry/ended_ground", [](const Situation&) { return Value(json::value(nullptr)); }},
      {"creditor-claim/owed_since", [](const Situation& at) { return day_from_today(at, -90, 0); }},
      {"creditor-claim/due_on", [](const Situation&) { return Value(json::value(nullptr)); }},
      {"creditor-settlement/on", [](const Situation& at) { return day_from_today(at, -9, 0); }},
      {"association-filing/on", [](const Situation& at) { return day_from_today(at, -30, 0); }},
      {"certificate-replacement/lost_on", [](const Situation& at) { return day_from_today(at, -30, 0); }},
      {"merger/kind", [](const Situation&) { return text_value("absorption"); }},
      {"merger/into", [](const Situation& at) { return Value(json::value(at.caller.organisation.value_or(""))); }},
      {"merger/ending",
       [](const Situation& at) {
         auto one = active_association(at);
         return one ? Value(json::value(json::array{*one})) : Value();
       }},
      {"split/into",
       [](const Situation& at) {
         auto one = active_association(at);
         return one ? Value(json::value(json::array{*one})) : Value();
       }},
      {"split/ends", [](const Situation&) { return Value(json::value(false)); }},
      // grading, eligibility
      {"self_rating", self_rating},
      {"party_organisation",
       [](const Situation& at) {
         return one_of(at, {"set_up", "set_up", "not_required", "required_missing"});
       }},
      {"committee-appointment/committee",
       [](const Situation& at) { return text_value(review_turn(at) ? "review" : "assessment"); }},
      {"committee-appointment/from_day", [](const Situation& at) { return day_from_today(at, 20, 40); }},
      {"committee-appointment/chair", chair},
      {"committee-appointment/vice_chairs",
       [](const Situation& at) {
         return Value(json::value(seats(at, "committee_member", 0, review_turn(at) ? 1 : 2)));
       }},
      {"committee-appointment/members",
       [](const Situation& at) { return Value(json::value(seats(at, "committee_member", 2, 6))); }},
      {"ballot/vote", ballot},
      {"committee-member-leaves/office",
       [](const Situation& at) { return id_of(at, "select distinct office_id from grading_seat order by office_id"); }},
      {"review-declaration/granted", carried},
      {"grade-round/applications_until", [](const Situation& at) { return day_from_today(at, 15, 25); }},
      {"grade-filing/year", [](const Situation& at) { return Value(json::value(year_of(at.today))); }},
      {"grade-round/year", [](const Situation& at) { return Value(json::value(year_of(at.today))); }},
      {"grade-adjustment/organisation", graded_association},
      {"grade-adjustment/kind", [](const Situation&) { return text_value("downgrade"); }},
      {"grade-adjustment/to_grade", [](const Situation&) { return text_value("1A"); }},
      {"follow-up-round/year", [](const Situation& at) { return Value(json::value(year_of(at.today))); }},
      {"check-assessment/organisation", graded_association},
      {"check-assessment/happened_on", [](const Situation& at) { return day_from_today(at, -20, 0); }},
      {"follow-up-visit/visit_on", [](const Situation& at) { return day_from_today(at, 0, 2); }},
      {"follow-up-findings/visited_on", [](const Situation& at) { return text_value(text(at.today)); }},
      {"follow-up-correction/correct_by", [](const Situation& at) { return day_from_today(at, 5, 20); }},
      {"adjustment-proposal/kind", [](const Situation&) { return text_value("downgrade"); }},
      {"adjustment-proposal/to_grade", [](const Situation&) { return text_value("1A"); }},
      {"score-sheets/sheets", score_sheets},
      {"eligibility-listing/full_time_staff",
       [](const Situation& at) { return Value(json::value(at.dice.between(2, 20))); }},
      {"favourable", [](const Situation& at) { return likely(at, 93); }},
      {"opinion/favourable", [](const Situation& at) { return likely(at, 93); }},
      {"panelist-replacement/office", panelist},
      // transfer of functions
      {"legal_basis_type",
       [](const Situation& at) {
         return one_of(at, {"cancelled_self_regulation", "authorised_by_law", "service_or_support_work",
                            "service_or_support_work", at.dice.chance(20) ? "licence" : "authorised_by_law"});
       }},
      {"disposal", [](const Situation& at) { return text_value(at.dice.chance(95) ? "transfer" : "buy"); }},
      {"duties",
       [](const Situation& at) {
         json::array out;
         const std::int64_t count = at.dice.between(1, 3);
         for (std::int64_t i = 1; i <= count; ++i)
           out.push_back({{"id", fmt::format("d{}", i)}, {"text", chinese_text(8, at.dice)}});
         return Value(json::value(std::move(out)));
       }},
      {"rectification-order/duties", unmet_duties},
      {"rectification-order/deadline_on", [](const Situation& at) { return day_from_today(at, 3, 25); }},
      {"function-transfer/item", [](const Situation& at) { return item_of(at, "function-item"); }},
      {"function-transfer/speciality",
       [](const Situation& at) {
         return one_of(at, {"industry", "service"});
       }},
      {"agreement/fee_fen", [](const Situation& at) { return Value(at_or_null(case_form(at.the_case), "fee_fen")); }},
      {"agreement/starts_on", [](const Situation& at) { return day_from_today(at, 0, 8); }},
      {"deadline_at", [](const Situation& at) { return text_value(deadline(at)); }},
      {"check-record/duty", one_duty},
      {"check-record/met", [](const Situation& at) { return likely(at, 80); }},
      {"check-record/checked_on", [](const Situation& at) { return text_value(text(at.today)); }},
      {"commission/evaluator", [](const Situation& at) { return organisation(at, "evaluator"); }},
      {"evaluation/scores", evaluation_scores},
      {"money_misused", [](const Situation& at) { return likely(at, 4); }},
      {"award-proposal/winner", winner},
      // budget and purchase
      {"budget-line/department", own_department},
      {"budget-line/year", [](const Situation& at) { return Value(json::value(year_of(at.today))); }},
      {"budget-line/amount_fen", budget},
      {"budget-adjustment/amount_fen", budget},
      {"government_duty", [](const Situation& at) { return likely(at, 95); }},
      {"excluded_kind", [](const Situation& at) { return text_value(at.dice.chance(95) ? "none" : "labour"); }},
      {"service-purchase/budget_line", open_line},
      {"service-purchase/service_item", [](const Situation& at) { return item_of(at, "service-item"); }},
      {"service-purchase/amount_fen", planned_amount},
      {"service-purchase/method",
       [](const Situation& at) {
         return one_of(at, {"open_tender", "project_application", "project_contracting"});
       }},
      {"service-purchase/term_months", [](const Situation& at) { return Value(json::value(at.dice.between(3, 12))); }},
      {"service-purchase/speciality",
       [](const Situation& at) {
         return one_of(at, {"industry", "service"});
       }},
      {"milestones", milestone_plan},
      {"price_fen", bid},
      {"contract/amount_fen", first_price},
      {"contract/starts_on", [](const Situation& at) { return text_value(text(at.today)); }},
      {"contract/ends_on", contract_end},
      {"milestone", milestone_at_hand},
      {"milestone-payment/amount_fen", milestone_amount},
      {"users_took_part", [](const Situation& at) { return likely(at, 95); }},
      {"catalogue-withdrawal/catalogue", [](const Situation& at) { return one_of(at, {"functions", "services"}); }},
      {"catalogue-withdrawal/item",
       [](const Situation& at) { return item_of(at, at.dice.chance(50) ? "function-item" : "service-item"); }},
      // the calendar
      {"calendar-year/year",
       [](const Situation& at) { return Value(json::value(year_of(at.today) + (at.dice.chance(70) ? 1 : 0))); }},
      {"calendar-year/off", [](const Situation& at) { return calendar_days(at, 7, std::chrono::Wednesday, false); }},
      {"calendar-year/worked", [](const Situation& at) { return calendar_days(at, 2, std::chrono::Sunday, true); }},
      // verbs
      {"to_office", colleague},
      {"verb-signer/office", colleague},
      {"verb-copy/offices", [](const Situation& at) { return Value(json::value(json::array{*colleague(at)})); }},
      {"to_state", visited_state},
  };
  return kTellers;
}

}  // namespace

json::value Situation::ask(std::string_view fact, json::array arguments) const {
  const cases::Fact* found = offer.find_fact(fact);
  GH_ASSERT(found != nullptr);
  const policy::AskFact others = [this](std::string_view other, const json::array& values) {
    return ask(other, values);
  };
  return (*found)(cases::FactContext{tx, pack, the_case, now, today, &others}, arguments);
}

Hint hints_for(const Situation& situation) {
  return [&situation](std::string_view pointer, std::string_view name) -> Value {
    const std::string whole = situation.form + std::string(pointer);
    const std::string member = fmt::format("{}/{}", situation.form, name);
    if (auto of_work = work_hint(situation, member)) return of_work;
    if (auto found = catalogue_hint(situation, whole)) return found;
    for (const std::string_view key : {std::string_view(whole), std::string_view(member), name})
      if (const auto found = tellers().find(key); found != tellers().end()) return found->second(situation);
    if (auto told = supervision_hint(situation, member)) return told;
    return credit_hint(situation, member);
  };
}

}  // namespace gh::simulation
