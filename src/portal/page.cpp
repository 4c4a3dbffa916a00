#include "portal/page.h"

#include <array>

#include "portal/templates.h"

namespace gh::portal {
namespace {

struct Entry {
  std::string_view path;
  std::string_view key;
};
// Where people go from every page; the order is that of the navigation.
constexpr std::array<Entry, 8> kNavigation = {{{"/guide", "navigation.guide"},
                                               {"/associations", "navigation.associations"},
                                               {"/catalogues", "navigation.catalogues"},
                                               {"/notices", "navigation.notices"},
                                               {"/contracts", "navigation.contracts"},
                                               {"/policy", "navigation.policy"},
                                               {"/transparency", "navigation.transparency"},
                                               {"/data", "navigation.data"}}};

json::array navigation(const Page& page, const Words& words) {
  json::array out;
  for (const Entry& entry : kNavigation)
    out.push_back(
        {{"href", words.link(entry.path)}, {"title", words.say(entry.key)}, {"current", page.section == entry.path}});
  return out;
}

json::array trail(const Page& page, const Words& words) {
  json::array out;
  if (page.name == "home") return out;
  out.push_back({{"href", words.link("/")}, {"title", words.say("navigation.home")}});
  for (const Crumb& crumb : page.trail) out.push_back({{"href", words.link(crumb.path)}, {"title", crumb.title}});
  return out;
}

json::array footer_lines(const policy::Pack& pack, const Words& words) {
  json::array out;
  for (const policy::ServiceLine& line : pack.site.lines)
    out.push_back(
        {{"title", words.say(line.purpose == policy::LinePurpose::kQuestions ? "line.questions" : "line.complaints")},
         {"number", line.number}});
  return out;
}

json::object footer(const policy::Pack& pack, const Words& words) {
  const auto body = [&](const std::string& id) -> json::value {
    const auto found = pack.bodies.find(id);
    return found == pack.bodies.end() ? json::value(nullptr) : json::value(words.say(found->second.name));
  };
  return {{"sponsor", body(pack.site.sponsor)},
          {"oversight", body(pack.site.oversight)},
          {"contact", words.say(pack.site.contact)},
          {"site_code", pack.site.site_code},
          {"record_number", pack.site.record_number},
          {"lines", footer_lines(pack, words)},
          {"example", pack.site.standing != policy::Standing::kVerified},
          {"policy", words.say(pack.title)},
          {"version", pack.version}};
}

// "/associations?q=a" as it is under /en; the first page has no slash of its own there.
std::string in_english(const std::string& address) {
  const bool first_page = address == "/" || address.starts_with("/?");
  return "/en" + (first_page ? address.substr(1) : address);
}

}  // namespace

json::object framed(const Page& page, const Visit& visit, const policy::Pack& pack, const Assets& assets,
                    const Words& words) {
  json::object out = page.values;
  const std::string here = words.english() ? in_english(visit.address) : visit.address;
  const std::string other = words.english() ? visit.address : in_english(visit.address);
  out["page"] = json::object{{"title", page.title},
                             {"language", words.english() ? "en" : "zh-CN"},
                             {"home", page.name == "home"},
                             {"trail", trail(page, words)},
                             {"large", visit.large}};
  out["links"] = json::object{
      {"home", words.link("/")},
      {"search", words.link("/search")},
      {"progress", words.link("/progress")},
      {"verify", words.link("/verify")},
      {"complaints", words.link("/complaints")},
      {"other_language", other},
      {"display", "/display?large=" + std::string(visit.large ? "no" : "yes") + "&back=" + url_encode(here)}};
  out["navigation"] = navigation(page, words);
  out["footer"] = footer(pack, words);
  out["assets"] = json::object{{"style", assets.style}, {"script", assets.script}};
  return out;
}

std::string document_of(const Page& page, const Visit& visit, const policy::Pack& pack, const Assets& assets,
                        const Words& words) {
  return render(page.name, framed(page, visit, pack, assets, words), words.language());
}

}  // namespace gh::portal
