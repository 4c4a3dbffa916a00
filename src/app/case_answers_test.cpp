// What is answered of a case is what the OpenAPI document says of it.
#include <boost/json/serialize.hpp>

#include "app/lists_fixture.h"
#include "policy/form.h"

namespace gh::app {
namespace {

class CaseAnswers : public WithLists {
 protected:
  CaseAnswers() {
    for (auto* const make : {http::act_routes, http::calendar_routes})
      for (http::Route& route : make(parts())) routes.push_back(std::move(route));
    the_case = open_a_case().case_id;
  }

  void expect_as_documented(const std::string& id, std::optional<identity::Caller> caller) {
    const auto route = std::ranges::find_if(routes, [&](const http::Route& one) { return one.documentation.id == id; });
    ASSERT_NE(route, routes.end()) << id;
    http::Request request;
    request.method = "GET";
    request.now = time.now();
    request.params.add("id", the_case);
    request.caller = std::move(caller);
    const auto& read = std::get<http::ReadHandler>(route->handler);
    const auto response = installation->db().reading([&](store::Tx& tx) { return read.answer(request, tx); });
    const auto schema = policy::make_form(id, *route->documentation.response, {});
    for (const FieldError& fault : schema->faults(parse_json(response.bytes())))
      ADD_FAILURE() << id << fault.field << " " << fault.rule << " in " << response.bytes();
  }

  Id the_case;
};

TEST_F(CaseAnswers, AreAsDocumentedToWhoWorksOnIt) {
  for (const char* id : {"readCase", "listActs", "listActions", "readTrace", "listCases"})
    expect_as_documented(id, registrar);
}

TEST_F(CaseAnswers, AreAsDocumentedToWhoOpenedIt) {
  for (const char* id : {"readCase", "listActs", "listActions", "readTrace", "listCases"})
    expect_as_documented(id, citizen);
}

TEST_F(CaseAnswers, AreAsDocumentedOnceItIsClosed) {
  installation->db().write([&](store::Tx& tx) {
    installation->engine().perform(tx, registrar, the_case, {"accept_founder", {}, {}, {}},
                                   cases::new_stamp(time.now(), installation->random()));
  });
  for (const char* id : {"readCase", "listActs", "listActions", "readTrace", "listCases"})
    expect_as_documented(id, registrar);
}

}  // namespace
}  // namespace gh::app
