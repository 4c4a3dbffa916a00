#include "portal/association_parts.h"

#include "portal/names.h"

namespace gh::portal {
namespace {

std::string day_or_nothing(const std::optional<Day>& day, const Words& words) { return day ? words.day(*day) : ""; }

json::array certificates_of(const registry::OneAssociation& one, const Writing& with) {
  const Words& words = with.words;
  json::array out;
  for (auto certificate = one.certificates.rbegin(); certificate != one.certificates.rend(); ++certificate)
    out.push_back({{"copy", words.number(certificate->copy)},
                   {"issued_on", words.day(certificate->issued_on)},
                   {"originals", words.number(certificate->originals)},
                   {"duplicates", words.number(certificate->duplicates)},
                   {"replaced_on", day_or_nothing(certificate->replaced_on, words)},
                   {"verify_href", words.link("/verify/" + certificate->issued_by_act)}});
  return out;
}

json::array filings_of(const registry::OneAssociation& one, const Writing& with) {
  const Words& words = with.words;
  json::array out;
  for (auto filing = one.filings.rbegin(); filing != one.filings.rend(); ++filing)
    out.push_back({{"matter", words.say_or("filing_matter." + filing->matter, filing->matter)},
                   {"on", words.day(filing->on)},
                   {"replaced_on", day_or_nothing(filing->replaced_on, words)}});
  return out;
}

json::array branches_of(const registry::OneAssociation& one, const Writing& with) {
  const Words& words = with.words;
  json::array out;
  for (const auto& branch : one.branches)
    out.push_back({{"name", branch.name},
                   {"kind", words.say_or("branch_kind." + branch.kind, branch.kind)},
                   {"seat", branch.seat},
                   {"from", words.day(branch.from_day)},
                   {"ended_on", day_or_nothing(branch.ended_on, words)}});
  return out;
}

json::array successions_of(const registry::OneAssociation& one, const Writing& with) {
  const Words& words = with.words;
  json::array out;
  for (const auto& succession : one.successions) {
    const bool ends_in = succession.predecessor == one.association.id;
    const Id& other = ends_in ? succession.successor : succession.predecessor;
    out.push_back({{"kind", words.say_or("succession." + succession.kind + (ends_in ? ".into" : ".from"), "")},
                   {"name", ends_in ? succession.successor_name : succession.predecessor_name},
                   {"href", words.link("/associations/" + other)},
                   {"on", words.day(succession.on)},
                   {"case_href", words.link("/cases/" + succession.case_id)}});
  }
  return out;
}

json::object premises_of(const registry::AssociationView& association, const Writing& with) {
  const Words& words = with.words;
  return {{"address", association.address},
          {"right", association.premises_right.empty()
                        ? std::string()
                        : words.say_or("premises_right." + association.premises_right, association.premises_right)},
          {"square_metres",
           association.premises_square_metres ? words.number(*association.premises_square_metres) : std::string()},
          {"until", day_or_nothing(association.premises_until, words)}};
}

}  // namespace

void add_association_parts(json::object& values, const registry::OneAssociation& one, const Writing& with) {
  const auto& association = one.association;
  values["certificates"] = certificates_of(one, with);
  values["filings"] = filings_of(one, with);
  values["branches"] = branches_of(one, with);
  values["successions"] = successions_of(one, with);
  values["has_filings"] = !one.filings.empty();
  values["has_branches"] = !one.branches.empty();
  values["has_successions"] = !one.successions.empty();
  values["premises"] = premises_of(association, with);
  values["ended_on"] = day_or_nothing(association.ended_on, with.words);
  values["ground"] = association.status_ground.empty()
                         ? std::string()
                         : choice_title(with.pack, "ended_ground", association.status_ground, with.words);
}

}  // namespace gh::portal
