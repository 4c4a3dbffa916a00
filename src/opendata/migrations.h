// The schema of exports, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::opendata {
std::span<const store::Migration> migrations();
}
