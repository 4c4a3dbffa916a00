// How the effects of transfer read what the pack gives them.
#pragma once
#include <boost/describe/enum_from_string.hpp>

#include "base/assert.h"
#include "cases/offer.h"
#include "transfer/basis.h"

namespace gh::transfer {

inline Basis basis_of(const cases::EffectContext& ctx) { return {ctx.the_case.id, ctx.act.id, ctx.now, ctx.today}; }

inline Day day_argument(const cases::EffectContext& ctx, std::string_view name) {
  const auto found = parse_day(ctx.text(name));
  GH_ASSERT(found.has_value());
  return *found;
}

// The enumerator that a text names.
template <class Enum>
Enum word_argument(const cases::EffectContext& ctx, std::string_view name) {
  Enum out{};
  GH_ASSERT(boost::describe::enum_from_string(ctx.text(name).c_str(), out));
  return out;
}

// An empty Lua table may come as an object.
inline json::array list_argument(const cases::EffectContext& ctx, std::string_view name) {
  const auto* found = ctx.value(name).if_array();
  return found == nullptr ? json::array() : *found;
}

// The transfer that an effect is about: named, or the case itself.
inline Id transfer_argument(const cases::EffectContext& ctx) { return ctx.text_or("transfer", ctx.the_case.id); }

}  // namespace gh::transfer
