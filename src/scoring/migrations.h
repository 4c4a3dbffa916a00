// The schema of scoring, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::scoring {
std::span<const store::Migration> migrations();
}
