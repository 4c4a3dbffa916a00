// A registry's existing list comes in: a good file, every kind of faulty row, the same file again.
#include "app/imports.h"

#include <fmt/format.h>

#include <fstream>

#include "app/lists_fixture.h"
#include "base/described.h"
#include "http/import_routes.h"
#include "opendata/table_reading.h"
#include "registry/credit_code.h"
#include "registry/reading.h"

namespace gh::app {
namespace {

constexpr std::string_view kHead = "名称*,类型*,登记地代码*,行业代码*,统一社会信用代码,成立登记日期*,注册资金（元）\n";

// Names differ by characters that stand for the digits of a number.
std::string name_of(int number) {
  static const std::vector<std::string> kDigits = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
  std::string out;
  for (const char digit : std::to_string(number)) out += kDigits.at(static_cast<std::size_t>(digit - '0'));
  return "佛山市" + out + "陶瓷行业协会";
}
std::string code_of(int number) { return registry::make_credit_code("440600", "MJX", number).value(); }
std::string row(int number) {
  return fmt::format("{},行业协会,440600,307,{},2009/6/1,\"50,000\"\n", name_of(number), code_of(number));
}

class ImportTest : public WithLists {
 protected:
  RowsDone perform(const std::string& text, bool dry = false) {
    return perform_rows(*installation, registrar, "register-entry", text, dry,
                        [this](std::int64_t, const opendata::ImportCounts& counts) { told.push_back(counts.done); });
  }
  // Brings the file as an office does, and works on it once.
  opendata::Import bring(const std::string& text, const std::string& procedure = "register-entry") {
    opendata::Import asked;
    asked.id = new_id(time.now(), installation->random());
    asked.office_id = *registrar.office;
    asked.account_id = registrar.account;
    asked.procedure = procedure;
    asked.file_name = "名册.csv";
    asked.asked_at = time.now();
    std::filesystem::create_directories(import_folder(*installation));
    std::ofstream(import_folder(*installation) / asked.id) << text;
    installation->db().write([&](store::Tx& tx) { opendata::ask_for_import(tx, asked); });
    EXPECT_TRUE(work_on_import(*installation, events));
    return read(asked.id);
  }
  opendata::Import read(const Id& id) {
    return installation->db().reading([&](store::Tx& tx) { return *opendata::find_import(tx, *registrar.office, id); });
  }
  // The rule by which the start is refused, or "".
  std::string start(const Id& id, bool skip_faulty = false) {
    try {
      const auto checked = read(id);
      installation->db().write([&](store::Tx& tx) { opendata::start_import(tx, checked, skip_faulty); });
    } catch (const Problem& problem) {
      return problem.errors().at(0).rule;
    }
    EXPECT_TRUE(work_on_import(*installation, events));
    return "";
  }
  std::int64_t associations() {
    return installation->db().reading([](store::Tx& tx) {
      return tx.integer("select count(*) from registry_entry where kind = 'association'").value_or(0);
    });
  }
  static std::string shown(const std::vector<opendata::ImportFault>& faults) {
    std::string out;
    for (const auto& fault : faults)
      out += fmt::format("{} {} {} {}\n", fault.line, fault.column_zh, fault.rule, fault.clause);
    return out;
  }
  http::EventHub events;
  std::vector<std::int64_t> told;
};

TEST_F(ImportTest, EachRowOfAGoodFileIsAnActThatEntersAnAssociation) {
  const RowsDone done = perform(std::string(kHead) + row(1) + row(2) + row(3));
  EXPECT_EQ(shown(done.faults), "");
  EXPECT_EQ(done.rows, 3);
  EXPECT_EQ(done.counts.good, 3);
  EXPECT_EQ(associations(), 3);
  const auto acts = installation->db().reading([](store::Tx& tx) {
    return tx.integer(
        "select count(*) from act a join case_file c on c.id = a.case_id where c.procedure = "
        "'register-entry' and c.state = 'entered'");
  });
  EXPECT_EQ(acts, 3);
}

TEST_F(ImportTest, ACheckFindsWhatTheActsWouldAndEntersNothing) {
  perform(std::string(kHead) + row(1));
  const std::string wrong_code = "51440300MJL1712375";
  const RowsDone done =
      perform(std::string(kHead) + row(2) +                                                                        // 2
                  fmt::format("{},协会类,440600,307,{},2009-06-01,1\n", name_of(3), code_of(3)) +                  // 3
                  fmt::format("{},行业协会,440600,307,{},昨天,1\n", name_of(4), code_of(4)) +                      // 4
                  fmt::format("{},行业协会,440600,307,{},2009-06-01,1\n", name_of(5), wrong_code) +                // 5
                  fmt::format("佛山{},行业协会,440600,307,{},2009-06-01,1\n", name_of(1).substr(9), code_of(6)) +  // 6
                  fmt::format("{},行业协会,440600,307,{},2009-06-01,1\n", name_of(7), code_of(1)) +                // 7
                  fmt::format("{},行业协会,440605,307,{},2009-06-01,1\n", name_of(8), code_of(8)) +                // 8
                  fmt::format("{},行业协会,440600,9999,{},2009-06-01,1\n", name_of(9), code_of(9)) +               // 9
                  fmt::format("{},行业协会,440600,307,,2009-06-01,1\n", name_of(10)) +                             // 10
                  fmt::format(",行业协会,440600,307,{},2009-06-01,三万\n", code_of(11)) + row(2),  // 11, 12
              true);
  EXPECT_EQ(shown(done.faults),
            "3 类型 enum \n"
            "4 成立登记日期 day \n"
            "5 统一社会信用代码 credit_code GB 32100-2015\n"
            "6 名称 name_conflict 社会组织名称管理办法16\n"
            "7 统一社会信用代码 credit_code_taken GB 32100-2015\n"
            "8 登记地代码 own_register 社会团体登记管理条例7\n"
            "9 行业代码 catalogue 三(二)2\n"
            "10 统一社会信用代码 numbered GB 32100-2015\n"
            "11 注册资金（元） money \n"
            "12 统一社会信用代码 row-twice \n"
            "12 名称 row-twice \n");
  EXPECT_EQ(done.counts.good, 1);
  EXPECT_EQ(done.counts.faulty, 10);
  EXPECT_EQ(associations(), 1) << "a check enters nothing";
}

constexpr std::string_view kEndedHead =
    "名称*,类型*,登记地代码*,行业代码*,统一社会信用代码,成立登记日期*,登记状态（空白为在册）,注销或撤销日期,"
    "注销或撤销事由\n";
std::string ended_row(int number, int code, std::string_view end) {
  return fmt::format("{},行业协会,440600,307,{},2009-06-01,{}\n", name_of(number), code_of(code), end);
}

TEST_F(ImportTest, BodiesThatHaveEndedComeInWithDayAndReason) {
  const RowsDone done = perform(std::string(kEndedHead) + ended_row(1, 1, "已注销,2016-03-01,自行解散") +
                                ended_row(1, 2, ",,") + ended_row(3, 3, "已撤销登记,2026-01-05,弄虚作假骗取登记"));
  EXPECT_EQ(shown(done.faults), "") << "the name of one that has ended is another's";
  EXPECT_EQ(done.counts.good, 3);
  const auto found = installation->db().reading([&](store::Tx& tx) {
    return registry::search_associations(tx, {.text = name_of(1)}, UtcOffset{480}, 10).associations;
  });
  ASSERT_EQ(found.size(), 2U);
  const auto& ended = found[0].status == registry::AssociationStatus::active ? found[1] : found[0];
  EXPECT_EQ(ended.status, registry::AssociationStatus::deregistered);
  EXPECT_EQ(ended.status_ground, "dissolution");
  EXPECT_EQ(ended.ended_on, day_of(2016, 3, 1));
  const auto closed = installation->db().reading([](store::Tx& tx) {
    return tx.integer("select count(*) from organisation where kind = 'association' and status = 'closed'");
  });
  EXPECT_EQ(closed, 2);
}

TEST_F(ImportTest, AnEndWithoutItsDayOrReasonIsToldByLine) {
  const RowsDone done = perform(std::string(kEndedHead) + ended_row(1, 1, "已注销,,") +     // 2
                                    ended_row(2, 2, "已注销,2016-03-01,") +                 // 3
                                    ended_row(3, 3, ",2016-03-01,自行解散") +               // 4
                                    ended_row(4, 4, "已注销,2009-05-31,自行解散") +         // 5
                                    ended_row(5, 5, "已注销,2099-01-01,自行解散") +         // 6
                                    ended_row(6, 6, "在册,,") + ended_row(6, 7, "在册,,"),  // 7, 8
                                true);
  EXPECT_EQ(shown(done.faults),
            "2 注销或撤销日期 ended_with_day_and_ground 社会团体登记管理条例19\n"
            "3 注销或撤销日期 ended_with_day_and_ground 社会团体登记管理条例19\n"
            "4 注销或撤销日期 ended_with_day_and_ground 社会团体登记管理条例19\n"
            "5 注销或撤销日期 ended_after_registered 社会团体登记管理条例19\n"
            "6 注销或撤销日期 ended_after_registered 社会团体登记管理条例19\n"
            "8 名称 row-twice \n");
  EXPECT_EQ(associations(), 0);
}

TEST_F(ImportTest, BranchesComeInByTheCodeOfTheirAssociation) {
  perform(std::string(kHead) + row(1));
  const std::string head = "所属组织的统一社会信用代码*,分支机构名称*,类型*,住所*,设立日期*\n";
  const auto branch = [](int association, std::string_view name, std::string_view set_up_on) {
    return fmt::format("{},{}{},分支机构,佛山市示例路1号,{}\n", code_of(association), name_of(1), name, set_up_on);
  };
  const RowsDone done =
      perform_rows(*installation, registrar, "branch-entry",
                   head + branch(1, "釉料专业委员会", "2014-05-01") + branch(1, "南海分会", "2014-05-01") +
                       branch(1, "色料专业委员会", "2009-05-31") + branch(2, "窑炉专业委员会", "2014-05-01"),
                   false, [](std::int64_t, const opendata::ImportCounts&) {});
  EXPECT_EQ(shown(done.faults),
            "3 分支机构名称 branch_regional 社会团体登记管理条例17\n"
            "4 设立日期 set_up_since 社会团体登记管理条例17\n"
            "5  organisation \n");
  EXPECT_EQ(done.counts.good, 1);
}

TEST_F(ImportTest, ThePackSaysWhichProceduresComeInAsLists) {
  const auto pack = installation->packs().newest();
  EXPECT_EQ(importable_procedures(*pack, day_of(2026, 3, 2)),
            (std::vector<std::string>{"register-entry", "branch-entry"}));
  EXPECT_TRUE(importable_procedures(*pack, day_of(2012, 1, 1)).empty());
}

TEST_F(ImportTest, TheSameFileAgainMakesNothingTwice) {
  const std::string file = std::string(kHead) + row(1) + row(2);
  perform(file);
  const RowsDone checked = perform(file, true);
  EXPECT_EQ(checked.counts.known, 2);
  const RowsDone again = perform(file + row(3));
  EXPECT_EQ(again.counts.known, 2);
  EXPECT_EQ(again.counts.good, 1);
  EXPECT_EQ(shown(again.faults), "");
  EXPECT_EQ(associations(), 3);
}

TEST_F(ImportTest, AFileIsCheckedFirstAndEnteredWhenItsOfficeSaysSo) {
  const auto checked = bring(std::string(kHead) + row(1) + row(2));
  EXPECT_EQ(checked.state, opendata::ImportState::checked);
  EXPECT_EQ(checked.good_count, 2);
  EXPECT_EQ(associations(), 0);
  EXPECT_EQ(start(checked.id), "");
  const auto entered = read(checked.id);
  EXPECT_EQ(entered.state, opendata::ImportState::entered);
  EXPECT_EQ(entered.good_count, 2);
  EXPECT_EQ(associations(), 2);
  EXPECT_EQ(start(checked.id), "import-state");
  EXPECT_FALSE(work_on_import(*installation, events)) << "nothing waits any more";
}

TEST_F(ImportTest, FaultyRowsAreLeftOutOnlyWhereThatIsSaid) {
  const auto checked = bring(std::string(kHead) + row(1) + "坏,行业协会,440600,307,,2009-06-01,1\n");
  EXPECT_EQ(checked.faulty_count, 1);
  const auto faults =
      installation->db().reading([&](store::Tx& tx) { return opendata::faults_of(tx, checked.id, 0, 10); });
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].line, 3);
  EXPECT_EQ(start(checked.id), "import-faulty");
  EXPECT_EQ(associations(), 0);
  EXPECT_EQ(start(checked.id, true), "");
  EXPECT_EQ(associations(), 1);
}

TEST_F(ImportTest, AFileThatIsNoTableFailsAndAHeadThatDoesNotFitIsTold) {
  EXPECT_EQ(bring("PK nothing").state, opendata::ImportState::failed);
  const auto headless = bring("名称,颜色\n甲,红\n");
  EXPECT_EQ(headless.state, opendata::ImportState::checked);
  EXPECT_EQ(headless.faulty_count, 1);
  EXPECT_EQ(start(headless.id), "import-faulty");
}

TEST_F(ImportTest, OnlyTheOfficeThatBroughtAListReadsItAndItEndsByItself) {
  const auto one = bring(std::string(kHead) + row(1));
  const auto strangers =
      installation->db().reading([&](store::Tx& tx) { return opendata::find_import(tx, *citizen.office, one.id); });
  EXPECT_FALSE(strangers.has_value());
  time.advance(std::chrono::hours{24 * 8});
  forget_old_imports(*installation);
  EXPECT_FALSE(std::filesystem::exists(import_folder(*installation) / one.id));
}

TEST_F(ImportTest, WhoMayNotOpenTheProcedureEntersNothing) {
  const RowsDone done = perform_rows(*installation, citizen, "register-entry", std::string(kHead) + row(1), false,
                                     [](std::int64_t, const opendata::ImportCounts&) {});
  EXPECT_EQ(done.counts.faulty, 1);
  EXPECT_EQ(associations(), 0);
}

TEST_F(ImportTest, ALongListTellsHowFarItIs) {
  std::string file(kHead);
  for (int i = 1; i <= 600; ++i) file += row(i);
  const RowsDone done = perform(file, true);
  EXPECT_EQ(done.counts.good, 600);
  EXPECT_EQ(told, (std::vector<std::int64_t>{250, 500}));
}

// The routes themselves, as the edge calls them when it knows the caller and holds the access rule.
class ImportRoutes : public ImportTest {
 protected:
  struct Ask {
    std::string method;
    std::string path;  // of the route
    std::vector<std::pair<std::string, std::string>> params{};
    std::vector<std::pair<std::string, std::string>> query{};
    std::string body{};
  };
  http::Response answer(const Ask& ask, const identity::Caller& caller) {
    http::Request request;
    request.method = ask.method;
    request.body = ask.body;
    request.now = time.now();
    request.caller = caller;
    if (ask.body.starts_with('{')) request.headers.add("content-type", "application/json");
    for (const auto& [name, value] : ask.params) request.params.add(name, value);
    for (const auto& [name, value] : ask.query) request.query.add(name, value);
    for (const http::Route& route : http::import_routes(parts(), import_folder(*installation))) {
      if (route.method != ask.method || route.path != ask.path) continue;
      EXPECT_EQ(route.access, http::Access::kOffice);
      if (const auto* blocking = std::get_if<http::BlockingHandler>(&route.handler)) return blocking->answer(request);
      const auto run = [&](store::Tx& tx) {
        if (const auto* write = std::get_if<http::WriteHandler>(&route.handler)) return write->answer(request, tx);
        return std::get<http::ReadHandler>(route.handler).answer(request, tx);
      };
      return ask.method == "GET" ? installation->db().reading(run) : installation->db().writing(run);
    }
    throw std::runtime_error("no such route");
  }
  json::value told(const Ask& ask) { return parse_json(answer(ask, registrar).body); }
  std::string refused(const Ask& ask, const identity::Caller& caller) {
    try {
      answer(ask, caller);
    } catch (const Problem& problem) {
      return problem.errors().at(0).rule;
    }
    return "";
  }
  static Ask bringing(std::string body, std::string procedure = "register-entry") {
    return {
        "POST", "/api/v1/imports", {}, {{"procedure", std::move(procedure)}, {"name", "名册.csv"}}, std::move(body)};
  }
};

TEST_F(ImportRoutes, TakeAFileSayWhatIsWrongAndEnterTheRest) {
  const json::value asked = told(bringing(std::string(kHead) + row(1) + "坏,行业协会,440600,307,,2009-06-01,1\n"));
  EXPECT_EQ(asked.at("state"), "checking");
  const std::string id(asked.at("id").as_string());
  ASSERT_TRUE(work_on_import(*installation, events));
  const Ask reading{"GET", "/api/v1/imports/{id}", {{"id", id}}};
  EXPECT_EQ(told(reading).at("state"), "checked");
  EXPECT_EQ(told(reading).at("faulty").as_int64(), 1);
  const json::value faults = told({"GET", "/api/v1/imports/{id}/faults", {{"id", id}}});
  ASSERT_FALSE(faults.at("items").as_array().empty());
  EXPECT_EQ(faults.at("items").at(0).at("line").as_int64(), 3);
  EXPECT_EQ(faults.at("items").at(0).at("column").at("zh"), "名称");
  EXPECT_EQ(faults.at("items").at(0).at("rule"), "minLength");
  Ask entering{"POST", "/api/v1/imports/{id}/entry", {{"id", id}}, {}, "{}"};
  EXPECT_EQ(refused(entering, registrar), "import-faulty");
  entering.body = R"({"skip_faulty": true})";
  EXPECT_EQ(answer(entering, registrar).status, 202);
  ASSERT_TRUE(work_on_import(*installation, events));
  EXPECT_EQ(told(reading).at("state"), "entered");
  EXPECT_EQ(told({"GET", "/api/v1/imports"}).at("items").as_array().size(), 1U);
  EXPECT_EQ(associations(), 1);
}

TEST_F(ImportRoutes, AreForOfficesThatOpenTheProcedureAndForTheOneThatBroughtTheList) {
  EXPECT_EQ(refused(bringing(std::string(kHead)), citizen), "opened-by");
  EXPECT_EQ(refused(bringing(std::string(kHead), "register-correction"), registrar), "not-importable");
  const json::value asked = told(bringing(std::string(kHead) + row(1)));
  EXPECT_EQ(refused({"GET", "/api/v1/imports/{id}", {{"id", std::string(asked.at("id").as_string())}}}, citizen),
            "import");
}

TEST_F(ImportRoutes, TheTemplateIsTheFormAndItsExampleReadsBack) {
  for (const char* format : {"xlsx", "csv"}) {
    const auto file =
        answer({"GET", "/api/v1/import-templates/{procedure}", {{"procedure", "register-entry"}}, {{"format", format}}},
               registrar);
    const auto lines = opendata::read_table(file.body);
    ASSERT_EQ(lines.size(), 2U) << format;
    EXPECT_EQ(lines[0].cells[0], "名称*");
    EXPECT_EQ(lines[0].cells.size(), 15U);
    EXPECT_EQ(lines[1].cells[2], "行业协会") << "a choice stands by its title";
  }
}

}  // namespace
}  // namespace gh::app
