#include "portal/search_page.h"

#include "cases/case_search.h"
#include "cases/view.h"
#include "portal/rows.h"

namespace gh::portal {
namespace {

constexpr std::size_t kOfEach = 6;
constexpr std::size_t kTextMaxBytes = 200;

template <class View>
json::array rows_of(const std::vector<View>& views, json::object (*row)(const View&, const Writing&),
                    const Writing& with) {
  json::array out;
  for (const View& view : views) out.push_back(row(view, with));
  return out;
}

json::array procedures_with(const std::string& text, const Asked& asked) {
  json::array out;
  for (const auto& [id, procedure] : asked.pack.procedures)
    if (procedure.title.zh.find(text) != std::string::npos || procedure.title.en.find(text) != std::string::npos)
      out.push_back({{"href", asked.words.link("/guide/" + id)}, {"title", asked.words.say(procedure.title)}});
  return out;
}

json::array clauses_with(const std::string& text, const Asked& asked) {
  json::array out;
  for (const auto& id : asked.pack.clause_order) {
    const auto& clause = asked.pack.clauses.at(id);
    if (out.size() < kOfEach && (id == text || asked.words.say(clause.says).find(text) != std::string::npos))
      out.push_back({{"href", asked.words.link("/policy/" + url_encode(id))},
                     {"number", id},
                     {"says", asked.words.say(clause.says)}});
  }
  return out;
}

json::array cases_with(const std::string& text, const Asked& asked) {
  cases::CaseSearch search;
  search.text = text;
  const json::object found =
      cases::search_cases(asked.tx, *asked.parts.cases.packs, everybody(asked), search, {}, kOfEach, "");
  json::array out;
  for (const json::value& line : found.at("items").as_array())
    out.push_back(case_row(line.as_object(), {asked.pack, asked.words, asked.today}));
  return out;
}

Page search_page(const Asked& asked) {
  const Words& words = asked.words;
  const std::string text = asked.request.query_text("q", kTextMaxBytes);
  Page page{"search",
            words.say("search.title"),
            "",
            {},
            {{"q", text}, {"action", words.link("/search")}, {"asked", !text.empty()}}};
  if (text.empty()) return page;
  const Writing with{asked.pack, words, asked.today};
  registry::AssociationSearch associations;
  associations.text = text;
  transfer::FunctionSearch functions;
  functions.text = text;
  functions.as_of = asked.request.now;
  purchase::ItemSearch items;
  items.text = text;
  purchase::ContractSearch contracts;
  contracts.text = text;
  json::object& found = page.values;
  found["procedures"] = procedures_with(text, asked);
  found["associations"] =
      rows_of(registry::search_associations(asked.tx, associations, asked.pack.utc_offset, kOfEach).associations,
              association_row, with);
  found["functions"] = rows_of(transfer::search_functions(asked.tx, functions, kOfEach).functions, function_row, with);
  found["items"] = rows_of(purchase::search_items(asked.tx, items, kOfEach).items, item_row, with);
  found["contracts"] = rows_of(purchase::search_contracts(asked.tx, contracts, kOfEach).contracts, contract_row, with);
  found["cases"] = cases_with(text, asked);
  found["clauses"] = clauses_with(text, asked);
  bool nothing = true;
  for (const std::string kind : {"procedures", "associations", "functions", "items", "contracts", "cases", "clauses"}) {
    const bool some = !found.at(kind).as_array().empty();
    found["has_" + kind] = some;
    nothing = nothing && !some;
  }
  found["nothing"] = nothing;
  found["more_associations_href"] = words.link("/associations") + "?q=" + url_encode(text);
  found["more_cases_href"] = words.link("/cases") + "?q=" + url_encode(text);
  return page;
}

}  // namespace

void add_search_page(std::vector<http::Route>& routes, const PortalParts& parts) {
  add_page(routes, parts,
           {"readSearchPage",
            "/search",
            {"全站搜索页", "Page that searches everything public"},
            {http::query_parameter("q", http::string_schema(), {"要找的文字", "text to look for"})},
            false,
            search_page});
}

}  // namespace gh::portal
