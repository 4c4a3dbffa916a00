// The public pages of the register and the gazette: who reads what, and what a refusal says.
#include <gmock/gmock.h>

#include "gazette/migrations.h"
#include "gazette/offer.h"
#include "http/gazette_routes.h"
#include "http/page.h"
#include "http/registry_routes.h"
#include "registry/register_fixture.h"

namespace gh::http {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const cases::EffectsCity::Files kGazetteFiles = {
    {"texts.yaml", R"(order: {zh: "整改通知书\n{{case.number}}\n请于{{day}}前完成。", en: "Order\nBy {{day}}."}
certificate: {zh: "证书\n{{organisation}}", en: "Certificate\n{{organisation}}"}
result: {zh: "公示\n{{case.number}}", en: "Result\n{{case.number}}"}
)"},
    {"forms/entry.yaml", "x-title: {zh: 表, en: form}\ntype: object\nadditionalProperties: false\nproperties: {}\n"},
    {"procedures/matter.yaml", R"(id: matter
title: {zh: 事项, en: matter}
cites: [一]
number: "示事〔{year}〕{serial}号"
authority: bureau
opened_by: [registrar]
form: entry
publicity: public
initial: open
states:
  open:
    title: {zh: 办理中, en: open}
    actions:
      issue:
        title: {zh: 发文, en: issue}
        by: [registrar]
        effects:
          - {name: gazette.issue, with: {kind: order, text: order, organisation: =authority, day: "2026-09-30"}}
          - {name: gazette.issue, with: {kind: certificate, text: certificate, organisation: =authority}}
          - {name: gazette.publish, with: {kind: publicity, text: result, window_days: 1}}
      close: {title: {zh: 办结, en: close}, by: [registrar], to: closed}
  closed: {title: {zh: 已办结, en: closed}, final: true}
)"},
};

// Calls routes as the edge would, with the path already taken apart.
class Caller {
 public:
  Caller(std::vector<Route> routes, cases::EffectsCity& city) : routes_(std::move(routes)), city_(city) {}

  Response get(std::string_view path, const std::string& id = "", const NamedValues& query = {},
               std::optional<identity::Caller> caller = {}, const std::string& if_none_match = "") {
    for (const Route& route : routes_) {
      if (route.path != path) continue;
      Request request;
      request.method = "GET";
      request.target = path;
      request.now = city_.time.now();
      request.query = query;
      request.caller = std::move(caller);
      if (!id.empty()) request.params.add(path.ends_with("{file}") ? "file" : "id", id);
      if (!if_none_match.empty()) request.headers.add("if-none-match", if_none_match);
      if (const auto* read = std::get_if<ReadHandler>(&route.handler))
        return city_.db->reading([&](store::Tx& tx) { return read->answer(request, tx); });
      return std::get<BlockingHandler>(route.handler).answer(request);
    }
    throw std::out_of_range("no route " + std::string(path));
  }
  json::value json(std::string_view path, const std::string& id = "", const NamedValues& query = {},
                   std::optional<identity::Caller> caller = {}) {
    return parse_json(get(path, id, query, std::move(caller)).body);
  }

 private:
  std::vector<Route> routes_;
  cases::EffectsCity& city_;
};

NamedValues query(std::initializer_list<std::pair<const char*, const char*>> members) {
  NamedValues out;
  for (const auto& [name, value] : members) out.add(name, value);
  return out;
}

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

class GazetteRoutes : public testing::Test {
 protected:
  GazetteRoutes()
      : city(store::temporary_sqlite(), kGazetteFiles, {gazette::offer_gazette},
             {gazette::migrations(), registry::migrations()}, cases::registry_desk()),
        pages(gazette_routes({city.engine.get(), city.packs.get(), nullptr, city.db.get(), city.random}), city) {
    the_case = city.open("matter", {});
    city.perform(the_case, "issue");
  }
  // The path of the PDF of that kind, as the officer's list names it.
  std::string file_of(std::string_view kind) {
    const json::value list = pages.json("/api/v1/cases/{id}/documents", the_case, {}, city.officer);
    for (const auto& document : list.at("items").as_array())
      if (string_at(document, "kind") == kind) return std::string(string_at(document, "id")) + ".pdf";
    return "none";
  }
  std::string refusal(const std::string& file, std::optional<identity::Caller> caller = {}) {
    return cases::refusal_of([&] { pages.get("/api/v1/documents/{file}", file, {}, std::move(caller)); });
  }
  cases::EffectsCity city;
  Caller pages;
  Id the_case;
};

TEST_F(GazetteRoutes, EverybodyReadsNotices) {
  const auto list = pages.json("/api/v1/notices");
  ASSERT_EQ(list.at("items").as_array().size(), 1U);
  const auto& notice = list.at("items").as_array().front();
  EXPECT_EQ(notice.at("title").at("zh"), "公示");
  EXPECT_EQ(notice.at("objections_until"), "2026-09-22");
  EXPECT_EQ(notice.at("open"), true);
  EXPECT_EQ(pages.json("/api/v1/notices/{id}", std::string(notice.at("id").as_string())), notice);
}

TEST_F(GazetteRoutes, AWindowIsOpenToTheEndOfItsLastDay) {
  city.at("2026-09-22T15:59:59Z");
  EXPECT_EQ(pages.json("/api/v1/notices", "", query({{"open", "true"}})).at("items").as_array().size(), 1U);
  city.at("2026-09-22T16:00:00Z");
  EXPECT_EQ(pages.json("/api/v1/notices", "", query({{"open", "true"}})).at("items").as_array().size(), 0U);
  EXPECT_EQ(pages.json("/api/v1/notices").at("items").as_array().front().at("open"), false);
}

TEST_F(GazetteRoutes, AKindThatDoesNotExistIsRefused) {
  EXPECT_EQ(cases::refusal_of([&] {
              pages.get("/api/v1/notices", "", query({{"kind", "gossip"}}));
            }),
            "invalid-form enum");
  EXPECT_EQ(cases::refusal_of([&] { pages.get("/api/v1/notices", "", query({{"open", "no"}})); }), "invalid-form enum");
  EXPECT_EQ(cases::refusal_of([&] { pages.get("/api/v1/notices/{id}", the_case); }), "not-found notice");
}

TEST_F(GazetteRoutes, AStrangerReadsTheCertificateButNotTheOrder) {
  const auto shown = pages.json("/api/v1/cases/{id}/documents", the_case);
  ASSERT_EQ(shown.at("items").as_array().size(), 1U);
  EXPECT_EQ(shown.at("items").as_array().front().at("kind"), "certificate");
  EXPECT_EQ(refusal(file_of("certificate")), "done");
  EXPECT_EQ(refusal(file_of("order")), "not-found document");
  EXPECT_EQ(refusal(file_of("order"), city.officer), "done");
}

TEST_F(GazetteRoutes, TheOrganisationReadsWhatIsAddressedToItOthersDoNot) {
  identity::Caller somebody;
  somebody.organisation = the_case;  // an organisation that has nothing to do with it
  EXPECT_EQ(refusal(file_of("order"), somebody), "not-found document");
  somebody.organisation = city.organisation;
  EXPECT_EQ(refusal(file_of("order"), somebody), "done");
}

TEST_F(GazetteRoutes, WhatIsNoDocumentIsNotFound) {
  EXPECT_EQ(refusal("x"), "not-found document");
  EXPECT_EQ(refusal(".pdf"), "not-found document");
  EXPECT_EQ(refusal(the_case + ".pdf"), "not-found document");
  EXPECT_EQ(refusal(file_of("certificate").substr(0, 36)), "not-found document");
}

TEST_F(GazetteRoutes, APdfIsSentOnceAndThenOnlyConfirmed) {
  const std::string file = file_of("certificate");
  const Response first = pages.get("/api/v1/documents/{file}", file);
  EXPECT_THAT(first.body, StartsWith("%PDF-"));
  EXPECT_EQ(first.content_type, "application/pdf");
  EXPECT_THAT(header(first, "Content-Disposition"), HasSubstr("-2.pdf"));
  const Response again = pages.get("/api/v1/documents/{file}", file, {}, {}, header(first, "ETag"));
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
}

class RegistryRoutes : public testing::Test {
 protected:
  RegistryRoutes()
      : city(store::temporary_sqlite(), registry::register_files(), {registry::offer_registry},
             {registry::migrations()}, cases::registry_desk()),
        pages(registry_routes({city.engine.get(), city.packs.get(), nullptr, city.db.get(), city.random}), city) {
    add("示例市陶瓷行业协会", "3070");
    add("示例市家电行业协会", "3851");
  }
  void add(const char* name, const char* industry) {
    city.time.advance(std::chrono::hours{1});
    made = city.open("registration",
                     {{"name", name}, {"division", "990000"}, {"industry", industry}, {"representative", name}});
    city.perform(made, "do");
  }
  cases::EffectsCity city;
  Caller pages;
  Id made;
};

TEST_F(RegistryRoutes, TheRegisterIsSearchedAndPaged) {
  EXPECT_EQ(pages.json("/api/v1/associations", "", query({{"q", "陶瓷"}})).at("items").as_array().size(), 1U);
  const auto first = pages.json("/api/v1/associations", "", query({{"limit", "1"}}));
  EXPECT_EQ(first.at("items").as_array().front().at("name"), "示例市家电行业协会");
  const std::string next(first.at("next").as_string());
  const auto second = pages.json("/api/v1/associations", "", query({{"limit", "1"}, {"cursor", next.c_str()}}));
  EXPECT_EQ(second.at("items").as_array().front().at("name"), "示例市陶瓷行业协会");
  EXPECT_FALSE(second.as_object().contains("next"));
}

TEST_F(RegistryRoutes, OneAssociationIsShownWithItsVersionsAndWithoutItsRepresentative) {
  const Id id(city.fact("registry.organisation_of", {made}).as_string());
  const Response answer = pages.get("/api/v1/associations/{id}", id);
  const auto shown = parse_json(answer.body);
  EXPECT_EQ(shown.at("association").at("industry"), "3851");
  EXPECT_EQ(shown.at("versions").as_array().size(), 1U);
  EXPECT_THAT(answer.body, Not(HasSubstr(registry::identity_digest("示例市家电行业协会"))));
  EXPECT_EQ(pages.get("/api/v1/associations/{id}", id, {}, {}, header(answer, "ETag")).status, 304);
}

TEST_F(RegistryRoutes, BeforeItWasRegisteredThereIsNoSuchAssociation) {
  const Id id(city.fact("registry.organisation_of", {made}).as_string());
  EXPECT_EQ(cases::refusal_of([&] {
              pages.get("/api/v1/associations/{id}", id, query({{"as_of", "2026-09-20"}}));
            }),
            "not-found association");
  EXPECT_EQ(pages.json("/api/v1/associations", "", query({{"as_of", "2026-09-20"}})).at("items").as_array().size(), 0U);
  EXPECT_EQ(pages.json("/api/v1/associations", "", query({{"as_of", "2026-09-21"}})).at("items").as_array().size(), 2U);
  EXPECT_EQ(cases::refusal_of([&] {
              pages.get("/api/v1/associations", "", query({{"status", "asleep"}}));
            }),
            "invalid-form enum");
}

TEST_F(RegistryRoutes, TheRegisterIsAFileToo) {
  const Response file = pages.get("/open-data/associations.csv", "", query({{"industry", "38"}}));
  EXPECT_THAT(file.content_type, StartsWith("text/csv"));
  EXPECT_THAT(file.body, HasSubstr("示例市家电行业协会"));
  EXPECT_THAT(file.body, Not(HasSubstr("陶瓷")));
  const auto asked = query({{"industry", "38"}, {"format", "csv"}});
  EXPECT_EQ(pages.get("/api/v1/associations", "", asked).body, file.body);
  EXPECT_EQ(cases::refusal_of([&] {
              pages.get("/api/v1/associations", "", query({{"format", "xls"}}));
            }),
            "invalid-form enum");
}

TEST_F(RegistryRoutes, TheFileIsTakenInPartsWhereItIsLong) {
  const std::string whole = pages.get("/open-data/associations.csv").body;
  std::string lines = whole.substr(0, whole.find('\n') + 1);
  std::size_t parts = 0;
  for (std::string cursor; parts < 9; ++parts) {
    const auto asked = cursor.empty() ? query({{"limit", "1"}}) : query({{"limit", "1"}, {"cursor", cursor.c_str()}});
    const Response part = pages.get("/open-data/associations.csv", "", asked);
    lines += part.body.substr(part.body.find('\n') + 1);
    const std::string link = header(part, "Link");
    if (link.empty()) break;
    EXPECT_THAT(link, StartsWith("</open-data/associations.csv?cursor="));
    EXPECT_THAT(link, testing::EndsWith(">; rel=\"next\""));
    cursor = link.substr(link.find("cursor=") + 7, 36);
  }
  EXPECT_EQ(lines, whole);
  EXPECT_EQ(parts, 1U);
  EXPECT_EQ(cases::refusal_of([&] {
              pages.get("/open-data/associations.csv", "", query({{"limit", "100001"}}));
            }).substr(0, 12),
            "invalid-form");
}

TEST(AtCursor, KeepsWhatElseIsAskedFor) {
  EXPECT_EQ(at_cursor("/a", "x"), "/a?cursor=x");
  EXPECT_EQ(at_cursor("/a?q=%E9%99%B6&limit=5", "x"), "/a?q=%E9%99%B6&limit=5&cursor=x");
  EXPECT_EQ(at_cursor("/a?cursor=w&limit=5", "x"), "/a?limit=5&cursor=x");
}

}  // namespace
}  // namespace gh::http
