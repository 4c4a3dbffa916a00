// Steps that several effects of the register share. Inside registry/ only.
#pragma once
#include <string>
#include <string_view>

#include "cases/offer.h"
#include "registry/entries.h"

namespace gh::registry {

inline ByAct by_act(const cases::EffectContext& ctx) { return {ctx.act.id, ctx.now}; }

// The effect's argument as a day; our bug where it is none.
Day day_argument(const cases::EffectContext& ctx, std::string_view name);

// The entry in force, locked until the act is done. Refusal: no_entry.
Entry locked_entry(cases::EffectContext& ctx, const Id& organisation);

// The same, and refuses (not_going_on) an entry that liquidates or has ended: a case may have been under way before.
Entry entry_that_goes_on(cases::EffectContext& ctx, const Id& organisation);

// Refuses (name_conflict) a name that bars itself today by the pack's parameter name_rest; `except` doesn't count.
void require_free_name(cases::EffectContext& ctx, const std::string& name, const std::string& division,
                       std::string_view except);
// The same of a name that somebody has already: what rests doesn't bar it.
void require_unused_name(cases::EffectContext& ctx, const std::string& name, const std::string& division);

// Refuses (heads_another) a legal representative whom another association has; `digest` of the identity number.
void require_free_head(cases::EffectContext& ctx, std::string_view digest, std::string_view field,
                       std::string_view except);

// Ends the version in force and begins `next`, under an id of its own.
void write_version(cases::EffectContext& ctx, Entry next);

// Brings the organisation's own row and the search index in step with the entry's names.
void carry_names(cases::EffectContext& ctx, const Entry& entry);
// Every name the organisation has had finds it.
void index_names(cases::EffectContext& ctx, const Id& organisation);

}  // namespace gh::registry
