// The leaf an act leaves in the public log: office and organisation, never a person; the form's public members in
// clear, the rest as a commitment that is forgotten with its secret.
#pragma once
#include <string>

#include "base/json.h"
#include "cases/model.h"
#include "policy/pack.h"

namespace gh::cases {

class Performing;

// Canonical JSON of the leaf (RFC 8785). Public texts that would make it too long stand as their SHA-256. While the
// case is sealed it leaves only commitments of the form and of the actor; a hidden actor stands as a commitment too.
std::string leaf_of(const policy::Pack& pack, const CaseFile& file, const Act& act);

// What the parties settle among themselves names no party to strangers: true for an act of no public body in a case
// that isn't everybody's to read, and for what such an act caused in another case.
bool hides_actor(const policy::Pack& pack, const CaseFile& file, const Act& act);

// HMAC-SHA-256 of the canonical form under the act's secret, in hex.
std::string commitment_of(const Act& act);
// The same of {"office", "organisation"}.
std::string actor_commitment_of(const Act& act);

// The form an act was performed with, or null for none: an action's, a verb's, or the procedure's own for "open".
const policy::Form* form_of(const policy::Pack& pack, const CaseFile& file, const Act& act);

// True while the case's form is sealed at the act's instant.
bool is_sealed(const CaseFile& file, Instant now);

void append_leaf(Performing& performing);

}  // namespace gh::cases
