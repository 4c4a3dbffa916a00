// The demo city: Foshan with its five districts, its departments, associations over its real industries, their member
// companies, and what they have done since 2012; every line of it made by acts through the engine under a simulated
// clock.
#pragma once
#include <cstdint>

#include "app/clock.h"
#include "app/installation.h"

namespace gh::app {

struct DemoOptions {
  std::int64_t associations = 200;  // companies, purchases and transfers scale with it
  std::uint64_t seed = 1;
  Instant until{};  // today: the story stops there, with cases in every state
};

// The day after the policy was issued.
Instant demo_begins();

// Fills an empty installation and makes one login for each role, all with one password that is made for this city and
// kept in its data folder.
void fill_demo_city(Installation& installation, SetTime& time, const DemoOptions& options);

// Prints the logins of a city that has been filled.
void print_demo_logins(const Installation& installation);

}  // namespace gh::app
