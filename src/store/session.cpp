// The transaction over a session, and how trouble of the storage is told.
#include "store/session.h"

namespace gh::store {
namespace {

constexpr int kRetryAfterSeconds = 5;

}  // namespace

Problem unavailable(std::string detail) {
  Problem problem(
      ProblemCode::kStorageUnavailable,
      FieldError{
          "", "storage", "", {"数据库暂时不可用，未作任何更改", "The database is unavailable; nothing was changed"}},
      std::move(detail));
  problem.retry_after(kRetryAfterSeconds);
  return problem;
}

void throw_unavailable(std::string detail) { throw unavailable(std::move(detail)); }

void require_storable(Session::Values values) {
  for (const Value& value : values) {
    if (const std::string* text = value.string()) GH_ASSERT(text->find('\0') == std::string::npos);
  }
}

void SessionTx::lock(std::string_view name) {
  GH_ASSERT(writable_);
  GH_ASSERT(!failure_);
  try {
    session_.lock(name);
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

void SessionTx::run_script(std::string_view sql) {
  GH_ASSERT(writable_);
  GH_ASSERT(!failure_);
  try {
    session_.run_script(sql);
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

std::int64_t SessionTx::run(std::string_view sql, Values values) {
  GH_ASSERT(writable_);
  GH_ASSERT(!failure_);
  try {
    return session_.run(sql, values);
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

void SessionTx::visit(std::string_view sql, Values values, const RowTaker& take) {
  GH_ASSERT(!failure_);
  try {
    session_.visit(sql, values, take);
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

void SessionTx::require_sound() const {
  if (failure_) throw Bug("work went on after a statement had failed");
}

}  // namespace gh::store
