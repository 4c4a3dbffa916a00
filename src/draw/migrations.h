// The schema of the draw, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::draw {
std::span<const store::Migration> migrations();
}
