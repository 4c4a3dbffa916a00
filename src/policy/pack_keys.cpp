#include "policy/pack_keys.h"

#include <map>

namespace gh::policy {
namespace {

using Keys = std::vector<std::string_view>;

const std::map<std::string_view, Keys>& table() {
  static const std::map<std::string_view, Keys> all = {
      {"text", {"zh", "en"}},
      {"pack",
       {"id", "division", "version", "title", "in_force_from", "utc_offset_minutes", "warn_permille", "red_card_to",
        "fallback", "site"}},
      {"site", {"sponsor", "oversight", "contact", "site_code", "record_number", "lines", "standing", "services"}},
      {"line", {"purpose", "body", "number", "hours"}},
      {"fallback", {"no_holder", "holder_is_applicant"}},
      {"clause", {"id", "source", "says"}},
      {"parameter", {"title", "unit", "cites", "standing", "values", "from", "to", "value"}},
      {"dated value", {"from", "to", "value"}},
      {"role", {"title", "scope", "sees", "decides", "public_body"}},
      {"body", {"name", "division", "kind", "parent", "roles"}},
      {"verb", {"title", "form", "cites"}},
      {"procedure", {"id",
                     "title",
                     "cites",
                     "number",
                     "authority",
                     "opened_by",
                     "form",
                     "conditions",
                     "effects",
                     "parent",
                     "parent_states",
                     "subject",
                     "title_expression",
                     "publicity",
                     "sealed_until",
                     "materials",
                     "initial",
                     "states",
                     "verbs",
                     "legal_limit",
                     "legal_limit_cites",
                     "fee",
                     "fee_cites",
                     "parent_optional",
                     "parent_rules"}},
      {"material", {"id", "title", "required", "types", "size_max_bytes", "issued_by", "wording", "example"}},
      {"state",
       {"title", "applicant_title", "public_title", "final", "clock", "pauses", "signing", "timers", "actions"}},
      {"clock", {"id", "limit", "unit", "cites"}},
      {"pauses", {"clocks", "reason", "cites"}},
      {"signing", {"mode", "count", "signers", "action", "closed"}},
      {"timer", {"id", "action", "at", "after", "unit"}},
      {"action",
       {"title", "by", "form", "amends", "conditions", "effects", "to", "to_expression", "may_lead_to", "decides",
        "four_eyes", "retreat", "cites"}},
      {"condition", {"check", "rule", "field", "says", "cites"}},
      {"effect", {"name", "with", "each_signature"}},
      {"rubric", {"id", "title", "cites", "standing", "denominator", "total", "bonus_cap", "indicators", "bands"}},
      {"indicator",
       {"id", "parent", "title", "points", "rule", "evidence", "origin", "kind", "steps", "per_case", "answers_least",
        "bonus"}},
      {"band", {"grade", "min_score"}},
      {"catalogue", {"id", "title", "cites", "rows"}},
      {"row", {"code", "name", "fields", "standing", "origin"}},
      {"calendar", {"year", "published", "source", "off", "worked"}},
      {"calendar day", {"day", "name"}},
      {"board", {"title", "roles", "bodies", "cites", "figures", "charts"}},
      {"figure", {"id", "title", "list", "query", "measure", "of"}},
      {"chart", {"id", "title", "kind", "list", "query", "measure", "of", "by", "categories", "series"}},
      {"category", {"key", "title", "query"}},
      {"series", {"id", "title", "query", "of"}},
  };
  return all;
}

}  // namespace

const Keys& keys_of(std::string_view shape) {
  static const Keys none;
  const auto found = table().find(shape);
  return found == table().end() ? none : found->second;
}

const Keys& shapes() {
  static const Keys all = [] {
    Keys out;
    for (const auto& [shape, unused] : table()) out.push_back(shape);
    return out;
  }();
  return all;
}

}  // namespace gh::policy
