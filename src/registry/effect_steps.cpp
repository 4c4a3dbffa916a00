#include "registry/effect_steps.h"

#include "base/assert.h"
#include "identity/organisations.h"
#include "registry/name_neighbours.h"
#include "store/search.h"

namespace gh::registry {
namespace {

using cases::EffectContext;

constexpr std::string_view kNameClause = "社会组织名称管理办法16";
constexpr std::string_view kHeadClause = "社会团体登记管理条例12";
constexpr std::string_view kEntryClause = "社会团体登记管理条例18";
constexpr std::string_view kLiquidationClause = "社会团体登记管理条例20";
constexpr std::string_view kNameLock = "registry:names";

}  // namespace

Day day_argument(const EffectContext& ctx, std::string_view name) {
  const auto day = parse_day(ctx.text(name));
  GH_ASSERT(day.has_value());
  return *day;
}

Entry locked_entry(EffectContext& ctx, const Id& organisation) {
  ctx.tx.lock("registry:entry:" + organisation);
  auto entry = entry_of(ctx.tx, organisation);
  if (!entry)
    ctx.refuse(ProblemCode::kNotFound, "/form/organisation", "no_entry", std::string(kEntryClause),
               {"登记簿中没有该组织", "the organisation has no entry in the register"});
  return std::move(*entry);
}

Entry entry_that_goes_on(EffectContext& ctx, const Id& organisation) {
  Entry entry = locked_entry(ctx, organisation);
  if (has_ended(entry) || entry.status == entry_status::kLiquidating)
    ctx.refuse(ProblemCode::kConflict, "/form", "not_going_on", std::string(kLiquidationClause),
               {"该组织正在清算或已经终止", "the association liquidates, or has ended"});
  return entry;
}

namespace {
void require_no_bar(EffectContext& ctx, const std::string& name, const std::string& division, std::string_view except,
                    const NameRest& rest) {
  ctx.tx.lock(kNameLock);
  if (!name_bars(ctx.tx, ctx.pack, name, division, rest, ctx.today, except).empty())
    ctx.refuse(
        ProblemCode::kConflict, "/form/name", "name_conflict", std::string(kNameClause),
        {"名称与本机关登记的社会组织相同，或仍在停用期内", "the name is in use in this registry, or rests still"});
}
}  // namespace

void require_free_name(EffectContext& ctx, const std::string& name, const std::string& division,
                       std::string_view except) {
  require_no_bar(ctx, name, division, except, name_rest(ctx.pack, ctx.today));
}

void require_unused_name(EffectContext& ctx, const std::string& name, const std::string& division) {
  require_no_bar(ctx, name, division, "", {});
}

void require_free_head(EffectContext& ctx, std::string_view digest, std::string_view field, std::string_view except) {
  ctx.tx.lock("registry:representatives");
  if (head_of_another(ctx.tx, digest, except))
    ctx.refuse(ProblemCode::kConflict, std::string(field), "heads_another", std::string(kHeadClause),
               {"拟任法定代表人已担任其他社会团体的法定代表人", "the legal representative heads another association"});
}

void write_version(EffectContext& ctx, Entry next) {
  next.id = ctx.new_id();
  change_entry(ctx.tx, std::move(next), by_act(ctx));
}

void index_names(EffectContext& ctx, const Id& organisation) {
  std::string names;
  for (const Entry& version : versions_of(ctx.tx, organisation)) {
    names = version.credit_code + "\n" + version.name + "\n" + version.name_en + "\n" + names;
  }
  store::index_text(ctx.tx, kSearchScope, organisation, names);
}

void carry_names(EffectContext& ctx, const Entry& entry) {
  auto row = identity::find_organisation(ctx.tx, entry.organisation_id);
  GH_ASSERT(row.has_value());
  row->name = entry.name;
  row->name_en = entry.name_en;
  row->act_id = ctx.act.id;
  identity::update_organisation(ctx.tx, *row);
  index_names(ctx, entry.organisation_id);
}

}  // namespace gh::registry
