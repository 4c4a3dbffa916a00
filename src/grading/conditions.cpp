// Reads the conditions of the eligibility list from the pack.
#include "grading/conditions.h"

namespace gh::grading {
namespace {

constexpr std::string_view kCatalogue = "eligibility-conditions";

std::string_view word(policy::Standing standing) {
  switch (standing) {
    case policy::Standing::kVerified:
      return "verified";
    case policy::Standing::kUnverified:
      return "unverified";
    case policy::Standing::kModel:
      break;
  }
  return "model";
}

EligibilityCondition condition_of(const policy::Pack& pack, const policy::CatalogueRow& row, Day on) {
  EligibilityCondition out;
  out.code = row.code;
  out.name = row.name;
  out.kind = string_at(row.fields, "kind");
  out.checked = string_at(row.fields, "checked");
  out.clause = string_at(row.fields, "clause");
  out.standing = word(row.standing);
  out.origin = row.origin;
  const std::string parameter(string_at(row.fields, "parameter"));
  const auto known = pack.parameters.find(parameter);
  if (known == pack.parameters.end()) return out;
  const json::value* value = pack.parameter(parameter, on);
  if (value != nullptr) out.value = *value;
  out.unit = known->second.unit;
  if (row.standing == policy::Standing::kVerified) out.standing = word(known->second.standing);
  return out;
}

}  // namespace

EligibilityTerms eligibility_terms(const policy::Pack& pack, Day on) {
  EligibilityTerms out;
  if (const auto effect = pack.parameters.find("eligibility_effect"); effect != pack.parameters.end()) {
    const json::value* value = pack.parameter("eligibility_effect", on);
    if (value != nullptr && value->is_string()) out.effect = value->get_string();
    out.effect_standing = word(effect->second.standing);
  }
  if (out.effect == "gate") {
    const json::value* limit = pack.parameter("open_tender_from_fen", on);
    if (limit != nullptr && limit->is_int64()) out.gate_doubtful_from_fen = limit->get_int64();
    out.warning =
        Text{"达到公开招标数额标准的采购，以列入目录为门槛可能构成对供应商的不合理限制（政府采购法实施条例第二十条）",
             "from the amount at which tender is obligatory, a gate may be an unlawful restriction of "
             "suppliers (政府采购法实施条例 Art 20)"};
  }
  if (const auto catalogue = pack.catalogues.find(std::string(kCatalogue)); catalogue != pack.catalogues.end())
    for (const policy::CatalogueRow& row : catalogue->second.rows)
      out.conditions.push_back(condition_of(pack, row, on));
  return out;
}

}  // namespace gh::grading
