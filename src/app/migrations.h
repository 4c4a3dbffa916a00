// What the installation as a whole remembers of itself.
#pragma once
#include <span>

#include "store/migrations.h"

namespace gh::app {
std::span<const store::Migration> migrations();
}
