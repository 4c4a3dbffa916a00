// Work cases of a department's functions, inserted straight into the tables.
#pragma once
#include "bench_city.h"

namespace gh::bench {

// Running work of one department, over many functions and performers; a tenth of it is late. Answers the department.
Id insert_work(const BenchCity& city, std::size_t running);

}  // namespace gh::bench
