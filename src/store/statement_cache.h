// Prepared statements of one session by their text, the least recently used dropped first. Internal to store/.
#pragma once
#include <iterator>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gh::store {

// A Statement has a member `bool busy`: true while its rows are being read, when it must be neither used nor dropped.
template <class Statement>
class StatementCache {
 public:
  explicit StatementCache(std::size_t statements_max) : statements_max_(statements_max) {}

  // Null when it isn't kept.
  Statement* find(std::string_view text) {
    const auto found = by_text_.find(text);
    if (found == by_text_.end()) return nullptr;
    newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
    return found->second->statement.get();
  }

  Statement& add(std::string_view text, std::unique_ptr<Statement> statement) {
    drop_oldest();
    newest_first_.push_front(Kept{std::string(text), std::move(statement)});
    by_text_.emplace(newest_first_.front().text, newest_first_.begin());
    return *newest_first_.front().statement;
  }

  void clear() {
    by_text_.clear();
    newest_first_.clear();
  }
  std::size_t size() const { return newest_first_.size(); }

 private:
  struct Kept {
    std::string text;
    std::unique_ptr<Statement> statement;
  };

  void drop_oldest() {
    for (auto kept = newest_first_.end(); newest_first_.size() >= statements_max_ && kept != newest_first_.begin();) {
      --kept;
      if (kept->statement->busy) continue;
      by_text_.erase(kept->text);
      kept = newest_first_.erase(kept);
    }
  }

  std::size_t statements_max_;
  std::list<Kept> newest_first_;
  std::unordered_map<std::string_view, typename std::list<Kept>::iterator> by_text_;
};

}  // namespace gh::store
