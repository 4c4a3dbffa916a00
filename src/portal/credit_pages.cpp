// The abnormal and the serious list: who stands on them and why.
#include "portal/listing.h"
#include "portal/names.h"
#include "portal/register_pages.h"
#include "registry/credit_lists.h"

namespace gh::portal {
namespace {

constexpr std::string_view kCreditLists = "/credit-lists";

std::vector<Filter> filters(const Words& words) {
  return {
      {Filter::Kind::kChoice, "list", "credit.filter_list", enum_choices<registry::CreditList>("record_kind", words)},
      {Filter::Kind::kDay, "as_of", "list.as_of"}};
}

json::object row_of(const registry::CreditListing& listing, const Writing& with) {
  const Words& words = with.words;
  const std::string list = boost::describe::enum_to_string(listing.list, "");
  return {{"href", words.link("/associations/" + listing.organisation_id)},
          {"organisation", listing.organisation},
          {"state", badge(words.say("record_kind." + list),
                          listing.list == registry::CreditList::serious_listing ? "bad" : "warn")},
          {"cause", choice_title(with.pack, "cause", listing.cause, words)},
          {"on", words.day(listing.on)},
          {"case_href", words.link("/cases/" + listing.case_id)},
          {"number", listing.number}};
}

Page credit_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto offered = filters(words);
  const auto moment = asked_moment(asked);
  const registry::CreditListSearch search{"", asked_choice<registry::CreditList>(asked, "list"),
                                          words.day_of(moment.value_or(asked.request.now)), moment};
  const auto read = [&](std::size_t limit, std::string_view after) {
    return registry::search_credit_lists(asked.tx, search, limit, after);
  };
  const auto found = read(kPageLines, asked_text(asked, "cursor"));
  const auto counted = count_lines(asked, found, &registry::CreditListPage::listings, read);
  json::array rows;
  for (const auto& listing : found.listings) rows.push_back(row_of(listing, {asked.pack, words, asked.today}));
  return {"credit_lists",
          words.say("credit.title"),
          "/associations",
          {{words.say("associations.title"), "/associations"}},
          {{"filters", filters_of(asked, kCreditLists, offered)},
           {"listings", std::move(rows)},
           {"pages", pages_of(asked, kCreditLists, offered, found.next, found.listings.size(), counted)}}};
}

}  // namespace

void add_credit_page(std::vector<http::Route>& routes, const PortalParts& parts) {
  const Words words(Language::kZh, UtcOffset{0});
  add_page(routes, parts,
           {"readCreditListsPage",
            std::string(kCreditLists),
            {"活动异常名录和严重违法失信名单页", "Page of the abnormal and the serious list"},
            parameters_of(filters(words)),
            false,
            credit_page});
}

}  // namespace gh::portal
