// The people of a scenario: who holds which office, how each signs in, and what is sent in their name.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/time.h"
#include "scenarios/client.h"

namespace gh::scenarios {

struct Person {
  std::string name;         // 登记员甲; shown, and what a scenario calls them
  std::string role;         // the office they use; empty for somebody without one
  std::string body;         // body of the pack; empty outside of one
  std::string same_as;      // the person whose account this is, under another office
  bool uses_token = false;  // a bearer token instead of a browser's session
  bool reads_only = false;  // the token's scope is "read" alone
};

class People {
 public:
  // `security_secret` is the one-time secret of the account "security" that `guildhall user add` has printed.
  People(Client& client, Instant now, const std::string& security_secret);

  // Makes the account and grants the office through the security administrator, unless the account is somebody else's.
  void add(const Person& person);
  bool knows(std::string_view name) const { return people_.contains(std::string(name)); }
  // Every known person whose name begins so, in order of their names' numbers.
  std::vector<std::string> named(std::string_view beginning) const;

  // Sends the call in this person's name, "" for nobody's. Signs them in where they aren't. A browser's token against
  // foreign pages goes along unless the call has an X-CSRF-Token of its own.
  Answer call(const std::string& name, Call asked);
  // What GET /api/v1/session says of the person: account, office, organisation, role …
  const json::object& who(const std::string& name);
  // Signs them in anew at the next call.
  void forget_session(const std::string& name) { standing(name).good_until = {}; }
  // The scenario's clock stands here now.
  void clock_is(Instant now) { now_ = now; }

 private:
  struct Standing {
    Person person;
    std::string login;
    std::string remote;  // an address of one's own
    std::string cookie;
    std::string csrf;
    std::string token;
    Instant good_until{};
    json::object who;
  };

  Standing& standing(const std::string& name);
  void set_password(Standing& standing, const std::string& login, const std::string& secret);
  void begin(Standing& standing);
  void sign_in(Standing& standing);
  void choose_office(Standing& standing);
  void make_token(Standing& standing);
  Answer send(const Standing& standing, Call asked);
  Answer demand(const Standing& standing, std::string_view method, std::string target, const json::value& body,
                int status);
  json::value organisation_of(const std::string& body);

  Client& client_;
  Instant now_;
  std::map<std::string, Standing> people_;
};

// The name of the one who makes accounts and grants offices.
inline constexpr std::string_view kSecurityAdministrator = "安全管理员";
inline constexpr std::string_view kSecurityLogin = "security";

}  // namespace gh::scenarios
