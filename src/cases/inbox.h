// The inbox of an office: 待办 已办 我发起的 抄送我的 待认领 超期. Counts come from the same query as the lists.
#pragma once
#include <array>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "cases/model.h"
#include "cases/packs.h"
#include "identity/caller.h"
#include "store/db.h"

namespace gh::cases {

inline constexpr std::array<std::string_view, 6> kInboxBoxes = {"todo",   "done",      "opened",
                                                                "copied", "claimable", "overdue"};
inline constexpr std::int64_t kInboxCountMax = 10'000;  // counts stop there

// One line of the inbox.
struct InboxLine {
  Id case_id;
  std::string number;
  std::string procedure;
  std::string title;
  std::string state;
  std::string pack_version;
  std::optional<Id> applicant_id;
  std::optional<std::string> applicant_name;
  Id step_id;          // empty for boxes without steps
  std::string holder;  // who holds the step: an office's id, or empty while unclaimed
  std::int64_t urged = 0;
  Instant since{};
  std::optional<Day> due_on;
  std::optional<Day> warn_on;
  std::optional<Instant> sealed_until;  // until then a line tells others nothing about who has applied
  std::string page_key;                 // where the line stands in its box: a page ends after it
};
BOOST_DESCRIBE_STRUCT(InboxLine, (),
                      (case_id, number, procedure, title, state, pack_version, applicant_id, applicant_name, step_id,
                       holder, urged, since, due_on, warn_on, sealed_until, page_key))

enum class InboxOrder { due_on, since, number };
BOOST_DESCRIBE_ENUM(InboxOrder, due_on, since, number)

// What is asked for of a box; empty members ask for nothing.
struct InboxSearch {
  std::string procedure{};
  std::string state{};
  std::string card{};  // "calm", "yellow" or "red", as the line shows it
  std::string text{};  // in the number, or in the title where it may be read
  // Absent: by due day in todo, claimable and overdue; by when it began, newest first, in the others.
  std::optional<InboxOrder> order{};
  std::optional<bool> descending{};  // absent: as is usual for the order: the newest and the highest number first
};

struct InboxPage {
  std::vector<InboxLine> lines;
  std::string next;             // pass as `after`; empty at the end
  std::int64_t total = 0;       // lines of all pages, up to kInboxCountMax
  bool total_at_least = false;  // there are more
};

// A page of at most `limit` lines of one box (of kInboxBoxes). `today` decides what is overdue;
// the pack tells who sits for himself and has no part in what waits for his body.
InboxPage inbox(store::Tx& tx, const identity::Caller& caller, const policy::Pack& pack, std::string_view box,
                const InboxSearch& search, std::size_t limit, std::string_view after, Instant now, Day today);

// How many lines each box has, up to kInboxCountMax, in the order of kInboxBoxes.
std::vector<std::int64_t> inbox_counts(store::Tx& tx, const identity::Caller& caller, const policy::Pack& pack,
                                       Instant now, Day today);

}  // namespace gh::cases
