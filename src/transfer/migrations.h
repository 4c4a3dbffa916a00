// The schema of transfer, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::transfer {
std::span<const store::Migration> migrations();
}
