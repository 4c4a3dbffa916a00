// Full text search of names that finds two-character Chinese words without a scan: FTS5 over character bigrams on
// SQLite, a GIN index over an array of bigrams on PostgreSQL.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "store/db.h"

namespace gh::store {

inline constexpr std::size_t kSearchTextMax = 4096;  // bytes of one document that are indexed

// Puts the document's text into the index `scope` ("organisation", "case"), in place of what stood there before.
void index_text(Tx& tx, std::string_view scope, const Id& document, std::string_view text);
void unindex_text(Tx& tx, std::string_view scope, const Id& document);

// Documents of the scope that hold every bigram of `query`, newest id first, starting after `after` (an id, or empty).
// A query of one character matches documents that hold a bigram with it.
std::vector<Id> find_text(Tx& tx, std::string_view scope, std::string_view query, std::size_t limit,
                          std::string_view after = {});

}  // namespace gh::store
