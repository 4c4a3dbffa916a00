// The three catalogues (三(一)3): functions to hand over, services to buy, and who is qualified to receive.
#include <fmt/format.h>

#include <algorithm>

#include "portal/agreement_rows.h"
#include "portal/listing.h"
#include "portal/performance_pages.h"
#include "portal/register_pages.h"
#include "transfer/catalogue_reading.h"

namespace gh::portal {
namespace {

constexpr std::string_view kCatalogues = "/catalogues";
constexpr std::string_view kFunctions = "/functions";
constexpr std::string_view kServices = "/services";

std::vector<Crumb> below_catalogues(const Words& words) {
  return {{words.say("catalogues.title"), std::string(kCatalogues)}};
}

Page catalogues_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto figures = asked.parts.city_figures(asked.tx, asked.request.now);
  return {"catalogues",
          words.say("catalogues.title"),
          std::string(kCatalogues),
          {},
          {{"functions_href", words.link(kFunctions)},
           {"services_href", words.link(kServices)},
           {"eligible_href", words.link("/eligible")},
           {"opportunities_href", words.link("/opportunities")},
           {"apply_href", words.link("/apply")},
           {"results_href", words.link("/results")},
           {"statistics_href", words.link("/statistics")},
           {"functions_offered", words.number(figures.functions_offered)},
           {"functions_transferred", words.number(figures.functions_transferred)},
           {"eligible", words.number(figures.eligible)}}};
}

// Batches and published versions to choose from; none where only the names of the filters are wanted.
struct CatalogueChoices {
  std::vector<Choice> batches;
  std::vector<Choice> versions;
};
CatalogueChoices catalogue_choices(const Asked& asked) {
  CatalogueChoices out;
  for (const auto& batch : transfer::read_batches(asked.tx))
    if (batch.state == transfer::BatchState::published) out.batches.push_back({batch.id, batch.title});
  for (const auto& version : transfer::catalogue_versions(asked.tx))
    out.versions.push_back({std::to_string(version.number),
                            fmt::format("{} · {}", version.number, asked.words.day(version.published_on))});
  return out;
}

std::vector<Filter> function_filters(const policy::Pack& pack, const Words& words, CatalogueChoices choices = {}) {
  return {{Filter::Kind::kText, "q", "functions.filter_text"},
          {Filter::Kind::kChoice, "state", "functions.filter_state",
           enum_choices<transfer::ItemState>("function_state", words)},
          {Filter::Kind::kChoice, "competition_class", "functions.filter_competition",
           choices_of(pack, "competition_class", words)},
          {Filter::Kind::kChoice, "batch", "functions.filter_batch", std::move(choices.batches)},
          {Filter::Kind::kChoice, "version", "functions.filter_version", std::move(choices.versions)},
          {Filter::Kind::kDay, "as_of", "list.as_of"}};
}

// The version that the address names; of one that was never published it is said that there is none.
std::optional<transfer::CatalogueVersion> version_asked(const Asked& asked) {
  const std::string text = asked_text(asked, "version");
  if (text.empty()) return {};
  for (const auto& version : transfer::catalogue_versions(asked.tx))
    if (std::to_string(version.number) == text) return version;
  not_there("catalogue-version");
}

Page functions_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto filters = function_filters(asked.pack, words, catalogue_choices(asked));
  transfer::FunctionSearch search;
  search.text = asked_text(asked, "q");
  search.state = asked_choice<transfer::ItemState>(asked, "state");
  search.competition_class = asked_choice<transfer::CompetitionClass>(asked, "competition_class");
  search.batch_id = asked_text(asked, "batch");
  const auto version = version_asked(asked);
  search.as_of = version ? version->published_at : asked_moment(asked).value_or(asked.request.now);
  const auto read = [&](std::size_t limit, std::string_view after) {
    return transfer::search_functions(asked.tx, search, limit, after);
  };
  const auto found = read(kPageLines, asked_text(asked, "cursor"));
  const auto counted = count_lines(asked, found, &transfer::FunctionPage::functions, read);
  json::array rows;
  for (const auto& function : found.functions) rows.push_back(function_row(function, {asked.pack, words, asked.today}));
  return {"functions",
          words.say("functions.title"),
          std::string(kCatalogues),
          below_catalogues(words),
          {{"filters", filters_of(asked, kFunctions, filters)},
           {"batches_href", words.link("/function-batches")},
           {"plans_href", words.link("/function-plans")},
           {"functions", std::move(rows)},
           {"pages", pages_of(asked, kFunctions, filters, found.next, found.functions.size(), counted)}}};
}

Page function_page(const Asked& asked) {
  const Words& words = asked.words;
  const Instant at = asked_moment(asked).value_or(asked.request.now);
  const auto one = transfer::read_function(asked.tx, Id(asked.request.param("id")), at);
  if (!one) not_there("function");
  const Writing with{asked.pack, words, asked.today};
  json::array duties;
  for (const auto& duty : one->duties) duties.push_back(json::object{{"text", duty.text}});
  json::array versions;
  for (auto version = one->versions.rbegin(); version != one->versions.rend(); ++version)
    versions.push_back(function_row(*version, with));
  json::array agreements;
  for (auto agreement = one->agreements.rbegin(); agreement != one->agreements.rend(); ++agreement)
    agreements.push_back(agreement_row(asked, *one, *agreement));
  auto trail = below_catalogues(words);
  trail.push_back({words.say("functions.title"), std::string(kFunctions)});
  const auto terms = performance::terms_in_force(asked.tx, one->function.id, at);
  const bool offers = is_read_today(asked) && std::ranges::any_of(terms, [&](const performance::TermsView& offered) {
                        return is_open_to_companies(asked.pack, offered.kind);
                      });
  return {"function",
          one->function.name,
          std::string(kCatalogues),
          std::move(trail),
          {{"function", function_row(one->function, with)},
           {"case_href", words.link("/cases/" + one->function.id)},
           {"as_of", asked_text(asked, "as_of")},
           {"action", words.link("/functions/" + one->function.id)},
           {"apply_href", words.link("/guide/function-application")},
           {"work_href", offers ? words.link("/apply") + "?function=" + one->function.id : std::string()},
           {"batch_href", words.link("/function-batches/" + one->function.batch_id)},
           {"duties", std::move(duties)},
           {"versions", std::move(versions)},
           {"agreements", std::move(agreements)}}};
}

std::vector<Filter> service_filters(const policy::Pack& pack, const Words& words) {
  return {{Filter::Kind::kText, "q", "services.filter_text"},
          {Filter::Kind::kChoice, "class", "services.filter_class", choices_of(pack, "class", words)},
          {Filter::Kind::kChoice, "status", "services.filter_state",
           enum_choices<purchase::ItemStatus>("item_state", words)},
          {Filter::Kind::kDay, "as_of", "list.as_of"}};
}

Page services_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto filters = service_filters(asked.pack, words);
  const purchase::ItemSearch search{asked_text(asked, "q"), asked_text(asked, "class"), "",
                                    asked_choice<purchase::ItemStatus>(asked, "status"), asked_moment(asked)};
  const auto read = [&](std::size_t limit, std::string_view after) {
    return purchase::search_items(asked.tx, search, limit, after);
  };
  const auto found = read(kPageLines, asked_text(asked, "cursor"));
  const auto counted = count_lines(asked, found, &purchase::ItemPage::items, read);
  json::array rows;
  for (const auto& item : found.items) rows.push_back(item_row(item, {asked.pack, words, asked.today}));
  return {"services",
          words.say("services.title"),
          std::string(kCatalogues),
          below_catalogues(words),
          {{"filters", filters_of(asked, kServices, filters)},
           {"items", std::move(rows)},
           {"pages", pages_of(asked, kServices, filters, found.next, found.items.size(), counted)}}};
}

Page service_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto history = purchase::item_history(asked.tx, Id(asked.request.param("id")));
  if (history.empty()) not_there("service-item");
  const Writing with{asked.pack, words, asked.today};
  json::array versions;
  for (auto version = history.rbegin(); version != history.rend(); ++version)
    versions.push_back(item_row(*version, with));
  auto trail = below_catalogues(words);
  trail.push_back({words.say("services.title"), std::string(kServices)});
  return {"service",
          history.back().name,
          std::string(kCatalogues),
          std::move(trail),
          {{"item", item_row(history.back(), with)},
           {"case_href", words.link("/cases/" + history.back().id)},
           {"contracts_href", words.link("/contracts") + "?q=" + url_encode(history.back().code)},
           {"versions", std::move(versions)}}};
}

}  // namespace

void add_catalogue_pages(std::vector<http::Route>& routes, const PortalParts& parts) {
  const Words words(Language::kZh, UtcOffset{0});
  const auto as_of = http::query_parameter("as_of", http::string_schema(), {"查询日期", "as it stood on that day"});
  add_page(routes, parts,
           {"readCataloguesPage",
            std::string(kCatalogues),
            {"三个目录页", "Page of the three catalogues"},
            {},
            false,
            catalogues_page});
  add_page(routes, parts,
           {"readFunctionsPage",
            std::string(kFunctions),
            {"职能事项目录页", "Page of the catalogue of functions"},
            parameters_of(function_filters({}, words)),
            true,
            functions_page});
  add_page(routes, parts,
           {"readFunctionPage", "/functions/{id}", {"职能事项页", "Page of a function"}, {as_of}, true, function_page});
  add_page(routes, parts,
           {"readServicesPage",
            std::string(kServices),
            {"购买服务目录页", "Page of the catalogue of services"},
            parameters_of(service_filters({}, words)),
            false,
            services_page});
  add_page(routes, parts,
           {"readServicePage", "/services/{id}", {"购买服务事项页", "Page of a service"}, {}, true, service_page});
}

}  // namespace gh::portal
