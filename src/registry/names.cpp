#include "registry/names.h"

#include <algorithm>

#include "identity/organisations.h"

namespace gh::registry {
namespace {

constexpr std::string_view kRegistrar = "registrar";
constexpr int kDivisionLevelsMax = 4;  // province, city, county, and a code below the county
constexpr std::size_t kCountyDigits = 6;

char32_t code_point(std::string_view character) {
  if (character.size() == 1) return static_cast<unsigned char>(character[0]);
  char32_t point = static_cast<unsigned char>(character[0]) & (0xFFU >> (character.size() + 1));
  for (const char byte : character.substr(1)) point = point << 6 | (static_cast<unsigned char>(byte) & 0x3FU);
  return point;
}

// U+FF01 to U+FF5E are the full-width forms of '!' to '~'.
char32_t narrow(char32_t point) { return point >= 0xFF01 && point <= 0xFF5E ? point - 0xFF01 + '!' : point; }

// Spaces and marks: of ASCII, Latin (·), general punctuation, and Chinese (、。《》「」).
bool is_punctuation(char32_t point) {
  if (point < 0x80) {
    const bool letter = (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    return !letter && !(point >= '0' && point <= '9');
  }
  return point == 0xB7 || (point >= 0x2000 && point <= 0x206F) || (point >= 0x3000 && point <= 0x303F) ||
         (point >= 0x30FB && point <= 0x30FC) || (point >= 0xFE50 && point <= 0xFE6B);
}

}  // namespace

std::string name_key(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    std::size_t size = 1;
    while (at + size < name.size() && (static_cast<unsigned char>(name[at + size]) & 0xC0) == 0x80) ++size;
    const std::string_view character = name.substr(at, size);
    at += size;
    const char32_t point = narrow(code_point(character));
    if (is_punctuation(point)) continue;
    if (point < 0x80)
      out += static_cast<char>(point >= 'A' && point <= 'Z' ? point - 'A' + 'a' : point);
    else
      out += character;
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
