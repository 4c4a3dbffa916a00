// By which day's parameters a case goes.
#pragma once
#include "base/time.h"
#include "cases/model.h"
#include "cases/packs.h"
#include "store/db.h"

namespace gh::cases {

// The day whose parameters hold for a case: that of its opening; where its procedure goes by its parent's rules, that
// of the parent, and so on up: a re-examination goes by the call of the round like the assessment it is about.
Day rules_day_of(store::Tx& tx, Packs& packs, const CaseFile& file);

}  // namespace gh::cases
