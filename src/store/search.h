// Full text search of names that finds two-character Chinese words without a scan: FTS5 over character bigrams on
// SQLite, a GIN index over an array of bigrams on PostgreSQL.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "store/db.h"

namespace gh::store {

inline constexpr std::size_t kSearchTextMax = 4096;  // bytes of one document that are indexed; the rest is left out
inline constexpr std::size_t kSearchTermsMax = 64;   // terms of one query that are looked for; the rest is left out

// Puts the document's text into the index `scope` (letters only: "organisation", "case"), in place of what stood there
// before. `document` is a UUIDv7.
void index_text(Tx& tx, std::string_view scope, const Id& document, std::string_view text);
void unindex_text(Tx& tx, std::string_view scope, const Id& document);

// Documents of the scope that hold every pair of neighbouring characters of `query`, newest id first, starting after
// `after` (an id that an earlier call gave, or empty; anything else is refused as kInvalidForm). A character that
// stands alone in `query` matches wherever it occurs; a query of spaces and punctuation matches nothing. On SQLite, ids
// of the same millisecond may stand in another order than theirs, but always in the same.
std::vector<Id> find_text(Tx& tx, std::string_view scope, std::string_view query, std::size_t limit,
                          std::string_view after = {});

}  // namespace gh::store
