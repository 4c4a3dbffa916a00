// A page as values, before it becomes HTML: what every page function gives and the frame around it.
#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "policy/pack.h"
#include "portal/assets.h"
#include "portal/words.h"

namespace gh::portal {

struct Crumb {
  std::string title;
  std::string path;  // without the language
};

struct Page {
  std::string name;          // of its template
  std::string title;         // what stands in the browser's tab, before the site's name
  std::string section;       // path of the navigation's entry it belongs to; empty for none
  std::vector<Crumb> trail;  // from below the first page down to what is above this one
  json::object values;
  int status = 200;
};

// What the frame needs to know of the request.
struct Visit {
  std::string path;     // decoded, without the language: "/associations"
  std::string address;  // as sent, with the query, without the language: for switches that come back here
  bool large = false;   // 长者版
};

// Everything that the layout shows: the page's values and, beside them, site, navigation, trail, switches and footer.
json::object framed(const Page& page, const Visit& visit, const policy::Pack& pack, const Assets& assets,
                    const Words& words);

// The whole document.
std::string document_of(const Page& page, const Visit& visit, const policy::Pack& pack, const Assets& assets,
                        const Words& words);

}  // namespace gh::portal
