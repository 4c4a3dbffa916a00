// Refuses what no entry bundle could hold while the act can still be refused.
#include "log/pending.h"

#include "base/assert.h"
#include "base/problem.h"

namespace gh::log {

void enqueue(store::Tx& tx, const Id& act, std::string_view leaf_json) {
  GH_ASSERT(!leaf_json.empty() && is_utf8(leaf_json));
  if (leaf_json.size() > kLeafMaxBytes) {
    throw Problem(ProblemCode::kTooLarge,
                  FieldError{"",
                             "leaf-size",
                             "",
                             {"办理动作的公开内容超过日志单条上限 65535 字节",
                              "the public part of this act is over the log's 65,535 bytes a leaf"}},
                  "leaf of " + std::to_string(leaf_json.size()) + " bytes");
  }
  tx.execute("/* later */ insert into log_pending (act_id, leaf) values (?, ?)", {act, leaf_json});
}

std::optional<std::string> unpublished_leaf(store::Tx& tx, const Id& act) {
  if (auto waits = tx.string("select leaf from log_pending where act_id = ?", {act})) return waits;
  return tx.string("select leaf from log_leaf where act_id = ?", {act});
}

std::int64_t waiting(store::Tx& tx) { return tx.integer("select count(*) from log_pending").value_or(0); }

}  // namespace gh::log
