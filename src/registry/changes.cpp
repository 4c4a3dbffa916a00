#include "registry/changes.h"

#include "base/assert.h"

namespace gh::registry {
namespace {

bool take(std::string& member, std::string_view wanted) {
  if (member == wanted) return false;
  member = wanted;
  return true;
}

bool take_text(const json::value& changes, std::string_view name, std::string& member) {
  const json::value& wanted = at_or_null(changes, name);
  return wanted.is_string() && take(member, std::string_view(wanted.get_string()));
}

}  // namespace

bool take_premises(Entry& entry, const json::value& premises) {
  if (!premises.is_object()) return false;
  bool changed = take(entry.address, string_at(premises, "address"));
  if (take(entry.premises_right, string_at(premises, "right"))) changed = true;
  if (take(entry.premises_owner, string_at(premises, "owner"))) changed = true;
  std::optional<std::int64_t> area;
  if (const json::value& square_metres = at_or_null(premises, "area_square_metres"); square_metres.is_int64())
    area = square_metres.get_int64();
  const auto until = parse_day(string_at(premises, "until"));
  if (entry.premises_square_metres != area || entry.premises_until != until) changed = true;
  entry.premises_square_metres = area;
  entry.premises_until = until;
  return changed;
}

Changed apply_changes(Entry& entry, const json::value& changes) {
  Changed out;
  out.name = take_text(changes, "name", entry.name);
  out.name_en = take_text(changes, "name_en", entry.name_en);
  const auto other = [&](bool changed) { out.other = out.other || changed; };
  other(take_text(changes, "industry", entry.industry));
  other(take_text(changes, "address", entry.address));
  if (entry.kind != "association") return out;
  other(take_text(changes, "kind", entry.association_kind));
  other(take_text(changes, "purpose", entry.purpose));
  other(take_text(changes, "scope", entry.scope));
  other(take_text(changes, "activity_area", entry.activity_area));
  other(take_text(changes, "guiding_unit", entry.guiding_unit));
  other(take_premises(entry, at_or_null(changes, "premises")));
  if (const json::value& funds = at_or_null(changes, "funds_fen"); funds.is_int64()) {
    other(entry.funds_fen != funds.get_int64());
    entry.funds_fen = funds.get_int64();
  }
  const json::value& representative = at_or_null(changes, "legal_representative");
  if (const std::string_view number = string_at(representative, "identity_number"); !number.empty()) {
    const std::string digest = identity_digest(number);
    out.legal_representative = entry.legal_representative_digest != digest;
    entry.legal_representative_digest = digest;
  }
  return out;
}

}  // namespace gh::registry
