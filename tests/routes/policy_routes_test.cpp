// Two versions of the policy side by side: whoever looks at a case is told of the forms, steps and words it was opened
// under, whatever the newest version has made of them.
#include <gmock/gmock.h>

#include "cases/effects_fixture.h"
#include "cases/progress.h"
#include "gazette/migrations.h"
#include "http/grading_routes.h"
#include "log/sequencer.h"
#include "portal/portal_routes.h"
#include "routes/asking.h"

namespace gh::http {
namespace {

using cases::EffectsCity;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kLicence = R"(id: licence
title: {zh: 旧式许可, en: old licence}
cites: [一]
number: "示许〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: application
publicity: public
materials:
  - {id: plan, title: {zh: 图纸, en: plan}, types: [application/pdf], size_max_bytes: 1000}
initial: submitted
states:
  submitted:
    title: {zh: 待窗口收件, en: at the window}
    actions:
      accept: {title: {zh: 窗口收件, en: take in}, by: [officer], form: opinion, to: done}
  done: {title: {zh: 已许可, en: licensed}, final: true}
)";

constexpr const char* kFair = R"(id: fair
title: {zh: 集市备案, en: fair}
cites: [一]
number: "示集〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: application
publicity: public
initial: filed
states:
  filed:
    title: {zh: 已备案, en: filed}
    actions:
      close: {title: {zh: 收市, en: close}, by: [officer], to: closed}
  closed: {title: {zh: 已收市, en: closed}, final: true}
)";

const EffectsCity::Files kOlder = {
    {"parameters.yaml",
     "eligibility_effect: {title: {zh: 效力, en: effect}, unit: word, cites: [一], from: 2020-01-01, "
     "value: priority}\n"},
    {"verbs.yaml", "opine: {title: {zh: 会签意见, en: opinion}, form: opinion, cites: [一]}\n"},
    {"forms/application.yaml", R"(x-title: {zh: 申请表, en: application}
type: object
additionalProperties: false
required: [name]
properties:
  name: {x-title: {zh: 名称, en: name}, type: string}
  staff: {x-title: {zh: 人数, en: staff}, type: integer}
)"},
    {"forms/opinion.yaml", R"(x-title: {zh: 意见, en: opinion}
type: object
additionalProperties: false
required: [reason]
properties:
  reason: {x-title: {zh: 理由, en: reason}, type: string}
)"},
    {"rubrics/grade.yaml", R"(title: {zh: 评分表, en: rubric}
cites: [一]
denominator: 1
total: 10
indicators:
  - {id: a, title: {zh: 服务, en: service}, points: 10}
)"},
    {"catalogues/trades.yaml", R"(title: {zh: 行业, en: trades}
cites: [一]
rows:
  - {code: A, name: {zh: 陶瓷, en: ceramics}}
)"},
    {"procedures/licence.yaml", kLicence},
    {"procedures/fair.yaml", kFair},
};

std::string with(std::string text, const std::vector<std::pair<std::string, std::string>>& changes) {
  for (const auto& [was, becomes] : changes)
    for (std::size_t at = text.find(was); at != std::string::npos; at = text.find(was, at + becomes.size()))
      text.replace(at, was.size(), becomes);
  return text;
}

// Another form, other steps and words, and no fairs any more.
EffectsCity::Files newer_files() {
  EffectsCity::Files files = kOlder;
  files.merge(EffectsCity::common_files({}));
  files.erase("procedures/fair.yaml");
  files.erase("forms/opinion.yaml");
  files["forms/ruling.yaml"] = with(kOlder.at("forms/opinion.yaml"), {{"reason", "grounds"}});
  const auto change = [&](const std::string& name, const std::vector<std::pair<std::string, std::string>>& changes) {
    files[name] = with(files.at(name), changes);
  };
  change("pack.yaml", {{"1.0.0", "2.0.0"}});
  change("clauses.yaml", {{"依法办理", "依新法办理"}});
  change("parameters.yaml", {{"priority", "reference"}});
  change("verbs.yaml", {{"form: opinion", "form: ruling"}});
  change("forms/application.yaml", {{"staff", "address"}, {"type: integer", "type: string"}});
  change("rubrics/grade.yaml", {{"10", "20"}});
  change("catalogues/trades.yaml", {{"陶瓷", "家具"}});
  change("procedures/licence.yaml", {{"旧式许可", "新式许可"},
                                     {"submitted", "handed_in"},
                                     {"待窗口收件", "待网上收件"},
                                     {"窗口收件", "网上收件"},
                                     {"accept:", "receive:"},
                                     {"form: opinion", "form: ruling"},
                                     {"图纸", "模型"}});
  return files;
}

class TwoVersions : public testing::TestWithParam<store::Dialect> {
 protected:
  static constexpr int kOfficer = 0;
  static constexpr const char* kSecret = "secret of the installation";

  void SetUp() override {
    auto db = store::temporary_db(GetParam());
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city.emplace(std::move(db), kOlder, EffectsCity::Offers{}, EffectsCity::Schemas{gazette::migrations()});
    licence = city->open("licence", {{"name", "甲"}, {"staff", 3}});
    fair = city->open("fair", {{"name", "乙"}});
    older = city->packs->newest()->version;
    restart_under_the_newer();
  }

  // The older version is then read back from the database.
  void restart_under_the_newer() {
    const auto loaded = policy::load_files(newer_files(), city->offer.names());
    for (const auto& fault : loaded.faults)
      ADD_FAILURE() << fault.place.file << ":" << fault.place.line << " " << fault.says;
    ASSERT_NE(loaded.pack, nullptr);
    city->packs = std::make_unique<cases::Packs>(loaded.pack, city->offer.names());
    city->engine = std::make_unique<cases::Engine>(city->offer, *city->packs);
    city->db->write([&](store::Tx& tx) { city->packs->keep(tx, city->time.now()); });
    CaseParts parts;
    parts.engine = city->engine.get();
    parts.packs = city->packs.get();
    parts.db = city->db.get();
    portal::PortalParts pages;
    pages.cases = parts;
    pages.progress = [packs = parts.packs](store::Tx& tx, std::string_view number, std::string_view code) {
      return cases::progress_of(tx, *packs, kSecret, number, code);
    };
    std::vector<Route> routes = portal::portal_routes(pages);
    for (auto made : {policy_routes(parts), catalogue_routes(parts), prefill_routes(parts), case_routes(parts),
                      act_routes(parts), grading_routes(parts)})
      routes.insert(routes.end(), made.begin(), made.end());
    asking.emplace(std::move(routes), *city->db, std::vector<identity::Caller>{city->officer}, city->time);
  }

  // As a client does it: the version that the case says, in the query.
  std::string version_of(const Id& case_id, char before = '?') {
    const std::string version(string_at(asking->get("/api/v1/cases/" + case_id).body, "pack"));
    return before + ("version=" + url_encode(version));
  }
  std::string number_of(const Id& case_id) {
    return std::string(string_at(asking->get("/api/v1/cases/" + case_id).body, "number"));
  }

  Id licence;
  Id fair;
  std::string older;
  std::optional<EffectsCity> city;
  std::optional<Asking> asking;
};

TEST_P(TwoVersions, ACaseSaysUnderWhichItWasOpened) {
  EXPECT_EQ(asking->get("/api/v1/cases/" + licence).at("/pack"), json::value(older));
  EXPECT_NE(asking->get("/api/v1/procedures/licence").at("/pack"), json::value(older));
}

TEST_P(TwoVersions, TheProcedureOfAnOlderCaseHasItsOwnFormsAndSteps) {
  const Told own = asking->get("/api/v1/procedures/licence" + version_of(licence));
  ASSERT_EQ(own.status, 200);
  EXPECT_EQ(own.at("/pack"), json::value(older));
  EXPECT_EQ(own.at("/title/zh"), "旧式许可");
  EXPECT_TRUE(own.at("/forms/application/properties").as_object().contains("staff"));
  EXPECT_FALSE(own.at("/forms/application/properties").as_object().contains("address"));
  EXPECT_EQ(own.at("/materials/0/title/zh"), "图纸");
  const Told newest = asking->get("/api/v1/procedures/licence");
  EXPECT_FALSE(newest.at("/forms/application/properties").as_object().contains("staff"));
  EXPECT_EQ(newest.at("/materials/0/title/zh"), "模型");
}

TEST_P(TwoVersions, EachActionOfAnOlderCaseFindsItsForm) {
  const Told possible = asking->get("/api/v1/cases/" + licence + "/actions", kOfficer);
  ASSERT_EQ(possible.at("/actions/0/action"), "accept");
  const std::string form = "/forms/" + std::string(possible.at("/actions/0/form").as_string());
  EXPECT_EQ(asking->get("/api/v1/procedures/licence" + version_of(licence)).at(form + "/x-title/zh"), "意见");
  EXPECT_TRUE(asking->get("/api/v1/procedures/licence").at(form).is_null()) << "the newest has another one";
  EXPECT_EQ(city->answer(licence, "accept", {{"reason", "同意"}}), "done");
}

TEST_P(TwoVersions, AProcedureThatIsGoneIsStillThereForItsCases) {
  EXPECT_EQ(asking->get("/api/v1/procedures/fair").status, 404);
  EXPECT_EQ(asking->get("/api/v1/procedures/fair" + version_of(fair)).at("/states/0/title/zh"), "已备案");
  EXPECT_EQ(asking->get("/api/v1/procedures").items(), 1u);
  EXPECT_EQ(asking->get("/api/v1/procedures" + version_of(fair)).items(), 2u);
}

TEST_P(TwoVersions, AProcedureIsDrawnInTheVersionAsked) {
  const Told newest = asking->get("/api/v1/procedures/licence/diagram.svg");
  ASSERT_EQ(newest.status, 200);
  EXPECT_EQ(newest.content_type, "image/svg+xml");
  EXPECT_THAT(newest.text, StartsWith("<svg"));
  EXPECT_THAT(newest.text, HasSubstr("待网上收件"));
  const Told own = asking->get("/api/v1/procedures/licence/diagram.svg?state=submitted" + version_of(licence, '&'));
  ASSERT_EQ(own.status, 200);
  EXPECT_THAT(own.text, HasSubstr("待窗口收件"));
  EXPECT_THAT(own.text, Not(HasSubstr("待网上收件")));
  EXPECT_NE(own.text, asking->get("/api/v1/procedures/licence/diagram.svg" + version_of(licence)).text)
      << "the step where the case stands is marked";
  EXPECT_EQ(asking->get("/api/v1/procedures/fair/diagram.svg").status, 404);
  EXPECT_EQ(asking->get("/api/v1/procedures/fair/diagram.svg" + version_of(fair)).status, 200);
}

TEST_P(TwoVersions, VerbsAndClausesAreThoseOfTheVersionAsked) {
  const Told own = asking->get("/api/v1/policy" + version_of(licence));
  EXPECT_EQ(own.at("/version"), json::value(older));
  EXPECT_EQ(own.at("/clauses/0/says/zh"), "依法办理");
  EXPECT_TRUE(own.at("/verbs/0/form/properties").as_object().contains("reason"));
  const Told newest = asking->get("/api/v1/policy");
  EXPECT_EQ(newest.at("/clauses/0/says/zh"), "依新法办理");
  EXPECT_TRUE(newest.at("/verbs/0/form/properties").as_object().contains("grounds"));
}

TEST_P(TwoVersions, SoAreWhatFormsChooseFromAndAreScoredBy) {
  const std::string own = version_of(licence);
  EXPECT_EQ(asking->get("/api/v1/policy/catalogues/trades" + own).at("/items/0/name/zh"), "陶瓷");
  EXPECT_EQ(asking->get("/api/v1/policy/catalogues/trades").at("/items/0/name/zh"), "家具");
  EXPECT_EQ(asking->get("/api/v1/policy/rubrics/grade" + own).at("/total"), 10);
  EXPECT_EQ(asking->get("/api/v1/policy/rubrics/grade").at("/total"), 20);
  EXPECT_EQ(asking->get("/api/v1/eligibility-conditions" + own).at("/effect"), "priority");
  EXPECT_EQ(asking->get("/api/v1/eligibility-conditions").at("/effect"), "reference");
}

TEST_P(TwoVersions, AFormOfTheOlderOneIsFilledInBeforehandToo) {
  const std::string prefill = "/api/v1/procedures/licence/prefill?form=opinion";
  EXPECT_EQ(asking->get(prefill + version_of(licence, '&'), kOfficer).status, 200);
  EXPECT_EQ(asking->get(prefill, kOfficer).rule(), "form");
}

TEST_P(TwoVersions, AVersionThatNobodyKeepsIsRefused) {
  for (const char* path :
       {"/api/v1/procedures", "/api/v1/procedures/licence", "/api/v1/procedures/licence/diagram.svg", "/api/v1/policy",
        "/api/v1/policy/catalogues/trades", "/api/v1/policy/rubrics/grade", "/api/v1/eligibility-conditions"}) {
    const Told refused = asking->get(std::string(path) + "?version=0.9.0");
    EXPECT_EQ(refused.status, 404) << path;
    EXPECT_EQ(refused.at("/errors/0/field"), "/query/version") << path;
    EXPECT_EQ(refused.rule(), "pack-version") << path;
  }
  const Told prefill = asking->get("/api/v1/procedures/licence/prefill?form=application&version=0.9.0", kOfficer);
  EXPECT_EQ(prefill.rule(), "pack-version");
  EXPECT_EQ(asking->get("/api/v1/policy?version=" + std::string(101, '1')).status, 422) << "no version is so long";
}

TEST_P(TwoVersions, ThePortalShowsAnOlderCaseInItsOwnWords) {
  const std::string page = asking->get("/cases/" + licence).text;
  EXPECT_THAT(page, HasSubstr("待窗口收件"));
  EXPECT_THAT(page, HasSubstr("href=\"/guide/licence\"")) << "how to apply now";
  const std::string gone = asking->get("/cases/" + fair).text;
  EXPECT_THAT(gone, HasSubstr("集市备案"));
  EXPECT_THAT(gone, Not(HasSubstr("/guide/fair"))) << "there is no such guide any more";
}

TEST_P(TwoVersions, SoDoesItsProgress) {
  const auto progress_of = [&](const Id& case_id) {
    return asking
        ->get("/progress?number=" + url_encode(number_of(case_id)) + "&code=" + cases::progress_code(kSecret, case_id))
        .text;
  };
  EXPECT_THAT(progress_of(licence), HasSubstr("href=\"/guide/licence\""));
  EXPECT_THAT(progress_of(fair), HasSubstr("集市备案"));
  EXPECT_THAT(progress_of(fair), Not(HasSubstr("/guide/fair")));
}

TEST_P(TwoVersions, AnActIsVerifiedInTheWordsItWasDoneUnder) {
  const Id accepted = city->perform(licence, "accept", {{"reason", "同意"}});
  const Id closed = city->perform(fair, "close");
  const store::TemporaryDirectory folder;
  const log::Ed25519Bytes seed{};
  log::Sequencer sequencer(log::SigningKey("log.example/city", seed), std::filesystem::path(folder.path()) / "kept");
  sequencer.integrate(*city->db, city->time.now());
  EXPECT_THAT(asking->get("/verify/" + accepted).text, HasSubstr("窗口收件 · 旧式许可"));
  EXPECT_THAT(asking->get("/verify/" + closed).text, HasSubstr("收市 · 集市备案"));
}

INSTANTIATE_TEST_SUITE_P(Databases, TwoVersions, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
