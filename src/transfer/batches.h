// Batches and pilots of the catalogue, what is proposed for them, and the versions in which it is published (三(一)2,
// 三(一)3).
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "store/db.h"
#include "transfer/basis.h"
#include "transfer/splitting.h"

namespace gh::transfer {

inline constexpr std::size_t kProposalsMax = 2'000;  // of one batch

// collecting: departments propose; examining: no more proposals; published and discarded are the ends.
enum class BatchState { collecting, examining, published, discarded };
BOOST_DESCRIBE_ENUM(BatchState, collecting, examining, published, discarded)

// One version of a batch, known by the id of its function-batch case.
struct Batch {
  Id batch_id;
  std::int64_t version = 0;
  std::string title;
  std::int64_t year = 0;
  bool pilot = false;
  Day proposals_until{};
  BatchState state{};
  std::optional<Day> published_on;
  std::optional<std::int64_t> catalogue;  // number of the version that published it
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Batch, (),
                      (batch_id, version, title, year, pilot, proposals_until, state, published_on, catalogue,
                       begun_by_act, begun_at, ended_by_act, ended_at))

struct NewBatch {
  std::string title;
  std::int64_t year = 0;
  bool pilot = false;
  Day proposals_until{};
};

void open_batch(store::Tx& tx, const Basis& basis, const NewBatch& batch);
// kConflict "batch_state" where the basis's case has no batch in that state.
void close_batch(store::Tx& tx, const Basis& basis);
void discard_batch(store::Tx& tx, const Basis& basis);
// kConflict "all_examined" while a proposal of it isn't examined, "nothing_examined" where none is.
void publish_batch(store::Tx& tx, const Basis& basis, std::int64_t catalogue);
std::optional<Batch> find_batch(store::Tx& tx, const Id& batch_id);

// proposed: for the legal office; advised: for the reform office; returned: with its department again.
enum class ProposalState { proposed, advised, examined, published, returned, dropped };
BOOST_DESCRIBE_ENUM(ProposalState, proposed, advised, examined, published, returned, dropped)

// What was proposed, known by the id of its function-item case. `advice` is the legal office's: empty, favourable or
// unfavourable; it decides nothing.
struct Proposal {
  Id item_id;
  std::int64_t version = 0;
  Id department_id;
  Id batch_id;      // empty: proposed by itself
  Id inventory_id;  // empty: not from the inventory
  std::string part;
  std::string name;
  std::string kind;              // FunctionKind, or empty
  std::string legal_basis_type;  // LegalBasisType, or empty
  Disposal disposal{};
  ProposalState state{};
  std::string advice;
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Proposal, (),
                      (item_id, version, department_id, batch_id, inventory_id, part, name, kind, legal_basis_type,
                       disposal, state, advice, begun_by_act, begun_at, ended_by_act, ended_at))

// Enters the proposal of the basis's case, or what has become of it after it was returned. kConflict
// "batch_collecting", "batch_full": its batch takes no more; "known_part", "part_proposed": the part isn't the
// department's, or another case proposes it.
void propose(store::Tx& tx, const Basis& basis, Proposal proposal);
void advise(store::Tx& tx, const Basis& basis, bool favourable);
// The next state of the basis's proposal; nothing where it was never proposed.
void settle(store::Tx& tx, const Basis& basis, ProposalState state);
std::optional<Proposal> find_proposal(store::Tx& tx, const Id& item_id);
// In force, in the order they came in.
std::vector<Proposal> proposals_of(store::Tx& tx, const Id& batch_id);

enum class CatalogueCause { batch, single, withdrawal };
BOOST_DESCRIBE_ENUM(CatalogueCause, batch, single, withdrawal)

// A published version of the catalogue: the register as it stood at `published_at`.
struct CatalogueVersion {
  std::int64_t number = 0;
  CatalogueCause cause{};
  Id case_id;
  Day published_on{};
  Instant published_at{};
  Id act_id;
};
BOOST_DESCRIBE_STRUCT(CatalogueVersion, (), (number, cause, case_id, published_on, published_at, act_id))

// The next version; its number.
std::int64_t publish_version(store::Tx& tx, const Basis& basis, CatalogueCause cause);
std::optional<CatalogueVersion> find_version(store::Tx& tx, std::int64_t number);
// Newest first.
std::vector<CatalogueVersion> catalogue_versions(store::Tx& tx);

}  // namespace gh::transfer
