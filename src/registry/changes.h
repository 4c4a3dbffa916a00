// What a change of registered matters does to an entry, as a pure function of the entry and the wanted changes.
#pragma once
#include "base/json.h"
#include "registry/entries.h"

namespace gh::registry {

// Which matters a change has touched.
struct Changed {
  bool name = false;     // the Chinese name
  bool name_en = false;  // the English one
  bool legal_representative = false;
  bool other = false;

  bool any() const { return name || name_en || legal_representative || other; }
};

// Puts into `entry` what `changes` has and the entry doesn't say yet. Members, all optional: name, name_en, industry,
// kind, purpose, scope, activity_area, guiding_unit, address (texts), funds_fen, legal_representative
// {identity_number} and premises {address, right, owner?, area_square_metres, until?}, which replaces the seat as a
// whole.
Changed apply_changes(Entry& entry, const json::value& changes);

// Puts the seat of `premises` {address, right, owner?, area_square_metres, until?} into the entry; true when it
// differs.
bool take_premises(Entry& entry, const json::value& premises);

}  // namespace gh::registry
