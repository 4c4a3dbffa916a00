#include "registry/credit.h"

#include <algorithm>

#include "base/described.h"
#include "base/periods.h"

namespace gh::registry {
namespace {

bool lasts_on(const Stay& stay, Day day) { return stay.on_day <= day && (!stay.ended_on || *stay.ended_on > day); }

}  // namespace

std::optional<Day> listed_since(const std::vector<Stay>& stays, std::string_view kind, Day today) {
  std::optional<Day> since;
  for (const Stay& stay : stays)
    if (stay.kind == kind && lasts_on(stay, today) && (!since || stay.on_day < *since)) since = stay.on_day;
  for (bool longer = since.has_value(); longer;) {
    longer = false;
    for (const Stay& stay : stays) {
      if (stay.kind != kind || stay.on_day >= *since || (stay.ended_on && *stay.ended_on < *since)) continue;
      since = stay.on_day;
      longer = true;
    }
  }
  return since;
}

std::string_view list_status(const std::vector<Stay>& stays, std::int64_t serious_after_months, Day today) {
  if (listed_since(stays, kSerious, today)) return "serious";
  const auto since = listed_since(stays, kAbnormal, today);
  if (!since) return "none";
  return serious_after_months > 0 && months_after(*since, serious_after_months) <= today ? "serious" : "abnormal";
}

std::optional<Day> period_from(const std::vector<Stay>& stays, std::string_view kind, Day today) {
  std::optional<Day> from;
  for (const Stay& stay : stays) {
    const bool counts = kind == kSerious ? stay.on_day <= today : stay.kind == kind && lasts_on(stay, today);
    if (counts && (!from || *from < stay.on_day)) from = stay.on_day;
  }
  return from;
}

bool has_measure(const Penalty& penalty, std::string_view measure) {
  return penalty.measures.find(" " + std::string(measure) + " ") != std::string::npos;
}

bool is_small(const Penalty& penalty, const PenaltyRules& rules) {
  if (has_measure(penalty, "revocation") || has_measure(penalty, "suspension")) return false;
  const Fen fine = penalty.fine_fen.value_or(0);
  return fine < rules.grave_fine_fen && (fine > 0 || has_measure(penalty, "warning"));
}

std::string_view cause_of(const Penalty& penalty, const std::vector<Penalty>& earlier, const PenaltyRules& rules) {
  if (has_measure(penalty, "revocation")) return "certificate_revoked";
  if (has_measure(penalty, "suspension")) return "activity_suspended";
  if (penalty.fine_fen.value_or(0) >= rules.grave_fine_fen) return "large_fine";
  if (!is_small(penalty, rules)) return "";
  const auto small = std::count_if(earlier.begin(), earlier.end(), [&](const Penalty& other) {
    return is_small(other, rules) && other.on_day <= penalty.on_day &&
           penalty.on_day <= months_after(other.on_day, rules.small_months);
  });
  return small + 1 >= rules.small_count ? "repeated_small_penalties" : "small_penalty";
}

std::string measures_text(const json::value& measures) {
  std::string out;
  if (const auto* list = measures.if_array())
    for (const auto& measure : *list) out += (out.empty() ? " " : "") + std::string(measure.as_string()) + " ";
  return out;
}

std::vector<std::string> measures_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::vector<Stay> stays_of(store::Tx& tx, const Id& organisation) {
  return tx.all<Stay>(
      "select kind, on_day, ended_on from registry_record where organisation_id = ? and kind in ('abnormal_listing', "
      "'serious_listing') order by on_day, id",
      {organisation});
}

std::string_view list_status_of(store::Tx& tx, const policy::Pack& pack, const Id& organisation, Day today) {
  const json::value* periods = pack.parameter("listing_periods", today);
  const auto months = periods == nullptr ? 0 : at_or_null(*periods, "serious_after_months").to_number<std::int64_t>();
  return list_status(stays_of(tx, organisation), months, today);
}

bool suspended_on(store::Tx& tx, const Id& organisation, Day day) {
  return tx.integer(
               "select count(*) from registry_record where organisation_id = ? and kind = 'penalty' and measures like "
               "'% suspension %' and on_day <= ? and until_day >= ?",
               {organisation, day, day})
             .value_or(0) > 0;
}

}  // namespace gh::registry
