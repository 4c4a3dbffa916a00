// What procedures do to an entry in force: correct it, change it, give it a new certificate.
#include "registry/changes.h"
#include "registry/effect_steps.h"
#include "registry/names.h"
#include "registry/offer.h"

namespace gh::registry {
namespace {

using cases::EffectContext;

constexpr std::string_view kClause = "社会团体登记管理条例18";

// Writes the version that the changes make; refuses what the register can't take.
Entry amend(EffectContext& ctx, const Entry& before, bool new_certificate) {
  Entry next = before;
  const Changed changed = apply_changes(next, ctx.value("changes"));
  if (!changed.any())
    ctx.refuse(ProblemCode::kConflict, "/form/changes", "nothing_changes", std::string(kClause),
               {"变更内容与现有登记相同", "the entry reads so already"});
  const bool association = next.kind == "association";
  if (association) next.industry_group = industry_group(ctx.pack, next.industry);
  if (changed.name && association) require_free_name(ctx, next.name, next.division, next.organisation_id);
  if (changed.legal_representative)
    require_free_head(ctx, *next.legal_representative_digest, "/form/changes/legal_representative",
                      next.organisation_id);
  if (new_certificate) ++next.certificate_copy;
  write_version(ctx, next);
  if (changed.name || changed.name_en) carry_names(ctx, next);
  return next;
}

// registry.correct {organisation, changes: object}
void correct(EffectContext& ctx) { amend(ctx, locked_entry(ctx, ctx.text("organisation")), false); }

// registry.change {organisation, changes: object}
void change(EffectContext& ctx) { amend(ctx, entry_that_goes_on(ctx, ctx.text("organisation")), true); }

// registry.replace_certificate {organisation}
void replace_certificate(EffectContext& ctx) {
  Entry next = entry_that_goes_on(ctx, ctx.text("organisation"));
  ++next.certificate_copy;
  write_version(ctx, std::move(next));
}

}  // namespace

void offer_changes(cases::Offer& offer) {
  offer.effect("registry.correct", correct);
  offer.effect("registry.change", change);
  offer.effect("registry.replace_certificate", replace_certificate);
}

}  // namespace gh::registry
