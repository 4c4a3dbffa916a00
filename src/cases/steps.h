// What waits for whom: steps of a state, and whether a caller may act by one of them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cases/model.h"
#include "cases/performing.h"

namespace gh::cases {

inline constexpr std::size_t kSignersMax = 200;

// Makes the steps of a state that has just been entered: one for each entry of its actions' `by`, and one for each
// signer.
void open_steps(Performing& performing, const policy::State& state);
// Closes what is still open when the state is left.
void close_steps(Performing& performing);

// What waits in this state, in order. A step that waits for a role or an organisation and was claimed by, or handed to,
// an office that has ended since is nobody's again: it comes without its holder.
std::vector<Step> steps_of(store::Tx& tx, const Id& case_id, std::string_view state, Day today);

// The open step by which this actor may perform an action with these `by` entries; sets `on_behalf_of` when it is
// another office's that delegated to him. `account` is refused on a case that it opened for somebody else.
struct Qualified {
  Step step;
  std::optional<Id> on_behalf_of;
};
std::optional<Qualified> qualifies(store::Tx& tx, const CaseFile& file, const std::vector<Step>& steps,
                                   const Actor& actor, const std::vector<std::string>& by, const policy::Pack& pack,
                                   Instant now, Day today);

// True when the step is this actor's, by office, role or organisation; who sits for himself isn't his organisation.
bool matches(const Step& step, const Actor& actor, const policy::Pack& pack);

// A division covers itself and those below it (GB/T 2260: trailing pairs of zeros stand for "all of").
std::string division_prefix(std::string_view division);
bool covers(std::string_view upper, std::string_view lower);

// Marks the step signed by this act, opens the next in order, and tells whether the signing is complete.
bool sign(Performing& performing, const Step& step, const policy::Signing& signing);

void insert_step(store::Tx& tx, const Step& step);

}  // namespace gh::cases
