// The schema of the ledger, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::ledger {
std::span<const store::Migration> migrations();
}
