// What hangs on an association's entry: its certificates, its premises, what it has on file, branches, what it came out
// of or went into. Rows of its page.
#pragma once
#include "portal/rows.h"
#include "registry/reading.h"

namespace gh::portal {

// certificates, premises, filings, branches, successions, and how it ended, put into the page's values.
void add_association_parts(json::object& values, const registry::OneAssociation& one, const Writing& with);

}  // namespace gh::portal
