// What each verb of the command line does. They print for people and answer an exit code.
#pragma once
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace gh::app {

// Of a demo city; a larger one takes minutes and shows nothing more.
inline constexpr std::int64_t kDemoAssociationsMax = 1'000;

struct CommandOptions {
  std::string db_url;  // empty: sqlite in the data folder
  std::string data_folder = "var/guildhall";
  std::string policy_folder = "policy/440600/2012-93";
  std::string newer_folder;
  std::string log_origin = "guildhall.invalid/log";
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::size_t threads = 0;
  std::vector<std::string> trusted_proxies;
  std::string web_folder;
  std::string public_address;
  bool quiet = false;
  bool insecure_cookies = false;
  bool demo = false;
  std::string test_clock;
  std::string login;
  std::string display_name;
  std::string role;
  std::string body;
  std::int64_t size = 200;
  std::uint64_t seed = 1;
  bool serve = false;
  std::string into;
  std::string folder = "-";
  std::string case_id;
  std::string checkpoint_file;
  std::string list_file;
  std::string template_file;
  std::string procedure;  // empty: the only one that there is
  bool dry_run = false;
  bool skip_faulty = false;
};

int run_serve(const CommandOptions& options);
int run_init(const CommandOptions& options);
int run_demo(const CommandOptions& options);
int run_policy_check(const CommandOptions& options);
int run_policy_diff(const CommandOptions& options);
int run_verify(const CommandOptions& options);
int run_replay(const CommandOptions& options);
int run_backup(const CommandOptions& options);
int run_log_adopt(const CommandOptions& options);
int run_export(const CommandOptions& options);
int run_import(const CommandOptions& options);
int run_user_add(const CommandOptions& options);
int run_user_reset(const CommandOptions& options);

std::string_view version();
// What went wrong, for a person at a terminal: a Problem with its texts and detail, anything else as it says.
std::string explain(const std::exception& trouble);

}  // namespace gh::app
