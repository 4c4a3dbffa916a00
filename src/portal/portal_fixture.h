// For the tests of the portal: the pack of the house, an empty city behind the edge, and what a page says.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "cases/packs.h"
#include "http/edge.h"
#include "http/fake_db.h"
#include "policy/check.h"
#include "portal/portal_routes.h"
#include "portal/templates.h"

namespace gh::portal {

inline std::shared_ptr<const policy::Pack> house_pack() {
  static const auto kPack = [] {
    const auto files = policy::files_of(std::filesystem::path(GUILDHALL_SOURCE_DIR) / "policy/440600/2012-93");
    return policy::load_files(files, policy::called_by(files)).pack;
  }();
  return kPack;
}

inline const Words& zh() {
  static const Words kWords(Language::kZh, std::chrono::hours(8));
  return kWords;
}
inline const Words& en() {
  static const Words kWords(Language::kEn, std::chrono::hours(8));
  return kWords;
}
inline Day a_day() { return day_of(2026, 9, 21); }

// The page as a visitor gets it.
inline std::string html_of(const Page& page, const Words& words = zh()) {
  return document_of(page, {"/", "/", false}, *house_pack(), {}, words);
}

// A city in which nothing has happened yet, behind the edge.
class EmptyCity : public testing::Test {
 protected:
  class Asked : public http::Exchange {
   public:
    void ready() override {}
  };

  EmptyCity() : packs_(house_pack(), {}) {
    parts_.cases.packs = &packs_;
    parts_.assets = {"/assets/portal-aaaaaaaa.css", "/assets/portal-bbbbbbbb.js"};
    parts_.log_key = "log.example+00000000+AQ==";
    parts_.downloads = {{"/open-data/associations.csv", {"名录", "register"}, "CSV"}};
    parts_.clause_figures = [](store::Tx&, Instant) { return std::vector<opendata::ClauseFigures>{}; };
    parts_.city_figures = [](store::Tx&, Instant) { return opendata::CityFigures{}; };
    parts_.progress = [](store::Tx&, std::string_view, std::string_view) { return std::optional<json::object>{}; };
    http::EdgeParts edge;
    edge.routes = portal_routes(parts_);
    edge.db = &db_;
    edge.problem_page = [this](const Problem& problem, const http::Request& request) {
      return problem_page(parts_, problem, request);
    };
    edge_ = std::make_unique<http::Edge>(std::move(edge));
  }

  http::Response get(std::string target, std::string cookie = "", std::string accept = "text/html",
                     std::string etag = "") {
    const auto exchange = std::make_shared<Asked>();
    http::Request& request = exchange->request;
    request.method = "GET";
    request.target = std::move(target);
    request.remote = "192.0.2.1";
    request.now = *parse_instant("2026-09-21T01:00:00Z");
    request.headers.add("host", "city.example");
    request.headers.add("accept", accept);
    if (!cookie.empty()) request.headers.add("cookie", cookie);
    if (!etag.empty()) request.headers.add("if-none-match", etag);
    EXPECT_TRUE(edge_->handle(exchange));
    return exchange->answer.response;
  }
  static std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [known, value] : response.headers)
      if (known == name) return value;
    return "";
  }

  http::FakeDb db_;
  cases::Packs packs_;
  PortalParts parts_;
  std::unique_ptr<http::Edge> edge_;
};

}  // namespace gh::portal
