// The schema of the gazette, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::gazette {
std::span<const store::Migration> migrations();
}
