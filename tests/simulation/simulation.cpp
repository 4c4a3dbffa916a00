#include "simulation/simulation.h"

#include <fmt/format.h>

#include <fstream>

#include "app/demo_city.h"
#include "base/digest.h"
#include "cases/replay.h"
#include "cases/walk.h"
#include "identity/audit.h"
#include "ledger/invariants.h"
#include "log/verify.h"
#include "purchase/invariants.h"
#include "simulation/clock_model.h"

namespace gh::simulation {
namespace {

constexpr std::size_t kFaultsMax = 20;
constexpr std::size_t kStepsBetweenLooks = 1'500;

app::InstallationOptions options_of(const Life& life, const std::string& folder) {
  app::InstallationOptions out;
  out.db_url = "sqlite:" + folder + "/guildhall.db";
  if (life.dialect == store::Dialect::kPostgres) {
    const auto url = store::test_postgres_url();
    GH_ASSERT(url.has_value());
    out.db_url = *url;
  }
  out.data_folder = folder + "/house";
  out.policy_folder = foshan_folder();
  out.mode = app::Mode::kTest;
  out.log_origin = "simulation.invalid/log";
  return out;
}

// Everything the installation's own engine offers, but for what is spoiled.
std::unique_ptr<cases::Offer> spoiled_offer(const cases::Offer& whole, const Spoiled& spoiled) {
  auto out = std::make_unique<cases::Offer>();
  const policy::Offered names = whole.names();
  for (const auto& name : names.effects) {
    const auto replaced = spoiled.find(std::string(name));
    out->effect(std::string(name), replaced == spoiled.end() ? *whole.find_effect(name) : replaced->second);
  }
  for (const auto& name : names.facts) out->fact(std::string(name), *whole.find_fact(name));
  return out;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// What a table holds that isn't the same on both databases, or tells of files and not of acts.
bool stands_apart(std::string_view table) {
  return table == "schema_migration" || table.starts_with("search_") || table.starts_with("sqlite_");
}

}  // namespace

std::string foshan_folder() { return std::string(GUILDHALL_SOURCE_DIR) + "/policy/440600/2012-93"; }

Simulation::Simulation(Life life)
    : life_(std::move(life)), dice_(life_.seed * 2 + 1), time_(parse_instant(life_.begins).value()) {
  installation_ =
      std::make_unique<app::Installation>(options_of(life_, folder_.path()), time_, app::seeded_random(life_.seed));
  engine_ = &installation_->engine();
  if (!life_.spoiled.empty()) {
    spoiled_offer_ = spoiled_offer(engine_->offer(), life_.spoiled);
    spoiled_engine_ = std::make_unique<cases::Engine>(*spoiled_offer_, installation_->packs());
    engine_ = spoiled_engine_.get();
  }
  city_ = std::make_unique<City>(*installation_->packs().newest());
  planner_ = std::make_unique<Planner>(*engine_, *city_, dice_);
  player_ = std::make_unique<Player>(*installation_, *engine_, time_, dice_, tally_);
  settle();
}

Simulation::~Simulation() = default;

void Simulation::settle() {
  if (life_.grown > 0)
    app::fill_demo_city(*installation_, time_, {life_.grown, life_.seed, parse_instant(life_.grown_until).value()});
  else
    installation_->db().write([&](store::Tx& tx) { city_->settle(tx, time_.now(), installation_->random()); });
  settled_ = time_.now();
}

void Simulation::live() {
  for (std::size_t i = 0; i < life_.steps; ++i) {
    try {
      step();
      look_now_and_then(i);
    } catch (const std::exception& trouble) {
      throw Wrong(fmt::format("seed {}, step {} of {}: {}", life_.seed, i, life_.steps, trouble.what()));
    }
  }
}

void Simulation::step() {
  std::optional<Plan> plan;
  installation_->db().read([&](store::Tx& tx) { plan = planner_->next(tx, time_.now()); });
  if (plan) player_->carry_out(*plan);
  if (dice_.chance(4)) player_->repeat_a_request(dice_);
  if (dice_.chance(2)) player_->set_scheduler(!player_->scheduler_on());
  if (dice_.chance(5)) installation_->sequencer().integrate(installation_->db(), time_.now());
  const std::int64_t draw = dice_.between(1, 1000);
  const std::int64_t minutes = draw <= 700   ? dice_.between(1, 120)
                               : draw <= 950 ? dice_.between(120, 840)
                               : draw <= 994 ? dice_.between(1'440, 4'320)
                                             : dice_.between(10'080, 30'240);
  player_->pass(std::chrono::minutes{minutes} + std::chrono::milliseconds{dice_.between(0, 59'999)});
}

void Simulation::look_now_and_then(std::size_t step) {
  if (step % kStepsBetweenLooks != kStepsBetweenLooks - 1) return;
  std::vector<std::string> found;
  installation_->db().read([&](store::Tx& tx) { found = ledger::check_invariants(tx); });
  if (!found.empty()) throw Wrong(found.front());
}

std::vector<std::string> Simulation::faults() {
  player_->fire_what_is_due();
  installation_->integrate_all();
  std::vector<std::string> out;
  const std::string kept = read_file(installation_->options().data_folder / "checkpoint");
  installation_->db().read([&](store::Tx& tx) {
    for (const auto& finding : cases::verify_cases(tx, installation_->packs(), kFaultsMax))
      out.push_back(fmt::format("case {} act {}: {} {}", finding.case_id, finding.act, finding.what, finding.says));
    for (const auto& finding : log::verify_tree(tx, installation_->sequencer().verifier(), kept))
      out.push_back(fmt::format("log: {} {}", finding.rule, finding.says.en));
    for (const auto& finding : ledger::check_invariants(tx)) out.push_back("ledger: " + finding);
    for (const auto& finding : purchase::check_invariants(tx)) out.push_back("purchase: " + finding);
    for (const auto& finding : check_clocks(tx, installation_->packs(), time_.now(), kFaultsMax))
      out.push_back(finding);
    const auto audit = identity::verify_audit(tx);
    if (!audit.good) out.push_back("audit chain: " + audit.fault);
  });
  return out;
}

std::vector<std::string> Simulation::replay_differences() {
  installation_->integrate_all();
  const auto into = store::temporary_sqlite();
  store::migrate(*into, app::all_migrations());
  const auto report = cases::replay(installation_->db(), *into, *engine_);
  std::vector<std::string> out = report.differences;
  const auto acts =
      installation_->db().reading([](store::Tx& tx) { return tx.integer("select count(*) from act").value_or(0); });
  if (static_cast<std::int64_t>(report.acts) != acts)
    out.push_back(fmt::format("{} of {} acts were performed again", report.acts, acts));
  return out;
}

std::map<std::string, std::string> Simulation::table_digests() {
  return installation_->db().reading([](store::Tx& tx) {
    std::map<std::string, std::string> out;
    for (const auto& table : cases::tables(tx))
      if (!stands_apart(table)) out[table] = cases::table_digest(tx, table);
    return out;
  });
}

std::string Simulation::digest() {
  std::string all;
  for (const auto& [table, digest] : table_digests()) all += table + digest;
  return hex(bytes_of(sha256(all)));
}

void Simulation::add_to(Coverage& coverage) {
  installation_->db().read([&](store::Tx& tx) { coverage.add(tx, *installation_->packs().newest(), settled_); });
  coverage.add(tally_);
}

}  // namespace gh::simulation
