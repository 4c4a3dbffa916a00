#include "portal/agreement_rows.h"

#include <fmt/format.h>

#include "base/described.h"
#include "gazette/notices.h"
#include "portal/names.h"
#include "scoring/points.h"
#include "scoring/rounds.h"

namespace gh::portal {
namespace {

constexpr std::size_t kDocumentsMax = 50;

// A duty is known by its text; by its id where a later version of the item has dropped it.
std::string duty_text(const transfer::OneFunction& one, const std::string& id) {
  for (const auto& duty : one.duties)
    if (duty.id == id) return duty.text;
  return id;
}

// 666 ‰ are 66.6%.
std::string percent_text(std::int64_t permille) { return fmt::format("{}.{}%", permille / 10, permille % 10); }

json::array checks_of(const transfer::OneFunction& one, const transfer::AgreementView& agreement, const Words& words) {
  json::array out;
  for (const auto& check : agreement.checks)
    out.push_back(
        {{"duty", duty_text(one, check.duty)},
         {"kind", words.say_or("check_kind." + name_of(check.kind), "")},
         {"on", words.day(check.checked_on)},
         {"state", badge(words.say(check.met ? "functions.met" : "functions.unmet"), check.met ? "good" : "bad")}});
  return out;
}

json::array orders_of(const transfer::AgreementView& agreement, const Words& words) {
  json::array out;
  for (const auto& order : agreement.orders)
    out.push_back({{"on", words.day(order.ordered_on)},
                   {"deadline", words.day(order.deadline_on)},
                   {"outcome", words.say_or("order_outcome." + name_of(order.outcome), "")}});
  return out;
}

// In how many parts of a point the evaluator's report of the year was scored: that of its rubric.
std::int64_t parts_of_a_point(const Asked& asked, const Id& transfer, std::int64_t year) {
  const auto rubric = scoring::report_rubric(asked.tx, transfer, fmt::format("{}", year));
  const auto found = asked.pack.rubrics.find(rubric.value_or(""));
  return found == asked.pack.rubrics.end() ? 1 : found->second.denominator;
}

json::array evaluations_of(const Asked& asked, const transfer::AgreementView& agreement) {
  const Words& words = asked.words;
  json::array out;
  for (const auto& one : agreement.evaluations) {
    const std::int64_t parts = parts_of_a_point(asked, agreement.id, one.year);
    const bool passed = one.score >= one.pass_score;
    out.push_back(
        {{"year", words.number(one.year)},
         {"evaluator", one.evaluator},
         {"score", scoring::points_text(one.score, parts)},
         {"needed", scoring::points_text(one.pass_score, parts)},
         {"on", words.day(one.reported_on)},
         {"conclusion", one.conclusion ? words.say("evaluation_conclusion." + name_of(*one.conclusion)) : ""},
         {"state", badge(words.say(passed ? "functions.passed" : "functions.not_passed"), passed ? "good" : "bad")}});
  }
  return out;
}

// The share of each grade as a bar; its title from the form by which users rate.
json::array ratings_of(const Asked& asked, const transfer::AgreementView& agreement) {
  json::array out;
  for (const auto& grade : agreement.ratings)
    out.push_back({{"title", choice_title(asked.pack, "grade", name_of(grade.grade), asked.words)},
                   {"count", asked.words.number(grade.count)},
                   {"share", fmt::format("{}", grade.count * 100 / agreement.rating_count)},
                   {"grade", name_of(grade.grade)}});
  return out;
}

json::array take_backs_of(const Asked& asked, const transfer::AgreementView& agreement) {
  json::array out;
  for (const auto& one : agreement.take_backs)
    out.push_back({{"ground", row_name(asked.pack, "take-back-grounds", one.ground, asked.words)},
                   {"stage", asked.words.say("take_back_stage." + name_of(one.stage))},
                   {"on", asked.words.day(one.since)},
                   {"interim_care", one.interim_care}});
  return out;
}

// The agreement itself: what must be published of it, everybody reads.
std::string document_href(const Asked& asked, const Id& transfer) {
  for (const auto& document : gazette::documents_of(asked.tx, transfer, kDocumentsMax))
    if (document.kind == "agreement") return "/api/v1/documents/" + document.id + ".pdf";
  return {};
}

}  // namespace

json::object agreement_row(const Asked& asked, const transfer::OneFunction& one,
                           const transfer::AgreementView& agreement) {
  const Words& words = asked.words;
  const std::string status = name_of(agreement.status);
  const bool runs = agreement.status != transfer::AgreementStatus::taken_back;
  const auto satisfied = agreement.satisfied_permille;
  return {{"number", agreement.number},
          {"case_href", words.link("/cases/" + agreement.id)},
          {"receiver", agreement.receiver},
          {"receiver_href", words.link("/associations/" + agreement.receiver_id)},
          {"document_href", document_href(asked, agreement.id)},
          {"starts_on", words.day(agreement.starts_on)},
          {"ended_on", agreement.ended_on ? words.day(*agreement.ended_on) : std::string()},
          {"year",
           agreement.status == transfer::AgreementStatus::supervised ? words.number(agreement.year) : std::string()},
          {"state", badge(words.say_or("agreement_state." + status, status), runs ? "note" : "bad")},
          {"chosen", agreement.chosen_by ? words.say("choice." + name_of(*agreement.chosen_by)) : std::string()},
          {"because", agreement.chosen_because},
          {"extensions", agreement.extensions > 0 ? words.number(agreement.extensions) : std::string()},
          {"checks", checks_of(one, agreement, words)},
          {"orders", orders_of(agreement, words)},
          {"evaluations", evaluations_of(asked, agreement)},
          {"rated", agreement.rating_count > 0},
          {"rating_count", words.number(agreement.rating_count)},
          {"satisfied", satisfied ? percent_text(*satisfied) : std::string()},
          {"bad", words.number(agreement.bad_rating_count)},
          {"bad_answered", words.number(agreement.bad_ratings_answered)},
          {"ratings", ratings_of(asked, agreement)},
          {"rate_href", runs ? "/workbench/open/function-rating?parent=" + agreement.id : std::string()},
          {"take_backs", take_backs_of(asked, agreement)}};
}

}  // namespace gh::portal
