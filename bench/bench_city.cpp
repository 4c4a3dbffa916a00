#include "bench_city.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "app/clock.h"
#include "identity/accounts.h"
#include "identity/offices.h"
#include "identity/organisations.h"
#include "identity/tokens.h"
#include "registry/credit_code.h"
#include "registry/entries.h"
#include "store/search.h"

namespace gh::bench {
namespace {

constexpr std::size_t kRowsAtOnce = 10'000;
constexpr std::size_t kSample = 4'096;
constexpr std::int64_t kFirstInstant = 1'500'000'000'000;
constexpr std::array<const char*, 20> kFirst = {"恒", "鼎", "宏", "锦", "瑞", "嘉", "永", "华", "正", "兴",
                                                "盛", "启", "新", "广", "德", "信", "安", "联", "泰", "元"};
constexpr std::array<const char*, 20> kSecond = {"丰", "达", "源", "通", "邦", "晟", "业", "隆", "和", "成",
                                                 "利", "美", "力", "创", "诚", "卓", "辉", "腾", "景", "川"};
constexpr std::array<const char*, 12> kTrades = {"陶瓷", "家具", "家电", "纺织", "铝材", "塑料",
                                                 "机械", "食品", "照明", "卫浴", "五金", "花卉"};

std::string name_of(std::size_t number, const char* form) {
  return fmt::format("佛山市{}{}{}{}{}", kFirst[number % kFirst.size()], kSecond[number / 20 % kSecond.size()],
                     kTrades[number / 400 % kTrades.size()], number, form);
}

// An association as the organisation it is and as the register's entry.
void insert_association(store::Tx& tx, std::size_t number) {
  const Instant at = instant_of(kFirstInstant + static_cast<std::int64_t>(number) * 1'000);
  const Id id = derived_id(at, "bench", number);
  const std::string name = name_of(number, "行业协会");
  tx.execute(
      "insert into organisation (id, kind, name, name_en, division, parent_id, body_key, status, created_at, act_id) "
      "values (?, 'association', ?, '', '440600', null, null, 'active', ?, null)",
      {id, name, at});
  store::index_text(tx, "organisation", id, name);
  registry::Entry entry;
  entry.id = derived_id(at, "bench-entry", number);
  entry.organisation_id = id;
  entry.made_by_case = derived_id(at, "bench-case", number);
  entry.kind = "association";
  entry.association_kind = "trade_association";
  entry.name = name;
  entry.division = "440600";
  entry.industry = fmt::format("C{}", 13 + number % 30);
  entry.industry_group = "favoured";
  entry.scope = "行业调研、技术培训、标准制定、信息服务";
  entry.address = "佛山市示范路1号";
  entry.funds_fen = Fen{5'000'000};
  entry.credit_code = registry::make_credit_code("440600", "MB0", static_cast<std::int64_t>(number)).value_or("");
  entry.status = registry::entry_status::kActive;
  entry.registered_on = local_day(at, UtcOffset{480});
  registry::add_entry(tx, entry, {derived_id(at, "bench-act", number), at});
  store::index_text(tx, registry::kSearchScope, id, name + "\n" + entry.credit_code);
}

std::string encoded(std::string_view text) {
  std::string out;
  for (const char byte : text) out += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
  return out;
}

// Hires and acts inside one transaction.
class Founding {
 public:
  Founding(app::Installation& installation, store::Tx& tx)
      : installation_(installation), tx_(tx), now_(installation.time().now()) {}

  identity::Caller hire(const char* role, const char* body) {
    const auto pack = installation_.packs().newest();
    identity::Caller caller;
    caller.account = new_id(now_, installation_.random());
    caller.scopes = {"act", "read"};
    caller.role = role;
    caller.division = pack->division;
    identity::create_account(tx_, caller.account, fmt::format("bench{}", ++hired_), role, now_);
    identity::Office office;
    office.id = new_id(now_, installation_.random());
    office.account_id = caller.account;
    office.role = role;
    office.division = pack->division;
    office.from_day = local_day(now_, pack->utc_offset);
    office.created_at = now_;
    if (*body != '\0') office.organisation_id = identity::organisation_of_body(tx_, body).value().id;
    identity::grant_office(tx_, *pack, office);
    caller.office = office.id;
    caller.organisation = office.organisation_id;
    return caller;
  }
  std::string token(const identity::Caller& caller) {
    identity::NewToken token;
    token.id = new_id(now_, installation_.random());
    token.secret = identity::token_secret(installation_.random());
    token.office = caller.office;
    token.scopes = {"act", "read"};
    token.label = "benchmark";
    token.expires_at = now_ + std::chrono::days{2};
    identity::create_token(tx_, caller, token, {}, {now_, installation_.packs().newest()->utc_offset, ""});
    return token.secret;
  }
  Id open(const identity::Caller& caller, const char* procedure, json::object form) {
    return installation_.engine()
        .open(tx_, caller, {procedure, std::move(form), {}, {}, {}}, cases::new_stamp(now_, installation_.random()))
        .case_id;
  }
  void act(const identity::Caller& caller, const Id& case_id, const char* action) {
    installation_.engine().perform(tx_, caller, case_id, {action, {}, {}, {}},
                                   cases::new_stamp(now_, installation_.random()));
  }
  Id department() { return identity::organisation_of_body(tx_, "science").value().id; }
  int year() const { return year_of(local_day(now_, installation_.packs().newest()->utc_offset)); }

 private:
  app::Installation& installation_;
  store::Tx& tx_;
  Instant now_;
  int hired_ = 0;
};

void open_enrolments(Founding& founding, BenchCity& city, std::size_t open_cases) {
  const auto citizen = founding.hire("citizen", "");
  for (std::size_t i = 0; i < open_cases; ++i) {
    const auto code = registry::make_credit_code("440600", "MA0", static_cast<std::int64_t>(i));
    city.open_case = founding.open(citizen, "organisation-enrolment",
                                   {{"kind", "company"},
                                    {"name", name_of(i, "有限公司")},
                                    {"credit_code", code.value()},
                                    {"division", "440600"},
                                    {"address", "佛山市示范路1号"},
                                    {"contact_name", "经办人"},
                                    {"contact_phone", "0757-00000000"}});
  }
}

}  // namespace

app::InstallationOptions installation_options(const std::filesystem::path& folder, const std::string& policy_folder) {
  app::InstallationOptions out;
  out.data_folder = folder / "house";
  out.db_url = "sqlite:" + (folder / "guildhall.db").string();
  out.policy_folder = policy_folder;
  out.log_origin = "bench.invalid/log";
  return out;
}

BenchCity make_city(const std::filesystem::path& folder, const std::string& policy_folder, std::size_t clients,
                    std::size_t open_cases) {
  BenchCity city;
  city.folder = folder;
  const app::SystemTime time;
  const auto options = installation_options(folder, policy_folder);
  city.db_url = options.db_url;
  app::Installation installation(options, time, app::system_random());
  installation.db().write([&](store::Tx& tx) {
    Founding founding(installation, tx);
    city.clients.clear();
    const auto officer = founding.hire("finance_officer", "finance");
    for (std::size_t i = 0; i < clients; ++i) {
      const auto head = founding.hire("finance_head", "finance");
      const Id line = founding.open(officer, "budget-line",
                                    {{"department", founding.department()},
                                     {"year", founding.year()},
                                     {"item", fmt::format("B-{}", i)},
                                     {"title", "购买服务"},
                                     {"amount_fen", 1'000'000},
                                     {"source", "department_budget"}});
      founding.act(head, line, "approve");
      city.clients.push_back({founding.token(founding.hire("registrar", "civil-affairs")), founding.token(head), line});
    }
    open_enrolments(founding, city, open_cases);
  });
  installation.integrate_all();
  for (const char* first : kFirst)
    for (const char* second : kSecond) {
      city.words.push_back(encoded(std::string(first) + second));
      city.new_names.push_back(encoded(std::string("佛山市") + first + second + "卫浴行业协会"));
    }
  return city;
}

double insert_organisations(BenchCity& city, std::size_t total) {
  const auto begun = std::chrono::steady_clock::now();
  const auto db = store::Db::open(city.db_url);
  const auto known = static_cast<std::size_t>(db->reading([](store::Tx& tx) {
    return tx.integer("select count(*) from organisation where kind = 'association'").value_or(0);
  }));
  const std::size_t every = std::max<std::size_t>(1, total / kSample);
  for (std::size_t from = known; from < total; from += kRowsAtOnce) {
    const std::size_t to = std::min(total, from + kRowsAtOnce);
    db->write([&](store::Tx& tx) {
      for (std::size_t i = from; i < to; ++i) insert_association(tx, i);
    });
  }
  city.organisations.clear();
  for (std::size_t i = 0; i < total; i += every)
    city.organisations.push_back(
        derived_id(instant_of(kFirstInstant + static_cast<std::int64_t>(i) * 1'000), "bench", i));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace gh::bench
