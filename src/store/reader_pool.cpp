// The pool of reading sessions.
#include "store/reader_pool.h"

#include <algorithm>
#include <chrono>

namespace gh::store {
namespace {

// The pools whose view this thread has open, innermost last.
thread_local std::vector<const void*> open_views;

Problem no_session() {
  Problem problem(
      ProblemCode::kOverloaded,
      FieldError{"", "read-pool", "", {"系统繁忙，请稍后再试", "Too many readers; please try again shortly"}});
  problem.retry_after(1);
  return problem;
}

}  // namespace

// A session on loan with its view begun; gives it back whatever happens.
class ReaderPool::Loan {
 public:
  explicit Loan(ReaderPool& pool) : pool_(pool), session_(pool.begin_view()) { open_views.push_back(&pool_); }
  ~Loan() {
    open_views.pop_back();
    try {
      session_->end_view();
    } catch (...) {
      // The view has been read already; a session that can't end it is closed.
      session_.reset();
    }
    pool_.put_back(std::move(session_));
  }
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;
  Session& session() { return *session_; }

 private:
  ReaderPool& pool_;
  std::unique_ptr<Session> session_;
};

void ReaderPool::read(const std::function<void(Tx&)>& work) {
  GH_ASSERT(std::find(open_views.begin(), open_views.end(), this) == open_views.end());
  Loan loan(*this);
  SessionTx tx(loan.session(), false);
  work(tx);
  tx.require_sound();
}

std::unique_ptr<Session> ReaderPool::begin_view() {
  std::unique_ptr<Session> session = take();
  try {
    if (session) {
      try {
        session->begin_view();
        return session;
      } catch (const Problem&) {
        // The connection may have been lost while it lay idle; nothing was read, so a new one may try.
        if (session->usable()) throw;
      }
      session.reset();
    }
    session = open_();
    session->begin_view();
    return session;
  } catch (...) {
    put_back(std::move(session));
    throw;
  }
}

std::unique_ptr<Session> ReaderPool::take() {
  std::unique_lock lock(mutex_);
  const bool in_time = returned_.wait_for(lock, std::chrono::milliseconds(wait_max_ms_),
                                          [this] { return closed_ || lent_ < sessions_max_; });
  if (closed_) throw_unavailable("the database has been stopped");
  if (!in_time) throw no_session();
  ++lent_;
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Session> session = std::move(idle_.back());
  idle_.pop_back();
  return session;
}

void ReaderPool::put_back(std::unique_ptr<Session> session) {
  {
    const std::lock_guard lock(mutex_);
    GH_ASSERT(lent_ > 0);
    --lent_;
    if (session && session->usable()) idle_.push_back(std::move(session));
  }
  // Both a waiting reader and close() may be listening.
  returned_.notify_all();
}

void ReaderPool::close() {
  std::unique_lock lock(mutex_);
  closed_ = true;
  returned_.notify_all();
  returned_.wait(lock, [this] { return lent_ == 0; });
  idle_.clear();
}

}  // namespace gh::store
