// The program put together: database, policy, engine, log, and the modules that offer effects and facts.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "cases/engine.h"
#include "cases/materials.h"
#include "cases/offer.h"
#include "cases/packs.h"
#include "log/sequencer.h"
#include "policy/loader.h"
#include "store/db.h"
#include "store/migrations.h"

namespace gh::app {

// What a database is for; once begun, it stays so.
enum class Mode { kProduction, kDemo, kTest };
std::string_view mode_name(Mode mode);

struct InstallationOptions {
  std::string db_url;                   // "sqlite:<path>" or "postgresql://…"
  std::filesystem::path data_folder;    // blobs, the log's key, the kept checkpoint
  std::filesystem::path policy_folder;  // policy/440600/2012-93
  Mode mode = Mode::kProduction;
  std::string log_origin = "guildhall.invalid/log";  // name of the log and of its key
  store::Options db;
};

// Every module's schema, in the order in which they build on one another.
std::vector<store::Migration> all_migrations();

// Everything that modules offer to procedures.
void offer_everything(cases::Offer& offer);

// A pack that has faults, as text for its author.
class PackFaults : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
std::shared_ptr<const policy::Pack> load_pack(const std::filesystem::path& folder, const cases::Offer& offer);

class Installation {
 public:
  // Opens or makes the database, brings it up to date, loads the pack (PackFaults), makes the city's bodies and keeps
  // the pack's files. Throws Problem kConflict where the database was begun for something else.
  Installation(InstallationOptions options, const TimeSource& time, RandomBytes random);
  ~Installation();

  store::Db& db() { return *db_; }
  cases::Engine& engine() { return engine_; }
  cases::Packs& packs() { return packs_; }
  const cases::BlobStore& blobs() const { return blobs_; }
  log::Sequencer& sequencer() { return *sequencer_; }
  const TimeSource& time() const { return time_; }
  const RandomBytes& random() const { return random_; }
  const InstallationOptions& options() const { return options_; }
  // What progress codes are made under: derived from the log's key, so that every node of a city has the same.
  const std::string& progress_secret() const { return progress_secret_; }
  // Gives every committed act its place in the log.
  std::size_t integrate_all();

 private:
  InstallationOptions options_;
  const TimeSource& time_;
  RandomBytes random_;
  cases::Offer offer_;
  std::unique_ptr<store::Db> db_;
  cases::Packs packs_;
  cases::Engine engine_;
  cases::BlobStore blobs_;
  std::string progress_secret_;
  std::unique_ptr<log::Sequencer> sequencer_;
};

}  // namespace gh::app
