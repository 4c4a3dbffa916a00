// Makes the files that offices have asked for, beside the requests, and tells the office when one is there.
#pragma once
#include <filesystem>

#include "app/installation.h"
#include "http/event_hub.h"
#include "http/list_reading.h"

namespace gh::app {

// Where the files of an installation lie.
std::filesystem::path export_folder(const Installation& installation);

// Makes the oldest file that waits; false where none does. One that can't be made is marked so, with the rule.
bool make_export(Installation& installation, const http::ListReading& lists, http::EventHub& events);

// Removes rows and files past their day.
void forget_old_exports(Installation& installation);

}  // namespace gh::app
