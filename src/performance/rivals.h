// Who competes with a firm: from them reviewers stand aside.
#pragma once
#include <cstddef>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::performance {

// The organisation, and of the companies that experts of the pool are tied to those of its industry group, by so many
// digits of GB/T 4754; sorted. Where an industry isn't known as far as that, the two count as rivals: whom nobody can
// place must not review (政府采购法实施条例9).
std::vector<Id> rivals_of(store::Tx& tx, const Id& organisation, std::size_t digits, Day today);

}  // namespace gh::performance
