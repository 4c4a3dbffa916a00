// Associations: the register, one association with all that is on record, the eligibility list.
#include <algorithm>

#include "grading/conditions.h"
#include "portal/association_parts.h"
#include "portal/listing.h"
#include "portal/names.h"
#include "portal/register_pages.h"

namespace gh::portal {
namespace {

constexpr std::string_view kAssociations = "/associations";
constexpr std::string_view kEligible = "/eligible";
constexpr std::size_t kProfileLines = 100;

std::vector<Choice> division_choices(const policy::Pack& pack, const Words& words) {
  std::vector<Choice> out;
  for (const auto& [id, body] : pack.bodies) {
    const bool known =
        std::any_of(out.begin(), out.end(), [&](const Choice& choice) { return choice.value == body.division; });
    if (!known) out.push_back({body.division, row_name(pack, "divisions", body.division, words)});
  }
  std::sort(out.begin(), out.end(), [](const Choice& a, const Choice& b) { return a.value < b.value; });
  return out;
}

std::vector<Filter> association_filters(const policy::Pack& pack, const Words& words) {
  return {{Filter::Kind::kText, "q", "associations.filter_text"},
          {Filter::Kind::kChoice, "division", "associations.filter_division", division_choices(pack, words)},
          {Filter::Kind::kChoice, "status", "associations.filter_state",
           enum_choices<registry::AssociationStatus>("association_state", words)},
          {Filter::Kind::kText, "industry", "associations.filter_industry"},
          {Filter::Kind::kDay, "as_of", "list.as_of"}};
}

Page associations_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto filters = association_filters(asked.pack, words);
  const registry::AssociationSearch search{
      asked_text(asked, "q"), asked_text(asked, "industry"), asked_text(asked, "division"),
      asked_choice<registry::AssociationStatus>(asked, "status"), asked_moment(asked)};
  const auto read = [&](std::size_t limit, std::string_view after) {
    return registry::search_associations(asked.tx, search, asked.pack.utc_offset, limit, after);
  };
  const auto found = read(kPageLines, asked_text(asked, "cursor"));
  const auto counted = count_lines(asked, found, &registry::AssociationPage::associations, read);
  const Writing with{asked.pack, words, asked.today};
  json::array rows;
  for (const auto& association : found.associations) rows.push_back(association_row(association, with));
  return {"associations",
          words.say("associations.title"),
          std::string(kAssociations),
          {},
          {{"filters", filters_of(asked, kAssociations, filters)},
           {"associations", std::move(rows)},
           {"pages", pages_of(asked, kAssociations, filters, found.next, found.associations.size(), counted)},
           {"eligible_href", words.link(kEligible)},
           {"credit_href", words.link("/credit-lists")},
           {"committees_href", words.link("/committees")},
           {"names_href", words.link("/names")}}};
}

json::array versions_of(const Profile& profile, const Writing& with) {
  const Words& words = with.words;
  json::array out;
  for (auto version = profile.one.versions.rbegin(); version != profile.one.versions.rend(); ++version) {
    const Day from = words.day_of(version->begun_at);
    out.push_back(
        {{"name", version->name},
         {"address", version->address},
         {"code", version->credit_code.empty() ? version->certificate_number : version->credit_code},
         {"from", words.day(from)},
         {"to", version->ended_at ? words.day(words.day_of(*version->ended_at)) : std::string()},
         {"state",
          words.say_or(std::string("association_state.") + boost::describe::enum_to_string(version->status, ""), "")},
         {"verify_href", words.link("/verify/" + version->begun_by_act)},
         {"as_of_href", words.link("/associations/" + profile.one.association.id) + "?as_of=" + text(from)}});
  }
  return out;
}

// The cause of a listing, the measures of a penalty.
std::string why_of(const registry::RecordView& record, const Writing& with) {
  std::string out;
  if (record.cause) out = choice_title(with.pack, "cause", *record.cause, with.words);
  for (const std::string& measure : record.measures) {
    if (!out.empty()) out += with.words.say("list.comma");
    out += choice_title(with.pack, "measures", measure, with.words);
  }
  return out;
}

json::array records_of(const Profile& profile, const Writing& with) {
  const Words& words = with.words;
  json::array out;
  for (const auto& record : profile.one.records)
    out.push_back({{"kind", words.say_or("record_kind." + record.kind, record.kind)},
                   {"on", words.day(record.on)},
                   {"year", record.year ? json::value(*record.year) : json::value(nullptr)},
                   {"conclusion", record.conclusion ? choice_title(with.pack, "conclusion", *record.conclusion, words)
                                                    : std::string()},
                   {"why", why_of(record, with)},
                   {"fine", record.fine_fen ? words.yuan(*record.fine_fen) : std::string()},
                   {"until", record.until ? words.day(*record.until) : std::string()},
                   {"ended_on", record.ended_on ? words.day(*record.ended_on) : std::string()},
                   {"case_href", words.link("/cases/" + record.case_id)}});
  return out;
}

template <class View>
json::array rows_of(const std::vector<View>& views, json::object (*row)(const View&, const Writing&),
                    const Writing& with) {
  json::array out;
  for (const View& view : views) out.push_back(row(view, with));
  return out;
}

Page read_profile(const Asked& asked) {
  const Id id(asked.request.param("id"));
  const auto moment = asked_moment(asked);
  auto one = registry::read_association(asked.tx, asked.pack, id, moment);
  if (!one) not_there("association");
  Profile profile;
  profile.one = std::move(*one);
  profile.past = moment.has_value();
  const Instant at = moment.value_or(asked.request.now);
  const grading::Moment then{at, asked.words.day_of(at)};
  profile.grades = grading::search_grades(asked.tx, {id, "", {}, then}, kProfileLines).grades;
  profile.listings = grading::search_listings(asked.tx, {id, {}, then}, 1).listings;
  transfer::FunctionSearch held;
  held.holder_id = id;
  held.as_of = at;
  profile.functions = transfer::search_functions(asked.tx, held, kProfileLines).functions;
  purchase::ContractSearch supplied;
  supplied.supplier_id = id;
  supplied.as_of = moment;
  profile.contracts = purchase::search_contracts(asked.tx, supplied, kProfileLines).contracts;
  gazette::NoticeSearch about;
  about.organisation = id;
  profile.notices = gazette::search_notices(asked.tx, about, kPageLines).notices;
  Page page = profile_page(profile, {asked.pack, asked.words, asked.today});
  page.values["as_of_action"] = asked.words.link("/associations/" + id);
  page.values["as_of"] = asked_text(asked, "as_of");
  page.values["as_of_day"] = moment ? asked.words.day(then.on) : std::string();
  return page;
}

// What is asked of whoever wants to stand on the list, in the order of the catalogue.
json::array condition_rows(const grading::EligibilityTerms& terms, const Words& words) {
  json::array out;
  for (const auto& condition : terms.conditions)
    out.push_back(json::object{
        {"name", words.say(condition.name)},
        {"kind", words.say_or("eligible.kind_" + condition.kind, condition.kind)},
        {"checked", words.say_or("eligible.checked_" + condition.checked, condition.checked)},
        {"value", condition.value.is_null() ? std::string() : value_text(condition.value, condition.unit, words)},
        {"clause", condition.clause},
        {"clause_href", words.link("/policy/" + url_encode(condition.clause))},
        {"unsure", condition.standing != "verified"},
        {"standing", words.say_or("eligible.standing_" + condition.standing, "")},
        {"origin", condition.origin}});
  return out;
}

Page eligible_page(const Asked& asked) {
  const Words& words = asked.words;
  const std::vector<Filter> filters = {{Filter::Kind::kChoice, "state", "eligible.filter_state",
                                        enum_choices<grading::ListingState>("listing_state", words)},
                                       {Filter::Kind::kDay, "as_of", "list.as_of"}};
  const Instant at = asked_moment(asked).value_or(asked.request.now);
  const grading::ListingSearch search{"", asked_choice<grading::ListingState>(asked, "state"), {at, words.day_of(at)}};
  const auto read = [&](std::size_t limit, std::string_view after) {
    return grading::search_listings(asked.tx, search, limit, after);
  };
  const auto found = read(kPageLines, asked_text(asked, "cursor"));
  const auto counted = count_lines(asked, found, &grading::ListingPage::listings, read);
  const auto terms = grading::eligibility_terms(asked.pack, words.day_of(at));
  return {"eligible",
          words.say("eligible.title"),
          "/catalogues",
          {{words.say("catalogues.title"), "/catalogues"}},
          {{"filters", filters_of(asked, kEligible, filters)},
           {"listings", rows_of(found.listings, listing_row, {asked.pack, words, asked.today})},
           {"conditions", condition_rows(terms, words)},
           {"effect", words.say_or("eligible.effect_" + terms.effect, terms.effect)},
           {"warning", terms.warning ? words.say(*terms.warning) : std::string()},
           {"pages", pages_of(asked, kEligible, filters, found.next, found.listings.size(), counted)}}};
}

}  // namespace

Page profile_page(const Profile& profile, const Writing& with) {
  const Words& words = with.words;
  json::object association = association_row(profile.one.association, with);
  association["funds"] =
      profile.one.association.funds_fen ? words.yuan(*profile.one.association.funds_fen) : std::string();
  association["case_href"] = words.link("/cases/" + profile.one.association.registered_by_case);
  std::string valid_grade;
  for (const auto& grade : profile.grades)
    if (grade.state == grading::GradeState::valid) valid_grade = grade.grade;
  const std::string name(string_at(association, "name"));
  Page page{"association",
            name,
            "/associations",
            {{words.say("associations.title"), "/associations"}},
            {{"association", std::move(association)},
             {"valid_grade", valid_grade},
             {"listing", profile.listings.empty() ? json::value(nullptr)
                                                  : json::value(listing_row(profile.listings.front(), with))},
             {"grades", rows_of(profile.grades, grade_row, with)},
             {"functions", rows_of(profile.functions, function_row, with)},
             {"contracts", rows_of(profile.contracts, contract_row, with)},
             {"records", records_of(profile, with)},
             {"versions", versions_of(profile, with)},
             {"notices", rows_of(profile.notices, notice_row, with)},
             {"past", profile.past}}};
  add_association_parts(page.values, profile.one, with);
  return page;
}

void add_association_pages(std::vector<http::Route>& routes, const PortalParts& parts) {
  const Words words(Language::kZh, UtcOffset{0});
  add_page(routes, parts,
           {"readAssociationsPage",
            std::string(kAssociations),
            {"行业协会商会名录页", "Page of the register of associations"},
            parameters_of(association_filters({}, words)),
            false,
            associations_page});
  add_page(routes, parts,
           {"readAssociationPage",
            "/associations/{id}",
            {"行业协会商会页", "Page of an association"},
            {http::query_parameter("as_of", http::string_schema(), {"查询日期", "as it stood on that day"})},
            true,
            read_profile});
  add_page(routes, parts,
           {"readEligiblePage",
            std::string(kEligible),
            {"具备资质组织目录页", "Page of the eligibility list"},
            parameters_of({{Filter::Kind::kChoice, "state", "eligible.filter_state"},
                           {Filter::Kind::kDay, "as_of", "list.as_of"}}),
            false,
            eligible_page});
}

}  // namespace gh::portal
