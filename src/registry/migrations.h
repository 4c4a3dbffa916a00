// The schema of the registry, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::registry {
std::span<const store::Migration> migrations();
}
