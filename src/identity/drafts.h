// Forms that an office has begun to fill in and not yet sent. They are its own, nobody else reads them, and they end by
// themselves; they have personal data in them and go nowhere else.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::identity {

inline constexpr std::size_t kDraftMaxBytes = 256 * 1024;  // of one form, as JSON text
inline constexpr std::int64_t kDraftsMax = 100;            // of an office
inline constexpr std::size_t kDraftKeyMaxBytes = 200;

// A draft without its form.
struct DraftLine {
  std::string key;  // open:<procedure>[:<parent case>] or act:<case>:<action>
  Instant saved_at{};
  std::int64_t version = 1;  // grows with each saving
};
BOOST_DESCRIBE_STRUCT(DraftLine, (), (key, saved_at, version))

struct Draft {
  std::string key;
  json::object form;
  Instant saved_at{};
  std::int64_t version = 1;
};

// Those of the office saved at `since` or later, the newest first.
std::vector<DraftLine> drafts_of(store::Tx& tx, const Id& office, Instant since);
// Nothing where there is none, or none so young.
std::optional<Draft> find_draft(store::Tx& tx, const Id& office, std::string_view key, Instant since);

// Saves over version `expected`; absent: there is none yet. Problems kInvalidForm ("/key" draft-key), kTooLarge
// ("draft-size"), kConflict ("/version" draft-version: somebody else, another tab, has saved; drafts-max).
DraftLine save_draft(store::Tx& tx, const Id& office, std::string_view key, const json::object& form,
                     std::optional<std::int64_t> expected, Instant now, Instant since);

// No draft under the key is left; none there is no fault.
void remove_draft(store::Tx& tx, const Id& office, std::string_view key);

// Removes drafts saved before, at most `limit`; answers how many.
std::size_t forget_old_drafts(store::Tx& tx, Instant before, std::size_t limit);

}  // namespace gh::identity
