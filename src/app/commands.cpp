#include "app/commands.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "app/backup.h"
#include "app/demo_city.h"
#include "app/export_case.h"
#include "app/installation_place.h"
#include "app/serve.h"
#include "base/described.h"
#include "base/digest.h"
#include "cases/replay.h"
#include "cases/walk.h"
#include "identity/accounts.h"
#include "identity/audit.h"
#include "identity/offices.h"
#include "identity/organisations.h"
#include "identity/secrets.h"
#include "identity/sign_in.h"
#include "ledger/invariants.h"
#include "log/verify.h"
#include "policy/check.h"
#include "policy/diff.h"
#include "purchase/invariants.h"

namespace gh::app {
namespace {

constexpr std::size_t kFindingsShownMax = 50;
constexpr int kLookMaxMs = 60'000;  // of one statement that only looks: requests wait for it

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

ServeOptions serve_options(const CommandOptions& options, Mode mode) {
  ServeOptions out;
  out.installation = place_of(options, mode);
  out.installation.db.look_max_ms = kLookMaxMs;
  out.address = options.address;
  out.port = options.port;
  out.threads = options.threads;
  out.trusted_proxies = options.trusted_proxies;
  out.web_folder = options.web_folder;
  out.public_address = options.public_address;
  while (out.public_address.ends_with('/')) out.public_address.pop_back();
  out.quiet = options.quiet;
  out.clock_start = options.test_clock;
  out.secure_cookies = !options.insecure_cookies && mode == Mode::kProduction;
  out.cheap_passwords = mode == Mode::kTest;
  return out;
}

// Adds an account with a one-time secret and gives the secret.
std::string add_account(Installation& installation, const std::string& login, const std::string& name,
                        const std::string& role, const std::string& body) {
  const Instant now = installation.time().now();
  const std::string secret = identity::new_secret(installation.random());
  const auto pack = installation.packs().newest();
  installation.db().write([&](store::Tx& tx) {
    const Id account = new_id(now, installation.random());
    identity::create_account(tx, account, login, name, now);
    identity::begin_password_reset(tx, account, secret, now, now + identity::SignInOptions{}.one_time);
    identity::Office office;
    office.id = new_id(now, installation.random());
    office.account_id = account;
    office.role = role;
    office.division = pack->division;
    office.from_day = local_day(now, pack->utc_offset);
    office.created_at = now;
    if (!body.empty()) {
      const auto organisation = identity::organisation_of_body(tx, body);
      if (!organisation)
        throw Problem(ProblemCode::kNotFound,
                      FieldError{"/body", "body", "", {"没有这个机构", "the pack has no such body"}});
      office.organisation_id = organisation->id;
      office.division = organisation->division;
    }
    identity::grant_office(tx, *pack, office);
  });
  return secret;
}

template <class Finding>
void print_findings(std::string_view subject, const std::vector<Finding>& findings,
                    std::string (*line)(const Finding&)) {
  if (findings.empty()) {
    fmt::print("{}: good\n", subject);
    return;
  }
  fmt::print("{}: {} findings\n", subject, findings.size());
  for (std::size_t i = 0; i < std::min(findings.size(), kFindingsShownMax); ++i)
    fmt::print("  {}\n", line(findings[i]));
}

}  // namespace

std::string_view version() { return "0.1.0"; }

std::string explain(const std::exception& trouble) {
  const auto* problem = dynamic_cast<const Problem*>(&trouble);
  if (problem == nullptr) return trouble.what();
  std::string out(kind_of(problem->code()).title_en);
  for (const auto& error : problem->errors())
    out += fmt::format("\n  {} {}: {}", error.field, error.rule, error.says.en);
  if (!problem->detail().empty()) out += "\n  " + problem->detail();
  return out;
}

int run_serve(const CommandOptions& options) {
  const Mode mode = !options.test_clock.empty() ? Mode::kTest : options.demo ? Mode::kDemo : Mode::kProduction;
  return serve(serve_options(options, mode));
}

int run_init(const CommandOptions& options) {
  const SystemTime time;
  Installation installation(place_of(options, Mode::kProduction), time, system_random());
  installation.integrate_all();
  fmt::print("database, log key and pack {} are in place\n", installation.packs().newest()->version);
  if (!options.login.empty()) {
    const auto secret =
        add_account(installation, options.login, options.login, std::string(identity::kSecurityAdministrator), "");
    fmt::print("one-time secret of {} (good for three days): {}\n", options.login, secret);
  }
  return 0;
}

int run_demo(const CommandOptions& options) {
  const SystemTime time;
  {
    SetTime demo_time(demo_begins());
    Installation installation(place_of(options, Mode::kDemo), demo_time, system_random());
    if (!demo_city_stands(installation))
      fill_demo_city(installation, demo_time, DemoOptions{options.size, options.seed, time.now()});
    print_demo_logins(installation);
  }
  return options.serve ? serve(serve_options(options, Mode::kDemo)) : 0;
}

int run_policy_check(const CommandOptions& options) {
  cases::Offer offer;
  offer_everything(offer);
  const auto loaded = policy::load_folder(options.policy_folder, offer.names());
  if (!loaded.pack) {
    std::cout << policy::report(loaded.faults);
    return 1;
  }
  fmt::print("{} {}: {} procedures, {} forms, {} parameters, {} clauses; no faults\n", loaded.pack->id,
             loaded.pack->version, loaded.pack->procedures.size(), loaded.pack->forms.size(),
             loaded.pack->parameters.size(), loaded.pack->clauses.size());
  return 0;
}

int run_policy_diff(const CommandOptions& options) {
  cases::Offer offer;
  offer_everything(offer);
  const auto older = load_pack(options.policy_folder, offer);
  const auto newer = load_pack(options.newer_folder, offer);
  std::cout << policy::report(policy::diff(*older, *newer));
  return 0;
}

int run_verify(const CommandOptions& options) {
  const SystemTime time;
  Installation installation(place_of(options, mode_of_existing(options)), time, system_random());
  const std::string kept = read_file(installation.options().data_folder / "checkpoint");
  bool good = true;
  installation.db().read([&](store::Tx& tx) {
    const auto tree = log::verify_tree(tx, installation.sequencer().verifier(),
                                       kept.empty() ? std::nullopt : std::optional<std::string_view>(kept));
    print_findings<log::Finding>("log", tree,
                                 [](const log::Finding& finding) { return finding.rule + ": " + finding.says.en; });
    const auto walks = cases::verify_cases(tx, installation.packs(), log::kFindingsMax);
    print_findings<cases::Finding>("cases", walks, [](const cases::Finding& finding) {
      return fmt::format("{} {} act {}: {}", finding.what, finding.case_id, finding.act, finding.says);
    });
    auto ledger = ledger::check_invariants(tx);
    for (auto& finding : purchase::check_invariants(tx)) ledger.push_back(std::move(finding));
    print_findings<std::string>("ledger", ledger, [](const std::string& finding) { return finding; });
    const auto audit = identity::verify_audit(tx);
    fmt::print("audit chain: {}\n", audit.good ? "good" : fmt::format("{} at {}", audit.fault, audit.at_number));
    good = tree.empty() && walks.empty() && ledger.empty() && audit.good;
  });
  return good ? 0 : 1;
}

int run_replay(const CommandOptions& options) {
  const SystemTime time;
  Installation installation(place_of(options, mode_of_existing(options)), time, system_random());
  installation.integrate_all();
  const auto into = store::Db::open(options.into);
  store::migrate(*into, all_migrations());
  const auto report = cases::replay(installation.db(), *into, installation.engine());
  fmt::print("{} acts performed again\n", report.acts);
  for (const auto& difference : report.differences) fmt::print("  {}\n", difference);
  fmt::print("{}\n", report.differences.empty() ? "the databases agree, table by table" : "the databases differ");
  return report.differences.empty() ? 0 : 1;
}

int run_backup(const CommandOptions& options) {
  const SystemTime time;
  const std::filesystem::path folder = options.folder;
  std::filesystem::create_directories(folder);
  if (!std::filesystem::is_empty(folder)) {
    fmt::print(stderr, "guildhall: {} is not empty\n", folder.string());
    return 1;
  }
  Installation installation(place_of(options, mode_of_existing(options)), time, system_random());
  back_up(installation, folder);
  fmt::print("copied to {}; keep log.key and the newest checkpoint apart from it\n", folder.string());
  return 0;
}

int run_log_adopt(const CommandOptions& options) {
  const SystemTime time;
  Installation installation(place_of(options, mode_of_existing(options)), time, system_random());
  const std::string note = read_file(options.checkpoint_file);
  if (note.empty()) {
    fmt::print(stderr, "guildhall: {} is empty or can't be read\n", options.checkpoint_file);
    return 1;
  }
  installation.sequencer().adopt(installation.db(), note);
  fmt::print("kept; the log goes on from there\n");
  return 0;
}

int run_export(const CommandOptions& options) {
  const SystemTime time;
  Installation installation(place_of(options, mode_of_existing(options)), time, system_random());
  installation.integrate_all();
  const std::string document = export_case(installation, options.case_id);
  if (options.folder == "-") {
    std::cout << document << '\n';
    return 0;
  }
  std::ofstream file(options.folder, std::ios::binary);
  file << document << '\n';
  return file.good() ? 0 : 1;
}

int run_user_add(const CommandOptions& options) {
  const auto time = time_source(options.test_clock);
  const Mode mode = options.test_clock.empty() ? mode_of_existing(options) : Mode::kTest;
  Installation installation(place_of(options, mode), *time, system_random());
  const auto secret = add_account(installation, options.login, options.display_name, options.role, options.body);
  fmt::print("one-time secret of {}: {}\n", options.login, secret);
  return 0;
}

int run_user_reset(const CommandOptions& options) {
  const SystemTime time;
  Installation installation(place_of(options, mode_of_existing(options)), time, system_random());
  const std::string secret = identity::new_secret(installation.random());
  installation.db().write([&](store::Tx& tx) {
    const auto account = identity::find_account_by_login(tx, options.login);
    if (!account)
      throw Problem(ProblemCode::kNotFound, FieldError{"/login", "account", "", {"没有这个账号", "no such account"}});
    identity::begin_password_reset(tx, account->id, secret, time.now(),
                                   time.now() + identity::SignInOptions{}.one_time);
  });
  fmt::print("one-time secret of {}: {}\n", options.login, secret);
  return 0;
}

}  // namespace gh::app
