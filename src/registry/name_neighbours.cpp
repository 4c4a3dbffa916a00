#include "registry/name_neighbours.h"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <map>
#include <set>

#include "base/periods.h"
#include "registry/names.h"
#include "store/search.h"
#include "store/sql_text.h"

namespace gh::registry {
namespace {

constexpr std::size_t kPairsAskedMax = 8;
constexpr std::size_t kFormsInNameMax = 8;

// The bar that this version of an entry is today; nothing when it bars no more.
std::optional<NameBar> bar_of(const Entry& version, const NameRest& rest, Day today, UtcOffset offset) {
  NameBar bar{version.organisation_id, version.name, NameBarReason::in_force, {}};
  const bool newest = !version.ended_by_act;
  const auto rests = [&](NameBarReason reason, Day since, std::int64_t months) -> std::optional<NameBar> {
    bar.reason = reason;
    bar.free_from = months_after(since, months);
    if (today < *bar.free_from) return bar;
    return {};
  };
  const Day from = status_from(version, offset);
  // Struck off after its revocation, the name rests from the revocation all the same.
  if (version.status == entry_status::kRevoked) return rests(NameBarReason::revoked, from, rest.revoked_months);
  if (!newest) return rests(NameBarReason::changed, local_day(*version.ended_at, offset), rest.changed_months);
  if (version.status == entry_status::kDeregistered)
    return rests(NameBarReason::deregistered, from, rest.changed_months);
  return bar;
}

// In force before resting, resting longer before shorter.
bool graver(const NameBar& a, const NameBar& b) {
  if (!a.free_from || !b.free_from) return !a.free_from && b.free_from;
  return *a.free_from > *b.free_from;
}

// By name alone: a condition on the kind would lead SQLite to walk through all of the kind.
std::vector<Entry> versions_called(store::Tx& tx, const std::vector<std::string>& keys, std::string_view except) {
  auto out = tx.all<Entry>(
      "select * from registry_entry where name_key in (" + store::marks(keys.size()) + ") order by begun_at, id",
      std::vector<store::Value>(keys.begin(), keys.end()));
  std::erase_if(out, [&](const Entry& one) { return one.kind != "association" || one.organisation_id == except; });
  return out;
}

ProposedName proposed_of(const policy::Pack& pack, const NameInquiry& inquiry, Day today) {
  ProposedName out{inquiry.name, inquiry.kind, name_area(pack, inquiry.division, today), {}, inquiry.persons};
  if (const auto catalogue = pack.catalogues.find("gbt4754-2017"); catalogue != pack.catalogues.end())
    for (const auto& row : catalogue->second.rows)
      if (!inquiry.industry.empty() && row.code == inquiry.industry) out.industry_name = row.name.zh;
  return out;
}

// What a name is weighed by.
struct Candidate {
  Id organisation_id;
  std::string name;
  std::string division;
  std::string industry;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (organisation_id, name, division, industry))

// Those of the organisations that are associations and go on, in no order.
std::vector<Candidate> candidates_of(store::Tx& tx, const std::vector<Id>& ids) {
  if (ids.empty()) return {};
  std::vector<store::Value> values(ids.begin(), ids.end());
  values.emplace_back(entry_status::kActive);
  values.emplace_back(entry_status::kSuspended);
  return tx.all<Candidate>(
      "select organisation_id, name, division, industry from registry_entry where organisation_id in (" +
          store::marks(ids.size()) + ") and ended_by_act is null and kind = 'association' and status in (?, ?)",
      values);
}

// Looks for names of the same registry, industry and form.
class SimilarNames {
 public:
  SimilarNames(store::Tx& tx, const policy::Pack& pack, const NameRules& rules, const NameInquiry& inquiry, Day today)
      : tx_(tx), pack_(pack), rules_(rules), inquiry_(inquiry), today_(today) {}

  void find(const ProposedName& proposed, NameNeighbours& out) {
    field_ = name_field(rules_, proposed.name, proposed.area);
    form_ = form_of(rules_, proposed.name);
    if (form_ == nullptr || field_.empty() || rules_.likeness.looked_at <= 0) return;
    registry_ = registry_body(pack_, inquiry_.division);
    look(field_, out);
    const auto pairs = bigrams(field_);
    for (std::size_t i = 0; i < std::min(pairs.size(), kPairsAskedMax); ++i) look(pairs[i], out);
    std::stable_sort(out.similar.begin(), out.similar.end(), [](const SimilarName& a, const SimilarName& b) {
      const auto left = a.numerator * b.denominator;
      const auto right = b.numerator * a.denominator;
      return left != right ? left > right : a.name < b.name;
    });
    if (const auto listed = static_cast<std::size_t>(rules_.likeness.listed); out.similar.size() > listed)
      out.similar.resize(listed);
  }

 private:
  void look(const std::string& words, NameNeighbours& out) {
    const auto most = static_cast<std::size_t>(rules_.likeness.looked_at);
    const auto found = store::find_text(tx_, kSearchScope, words + " " + form_->family, most);
    if (found.size() == most) out.all_looked_at = false;
    std::vector<Id> unseen;
    for (const Id& id : found)
      if (seen_.insert(id).second) unseen.push_back(id);
    for (const Candidate& candidate : candidates_of(tx_, unseen)) weigh(candidate, out);
  }

  bool same_industry(const Candidate& entry) const {
    const auto digits = static_cast<std::size_t>(rules_.likeness.industry_digits);
    return inquiry_.industry.empty() ||
           std::string_view(entry.industry).substr(0, digits) == std::string_view(inquiry_.industry).substr(0, digits);
  }

  void weigh(const Candidate& one, NameNeighbours& out) {
    if (one.organisation_id == inquiry_.except || !same_industry(one)) return;
    const NameForm* form = form_of(rules_, one.name);
    if (form == nullptr || form->family != form_->family) return;
    const Place& place = place_of(one.division);
    if (place.registry != registry_) return;
    const auto alike = likeness(field_, name_field(rules_, one.name, place.area));
    if (alike.numerator * 1000 >= rules_.likeness.permille * alike.denominator)
      out.similar.push_back({one.organisation_id, one.name, alike.numerator, alike.denominator});
  }

  // What the pack says of a division: asked for once, many names have the same.
  struct Place {
    const policy::Body* registry = nullptr;
    NameArea area;
  };
  const Place& place_of(const std::string& division) {
    auto known = places_.find(division);
    if (known == places_.end())
      known =
          places_.emplace(division, Place{registry_body(pack_, division), name_area(pack_, division, today_)}).first;
    return known->second;
  }

  store::Tx& tx_;
  const policy::Pack& pack_;
  const NameRules& rules_;
  const NameInquiry& inquiry_;
  Day today_;
  std::string field_;
  const NameForm* form_ = nullptr;
  const policy::Body* registry_ = nullptr;
  std::set<Id> seen_;
  std::map<std::string, Place> places_;
};

// The longest beginning of the name that is an active association's whole name; "" for none.
std::string association_before(store::Tx& tx, const NameRules& rules, const std::string& name) {
  std::set<std::size_t, std::greater<>> ends;
  for (const NameForm& form : rules.forms)
    for (std::size_t at = name.find(form.word); at != std::string::npos && ends.size() < kFormsInNameMax;
         at = name.find(form.word, at + form.word.size()))
      ends.insert(at + form.word.size());
  for (const std::size_t end : ends) {
    if (end == name.size()) continue;
    const std::string whole = name.substr(0, end);
    const auto called = versions_called(tx, {name_key(whole)}, "");
    if (std::any_of(called.begin(), called.end(), [&](const Entry& one) {
          return one.name == whole && one.status == entry_status::kActive && !one.ended_by_act;
        }))
      return whole;
  }
  return {};
}

}  // namespace

NameRest name_rest(const policy::Pack& pack, Day on) {
  const json::value* rest = pack.parameter("name_rest", on);
  if (rest == nullptr) return {};
  return {at_or_null(*rest, "changed_months").to_number<std::int64_t>(),
          at_or_null(*rest, "revoked_months").to_number<std::int64_t>()};
}

std::vector<NameBar> name_bars(store::Tx& tx, const policy::Pack& pack, std::string_view name,
                               std::string_view division, const NameRest& rest, Day today, std::string_view except) {
  const NameArea area = name_area(pack, division, today);
  const std::string own = without_area(name, area);
  std::vector<std::string> keys = {own};
  for (const auto& way : area.ways) keys.push_back(way + own);
  const policy::Body* registry = registry_body(pack, division);
  std::vector<NameBar> out;
  for (const Entry& version : versions_called(tx, keys, except)) {
    if (registry_body(pack, version.division) != registry) continue;
    const auto bar = bar_of(version, rest, today, pack.utc_offset);
    if (!bar) continue;
    const auto known =
        std::find_if(out.begin(), out.end(), [&](const NameBar& b) { return b.organisation == bar->organisation; });
    if (known == out.end())
      out.push_back(*bar);
    else if (!graver(*known, *bar))  // of two alike the newer version says why
      *known = *bar;
  }
  std::stable_sort(out.begin(), out.end(), graver);
  return out;
}

NameCheck check_name(store::Tx& tx, const policy::Pack& pack, const NameInquiry& inquiry, Day today) {
  const NameRules rules = name_rules(pack, today);
  const ProposedName proposed = proposed_of(pack, inquiry, today);
  NameNeighbours near;
  if (inquiry.kind == NameKind::branch) {
    near.association = association_before(tx, rules, inquiry.name);
  } else {
    near.bars = name_bars(tx, pack, inquiry.name, inquiry.division, name_rest(pack, today), today, inquiry.except);
    SimilarNames(tx, pack, rules, inquiry, today).find(proposed, near);
  }
  return check_name(rules, proposed, near);
}

NameOutcome check_name_rule(store::Tx& tx, const policy::Pack& pack, const NameInquiry& inquiry, Day today,
                            std::string_view rule) {
  const NameRules rules = name_rules(pack, today);
  const ProposedName proposed = proposed_of(pack, inquiry, today);
  NameNeighbours near;
  if (inquiry.kind == NameKind::branch) near.association = association_before(tx, rules, inquiry.name);
  if (rule == "equal" || rule == "resting")
    near.bars = name_bars(tx, pack, inquiry.name, inquiry.division, name_rest(pack, today), today, inquiry.except);
  if (rule == "similar") SimilarNames(tx, pack, rules, inquiry, today).find(proposed, near);
  return check_name_rule(rules, proposed, near, rule);
}

}  // namespace gh::registry
