// Prefilled forms of the Foshan pack, asked of the route by an association's secretary.
#include "app/lists_fixture.h"
#include "registry/entries.h"

namespace gh::app {
namespace {

class PrefillTest : public WithLists {
 protected:
  PrefillTest() : route_(http::prefill_routes(parts()).front()) {}

  // An association that came by the case, with a secretary.
  identity::Caller secretary_of(const Id& made_by_case) {
    identity::Caller caller = hire("association_secretary", "");
    const Id organisation = new_id(time.now(), installation->random());
    installation->db().write([&](store::Tx& tx) {
      identity::create_organisation(tx, {organisation,
                                         identity::OrganisationKind::association,
                                         "佛山市示例行业协会",
                                         "",
                                         "440600",
                                         {},
                                         {},
                                         identity::OrganisationStatus::active,
                                         time.now(),
                                         {}});
      registry::Entry entry;
      entry.id = new_id(time.now(), installation->random());
      entry.organisation_id = organisation;
      entry.made_by_case = made_by_case;
      entry.kind = "association";
      entry.association_kind = "trade_association";
      entry.name = entry.name_key = "佛山市示例行业协会";
      entry.division = "440600";
      entry.address = "佛山市示范路1号";
      entry.status = registry::entry_status::kActive;
      entry.registered_on = day_of(2026, 1, 1);
      registry::add_entry(tx, entry, {new_id(time.now(), installation->random()), time.now()});
      tx.execute("update office set organisation_id = ? where id = ?", {organisation, *caller.office});
    });
    caller.organisation = organisation;
    return caller;
  }
  json::value ask(const identity::Caller& caller, const std::string& procedure, const std::string& form) {
    http::Request request = http::ListReading::request_for({caller, time.now()}, {{"form", form}});
    request.params.add("id", procedure);
    const auto& handler = std::get<http::ReadHandler>(route_.handler);
    return installation->db().reading([&](store::Tx& tx) { return parse_json(handler.answer(request, tx).bytes()); });
  }
  http::Route route_;
};

TEST_F(PrefillTest, GivesTheKeeperTheYearThatANewerPackBrings) {
  const auto keeper = hire("calendar_keeper", "government-office");
  EXPECT_TRUE(ask(keeper, "working-calendar", "calendar-year").at("values").as_object().empty());
  auto files = installation->packs().newest()->files;
  files["calendar/2027.yaml"] =
      "year: 2027\npublished: true\nsource: 通知（示例）\n"
      "off: [{day: 2027-01-01, name: {zh: 元旦, en: New Year}}]\nworked: []\n";
  const auto newer = policy::load_files(files, installation->engine().offer().names());
  ASSERT_NE(newer.pack, nullptr);
  installation->packs().renew(newer.pack);
  installation->db().write([&](store::Tx& tx) { installation->packs().keep(tx, time.now()); });
  const auto values = ask(keeper, "working-calendar", "calendar-year").at("values");
  EXPECT_EQ(values.at("year"), 2027);
  EXPECT_EQ(string_at(values, "source"), "通知（示例）");
  EXPECT_EQ(values.at("off").at(0),
            (json::object{{"day", "2027-01-01"}, {"name", {{"zh", "元旦"}, {"en", "New Year"}}}}));
  const auto opened = installation->db().writing([&](store::Tx& tx) {
    return installation->engine().open(tx, keeper, {"working-calendar", values.as_object(), {}, {}, {}},
                                       cases::new_stamp(time.now(), installation->random()));
  });
  EXPECT_EQ(opened.state, "drafted");
}

TEST_F(PrefillTest, TakesTheAddressFromTheRegisterAndSaysSo) {
  const auto answer = ask(secretary_of(open_a_case().case_id), "eligibility-listing", "eligibility-listing");
  EXPECT_EQ(answer.at("values").at("premises"), "佛山市示范路1号");
  EXPECT_EQ(string_at(answer.at("sources").at("premises"), "zh"), "登记信息：住所");
  EXPECT_FALSE(answer.at("values").as_object().contains("contact_phone"))
      << "the enrolment is somebody else's, and not for this office to read";
}

TEST_F(PrefillTest, WhoeverOpenedTheEnrolmentHasHisOwnTelephoneBack) {
  const cases::Done enrolled = open_a_case();
  identity::Caller opener = secretary_of(enrolled.case_id);
  opener.office = citizen.office;
  EXPECT_EQ(ask(opener, "objection", "objection").at("values").at("contact_phone"), "0757-00000000");
}

TEST_F(PrefillTest, RefusesAFormThatTheProcedureHasNot) {
  const auto caller = secretary_of(open_a_case().case_id);
  EXPECT_THROW(ask(caller, "objection", "eligibility-listing"), Problem);
  EXPECT_THROW(ask(caller, "objection", "no-such-form"), Problem);
  EXPECT_THROW(ask(caller, "no-such-procedure", "objection"), Problem);
}

}  // namespace
}  // namespace gh::app
