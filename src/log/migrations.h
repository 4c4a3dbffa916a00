// The schema of the log, in numbered steps.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::log {
std::span<const store::Migration> migrations();
}
