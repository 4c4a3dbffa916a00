// What comes before an act: whether it was done already, and what time has decided meanwhile.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cases/performing.h"

namespace gh::cases {

// SHA-256 in hex of what is asked: `what` is done ("open", "act", "upload"), `where` (a case, or none), the action or
// kind, and its content.
std::string digest_over(std::string_view what, const Id& where, std::string_view action, const json::object& content);

// The act that was done already under this key, or nothing. Problems: kInvalidForm (a key that isn't 1 to 200 bytes of
// text), kIdempotencyMismatch (another content under the same key).
std::optional<Act> find_done(store::Tx& tx, const Actor& actor, const std::optional<std::string>& key,
                             std::string_view request_digest);
// The same for who is about to act: the key is locked until the transaction ends.
std::optional<Act> done_before(store::Tx& tx, const Actor& actor, const std::optional<std::string>& key,
                               std::string_view request_digest);

// Makes the acts of the case's timers that are due at the stamp's instant; `fired` counts them.
void fire_due(const Engine& engine, store::Tx& tx, const Id& case_id, const Stamp& stamp, std::uint64_t& fired);

// Locks the parent before the case, always in this order.
void lock_case(store::Tx& tx, const std::optional<Id>& parent, const Id& case_id);

// Locks the case that is looked at and lets what time has decided happen first, on the parent and on the case, which is
// read again where anything did: nothing is accepted late only because the scheduler is.
void catch_up(Performing& performing);

}  // namespace gh::cases
