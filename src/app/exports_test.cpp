#include "app/exports.h"

#include <fstream>
#include <iterator>
#include <set>

#include "app/lists_fixture.h"
#include "opendata/exports.h"
#include "policy/list_shapes.h"

namespace gh::app {
namespace {

class ExportTest : public WithLists {
 protected:
  opendata::Export ask(const identity::Caller& caller, std::string list, std::string filters = "{}",
                       std::string columns = "[]") {
    opendata::Export asked;
    asked.id = new_id(time.now(), installation->random());
    asked.office_id = *caller.office;
    asked.account_id = caller.account;
    asked.list = std::move(list);
    asked.format = opendata::ExportFormat::csv;
    asked.filters = std::move(filters);
    asked.columns = std::move(columns);
    asked.asked_at = time.now();
    installation->db().write([&](store::Tx& tx) { opendata::ask_for_export(tx, asked); });
    return asked;
  }
  opendata::Export made(const opendata::Export& asked) {
    EXPECT_TRUE(make_export(*installation, *lists, events));
    return installation->db().reading(
        [&](store::Tx& tx) { return *opendata::find_export(tx, asked.office_id, asked.id); });
  }
  std::string content(const opendata::Export& one) {
    std::ifstream stream(export_folder(*installation) / opendata::file_name(one), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  http::EventHub events;
};

TEST_F(ExportTest, HasWhatTheListShowsToWhoeverAsked) {
  const cases::Done opened = open_a_case();
  const std::string columns =
      R"([{"key":"number","title":"编号"},{"key":"procedure_title","title":"事项"},{"key":"opened_at","title":"发起"},)"
      R"({"key":"procedure","title":"类别","words":{"person-enrolment":"身份","grade-assessment":"评估"}},)"
      R"({"key":"state","title":"环节","words":{"refused":"退回"}}])";
  const auto own = made(ask(registrar, "cases", "{}", columns));
  EXPECT_EQ(own.state, opendata::ExportState::ready);
  EXPECT_EQ(own.line_count, 1);
  EXPECT_EQ(content(own), "\xEF\xBB\xBF编号,事项,发起,类别,环节\r\n" + opened.number +
                              ",个人身份申请,2026-09-21 09:01,身份," + opened.state + "\r\n")
      << "a value without a word of its own stands as it is";
  const auto strangers = made(ask(hire("founder", ""), "cases", "{}", columns));
  EXPECT_EQ(strangers.line_count, 0) << "nobody else may know of the case";
}

TEST_F(ExportTest, NamesNoPersonWithoutBeingAskedForColumns) {
  open_a_case("李某人");
  const auto one = made(ask(registrar, "cases"));
  EXPECT_EQ(one.line_count, 1);
  const std::string text = content(one);
  EXPECT_NE(text.find("number"), std::string::npos);
  EXPECT_EQ(text.find("99000099999900001X"), std::string::npos);
  EXPECT_EQ(text.find("0757-00000000"), std::string::npos);
}

TEST_F(ExportTest, TellsTheOfficeThatItIsThere) {
  const auto channel = events.subscribe(*registrar.office);
  made(ask(registrar, "notices"));
  EXPECT_NE(channel->take().find("event: export"), std::string::npos);
  EXPECT_FALSE(make_export(*installation, *lists, events)) << "nothing waits any more";
}

TEST_F(ExportTest, FailsWhereTheOfficeHasEndedAndSaysSo) {
  const auto asked = ask(registrar, "cases");
  installation->db().write([&](store::Tx& tx) {
    tx.execute("update office set revoked_at = ? where id = ?", {time.now(), *registrar.office});
  });
  const auto failed = made(asked);
  EXPECT_EQ(failed.state, opendata::ExportState::failed);
  EXPECT_EQ(failed.rule, "office-ended");
  EXPECT_TRUE(content(failed).empty());
}

TEST_F(ExportTest, FilesGoOnTheirDay) {
  const auto one = made(ask(registrar, "cases", "{}", R"([{"key":"number","title":"编号"}])"));
  EXPECT_FALSE(content(one).empty());
  time.advance(std::chrono::hours{24 * 8});
  forget_old_exports(*installation);
  EXPECT_TRUE(content(one).empty());
}

TEST_F(ExportTest, EveryListCanBeAskedForWhatItsRouteDocuments) {
  for (const policy::ListShape& shape : policy::list_shapes()) {
    const auto route = std::ranges::find_if(routes, [&](const http::Route& one) {
      return one.method == "GET" && one.path == "/api/v1" + std::string(shape.path);
    });
    ASSERT_NE(route, routes.end()) << shape.name;
    std::set<std::string> documented;
    for (const auto& parameter : route->documentation.parameters) documented.insert(parameter.name);
    for (const char* of_pages : {"limit", "cursor", "format"}) documented.erase(of_pages);
    EXPECT_EQ(std::set<std::string>(shape.filters.begin(), shape.filters.end()), documented) << shape.name;
    const auto one = made(ask(registrar, std::string(shape.name)));
    EXPECT_EQ(one.state, opendata::ExportState::ready) << shape.name << " " << one.rule.value_or("");
  }
}

}  // namespace
}  // namespace gh::app
