// The schema of grading, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::grading {
std::span<const store::Migration> migrations();
}
