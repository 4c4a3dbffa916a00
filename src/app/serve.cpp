#include "app/serve.h"

#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "app/administration_routes.h"
#include "app/background.h"
#include "app/commands.h"
#include "app/exports.h"
#include "app/imports.h"
#include "app/test_clock.h"
#include "cases/progress.h"
#include "http/board_routes.h"
#include "http/case_routes.h"
#include "http/edge.h"
#include "http/export_routes.h"
#include "http/gazette_routes.h"
#include "http/grading_case_routes.h"
#include "http/grading_routes.h"
#include "http/identity_routes.h"
#include "http/import_routes.h"
#include "http/ledger_routes.h"
#include "http/log_routes.h"
#include "http/performance_routes.h"
#include "http/purchase_routes.h"
#include "http/registry_routes.h"
#include "http/scoring_routes.h"
#include "http/server.h"
#include "http/supervision_routes.h"
#include "http/system_routes.h"
#include "http/transfer_routes.h"
#include "log/note.h"
#include "log/pending.h"
#include "opendata/kept.h"
#include "portal/portal_routes.h"

namespace gh::app {
namespace {

constexpr std::chrono::seconds kStopWait{10};
// The least that libsodium takes: only a test database hashes so cheaply.
constexpr identity::HashCost kTestHashCost{1, 8U << 10U};

void append(std::vector<http::Route>& routes, std::vector<http::Route> more) {
  std::move(more.begin(), more.end(), std::back_inserter(routes));
}

// Days change by acts alone, and whoever put a year into the pack may wait for them to.
void warn_of_years(Installation& installation) {
  const auto years =
      installation.db().reading([&](store::Tx& tx) { return installation.packs().years_to_publish(tx); });
  for (const auto& year : years)
    spdlog::warn("the pack's days of {} aren't those of the working-day calendar: publish them by a case", year.year);
}

}  // namespace

struct Server::Parts {
  explicit Parts(ServeOptions the_options)
      : options(std::move(the_options)),
        time(time_source(options.clock_start)),
        installation(options.installation, *time, system_random()),
        identity(identity_parts()),
        access_log(options.quiet ? nullptr : spdlog::stdout_logger_mt("access")),
        routes(all_routes()),
        background(installation, events, *lists) {
    if (!options.web_folder.empty()) files = std::make_unique<http::StaticFiles>(options.web_folder);
    http::EdgeParts parts;
    parts.routes = std::move(routes);
    parts.db = &installation.db();
    parts.authenticate = [this](const http::Request& request, store::Tx& tx) {
      return identity.authenticate(request, tx);
    };
    parts.csrf_token = [this](const http::Request& request, store::Tx& tx) { return identity.csrf_token(request, tx); };
    parts.audit = http::IdentityRoutes::audit;
    parts.problem_page = [this](const Problem& problem, const http::Request& request) {
      return portal::problem_page(portal, problem, request);
    };
    parts.files = files.get();
    parts.events = &events;
    parts.metrics = &metrics;
    parts.log = &access_log;
    http::EdgeOptions edge_options;
    edge_options.trusted_proxies = options.trusted_proxies;
    edge_options.behind_tls = options.secure_cookies;
    edge = std::make_unique<http::Edge>(std::move(parts), edge_options);
    http::ServerOptions server_options;
    server_options.address = options.address;
    server_options.port = options.port;
    server_options.threads = options.threads;
    server = std::make_unique<http::Server>(server_options, *edge, *time, installation.random(), &metrics);
  }

  http::IdentityParts identity_parts() {
    http::IdentityParts parts;
    parts.db = &installation.db();
    parts.pack = [this] { return installation.packs().newest(); };
    parts.random = installation.random();
    parts.options.secure_cookies = options.secure_cookies;
    if (options.cheap_passwords) {
      GH_ASSERT(options.installation.mode == Mode::kTest);
      parts.options.password.cost = kTestHashCost;
    }
    return parts;
  }

  http::CaseParts case_parts() {
    return {&installation.engine(), &installation.packs(),          &installation.blobs(), &installation.db(),
            installation.random(),  installation.progress_secret(), options.public_address};
  }

  portal::PortalParts portal_parts(const http::CaseParts& parts, std::vector<portal::Download> downloads) {
    portal::PortalParts out;
    out.cases = parts;
    out.assets = portal::read_assets(options.web_folder);
    out.log_key = log::text(installation.sequencer().verifier());
    out.downloads = std::move(downloads);
    out.progress = [parts](store::Tx& tx, std::string_view number, std::string_view code) {
      return cases::progress_of(tx, *parts.packs, parts.progress_secret, number, code);
    };
    const auto clauses = std::make_shared<opendata::Kept<std::vector<opendata::ClauseFigures>>>();
    out.clause_figures = [parts, clauses](store::Tx& tx, Instant now) {
      const auto pack = parts.packs->newest();
      const Day today = local_day(now, pack->utc_offset);
      return *clauses->get(tx, now, [&] { return opendata::clause_figures(tx, *pack, today); });
    };
    const auto city = std::make_shared<opendata::Kept<opendata::CityFigures>>();
    out.city_figures = [parts, city](store::Tx& tx, Instant now) {
      return *city->get(tx, now, [&] { return opendata::city_figures(tx, *parts.packs->newest(), now); });
    };
    return out;
  }

  std::vector<http::Route> all_routes() {
    const http::CaseParts parts = case_parts();
    std::vector<http::Route> all = identity.routes();
    append(all, http::case_routes(parts));
    append(all, http::act_routes(parts));
    append(all, http::material_routes(parts));
    append(all, http::inbox_routes(parts));
    append(all, http::policy_routes(parts));
    append(all, http::clause_routes(parts));
    append(all, http::policy_history_routes(parts));
    append(all, http::progress_routes(parts));
    append(all, http::prefill_routes(parts));
    append(all, http::check_routes(parts));
    append(all, http::calendar_routes(parts));
    append(all, http::log_routes(log::text(installation.sequencer().verifier())));
    append(all, http::registry_routes(parts));
    append(all, http::name_routes(parts));
    append(all, http::member_routes(parts));
    append(all, http::credit_routes(parts));
    append(all, http::report_routes(parts));
    append(all, http::fine_routes(parts));
    append(all, http::scoring_routes(parts));
    append(all, http::catalogue_routes(parts));
    append(all, http::gazette_routes(parts));
    append(all, http::ledger_routes(parts));
    append(all, http::grading_routes(parts));
    append(all, http::grading_case_routes(parts));
    append(all, http::transfer_routes(parts));
    append(all, http::supervision_routes(parts));
    append(all, http::performance_routes(parts));
    append(all, http::statistics_routes(parts));
    append(all, http::work_routes(parts));
    append(all, http::function_catalogue_routes(parts));
    append(all, http::purchase_routes(parts));
    portal = portal_parts(parts, portal::downloads_of(all));
    append(all, portal::portal_routes(portal));
    append(all, administration_routes(installation));
    lists = std::make_shared<const http::ListReading>(all);
    append(all, http::board_routes(parts, lists));
    append(all, http::export_routes(parts, lists, export_folder(installation)));
    append(all, http::import_routes(parts, import_folder(installation)));
    if (auto* set_time = dynamic_cast<SetTime*>(time.get())) append(all, test_clock_routes(installation, *set_time));
    http::SystemParts system;
    system.title = {
        {"行会通", "Guildhall"}, std::string(version()), options.secure_cookies ? "__Host-guildhall" : "guildhall"};
    system.checks = {{"log", [this] {
                        const auto state = installation.sequencer().state();
                        return state.signs || state.rule.empty();
                      }}};
    system.metrics = &metrics;
    http::add_system_routes(all, std::move(system));
    return all;
  }

  void watch() {
    metrics.gauge("guildhall_log_size", "leaves in the log",
                  [this] { return static_cast<double>(installation.sequencer().state().tree_size); });
    metrics.counter("guildhall_timers_fired", "acts made because they fell due",
                    [this] { return static_cast<double>(background.timers_fired()); });
  }

  ServeOptions options;
  std::unique_ptr<TimeSource> time;
  http::Metrics metrics;
  http::EventHub events;
  Installation installation;
  http::IdentityRoutes identity;
  http::AccessLog access_log;
  portal::PortalParts portal;  // made with the routes, as are the lists
  std::shared_ptr<const http::ListReading> lists;
  std::vector<http::Route> routes;  // until the edge has them
  Background background;
  std::unique_ptr<http::StaticFiles> files;
  std::unique_ptr<http::Edge> edge;
  std::unique_ptr<http::Server> server;
  bool stopped = false;
};

Server::Server(ServeOptions options) : parts_(std::make_unique<Parts>(std::move(options))) {
  parts_->watch();
  parts_->installation.integrate_all();
  warn_of_years(parts_->installation);
  // On a set clock time moves by request only, and what falls due with it.
  if (parts_->options.clock_start.empty()) parts_->background.start();
  parts_->server->start();
}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return parts_->server->port(); }
Installation& Server::installation() { return parts_->installation; }
const std::vector<http::Route>& Server::routes() const { return parts_->edge->routes(); }

void Server::stop() {
  if (parts_->stopped) return;
  parts_->stopped = true;
  parts_->server->stop(kStopWait);
  parts_->background.stop();
  parts_->edge->stop();
  parts_->installation.integrate_all();
  spdlog::drop("access");
}

int serve(ServeOptions options) {
  // Blocked before any thread starts, so that only sigwait below sees them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  const std::string address = options.address;
  Server server(std::move(options));
  fmt::print("Guildhall serves on http://{}:{}\n", address, server.port());
  std::fflush(stdout);
  int signal_number = 0;
  sigwait(&signals, &signal_number);
  fmt::print("stopping\n");
  server.stop();
  return 0;
}

}  // namespace gh::app
