// An agreement on a function as its page shows it: receiver, checks, evaluations, ratings, take-backs.
#pragma once
#include "portal/pages.h"
#include "portal/rows.h"
#include "transfer/reading.h"

namespace gh::portal {
json::object agreement_row(const Asked& asked, const transfer::OneFunction& one,
                           const transfer::AgreementView& agreement);
}
