// The schema of the engine, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::cases {
std::span<const store::Migration> migrations();
}
