#include "scenarios/people.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <stdexcept>

namespace gh::scenarios {
namespace {

constexpr std::chrono::minutes kSessionUsedFor{20};  // sessions end when idle for half an hour
constexpr std::chrono::days kTokenLife{300};

std::string password_of(const std::string& login) { return "Gilde-" + login + "-7531"; }

}  // namespace

People::People(Client& client, Instant now, const std::string& security_secret) : client_(client), now_(now) {
  Standing security{{std::string(kSecurityAdministrator), "security_administrator", "", "", false, false},
                    std::string(kSecurityLogin),
                    "10.0.0.1",
                    "",
                    "",
                    "",
                    {},
                    {}};
  set_password(security, security.login, security_secret);
  people_.emplace(security.person.name, security);
}

void People::add(const Person& person) {
  if (knows(person.name)) throw std::runtime_error("two persons are called " + person.name);
  const std::size_t number = people_.size() + 1;
  Standing made{person,
                "person" + std::to_string(number),
                "10.1." + std::to_string(number / 250) + "." + std::to_string(number % 250 + 1),
                "",
                "",
                "",
                {},
                {}};
  Standing& security = standing(std::string(kSecurityAdministrator));
  if (!person.same_as.empty()) {
    made.login = standing(person.same_as).login;
    if (!person.body.empty()) {
      const json::value account = who(person.same_as).at("account");
      begin(security);
      demand(security, "POST", "/api/v1/admin/offices",
             json::object{
                 {"account_id", account}, {"role", person.role}, {"organisation_id", organisation_of(person.body)}},
             201);
    }
    people_.emplace(person.name, made);
    return;
  }
  begin(security);
  const auto account = demand(security, "POST", "/api/v1/admin/accounts",
                              json::object{{"login", made.login}, {"display_name", person.name}}, 201)
                           .content();
  if (!person.role.empty()) {
    json::object office{{"account_id", at_or_null(at_or_null(account, "account"), "id")}, {"role", person.role}};
    if (!person.body.empty()) office["organisation_id"] = organisation_of(person.body);
    demand(security, "POST", "/api/v1/admin/offices", office, 201);
  }
  set_password(made, made.login, text_at(account, "one_time_secret"));
  people_.emplace(person.name, made);
}

std::vector<std::string> People::named(std::string_view beginning) const {
  std::vector<std::string> out;
  for (const auto& [name, standing] : people_)
    if (name.starts_with(beginning)) out.push_back(name);
  std::sort(out.begin(), out.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  return out;
}

Answer People::call(const std::string& name, Call asked) {
  if (name.empty()) return client_.call(asked);
  Standing& caller = standing(name);
  begin(caller);
  return send(caller, std::move(asked));
}

const json::object& People::who(const std::string& name) {
  Standing& caller = standing(name);
  begin(caller);
  return caller.who;
}

People::Standing& People::standing(const std::string& name) {
  const auto found = people_.find(name);
  if (found == people_.end()) throw std::runtime_error("nobody is called " + name);
  return found->second;
}

void People::set_password(Standing& standing, const std::string& login, const std::string& secret) {
  demand(standing, "POST", "/api/v1/password/one-time",
         json::object{{"login", login}, {"secret", secret}, {"new_password", password_of(login)}}, 204);
}

void People::begin(Standing& standing) {
  if (now_ < standing.good_until) return;
  standing.token.clear();
  sign_in(standing);
  standing.good_until = now_ + kSessionUsedFor;
  if (!standing.person.uses_token) return;
  make_token(standing);
  standing.good_until = now_ + kTokenLife;
}

void People::sign_in(Standing& standing) {
  standing.cookie.clear();
  const Answer answer = demand(standing, "POST", "/api/v1/session",
                               json::object{{"login", standing.login}, {"password", password_of(standing.login)}}, 201);
  const std::string& set = answer.headers.at("set-cookie");
  standing.cookie = set.substr(0, set.find(';'));
  standing.who = answer.content().as_object();
  standing.csrf = text_at(standing.who, "csrf");
  choose_office(standing);
}

void People::choose_office(Standing& standing) {
  const std::string& role = standing.person.role;
  if (string_at(standing.who, "role") == role) return;
  for (const json::value& office : standing.who.at("offices").as_array()) {
    if (string_at(office, "role") != role) continue;
    const Answer answer =
        demand(standing, "PUT", "/api/v1/session/office", json::object{{"office", at_or_null(office, "id")}}, 200);
    const std::string& set = answer.headers.at("set-cookie");
    standing.cookie = set.substr(0, set.find(';'));
    standing.who = answer.content().as_object();
    standing.csrf = text_at(standing.who, "csrf");
    return;
  }
  throw std::runtime_error(standing.person.name + " holds no office of the role " + role);
}

void People::make_token(Standing& standing) {
  const json::array scopes = standing.person.reads_only ? json::array{"read"} : json::array{"act", "read"};
  const Answer answer = demand(standing, "POST", "/api/v1/tokens",
                               json::object{{"label", "scenario"},
                                            {"scopes", scopes},
                                            {"expires_at", text(now_ + kTokenLife + std::chrono::hours(1))},
                                            {"office", standing.who.at("office")}},
                               201);
  standing.token = text_at(answer.content(), "secret");
}

Answer People::send(const Standing& standing, Call asked) {
  asked.headers.emplace_back("X-Forwarded-For", standing.remote);
  if (!standing.token.empty()) {
    asked.headers.emplace_back("Authorization", "Bearer " + standing.token);
  } else if (!standing.cookie.empty()) {
    asked.headers.emplace_back("Cookie", standing.cookie);
    const bool has_token =
        std::ranges::any_of(asked.headers, [](const auto& header) { return header.first == "X-CSRF-Token"; });
    if (asked.method != "GET" && asked.method != "HEAD" && !has_token)
      asked.headers.emplace_back("X-CSRF-Token", standing.csrf);
  }
  return client_.call(asked);
}

Answer People::demand(const Standing& standing, std::string_view method, std::string target, const json::value& body,
                      int status) {
  Answer answer = send(standing, {std::string(method), target, {}, json::serialize(body), "application/json"});
  if (answer.status != status)
    throw std::runtime_error(standing.person.name + ": " + std::string(method) + " " + target + ": " + answer.shown());
  return answer;
}

json::value People::organisation_of(const std::string& body) {
  std::string cursor;
  for (int page = 0; page < 20; ++page) {
    const Answer answer = client_.call({"GET", "/api/v1/organisations?limit=100" + cursor, {}, "", ""});
    const json::value found = answer.content();
    const json::value& items = at_or_null(found, "items");
    if (!items.is_array()) throw std::runtime_error("organisations: " + answer.shown());
    for (const json::value& organisation : items.get_array())
      if (string_at(organisation, "body_key") == body) return at_or_null(organisation, "id");
    if (string_at(found, "next").empty()) break;
    cursor = "&cursor=" + encoded(string_at(found, "next"));
  }
  throw std::runtime_error("the pack has no body " + body);
}

}  // namespace gh::scenarios
