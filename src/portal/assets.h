// Under which names the portal's style sheet and script lie in the web folder: Vite's manifest says.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace gh::portal {

struct Assets {
  std::string style;   // "/assets/portal-Bx3kd92f.css"; empty where there is none
  std::string script;  // "/assets/portal-C81ks0aa.js"
};

// Of a manifest's text. Bug-free on any text: what isn't there is empty.
Assets assets_of(std::string_view manifest);
// Of `manifest.json` in the folder; nothing but empty names where there is no such file.
Assets read_assets(const std::filesystem::path& web_folder);

}  // namespace gh::portal
