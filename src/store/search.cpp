// The index of names: each document's characters and pairs of neighbours, found through FTS5 or GIN.
#include "store/search.h"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <limits>
#include <set>

#include "base/problem.h"
#include "base/text.h"

namespace gh::store {
namespace {

// Places tried for one document on SQLite before its millisecond counts as overfull.
constexpr int kPlacesMax = 100'000;

// Documents looked through on PostgreSQL before its index of terms is asked.
constexpr int kNewestTried = 1000;
// Ids are made of digits, a to f and dashes.
constexpr std::string_view kPastEveryId = "g";

using Terms = std::set<std::string>;

std::string_view cut_to_whole_characters(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t size = bytes_max;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

void require_scope(std::string_view scope) {
  GH_ASSERT(!scope.empty());
  GH_ASSERT(std::all_of(scope.begin(), scope.end(), [](char c) { return c >= 'a' && c <= 'z'; }));
}

// Every pair and every character of the text.
Terms terms_of_document(std::string_view text) {
  Terms terms;
  for (const std::string& pair : bigrams(cut_to_whole_characters(text, kSearchTextMax))) {
    std::size_t second = 1;
    while (second < pair.size() && (static_cast<unsigned char>(pair[second]) & 0xC0) == 0x80) ++second;
    terms.insert(pair.substr(0, second));
    if (second == pair.size()) continue;
    terms.insert(pair.substr(second));
    terms.insert(pair);
  }
  return terms;
}

Terms terms_of_query(std::string_view query) {
  Terms terms;
  for (std::string& term : bigrams(cut_to_whole_characters(query, kSearchTextMax))) {
    if (terms.size() == kSearchTermsMax) break;
    terms.insert(std::move(term));
  }
  return terms;
}

// Terms are made of letters and digits alone, so no mark in them needs escaping.
std::string joined(const Terms& terms, std::string_view before, std::string_view between) {
  std::string out;
  for (const std::string& term : terms) out.append(out.empty() ? "" : between).append(before).append(term);
  return out;
}

// PostgreSQL: an array literal.
std::string array_of(const Terms& terms) { return "{\"" + joined(terms, "", "\",\"") + "\"}"; }

// SQLite: the document's text as its tokenizer sees it, and a query for all of the terms.
std::string tokens_of(std::string_view scope, const Terms& terms) {
  return joined(terms, std::string(scope) + "~", " ");
}
std::string query_for(std::string_view scope, const Terms& terms) {
  return "\"" + joined(terms, std::string(scope) + "~", "\" AND \"") + "\"";
}

Terms from_stored(std::string_view text) {
  Terms terms;
  while (!text.empty()) {
    const std::size_t end = std::min(text.size(), text.find(' '));
    terms.emplace(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return terms;
}

constexpr std::int64_t kPlacedMsEnd = std::int64_t{1} << 42;

// A cursor comes from outside, whatever the caller says it is.
void require_cursor(std::string_view after) {
  if (after.empty() || (is_id(after) && utc_ms(instant_of(Id(after))) < kPlacedMsEnd)) return;
  throw Problem(
      ProblemCode::kInvalidForm,
      FieldError{"/query/cursor", "cursor", "", {"不是上一页给出的 next", "not the `next` of a page before"}});
}

// The first 63 bits of a UUIDv7 that say something: 42 of time (to the year 2109) and 21 of the rest, in their order.
std::int64_t first_place(const Id& document) {
  GH_ASSERT(is_id(document));
  const std::int64_t ms = utc_ms(instant_of(document));
  GH_ASSERT(ms < kPlacedMsEnd);
  const auto bits = [&](std::size_t begin, std::size_t digits) {
    return static_cast<std::int64_t>(std::stoul(document.substr(begin, digits), nullptr, 16));
  };
  // 12 bits after the version digit, 2 after the variant, 7 of the next two digits.
  return ms << 21 | bits(15, 3) << 9 | (bits(19, 1) & 3) << 7 | bits(20, 2) >> 1;
}

struct Indexed {
  std::int64_t position;
  std::string terms;
};
BOOST_DESCRIBE_STRUCT(Indexed, (), (position, terms))

std::optional<Indexed> find_indexed(Tx& tx, std::string_view scope, const Id& document) {
  return tx.one<Indexed>("select position, terms from search_document where scope = ? and document = ?",
                         {scope, document});
}

void take_out_of_index(Tx& tx, std::string_view scope, const Indexed& indexed) {
  // FTS5's own way to delete from an index that keeps no content: the terms must be those that were put in.
  tx.execute("insert into search_index (search_index, rowid, terms) values ('delete', ?, ?)",
             {indexed.position, tokens_of(scope, from_stored(indexed.terms))});
}

std::int64_t free_place(Tx& tx, const Id& document) {
  const std::int64_t first = first_place(document);
  for (std::int64_t place = first; place < first + kPlacesMax; ++place) {
    if (!tx.integer("select position from search_document where position = ?", {place})) return place;
  }
  throw Bug("too many documents of one millisecond in the search index");
}

void index_on_sqlite(Tx& tx, std::string_view scope, const Id& document, const Terms& terms) {
  const std::optional<Indexed> before = find_indexed(tx, scope, document);
  const std::string kept = joined(terms, "", " ");
  if (before && before->terms == kept) return;
  const std::int64_t position = before ? before->position : free_place(tx, document);
  if (before) {
    take_out_of_index(tx, scope, *before);
    tx.execute("update search_document set terms = ? where position = ?", {kept, position});
  } else {
    tx.execute("insert into search_document (scope, document, position, terms) values (?, ?, ?, ?)",
               {scope, document, position, kept});
  }
  tx.execute("insert into search_index (rowid, terms) values (?, ?)", {position, tokens_of(scope, terms)});
}

std::vector<Id> find_on_sqlite(Tx& tx, std::string_view scope, const Terms& terms, std::size_t limit,
                               std::string_view after) {
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  if (!after.empty()) {
    const std::optional<Indexed> last = find_indexed(tx, scope, Id(after));
    before = last ? last->position : first_place(Id(after));
  }
  return tx.all<Id>(
      "select search_document.document from search_index"
      " cross join search_document on search_document.position = search_index.rowid"
      " where search_index match ? and search_index.rowid < ? order by search_index.rowid desc limit ?",
      {query_for(scope, terms), before, limit});
}

std::vector<Id> find_on_postgres(Tx& tx, std::string_view scope, const Terms& terms, std::size_t limit,
                                 std::string_view after) {
  const std::string array = array_of(terms);
  const std::string_view before = after.empty() ? kPastEveryId : after;
  // A common term has its newest documents among the newest of all. For it the index of terms would collect them all
  // first; a rare term is what that index is for. Which is which the planner can't know, so the newest are tried first.
  std::vector<Id> found = tx.all<Id>(
      "select document from (select document, terms from search_document where scope = ? and document < ?"
      " order by document desc limit ?) as newest where terms @> cast(? as text[]) order by document desc limit ?",
      {scope, before, kNewestTried, array, limit});
  if (found.size() == limit) return found;
  return tx.all<Id>(
      "with matching as materialized (select document from search_document where terms @> cast(? as text[])"
      " and scope = ? and document < ?) select document from matching order by document desc limit ?",
      {array, scope, before, limit});
}

}  // namespace

void index_text(Tx& tx, std::string_view scope, const Id& document, std::string_view text) {
  require_scope(scope);
  GH_ASSERT(is_id(document));
  const Terms terms = terms_of_document(text);
  if (terms.empty()) return unindex_text(tx, scope, document);
  if (tx.dialect() == Dialect::kSqlite) return index_on_sqlite(tx, scope, document, terms);
  tx.execute(
      "/* later */ insert into search_document (scope, document, terms) values (?, ?, cast(? as text[]))"
      " on conflict (scope, document) do update set terms = excluded.terms",
      {scope, document, array_of(terms)});
}

void unindex_text(Tx& tx, std::string_view scope, const Id& document) {
  require_scope(scope);
  if (tx.dialect() == Dialect::kSqlite) {
    if (const std::optional<Indexed> before = find_indexed(tx, scope, document)) {
      take_out_of_index(tx, scope, *before);
    }
  }
  tx.execute("delete from search_document where scope = ? and document = ?", {scope, document});
}

std::vector<Id> find_text(Tx& tx, std::string_view scope, std::string_view query, std::size_t limit,
                          std::string_view after) {
  require_scope(scope);
  require_cursor(after);
  const Terms terms = terms_of_query(query);
  if (terms.empty() || limit == 0) return {};
  if (tx.dialect() == Dialect::kSqlite) return find_on_sqlite(tx, scope, terms, limit, after);
  return find_on_postgres(tx, scope, terms, limit, after);
}

}  // namespace gh::store
