#include "registry/names.h"

#include <algorithm>

#include "identity/organisations.h"

namespace gh::registry {
namespace {

constexpr std::string_view kRegistrar = "registrar";
constexpr int kDivisionLevelsMax = 4;  // province, city, county, and a code below the county
constexpr std::size_t kCountyDigits = 6;

}  // namespace

std::string name_key(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto byte = static_cast<unsigned char>(name[i]);
    const std::string_view three = name.substr(i, 3);
    if (byte <= ' ') continue;
    if (three == "\u3000") {
      i += 2;
      continue;
    }
    // U+FF01 to U+FF5E are the full-width forms of '!' to '~'.
    if (three.size() == 3 && byte == 0xEF && (three[1] == '\xBC' || three[1] == '\xBD')) {
      const int point =
          0xF000 | ((static_cast<unsigned char>(three[1]) & 0x3F) << 6) | (static_cast<unsigned char>(three[2]) & 0x3F);
      if (point >= 0xFF01 && point <= 0xFF5E) {
        const char narrow = static_cast<char>(point - 0xFF01 + '!');
        out += narrow >= 'A' && narrow <= 'Z' ? static_cast<char>(narrow - 'A' + 'a') : narrow;
        i += 2;
        continue;
      }
    }
    out += name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
  }
  return out;
}

std::string division_above(std::string_view division) {
  if (division.size() > kCountyDigits) return std::string(division.substr(0, kCountyDigits));
  if (division.size() < kCountyDigits) return {};
  if (!division.ends_with("00")) return std::string(division.substr(0, 4)) + "00";
  if (!division.ends_with("0000")) return std::string(division.substr(0, 2)) + "0000";
  return {};
}

const policy::Body* registry_body(const policy::Pack& pack, std::string_view division) {
  std::string at(division);
  for (int level = 0; level < kDivisionLevelsMax && !at.empty(); ++level, at = division_above(at)) {
    for (const auto& [id, body] : pack.bodies)
      if (body.division == at && std::find(body.roles.begin(), body.roles.end(), kRegistrar) != body.roles.end())
        return &body;
  }
  return nullptr;
}

std::string registry_of(store::Tx& tx, const policy::Pack& pack, std::string_view division) {
  const policy::Body* body = registry_body(pack, division);
  if (body == nullptr) return {};
  const auto organisation = identity::organisation_of_body(tx, body->id);
  return organisation ? organisation->id : "";
}

bool industry_exists(const policy::Pack& pack, std::string_view code) {
  const auto catalogue = pack.catalogues.find("gbt4754-2017");
  if (catalogue == pack.catalogues.end()) return false;
  const auto& rows = catalogue->second.rows;
  return std::any_of(rows.begin(), rows.end(), [&](const policy::CatalogueRow& row) { return row.code == code; });
}

std::string industry_group(const policy::Pack& pack, std::string_view code) {
  const auto catalogue = pack.catalogues.find("key-industries");
  if (catalogue == pack.catalogues.end()) return "general";
  for (const auto& row : catalogue->second.rows) {
    const auto* codes = at_or_null(row.fields, "codes").if_array();
    if (codes == nullptr) continue;
    for (const auto& favoured : *codes)
      if (favoured.is_string() && code.starts_with(std::string_view(favoured.get_string()))) return "favoured";
  }
  return "general";
}

}  // namespace gh::registry
