// The demo city: Foshan with its five districts, its departments, associations over its real industries, their member
// companies, and what they have done since 2012; every line of it made by acts through the engine under a simulated
// clock.
#pragma once
#include <cstdint>

#include "app/clock.h"
#include "app/installation.h"

namespace gh::app {

struct DemoOptions {
  // Companies, purchases and transfers scale with them. From sixty on every part is played, and every state of the main
  // job's procedures has been visited by some case.
  std::int64_t associations = 200;
  std::uint64_t seed = 1;
  Instant until{};  // today: the story stops there, with much of it under way
};

// The day after the policy was issued.
Instant demo_begins();

// False for an empty database, true where fill_demo_city has come to its end. Throws Problem kConflict for a city that
// was left half-built, or whose logins lie in another data folder.
bool demo_city_stands(Installation& installation);

// Fills an empty installation and makes one login for each role, all with one password that is made for this city and
// kept in its data folder. The file of the logins is written last.
void fill_demo_city(Installation& installation, SetTime& time, const DemoOptions& options);

// Prints the logins of a city that has been filled.
void print_demo_logins(const Installation& installation);

}  // namespace gh::app
