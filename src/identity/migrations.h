// The schema of identity, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::identity {
std::span<const store::Migration> migrations();
}
