#include "policy/diff.h"

#include <algorithm>
#include <set>

#include "policy/diff_outline.h"

namespace gh::policy {
namespace {

// True when something around `path` is among those that came or went as a whole.
bool is_inside(const std::set<std::string>& wholes, const std::string& path) {
  for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1))
    if (wholes.contains(path.substr(0, at))) return true;
  return false;
}

// What stands in `here` and not in `there`; of a thing that holds others only itself.
void only_in(const Outline& here, const Outline& there, ChangeKind kind, std::vector<Change>& out) {
  std::set<std::string> wholes;
  for (const auto& [path, entry] : here) {
    if (there.contains(path) || is_inside(wholes, path)) continue;
    wholes.insert(path);
    Change change{kind, path, entry.title, "", "", entry.clauses};
    (kind == ChangeKind::kAdded ? change.becomes : change.was) = entry.value;
    out.push_back(std::move(change));
  }
}

std::vector<std::string> clause_order(const Pack& older, const Pack& newer) {
  std::vector<std::string> out = newer.clause_order;
  for (const std::string& clause : older.clause_order)
    if (!newer.clauses.contains(clause)) out.push_back(clause);
  out.emplace_back();
  return out;
}

}  // namespace

std::vector<ClauseChanges> diff(const Pack& older, const Pack& newer) {
  const Outline before = outline_of(older);
  const Outline after = outline_of(newer);
  std::vector<Change> changes;
  only_in(before, after, ChangeKind::kRemoved, changes);
  only_in(after, before, ChangeKind::kAdded, changes);
  for (const auto& [path, entry] : after) {
    const auto was = before.find(path);
    if (was != before.end() && was->second.value != entry.value)
      changes.push_back({ChangeKind::kChanged, path, entry.title, was->second.value, entry.value, entry.clauses});
  }
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.path < b.path; });

  std::vector<ClauseChanges> out;
  for (const std::string& clause : clause_order(older, newer)) {
    const Pack& source = newer.clauses.contains(clause) ? newer : older;
    ClauseChanges group{clause, clause.empty() ? Text{} : source.clauses.at(clause).says, {}};
    for (const Change& change : changes)
      if ((change.clauses.empty() ? "" : change.clauses.front()) == clause) group.changes.push_back(change);
    if (!group.changes.empty()) out.push_back(std::move(group));
  }
  return out;
}

std::string report(const std::vector<ClauseChanges>& changes) {
  std::string out;
  for (const ClauseChanges& group : changes) {
    out += group.clause.empty() ? "(no clause)\n" : group.clause + "  " + group.says.zh + "\n";
    for (const Change& change : group.changes) {
      const char* sign = change.kind == ChangeKind::kAdded ? "+" : change.kind == ChangeKind::kRemoved ? "-" : "~";
      out += "  " + std::string(sign) + " " + change.path;
      if (!change.title.zh.empty()) out += " (" + change.title.zh + ")";
      if (!change.was.empty() && !change.becomes.empty()) {
        out += ": " + change.was + " → " + change.becomes;
      } else if (!change.was.empty() || !change.becomes.empty()) {
        out += ": " + change.was + change.becomes;
      }
      out += "\n";
    }
  }
  return out;
}

}  // namespace gh::policy
