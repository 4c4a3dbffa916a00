// Acts on their way into the log: written with the act, integrated after its commit.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "log/tiles.h"
#include "store/db.h"

namespace gh::log {

// Puts the act's leaf in line for the tree, inside the act's own transaction: both stand or neither. Call it when the
// act has taken its locks and read what it builds on: acts keep the order of these calls. `leaf_json` is the canonical
// JSON; each act has one leaf. Throws Problem kTooLarge, rule "leaf-size", for one over kLeafMaxBytes.
void enqueue(store::Tx& tx, const Id& act, std::string_view leaf_json);

// The leaf of an act that isn't published: it waits for its place, or has one and no published checkpoint yet, as a
// crash between the steps of a round leaves it.
std::optional<std::string> unpublished_leaf(store::Tx& tx, const Id& act);

// Acts that wait, for metrics.
std::int64_t waiting(store::Tx& tx);

}  // namespace gh::log
