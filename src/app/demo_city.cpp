#include "app/demo_city.h"

#include <fmt/format.h>

#include <fstream>

#include "app/demo_catalogue.h"
#include "app/demo_exits.h"
#include "app/demo_flows.h"
#include "app/demo_work.h"
#include "identity/accounts.h"
#include "identity/passwords.h"
#include "identity/secrets.h"
#include "log/durable_file.h"

namespace gh::app {
namespace {

constexpr const char* kLoginsFile = "demo-logins.txt";
constexpr std::size_t kPasswordLength = 12;
constexpr std::size_t kSingleItems = 12;  // that come into the catalogue by themselves
constexpr int kCultivatedDaysAgo = 480;   // the first cultivation begins so long before the last day
constexpr int kCultivationsApart = 7;
constexpr std::size_t kFunctionsSplitNow = 6;  // of the batch that still collects
constexpr int kRoundsYears = 3;                // so many rounds of reports and of spot checks
// Days before the city is shown.
constexpr int kStoriesDays = 1200;
constexpr int kSpotChecksBegin = 62;
constexpr int kGradeRoundBegins = 68;
constexpr int kFollowUpsBegin = 55;

// Every hundredth of a city of two hundred associations.
std::int64_t share(const DemoOptions& options, std::int64_t of_two_hundred) {
  return std::max<std::int64_t>(options.associations * of_two_hundred / 200, 1);
}

Day day_between(Play& play, Day first, Day last) {
  return first + std::chrono::days{play.between(0, std::max<std::int64_t>((last - first).count(), 0))};
}

void begin_story(Play& play, Cast& cast, const DemoOptions& options) {
  const Day first = day_of(2012, 12, 10);
  const Day last = local_day(options.until, play.pack().utc_offset);
  for (std::size_t i = 0; i < cast.evaluators.size(); ++i) enrol_evaluator(play, cast, i);
  for (std::size_t i = 0; i < cast.experts.size(); ++i) enrol_expert(play, cast, i);
  for (std::size_t i = 0; i < cast.registries.size(); ++i) appoint_committees(play, cast, i);
  for (std::size_t i = 0; i < cast.companies.size(); ++i)
    enrol_company(play, cast, i,
                  i % 4 == 0 ? day_between(play, first, last) : day_between(play, first, day_of(2013, 6, 30)));
  // Half of the associations were there early; the rest came year by year: some so that their grade is due now, and
  // some this month.
  for (std::size_t i = 0; i < cast.associations.size(); ++i) {
    const bool recent = i % 16 == 15 || (cast.associations[i].registry == 0 && i % 4 == 3);
    const bool due_now = i % 8 == 5;
    const bool early = i % 2 == 0;
    live(play, cast, i,
         recent    ? day_between(play, last - std::chrono::days{35}, last - std::chrono::days{1})
         : due_now ? day_between(play, last - std::chrono::days{1000}, last - std::chrono::days{800})
         : early   ? day_between(play, day_of(2013, 2, 18), day_of(2014, 12, 31))
                   : day_between(play, day_of(2015, 1, 5), last));
  }
  run_budgets(play, cast, year_of(last));
  const Day lately = last - std::chrono::days{kStoriesDays};
  for (std::size_t i = 0; i < cast.registries.size(); ++i) {
    for (int year = year_of(last) - kRoundsYears; year < year_of(last); ++year) hold_report_round(play, cast, i, year);
    keep_lists(play, cast, i, lately);
    for (int years = kRoundsYears - 1; years >= 0; --years)
      hold_spot_checks(play, cast, i, last - std::chrono::days{kSpotChecksBegin + 365 * years});
  }
  tell_of_credit(play, cast, last);
  tell_of_lives(play, cast, last);
  tell_of_exits(play, cast, last);
  hold_grade_round(play, cast, last - std::chrono::days{kGradeRoundBegins});
  for (std::size_t i = 0; i < cast.registries.size(); ++i)
    hold_follow_ups(play, cast, i, last - std::chrono::days{kFollowUpsBegin});
}

void publish_catalogues(Play& play, Cast& cast, Day last) {
  static constexpr std::array<std::array<const char*, 3>, 10> kServices = {
      {{"GD3-01", "行业调研与发展报告", "industry_management"},
       {"GD3-02", "行业统计分析", "industry_management"},
       {"GD3-03", "行业标准制定与宣贯", "industry_management"},
       {"GD4-01", "行业技术培训", "technical"},
       {"GD4-02", "科研成果鉴定组织", "technical"},
       {"GD5-01", "政策咨询与评估", "support"},
       {"GD5-02", "会展与经贸交流组织", "support"},
       {"GD2-01", "企业法律援助服务", "social_affairs"},
       {"GD1-01", "就业与技能公共服务", "basic_public"},
       {"GD4-03", "检验检测技术服务", "technical"}}};
  for (std::size_t i = 0; i < kServices.size(); ++i)
    publish_service(play, cast, i % cast.departments.size(), kServices[i][0], kServices[i][1], kServices[i][2]);
  std::size_t number = 0;
  DemoBatch first{"第一批职能转移目录", day_of(2013, 3, 4), false, {}};
  DemoBatch pilot{"农业品牌职能转移试点", day_of(2013, 6, 3), true, {}};
  DemoBatch next{"新一批职能转移目录（征集中）", last - std::chrono::days{12}, false, {}};
  for (const auto& row : play.pack().catalogues.at("functions").rows) {
    if (row.code.starts_with("FT-SEED"))
      first.rows.push_back(row);
    else if (row.code.starts_with("FT-FS"))
      pilot.rows.push_back(row);
    else if (row.code.starts_with("FT-HA") && next.rows.size() < kFunctionsSplitNow)
      next.rows.push_back(row);
    else if (number < kSingleItems)
      publish_function(play, cast, number++ % cast.departments.size(), row.name.zh, row.code);
  }
  run_batch(play, cast, std::move(first));
  run_batch(play, cast, std::move(pilot));
  begin_batch(play, cast, std::move(next));
}

// Begins once the catalogues are published.
Flow begin_business(Play& play, Cast& cast, DemoOptions options) {
  co_await play.on(day_of(2014, 6, 3));
  const Day last = local_day(options.until, play.pack().utc_offset);
  const auto purchases = share(options, 90);
  for (std::int64_t i = 0; i < purchases; ++i) {
    if (i % 6 == 5) {
      buy(play, cast, static_cast<std::size_t>(i),
          day_between(play, last - std::chrono::days{100}, last - std::chrono::days{3}), static_cast<int>(i) + 1);
      continue;
    }
    // A plan is made in the first ten months, so that its budget year doesn't run out under it.
    const int year = static_cast<int>(play.between(2015, year_of(last)));
    const Day latest = std::min(day_of(year, 10, 20), last);
    buy(play, cast, static_cast<std::size_t>(i),
        day_between(play, day_of(year, 1, 20), std::max(latest, day_of(year, 1, 21))), static_cast<int>(i) + 1);
  }
  for (std::size_t i = 0; i < cast.functions.size(); ++i) {
    const bool recent = i % 3 == 2;
    if (recent)
      cultivate(play, cast, i, last - std::chrono::days{kCultivatedDaysAgo - kCultivationsApart * static_cast<int>(i)});
    hand_over(play, cast, i,
              recent ? day_between(play, last - std::chrono::days{70}, last - std::chrono::days{4})
                     : day_between(play, day_of(2015, 3, 1), last - std::chrono::days{400}),
              i % 6 == 3);
    work_on_function(play, cast, i, day_between(play, last - std::chrono::days{330}, last - std::chrono::days{120}));
  }
}

struct DemoLogin {
  std::string login;
  std::string title;
};

// One for each role, and second ones where four eyes are asked for. Who is secretary of an association depends on the
// story: the first one that still stands.
std::vector<DemoLogin> logins_of(Play& play, const Cast& cast) {
  std::size_t secretary = 0;
  while (secretary + 1 < cast.associations.size() && !stands(play, cast.associations[secretary])) ++secretary;
  const std::size_t founder = secretary == 1 ? 0 : 1;
  return {{"registrar", "登记员 registrar"},
          {"reviewer", "登记审核员 registry reviewer"},
          {"registry-head", "登记机关负责人 head of the registry"},
          {"assessment", "评估办公室 assessment office"},
          {"committee", "评估委员会主任 committee chair"},
          {"committee-member1", "评估委员会委员 committee member"},
          {"officer", "部门经办人 department officer"},
          {"officer2", "部门经办人（验收） department officer, acceptance"},
          {"head", "部门负责人 head of department"},
          {"reform", "改革办审核人 reform office"},
          {"legal", "法制审核人 legal office"},
          {"finance", "财政经办人 finance officer"},
          {"finance-head", "财政局负责人 head of finance"},
          {"supervisor", "监察人员 supervision"},
          {"auditor", "审计人员 audit"},
          {"calendar", "工作日历管理员 calendar keeper"},
          {"expert", "评审专家 expert"},
          {"evaluator", "第三方评估机构 evaluator"},
          {fmt::format("founder{}", secretary + 1), "协会秘书长 association secretary"},
          {"appeal-member1", "协会申诉小组成员 member of an appeal panel"},
          {"agent1", "企业经办人 company clerk"},
          {fmt::format("founder{}", founder + 1), "发起人代表 founder"},
          {"citizen", "市民 citizen"},
          {"system-admin", "系统管理员 system administrator"},
          {"security-admin", "安全管理员 security administrator"},
          {"audit-admin", "安全审计员 audit administrator"},
          {"registrar2", "登记员乙 second registrar"},
          {"expert2", "评审专家乙 second expert"}};
}

// Gives everybody who is printed the same password; the text of the file that tells it.
std::string give_passwords(Installation& installation, Play& play, const Cast& cast) {
  const std::string password = "Foshan-" + identity::new_secret(installation.random()).substr(0, kPasswordLength);
  const identity::Passwords passwords({}, installation.random());
  const std::string hash = passwords.hash(password);
  std::string out;
  play.prepare([&] {
    out = fmt::format("{:<18}{}\n", "password", password);
    for (const auto& [login, title] : logins_of(play, cast)) {
      const auto account = identity::find_account_by_login(play.tx(), login);
      if (!account) continue;
      identity::set_password_hash(play.tx(), account->id, hash, play.now());
      out += fmt::format("{:<18}{}\n", login, title);
    }
  });
  return out;
}

std::filesystem::path logins_file(const Installation& installation) {
  return installation.options().data_folder / kLoginsFile;
}

}  // namespace

Instant demo_begins() { return start_of(day_of(2012, 11, 26), UtcOffset{480}) + std::chrono::hours{9}; }

bool demo_city_stands(Installation& installation) {
  const bool begun = installation.db().reading([](store::Tx& tx) {
    return tx.integer("select count(*) from case_file").value_or(0) > 0 ||
           tx.integer("select count(*) from account").value_or(0) > 0;
  });
  if (!begun) return false;
  if (std::filesystem::exists(logins_file(installation))) return true;
  const std::string folder = installation.options().data_folder.string();
  throw Problem(
      ProblemCode::kConflict,
      FieldError{
          "",
          "demo-unfinished",
          "",
          {fmt::format("演示城市没有建完，或其登录名不在{}：请删除该目录，或改用空数据库，再建一次", folder),
           fmt::format("the demo city was left half-built, or its logins aren't in {}: remove that folder, or name an "
                       "empty database, and fill it again",
                       folder)}});
}

void fill_demo_city(Installation& installation, SetTime& time, const DemoOptions& options) {
  // That of an earlier city in this folder would pass this one off as finished.
  std::filesystem::remove(logins_file(installation));
  Cast cast;
  Play play(installation, time, options.seed, options.until);
  play.prepare([&] { hire(play, cast, options.associations); });
  play.prepare([&] {
    begin_story(play, cast, options);
    publish_catalogues(play, cast, local_day(options.until, play.pack().utc_offset));
    begin_business(play, cast, options);
  });
  int shown = 0;
  play.run([&](Day day, std::size_t acts) {
    if (year_of(day) == shown) return;
    shown = year_of(day);
    fmt::print("  {} … {} acts\n", shown, acts);
    std::fflush(stdout);
  });
  const std::string logins = give_passwords(installation, play, cast);
  fmt::print("  {} acts; giving them their places in the log\n", play.acts());
  installation.integrate_all();
  // Last of all: it tells that the city is whole.
  log::write_durably(logins_file(installation), logins, 0600);
}

void print_demo_logins(const Installation& installation) {
  std::ifstream file(logins_file(installation));
  fmt::print("\nDemo logins (one password for all):\n");
  for (std::string line; std::getline(file, line);) fmt::print("  {}\n", line);
  std::fflush(stdout);
}

}  // namespace gh::app
