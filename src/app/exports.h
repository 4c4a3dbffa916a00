// Makes the files that offices have asked for, beside the requests, and tells the office when one is there.
#pragma once
#include <filesystem>

#include "app/installation.h"
#include "http/event_hub.h"
#include "http/list_reading.h"
#include "identity/caller.h"

namespace gh::app {

// Whoever asked for work in the background, as he may read and act now; nothing where the office has ended or the
// account is shut.
std::optional<identity::Caller> caller_of(store::Tx& tx, const Id& account, const Id& office, Day today);
// Until when a file that came about now is kept, by parameter export_kept_days.
Instant kept_until(const policy::Pack& pack, Instant now);

// Where the files of an installation lie.
std::filesystem::path export_folder(const Installation& installation);

// Makes the oldest file that waits; false where none does. One that can't be made is marked so, with the rule.
bool make_export(Installation& installation, const http::ListReading& lists, http::EventHub& events);

// Removes rows and files past their day.
void forget_old_exports(Installation& installation);

}  // namespace gh::app
