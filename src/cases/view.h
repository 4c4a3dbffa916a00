// A case, its history and its clocks as JSON for one reader: what he may see of it, and nothing else.
#pragma once
#include <optional>

#include "base/json.h"
#include "cases/engine.h"
#include "cases/visibility.h"

namespace gh::cases {

// Who reads, when, and whether English is wanted is decided in http/: texts always come in both languages.
struct Reader {
  std::optional<identity::Caller> caller;
  Instant now{};
};

// Throws kNotFound where the reader may not know of the case.
struct Opened {
  CaseFile file;
  std::shared_ptr<const policy::Pack> pack;
  Reading reading = Reading::kNone;
  bool sealed = false;
};
Opened read_case(store::Tx& tx, Packs& packs, const Reader& reader, const Id& case_id);
// The same for what only those may see who read the whole case.
Opened read_whole_case(store::Tx& tx, Packs& packs, const Reader& reader, const Id& case_id);

// The case: number, procedure, state with its label for this reader, organisations, form as far as he may read it,
// clocks with their cards, steps, materials, children.
json::object case_view(store::Tx& tx, Packs& packs, const Reader& reader, const Opened& opened);

// The acts in order; strangers read the public members of forms only, and no offices' accounts.
// A closed signature of a step that others still have to sign is read by its signer alone.
json::array acts_view(store::Tx& tx, const Reader& reader, const Opened& opened, std::int64_t after_ordinal,
                      std::size_t limit);

// "Why 13 December?": each clock with its events and every day that was counted or not.
json::array trace_view(store::Tx& tx, Packs& packs, const Opened& opened, Instant now);

json::array actions_view(const std::vector<ActionState>& actions);

// One line of a list.
json::object case_line(store::Tx& tx, Packs& packs, const Reader& reader, const CaseFile& file);

json::value text_json(const Text& text);

}  // namespace gh::cases
