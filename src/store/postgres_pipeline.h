// Statements sent to PostgreSQL without waiting for each one's answer. Internal to store/.
#pragma once
#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gh::store {

// Statements that wait for their answers at once: few enough that neither side's buffer fills while both write.
inline constexpr std::size_t kPipelinedMax = 64;

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

class PostgresPipeline {
 public:
  explicit PostgresPipeline(PGconn* connection) : connection_(connection) {}

  bool waits() const { return !sent_.empty(); }
  // The connection's pipeline can't be ended: the connection is of no use any more.
  bool broken() const { return broken_; }
  bool full() const { return sent_.size() >= kPipelinedMax; }

  // Sends a prepared statement; the server begins on it at once. The values are copied. Answers false, and sends
  // nothing more, where the connection doesn't take it.
  bool send(const char* prepared, const std::vector<char*>& values, std::string_view sql);

  // The first statement that failed, with what the server said (null where the connection is lost).
  struct Failed {
    Result answer;
    std::string sql;
  };
  struct Answers {
    Result last;  // of the statement sent last, where none failed
    std::optional<Failed> failed;
  };
  // Waits for all the answers; afterwards nothing waits.
  Answers settle();

 private:
  PGconn* connection_;
  std::vector<std::string> sent_;
  bool broken_ = false;
};

}  // namespace gh::store
