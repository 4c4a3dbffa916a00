#include "portal/assets.h"

#include <fstream>
#include <iterator>

#include "base/json.h"
#include "base/problem.h"

namespace gh::portal {
namespace {

std::string address_of(std::string_view file) { return file.empty() ? std::string() : "/" + std::string(file); }

void take(Assets& assets, const json::value& entry) {
  const std::string_view file = string_at(entry, "file");
  if (file.ends_with(".css")) assets.style = address_of(file);
  if (file.ends_with(".js")) assets.script = address_of(file);
  const json::value& sheets = at_or_null(entry, "css");
  if (const auto* list = sheets.if_array(); list != nullptr && !list->empty() && list->front().is_string())
    assets.style = address_of(list->front().get_string());
}

}  // namespace

Assets assets_of(std::string_view manifest) {
  Assets out;
  try {
    const json::value entries = parse_json(manifest);
    if (!entries.is_object()) return out;
    for (const auto& [source, entry] : entries.get_object())
      if (source.starts_with("portal/") && at_or_null(entry, "isEntry") == json::value(true)) take(out, entry);
  } catch (const Problem&) {
    return {};
  }
  return out;
}

Assets read_assets(const std::filesystem::path& web_folder) {
  if (web_folder.empty()) return {};
  std::ifstream file(web_folder / "manifest.json", std::ios::binary);
  return assets_of(std::string(std::istreambuf_iterator<char>(file), {}));
}

}  // namespace gh::portal
