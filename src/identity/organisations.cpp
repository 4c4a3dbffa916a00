// Keeps organisations and finds them.
#include "identity/organisations.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/assert.h"
#include "base/problem.h"
#include "base/text.h"
#include "store/search.h"
#include "store/sql_text.h"

namespace gh::identity {

namespace {

constexpr std::string_view kSelect =
    "select id, kind, name, name_en, division, parent_id, body_key, status, created_at, act_id from organisation";
constexpr std::string_view kSearchScope = "organisation";
constexpr std::size_t kPageMax = 200;
constexpr std::size_t kParentsMax = 10;  // levels of bodies within bodies

bool is_division(std::string_view code) {
  return code.size() == 6 && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void check(const Organisation& organisation) {
  std::vector<FieldError> errors;
  const auto is_name = [](const std::string& name) { return name.size() <= kOrganisationNameMax && is_utf8(name); };
  if (organisation.name.empty() || !is_name(organisation.name) || !is_name(organisation.name_en))
    errors.push_back({"/name", "name", "", {"名称不能为空，且不得过长", "A name must be given and not be too long"}});
  if (!is_division(organisation.division))
    errors.push_back(
        {"/division", "division", "GB/T 2260", {"行政区划代码应为六位数字", "A division code has six digits"}});
  if (!errors.empty()) throw Problem(ProblemCode::kInvalidForm, std::move(errors));
}

void index_names(store::Tx& tx, const Organisation& organisation) {
  store::index_text(tx, kSearchScope, organisation.id, organisation.name + "\n" + organisation.name_en);
}

bool matches(const Organisation& organisation, const OrganisationSearch& search) {
  return (!search.kind || organisation.kind == *search.kind) &&
         (search.division.empty() || organisation.division == search.division) &&
         (!search.status || organisation.status == *search.status);
}

OrganisationPage list_organisations(store::Tx& tx, const OrganisationSearch& search, std::size_t limit,
                                    std::string_view after) {
  std::string sql = std::string(kSelect) + " where 1 = 1";
  std::vector<store::Value> values;
  const auto narrow = [&](std::string_view condition, store::Value value) {
    sql += condition;
    values.push_back(std::move(value));
  };
  if (!after.empty()) narrow(" and id < ?", after);
  if (search.kind) narrow(" and kind = ?", *search.kind);
  if (!search.division.empty()) narrow(" and division = ?", search.division);
  if (search.status) narrow(" and status = ?", *search.status);
  sql += " order by id desc limit ?";
  values.emplace_back(limit + 1);
  OrganisationPage page{tx.all<Organisation>(sql, values), {}};
  if (page.organisations.size() > limit) {
    page.organisations.pop_back();
    page.next = page.organisations.back().id;
  }
  return page;
}

// In the order of the ids.
std::vector<Organisation> organisations_in(store::Tx& tx, const std::vector<Id>& ids) {
  if (ids.empty()) return {};
  std::unordered_map<std::string, Organisation> found;
  for (Organisation& one :
       tx.all<Organisation>(std::string(kSelect) + " where id in (" + store::marks(ids.size()) + ")",
                            std::vector<store::Value>(ids.begin(), ids.end())))
    found.emplace(one.id, std::move(one));
  GH_ASSERT(found.size() == ids.size());
  std::vector<Organisation> out;
  for (const Id& id : ids) out.push_back(std::move(found.at(id)));
  return out;
}

OrganisationPage find_by_text(store::Tx& tx, const OrganisationSearch& search, std::size_t limit,
                              std::string_view after) {
  OrganisationPage page;
  std::string cursor(after);
  // What the page needs is mostly found at once; where filters leave much out, more is asked for at a time.
  std::size_t batch = std::min(limit + 1, kPageMax);
  for (std::size_t scanned = 0; scanned < kOrganisationsScannedMax; batch = kPageMax) {
    const std::vector<Id> found = store::find_text(tx, kSearchScope, search.text, batch, cursor);
    for (Organisation& organisation : organisations_in(tx, found)) {
      cursor = organisation.id;
      if (!matches(organisation, search)) continue;
      if (page.organisations.size() == limit) {
        page.next = page.organisations.back().id;
        return page;
      }
      page.organisations.push_back(std::move(organisation));
    }
    if (found.size() < batch) return page;
    scanned += found.size();
  }
  page.next = cursor;
  return page;
}

// Makes or renames one body, its parent first.
Id sync_body(store::Tx& tx, const policy::Pack& pack, const policy::Body& body, std::size_t depth) {
  GH_ASSERT(depth < kParentsMax);
  std::optional<Id> parent;
  if (!body.parent.empty()) parent = sync_body(tx, pack, pack.bodies.at(body.parent), depth + 1);
  OrganisationKind kind{};
  GH_ASSERT(boost::describe::enum_from_string(body.kind.c_str(), kind));

  auto existing = organisation_of_body(tx, body.id);
  if (!existing) {
    const Instant since = start_of(pack.in_force_from, pack.utc_offset);
    const Organisation organisation{derived_id(since, "body:" + pack.id + "/" + body.id, 0),
                                    kind,
                                    body.name.zh,
                                    body.name.en,
                                    body.division,
                                    parent,
                                    body.id,
                                    OrganisationStatus::active,
                                    since,
                                    std::nullopt};
    create_organisation(tx, organisation);
    return organisation.id;
  }
  const bool same = existing->name == body.name.zh && existing->name_en == body.name.en &&
                    existing->division == body.division && existing->parent_id == parent;
  if (!same) {
    existing->name = body.name.zh;
    existing->name_en = body.name.en;
    existing->division = body.division;
    existing->parent_id = parent;
    update_organisation(tx, *existing);
  }
  return existing->id;
}

}  // namespace

void create_organisation(store::Tx& tx, const Organisation& organisation) {
  GH_ASSERT(is_id(organisation.id));
  check(organisation);
  if (organisation.body_key) tx.lock("body:" + *organisation.body_key);
  if (organisation.body_key && organisation_of_body(tx, *organisation.body_key))
    throw Problem(ProblemCode::kConflict,
                  FieldError{"/body_key", "body-taken", "", {"该机构已存在", "This body exists already"}});
  tx.execute(
      "/* later */ insert into organisation (id, kind, name, name_en, division, parent_id, body_key, status, "
      "created_at, act_id)"
      " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {organisation.id, organisation.kind, organisation.name, organisation.name_en, organisation.division,
       organisation.parent_id, organisation.body_key, organisation.status, organisation.created_at,
       organisation.act_id});
  index_names(tx, organisation);
}

void update_organisation(store::Tx& tx, const Organisation& organisation) {
  check(organisation);
  const std::int64_t touched = tx.execute(
      "update organisation set name = ?, name_en = ?, division = ?, parent_id = ?, status = ?, act_id = ? where id = ?",
      {organisation.name, organisation.name_en, organisation.division, organisation.parent_id, organisation.status,
       organisation.act_id, organisation.id});
  if (touched == 0)
    throw Problem(ProblemCode::kNotFound, FieldError{"", "organisation", "", {"没有该单位", "No such organisation"}});
  index_names(tx, organisation);
}

std::optional<Organisation> find_organisation(store::Tx& tx, const Id& id) {
  return tx.one<Organisation>(std::string(kSelect) + " where id = ?", {id});
}

std::optional<Organisation> organisation_of_body(store::Tx& tx, std::string_view body_key) {
  return tx.one<Organisation>(std::string(kSelect) + " where body_key = ?", {body_key});
}

std::vector<Organisation> organisations_below(store::Tx& tx, const Id& parent, std::size_t limit) {
  return tx.all<Organisation>(std::string(kSelect) + " where parent_id = ? order by id limit ?", {parent, limit});
}

OrganisationPage search_organisations(store::Tx& tx, const OrganisationSearch& search, std::size_t limit,
                                      std::string_view after) {
  GH_ASSERT(limit >= 1 && limit <= kPageMax);
  return search.text.empty() ? list_organisations(tx, search, limit, after) : find_by_text(tx, search, limit, after);
}

void sync_bodies(store::Tx& tx, const policy::Pack& pack) {
  for (const auto& [id, body] : pack.bodies) sync_body(tx, pack, body, 0);
}

}  // namespace gh::identity
