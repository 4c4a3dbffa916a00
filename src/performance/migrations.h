// The schema of performance, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::performance {
std::span<const store::Migration> migrations();
}
