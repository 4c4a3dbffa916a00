// Where the command line finds an installation.
#pragma once
#include "app/commands.h"
#include "app/installation.h"

namespace gh::app {

InstallationOptions place_of(const CommandOptions& options, Mode mode);
// Commands that look at an existing database take it for whatever it was begun for.
Mode mode_of_existing(const CommandOptions& options);

}  // namespace gh::app
