#include "cases/before_act.h"

#include <fmt/format.h>

#include "base/digest.h"
#include "base/text.h"
#include "cases/timers.h"

namespace gh::cases {
namespace {

constexpr std::size_t kKeyMaxBytes = 200;

void check_key(const std::string& key) {
  if (key.empty() || key.size() > kKeyMaxBytes || !is_utf8(key)) {
    throw Problem(ProblemCode::kInvalidForm, FieldError{"/header/Idempotency-Key",
                                                        "key-length",
                                                        "",
                                                        {"幂等键应为1至200字节的 UTF-8 文本",
                                                         "an idempotency key is UTF-8 text of 1 to 200 bytes"}});
  }
}

}  // namespace

std::string digest_over(std::string_view what, const Id& where, std::string_view action, const json::object& content) {
  return hex(bytes_of(sha256(fmt::format("{}\n{}\n{}\n{}", what, where, action, canonical_json(content)))));
}

std::optional<Act> find_done(store::Tx& tx, const Actor& actor, const std::optional<std::string>& key,
                             std::string_view request_digest) {
  if (!key) return {};
  check_key(*key);
  auto act = tx.one<Act>("select * from act where office_id = ? and idempotency_key = ?", {actor.office, *key});
  if (!act) return {};
  if (act->request_digest != request_digest) {
    throw Problem(ProblemCode::kIdempotencyMismatch,
                  FieldError{"/header/Idempotency-Key",
                             "same-key-other-content",
                             "",
                             {"同一幂等键曾用于不同内容的请求", "this key was used for a request with other content"}});
  }
  return act;
}

std::optional<Act> done_before(store::Tx& tx, const Actor& actor, const std::optional<std::string>& key,
                               std::string_view request_digest) {
  if (!key) return {};
  check_key(*key);
  // Two requests under one key must not run side by side.
  tx.lock("key:" + actor.office + ":" + *key);
  return find_done(tx, actor, key, request_digest);
}

void fire_due(const Engine& engine, store::Tx& tx, const Id& case_id, const Stamp& stamp, std::uint64_t& fired) {
  for (int i = 0; i < kTimersAtOnceMax; ++i) {
    const auto timer = due_timer(tx, case_id, stamp.at);
    if (!timer) return;
    const Id id = derived_id(stamp.at, "timer:" + stamp.id, ++fired);
    fire(engine, tx, *timer, Stamp{id, stamp.at, hex(bytes_of(hmac_sha256(stamp.secret, id)))});
  }
}

void lock_case(store::Tx& tx, const std::optional<Id>& parent, const Id& case_id) {
  if (parent) tx.lock("case:" + *parent);
  tx.lock("case:" + case_id);
}

void catch_up(Performing& p) {
  const Id case_id = p.file.id;
  const std::optional<Id> parent = p.file.parent_id;
  lock_case(p.tx, parent, case_id);
  std::uint64_t fired = 0;
  if (parent) fire_due(p.engine, p.tx, *parent, p.stamp, fired);
  fire_due(p.engine, p.tx, case_id, p.stamp, fired);
  if (fired > 0) p.look_at(case_id);
}

}  // namespace gh::cases
