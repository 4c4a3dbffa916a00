// Registration, the registers, and what comes after the certificate.
#include <fmt/format.h>

#include "simulation/tellers.h"
#include "simulation/text_matching.h"

namespace gh::simulation {
namespace {

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

Value unique_number(const Situation& at) {
  const auto known = at.tx.integer("select count(*) from act").value_or(0);
  return text_value(fmt::format("990000999999{:05}X", known % 100'000));
}

Value association_name(const Situation& at) {
  static const std::vector<std::string> kKinds = {"行业协会", "商会", "促进会", "同业公会"};
  return text_value("佛山市" + chinese_text(4, at.dice) + at.dice.of(kKinds));
}

Value industry(const Situation& at) { return one_of(at, {"307", "385", "211", "34", "292", "17", "32", "39"}); }

}  // namespace

const Tellers& registry_tellers() {
  static const Tellers kTellers = {
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
  };
  return kTellers;
}

}  // namespace gh::simulation
