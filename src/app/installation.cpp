#include "app/installation.h"

#include <fmt/format.h>

#include "app/migrations.h"
#include "base/digest.h"
#include "cases/migrations.h"
#include "draw/migrations.h"
#include "draw/offer.h"
#include "gazette/migrations.h"
#include "gazette/offer.h"
#include "grading/migrations.h"
#include "grading/offer.h"
#include "identity/migrations.h"
#include "identity/organisations.h"
#include "ledger/migrations.h"
#include "ledger/offer.h"
#include "log/key.h"
#include "log/migrations.h"
#include "opendata/migrations.h"
#include "performance/migrations.h"
#include "performance/offer.h"
#include "purchase/migrations.h"
#include "purchase/offer.h"
#include "registry/migrations.h"
#include "registry/offer.h"
#include "scoring/migrations.h"
#include "scoring/offer.h"
#include "transfer/migrations.h"
#include "transfer/offer.h"

namespace gh::app {
namespace {

void check_mode(store::Tx& tx, Mode mode, Instant now) {
  const auto begun = tx.string("select mode from installation where id = 'installation'");
  if (!begun) {
    tx.execute("insert into installation (id, mode, created_at) values (?, ?, ?)",
               {"installation", mode_name(mode), now});
    return;
  }
  if (*begun == mode_name(mode)) return;
  throw Problem(ProblemCode::kConflict,
                FieldError{"",
                           "installation-mode",
                           "",
                           {fmt::format("这个数据库是“{}”库，不能用作“{}”", *begun, mode_name(mode)),
                            fmt::format("this database was begun for {}, not for {}", *begun, mode_name(mode))}});
}

std::unique_ptr<store::Db> open_migrated(const InstallationOptions& options) {
  std::filesystem::create_directories(options.data_folder);
  auto db = store::Db::open(options.db_url, options.db);
  store::migrate(*db, all_migrations());
  return db;
}

}  // namespace

std::string_view mode_name(Mode mode) {
  switch (mode) {
    case Mode::kProduction:
      return "production";
    case Mode::kDemo:
      return "demo";
    case Mode::kTest:
      break;
  }
  return "test";
}

std::vector<store::Migration> all_migrations() {
  std::vector<store::Migration> out;
  const auto add = [&](std::span<const store::Migration> migrations) {
    out.insert(out.end(), migrations.begin(), migrations.end());
  };
  add(store::migrations());
  add(identity::migrations());
  add(log::migrations());
  add(cases::migrations());
  add(scoring::migrations());
  add(gazette::migrations());
  add(ledger::migrations());
  add(draw::migrations());
  add(registry::migrations());
  add(grading::migrations());
  add(transfer::migrations());
  add(performance::migrations());
  add(purchase::migrations());
  add(opendata::migrations());
  add(app::migrations());
  return out;
}

void offer_everything(cases::Offer& offer) {
  cases::offer_cases(offer);
  scoring::offer_scoring(offer);
  gazette::offer_gazette(offer);
  ledger::offer_ledger(offer);
  draw::offer_draw(offer);
  registry::offer_registry(offer);
  grading::offer_grading(offer);
  transfer::offer_transfer(offer);
  performance::offer_performance(offer);
  purchase::offer_purchase(offer);
}

std::shared_ptr<const policy::Pack> load_pack(const std::filesystem::path& folder, const cases::Offer& offer) {
  const auto loaded = policy::load_folder(folder, offer.names());
  if (loaded.pack) return loaded.pack;
  std::string text = fmt::format("the pack {} has {} faults:", folder.string(), loaded.faults.size());
  for (const auto& fault : loaded.faults)
    text += fmt::format("\n{}:{}: {}: {}", fault.place.file, fault.place.line, fault.kind, fault.says);
  throw PackFaults(text);
}

Installation::Installation(InstallationOptions options, const TimeSource& time, RandomBytes random)
    : options_(std::move(options)),
      time_(time),
      random_(std::move(random)),
      offer_([] {
        cases::Offer offer;
        offer_everything(offer);
        return offer;
      }()),
      db_(open_migrated(options_)),
      packs_(load_pack(options_.policy_folder, offer_), offer_.names()),
      engine_(offer_, packs_),
      blobs_(options_.data_folder / "blobs") {
  db_->write([&](store::Tx& tx) {
    check_mode(tx, options_.mode, time_.now());
    packs_.keep(tx, time_.now());
    identity::sync_bodies(tx, *packs_.newest());
  });
  auto key = log::load_or_make_key(options_.data_folder / "log.key", options_.log_origin, random_);
  progress_secret_ = std::string(bytes_of(hmac_sha256(key.secret_text(), "progress codes")));
  sequencer_ = std::make_unique<log::Sequencer>(std::move(key), options_.data_folder / "checkpoint");
}

Installation::~Installation() { db_->stop(); }

std::size_t Installation::integrate_all() {
  std::size_t total = 0;
  for (;;) {
    const std::size_t moved = sequencer_->integrate(*db_, time_.now());
    total += moved;
    if (moved < log::kIntegrationBatchMax) return total;
  }
}

}  // namespace gh::app
