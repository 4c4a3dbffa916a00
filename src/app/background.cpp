#include "app/background.h"

#include <spdlog/spdlog.h>

#include <map>
#include <set>

#include "app/exports.h"
#include "app/imports.h"
#include "cases/scheduler.h"
#include "cases/steps.h"
#include "cases/visibility.h"
#include "identity/drafts.h"
#include "identity/offices.h"
#include "identity/sessions.h"

namespace gh::app {
namespace {

constexpr std::chrono::milliseconds kSequencerPause{200};
constexpr std::chrono::milliseconds kTimersPause{1000};
constexpr std::chrono::milliseconds kOutboxPause{250};
constexpr std::chrono::milliseconds kExportsPause{500};
constexpr std::chrono::milliseconds kImportsPause{500};
constexpr std::chrono::milliseconds kSweepPause{600'000};
constexpr std::size_t kOutboxAtOnceMax = 500;
constexpr std::size_t kSweptAtOnceMax = 5'000;

struct OutboxRow {
  Id id;
  std::string kind;
  std::optional<Id> case_id;
  std::string content;
};
BOOST_DESCRIBE_STRUCT(OutboxRow, (), (id, kind, case_id, content))

// Offices that have something to do with the case now.
std::set<Id> listeners_of(store::Tx& tx, const policy::Pack& pack, const Id& case_id, Day today) {
  std::set<Id> out;
  // What somebody held who has left waits for his role again.
  const std::string unclaimed = "(s.office_id is null or not " + identity::in_force_sql("s.office_id") + ")";
  tx.each(
      "select distinct f.id, f.division, case when s.signer_kind = 'role' and s.organisation_id is null and " +
          unclaimed +
          " then s.division else f.division end as asked, case when s.office_id = f.id or s.delegate_id = f.id or "
          "s.signer_kind = 'role' then '' else f.role end as for_body from office f join step s on (s.office_id = f.id "
          "or s.delegate_id = f.id or (s.signer_kind = 'role' and f.role = s.signer and (s.organisation_id is null or "
          "s.organisation_id = f.organisation_id) and " +
          unclaimed +
          ") or (s.signer_kind = 'organisation' and s.organisation_id = f.organisation_id)) where s.case_id = ? and "
          "s.status = 'open' union select opened_by_office, '', '', '' from case_file where id = ?",
      {today, today, today, today, case_id, case_id}, [&](const store::Row& row) {
        // A role of the whole division hears of its own division's cases only.
        if (cases::covers(row.string(1), row.string(2)) && !cases::is_personal(pack, row.string(3)))
          out.emplace(row.string(0));
      });
  return out;
}

// Offices in force that the pack has told of a red card beside those.
std::set<Id> overseers_of(store::Tx& tx, const policy::Pack& pack, const Id& case_id, Day today) {
  std::set<Id> out;
  for (const std::string& role : pack.red_card_to) {
    std::string sql =
        "select f.id, f.division, c.division as of_case from office f join case_file c on c.id = ? where f.role = ? "
        "and f.revoked_at is null and f.from_day <= ? and (f.to_day is null or f.to_day >= ?)";
    if (pack.roles.at(role).scope != policy::RoleScope::kDivision) sql += " and f.organisation_id = c.authority_id";
    tx.each(sql, {case_id, role, today, today}, [&](const store::Row& row) {
      if (cases::covers(row.string(1), row.string(2))) out.emplace(row.string(0));
    });
  }
  return out;
}

bool is_red_card(const OutboxRow& row) {
  return row.kind == "card" && string_at(parse_json(row.content), "colour") == "red";
}

// Who hears of the messages of one outbox, looked up once for each case: often several are about one.
class Hearers {
 public:
  Hearers(store::Tx& tx, const policy::Pack& pack, Day today) : tx_(tx), pack_(pack), today_(today) {}

  std::set<Id> of(const OutboxRow& row) {
    if (!row.case_id) return {};
    auto found = listeners_.find(*row.case_id);
    if (found == listeners_.end())
      found = listeners_.emplace(*row.case_id, listeners_of(tx_, pack_, *row.case_id, today_)).first;
    std::set<Id> out = found->second;
    if (is_red_card(row)) out.merge(overseers_of(tx_, pack_, *row.case_id, today_));
    return out;
  }

 private:
  store::Tx& tx_;
  const policy::Pack& pack_;
  const Day today_;
  std::map<Id, std::set<Id>> listeners_;
};

}  // namespace

void sweep(Installation& installation) {
  const Instant now = installation.time().now();
  const auto pack = installation.packs().newest();
  const json::value* draft_days = pack->parameter("draft_kept_days", local_day(now, pack->utc_offset));
  installation.db().write([&](store::Tx& tx) {
    identity::forget_ended_sessions(tx, now, kSweptAtOnceMax);
    if (draft_days != nullptr)
      identity::forget_old_drafts(tx, now - std::chrono::hours{24} * draft_days->as_int64(), kSweptAtOnceMax);
  });
  forget_old_exports(installation);
  forget_old_imports(installation);
}

std::size_t deliver_outbox(Installation& installation, http::EventHub& events) {
  struct Message {
    Id row;
    std::string kind;
    std::string content;
    std::set<Id> offices;
  };
  // Whoever begins to listen later reads everything anew, so nobody needs to be looked up for an empty room.
  const bool somebody_listens = events.subscribers() > 0;
  const auto pack = installation.packs().newest();
  const Instant now = installation.time().now();
  const auto messages = installation.db().reading([&](store::Tx& tx) {
    std::vector<Message> out;
    Hearers hearers(tx, *pack, local_day(now, pack->utc_offset));
    for (const auto& row : tx.all<OutboxRow>(
             "select id, kind, case_id, content from outbox where delivered_at is null order by id limit ?",
             {kOutboxAtOnceMax}))
      out.push_back({row.id, row.kind, row.content, somebody_listens ? hearers.of(row) : std::set<Id>{}});
    return out;
  });
  if (messages.empty()) return 0;
  for (const Message& message : messages)
    for (const Id& office : message.offices) events.publish(office, message.kind, parse_json(message.content));
  installation.db().write([&](store::Tx& tx) {
    for (const Message& message : messages)
      tx.execute("update outbox set delivered_at = ? where id = ?", {now, message.row});
  });
  return messages.size();
}

Background::Background(Installation& installation, http::EventHub& events, const http::ListReading& lists)
    : installation_(installation), events_(events), lists_(lists) {}
Background::~Background() { stop(); }

void Background::start() {
  threads_.emplace_back([this] {
    loop(
        kSequencerPause,
        [this] {
          return installation_.sequencer().integrate(installation_.db(), installation_.time().now()) ==
                 log::kIntegrationBatchMax;
        },
        "sequencer");
  });
  threads_.emplace_back([this] {
    loop(
        kTimersPause,
        [this] {
          const auto fired = cases::fire_due_timers(installation_.engine(), installation_.db(),
                                                    installation_.time().now(), installation_.random());
          timers_fired_ += fired.acts;
          return fired.cases == cases::kDueCasesAtOnceMax;
        },
        "timers");
  });
  threads_.emplace_back([this] {
    loop(
        kSweepPause,
        [this] {
          sweep(installation_);
          return false;
        },
        "sweep");
  });
  threads_.emplace_back([this] {
    loop(
        kExportsPause, [this] { return make_export(installation_, lists_, events_); }, "exports");
  });
  threads_.emplace_back([this] {
    loop(
        kImportsPause, [this] { return work_on_import(installation_, events_); }, "imports");
  });
  threads_.emplace_back([this] {
    loop(
        kOutboxPause, [this] { return deliver_outbox(installation_, events_) == kOutboxAtOnceMax; }, "outbox");
  });
}

void Background::loop(std::chrono::milliseconds pause, const std::function<bool()>& work, std::string_view name) {
  std::unique_lock hold(mutex_);
  while (!stopping_) {
    hold.unlock();
    bool more = false;
    try {
      more = work();
    } catch (const std::exception& trouble) {
      spdlog::error("{}: {}", name, trouble.what());
    }
    hold.lock();
    if (!more) wake_.wait_for(hold, pause, [this] { return stopping_; });
  }
}

void Background::stop() {
  {
    const std::lock_guard hold(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace gh::app
