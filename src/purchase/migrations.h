// The schema of purchase, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::purchase {
std::span<const store::Migration> migrations();
}
