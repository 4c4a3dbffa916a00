#include "crash/clients.h"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>

#include "http/socket_client.h"
#include "identity/accounts.h"
#include "identity/offices.h"
#include "identity/organisations.h"
#include "identity/tokens.h"
#include "simulation/dice.h"
#include "simulation/form_maker.h"

namespace gh::crash {
namespace {

constexpr std::int64_t kSerialsOfOneRound = 4'000;
constexpr std::int64_t kLinesOfOneClient = 30;
constexpr std::chrono::days kTokenLife{2};

// Fills in what the server said.
void read_answer(Sent& sent, const http::SocketAnswer& answer) {
  sent.status = answer.status;
  if (answer.status != 200 && answer.status != 201) {
    sent.outcome = Sent::Outcome::kRefused;
    return;
  }
  const json::value body = parse_json(answer.body);
  sent.outcome = Sent::Outcome::kDone;
  sent.act = string_at(body, "act");
  sent.case_id = string_at(body, "case_id");
  sent.state = string_at(body, "state");
  sent.version = at_or_null(body, "version").as_int64();
}

std::string request_of(const Sent& sent) {
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {}\r\nIdempotency-Key: {}\r\nContent-Type: "
      "application/json\r\nContent-Length: {}\r\n\r\n{}",
      sent.target, sent.token, sent.key, sent.body.size(), sent.body);
}

// One client: a connection, its open budget lines, its count.
class Client {
 public:
  Client(std::uint16_t port, const Badges& badges, int round, std::size_t number, std::uint64_t seed, Answers& answers)
      : socket_(port), badges_(badges), round_(round), number_(number), dice_(seed), answers_(answers) {}

  bool connected() const { return socket_.connected(); }

  // One piece of work, of a request or several. False when the server is gone.
  bool work() {
    if (!lines_.empty() && dice_.chance(50)) return adjust(dice_.of(lines_));
    return dice_.chance(40) && std::ssize(lines_) < kLinesOfOneClient ? open_line() : enrol();
  }
  std::size_t acknowledged() const { return acknowledged_; }
  const std::string& surprise() const { return surprise_; }

 private:
  std::optional<Sent> send(const std::string& token, const std::string& target, json::object body) {
    Sent sent;
    sent.key = fmt::format("r{}-c{}-{}", round_, number_, ++requests_);
    sent.token = token;
    sent.target = target;
    sent.body = json::serialize(body);
    const std::size_t place = answers_.begin(sent);
    socket_.send(request_of(sent));
    const auto answer = socket_.answer();
    if (!answer) return {};
    if (answer->status >= 500 && answer->status != 503) surprise_ = fmt::format("{} {}", answer->status, answer->body);
    read_answer(sent, *answer);
    answers_.end(place, sent);
    if (sent.outcome == Sent::Outcome::kDone) ++acknowledged_;
    return sent;
  }
  std::optional<Sent> act(const std::string& token, const Id& case_id, const std::string& action, json::object form) {
    return send(token, "/api/v1/cases/" + case_id + "/acts", {{"action", action}, {"form", std::move(form)}});
  }

  bool enrol() {
    const std::int64_t serial =
        (round_ * 16 + static_cast<std::int64_t>(number_)) * kSerialsOfOneRound % 900'000 + ++enrolled_;
    const auto opened = send(badges_.citizen, "/api/v1/cases",
                             {{"procedure", "organisation-enrolment"},
                              {"form", json::object{{"kind", "company"},
                                                    {"name", fmt::format("佛山市第{}企业有限公司", serial)},
                                                    {"credit_code", simulation::credit_code(serial)},
                                                    {"division", "440600"},
                                                    {"address", "佛山市示范路1号"},
                                                    {"contact_name", "经办人"},
                                                    {"contact_phone", "0757-00000000"}}}});
    if (!opened) return false;
    if (opened->outcome != Sent::Outcome::kDone) return true;
    return act(badges_.registrar, opened->case_id, "accept", {}).has_value();
  }

  bool open_line() {
    const auto opened = send(badges_.finance_officer, "/api/v1/cases",
                             {{"procedure", "budget-line"},
                              {"form", json::object{{"department", badges_.department},
                                                    {"year", 2026},
                                                    {"item", fmt::format("R{}-C{}-{}", round_, number_, requests_)},
                                                    {"title", "购买服务"},
                                                    {"amount_fen", 1'000'000},
                                                    {"source", "department_budget"}}}});
    if (!opened) return false;
    if (opened->outcome != Sent::Outcome::kDone) return true;
    const auto approved = act(badges_.finance_head, opened->case_id, "approve", {});
    if (!approved) return false;
    if (approved->outcome == Sent::Outcome::kDone) lines_.push_back(opened->case_id);
    return true;
  }

  bool adjust(const Id& line) {
    return act(badges_.finance_head, line, "adjust",
               {{"amount_fen", dice_.between(1'000'000, 9'000'000)}, {"approval", "财批1号"}, {"reason", "调整"}})
        .has_value();
  }

  http::SocketClient socket_;
  const Badges& badges_;
  int round_;
  std::size_t number_;
  simulation::Dice dice_;
  Answers& answers_;
  std::vector<Id> lines_;
  std::int64_t enrolled_ = 0;
  std::size_t requests_ = 0;
  std::size_t acknowledged_ = 0;
  std::string surprise_;
};

}  // namespace

std::vector<Badges> hire_clients(app::Installation& installation, std::size_t clients) {
  const auto pack = installation.packs().newest();
  const Instant now = installation.time().now();
  const RandomBytes& random = installation.random();
  int number = 0;
  return installation.db().writing([&](store::Tx& tx) {
    const auto badge = [&](const char* role, const char* body) {
      identity::Caller caller;
      caller.account = new_id(now, random);
      identity::create_account(tx, caller.account, fmt::format("client{}", ++number), role, now);
      identity::Office office;
      office.id = new_id(now, random);
      office.account_id = caller.account;
      office.role = role;
      office.division = pack->division;
      office.from_day = local_day(now, pack->utc_offset);
      office.created_at = now;
      if (*body != '\0') office.organisation_id = identity::organisation_of_body(tx, body).value().id;
      identity::grant_office(tx, *pack, office);
      identity::NewToken token;
      token.id = new_id(now, random);
      token.secret = identity::token_secret(random);
      token.office = office.id;
      token.scopes = {"act", "read"};
      token.label = "crash test";
      token.expires_at = now + kTokenLife;
      identity::create_token(tx, caller, token, {}, {now, pack->utc_offset, ""});
      return token.secret;
    };
    std::vector<Badges> out;
    for (std::size_t i = 0; i < clients; ++i)
      out.push_back({badge("citizen", ""), badge("registrar", "civil-affairs"), badge("finance_officer", "finance"),
                     badge("finance_head", "finance"), identity::organisation_of_body(tx, "science").value().id});
    return out;
  });
}

bool settle(std::uint16_t port, Answers& answers, std::size_t place) {
  Sent sent = answers.at(place);
  http::SocketClient socket(port);
  socket.send(request_of(sent));
  const auto answer = socket.answer();
  if (!answer) return false;
  read_answer(sent, *answer);
  answers.end(place, sent);
  return true;
}

Load::Load(std::uint16_t port, const std::vector<Badges>& badges, int round, std::uint64_t seed, Answers& answers)
    : clients_(badges.size()) {
  for (std::size_t i = 0; i < badges.size(); ++i) {
    threads_.emplace_back([this, port, &badges, round, i, seed, &answers] {
      Client client(port, badges[i], round, i, seed * 1'000 + i, answers);
      std::size_t counted = 0;
      while (!stopping_ && client.connected() && client.work()) {
        const std::lock_guard hold(mutex_);
        acknowledged_ += client.acknowledged() - counted;
        counted = client.acknowledged();
        change_.notify_all();
      }
      const std::lock_guard hold(mutex_);
      ++ended_;
      change_.notify_all();
      if (!client.surprise().empty()) surprises_.push_back(client.surprise());
    });
  }
}

Load::~Load() { stop(); }

void Load::stop() {
  stopping_ = true;
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

bool Load::wait_for(std::size_t acknowledged) {
  std::unique_lock hold(mutex_);
  change_.wait(hold, [&] { return acknowledged_ >= acknowledged || ended_ == clients_; });
  return acknowledged_ >= acknowledged;
}

std::vector<std::string> Load::surprises() const {
  const std::lock_guard hold(mutex_);
  return surprises_;
}

}  // namespace gh::crash
