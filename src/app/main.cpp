// The command line. Each verb's work stands in commands.h; here is only how it is called.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "app/commands.h"

namespace {

using gh::app::CommandOptions;

void add_place(CLI::App& verb, CommandOptions& options) {
  verb.add_option("--db", options.db_url, "Database: sqlite:<path> or postgresql://…")->envname("GUILDHALL_DB");
  verb.add_option("--data", options.data_folder, "Folder of blobs, log key and kept checkpoint")->capture_default_str();
  verb.add_option("--policy", options.policy_folder, "Folder of the policy pack")->capture_default_str();
  verb.add_option("--origin", options.log_origin, "Name of the log and of its key")->capture_default_str();
}

void add_server(CLI::App& verb, CommandOptions& options) {
  verb.add_option("--address", options.address, "Address to listen on")->capture_default_str();
  verb.add_option("--port", options.port, "Port to listen on; 0 = any that is free")
      ->envname("PORT")
      ->capture_default_str();
  verb.add_option("--threads", options.threads, "Threads that serve; 0 = one a core")->capture_default_str();
  verb.add_option("--trusted-proxy", options.trusted_proxies, "Address of a proxy whose X-Forwarded-For is believed");
  verb.add_option("--public-address", options.public_address,
                  "Where people reach the portal, for codes on documents: https://…");
  verb.add_option("--web", options.web_folder, "Folder of static files")->capture_default_str();
  verb.add_flag("--quiet", options.quiet, "No line for each request");
}

}  // namespace

int main(int argc, char** argv) {
  CommandOptions options;
  CLI::App app{"Guildhall (行会通): functions and service contracts of a city, handed to its industry associations"};
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string(gh::app::version()));
  int exit_code = 0;
  const auto verb = [&](CLI::App& parent, const char* name, const char* says, int (*work)(const CommandOptions&)) {
    CLI::App* added = parent.add_subcommand(name, says);
    added->callback([&exit_code, &options, work] { exit_code = work(options); });
    return added;
  };

  CLI::App* serve = verb(app, "serve", "Serve over HTTP until stopped", gh::app::run_serve);
  add_place(*serve, options);
  add_server(*serve, options);
  serve->add_flag("--insecure-cookies", options.insecure_cookies,
                  "Cookies without Secure: plain HTTP on this machine only");
  serve->add_flag("--demo", options.demo, "Serve a demo database");
  serve->add_option("--test-clock", options.test_clock, "Serve a test database on a clock that begins at this instant");

  CLI::App* init =
      verb(app, "init", "Make the database, its log key and the first security administrator", gh::app::run_init);
  add_place(*init, options);
  init->add_option("--administrator", options.login, "Login of the first security administrator");

  CLI::App* demo = verb(app, "demo", "Fill an empty database with a demo city", gh::app::run_demo);
  add_place(*demo, options);
  add_server(*demo, options);
  demo->add_option("--size", options.size, "Associations that are founded in the city")
      ->check(CLI::Range(std::int64_t{1}, gh::app::kDemoAssociationsMax))
      ->capture_default_str();
  demo->add_option("--seed", options.seed, "Seed of what is made")->capture_default_str();
  demo->add_flag("--serve", options.serve, "Serve it afterwards");

  CLI::App* policy = app.add_subcommand("policy", "Policy packs");
  policy->require_subcommand(1);
  CLI::App* check = verb(*policy, "check", "Check a pack and tell every fault", gh::app::run_policy_check);
  check->add_option("pack", options.policy_folder, "Folder of the pack")->capture_default_str();
  CLI::App* diff = verb(*policy, "diff", "What changed between two packs, by clause", gh::app::run_policy_diff);
  diff->add_option("older", options.policy_folder, "Folder of the older pack")->required();
  diff->add_option("newer", options.newer_folder, "Folder of the newer pack")->required();

  CLI::App* verify =
      verb(app, "verify", "Recompute the log, and walk every case through its procedure", gh::app::run_verify);
  add_place(*verify, options);
  CLI::App* replay =
      verb(app, "replay", "Perform every act again in an empty database and compare", gh::app::run_replay);
  add_place(*replay, options);
  replay->add_option("--into", options.into, "Database to make: sqlite:<path> or postgresql://…")->required();
  CLI::App* backup = verb(app, "backup", "A consistent copy of database, blobs and keys", gh::app::run_backup);
  add_place(*backup, options);
  backup->add_option("folder", options.folder, "Empty folder to write into")->required();
  CLI::App* log = app.add_subcommand("log", "The public log");
  log->require_subcommand(1);
  CLI::App* adopt =
      verb(*log, "adopt", "After a restore: keep the newest checkpoint that anybody has", gh::app::run_log_adopt);
  add_place(*adopt, options);
  adopt->add_option("checkpoint", options.checkpoint_file, "File with the signed checkpoint")->required();
  CLI::App* export_case =
      verb(app, "export", "One case with its acts, proofs and checkpoint as a file", gh::app::run_export);
  add_place(*export_case, options);
  export_case->add_option("case", options.case_id, "Id or number of the case")->required();
  export_case->add_option("--out", options.folder, "File to write; - for standard output")->capture_default_str();

  CLI::App* import =
      verb(app, "import", "A registry's existing list from a file, each row an act", gh::app::run_import);
  add_place(*import, options);
  auto* list = import->add_option("list", options.list_file, "XLSX or CSV file");
  auto* officer = import->add_option("--officer", options.login, "Login of the officer who enters it");
  import->add_option("--procedure", options.procedure,
                     "Procedure whose cases the rows are; may be left out where the pack has one only");
  import->add_flag("--dry-run", options.dry_run, "Only check: tell what is wrong, line by line");
  import->add_flag("--skip-faulty", options.skip_faulty, "Enter the rows that hold where others are faulty");
  import->add_option("--template", options.template_file, "Write the template there (.xlsx or .csv) and end");
  list->needs(officer);

  CLI::App* user = app.add_subcommand("user", "Accounts");
  user->require_subcommand(1);
  CLI::App* add =
      verb(*user, "add", "Add an account with an office; prints its one-time secret", gh::app::run_user_add);
  add_place(*add, options);
  add->add_option("login", options.login, "Login")->required();
  add->add_option("--name", options.display_name, "Name shown")->required();
  add->add_option("--role", options.role, "Role of the office")->required();
  add->add_option("--body", options.body, "The city's body it belongs to, as in the pack");
  add->add_option("--test-clock", options.test_clock, "A test database, whose clock stands at this instant");
  CLI::App* reset = verb(*user, "reset", "Give a new one-time secret for an account", gh::app::run_user_reset);
  add_place(*reset, options);
  reset->add_option("login", options.login, "Login")->required();

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  } catch (const std::exception& trouble) {
    std::fprintf(stderr, "guildhall: %s\n", gh::app::explain(trouble).c_str());
    return 1;
  }
  return exit_code;
}
