// What associations do on the functions they hold: a thread of the demo city's story for each function.
#pragma once
#include "app/demo_cast.h"

namespace gh::app {

// From that day on, if somebody holds the function by then: conditions are published, enterprises apply, one is left
// lying now and then.
Flow work_on_function(Play& play, Cast& cast, std::size_t function, Day from);

}  // namespace gh::app
