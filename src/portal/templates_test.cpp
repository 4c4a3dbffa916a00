#include "portal/templates.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <regex>
#include <set>

#include "base/shared_vectors.h"
#include "http/docs_page.h"
#include "portal/notice_pages.h"
#include "portal/page_sources.h"
#include "portal/portal_fixture.h"
#include "portal/register_pages.h"

namespace gh::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

std::set<std::string> keys_used_by_templates() {
  static const std::regex kText(R"(\{\{t\.([\w./-]+)\}\})");
  std::set<std::string> out;
  for (const PageSource& source : page_templates()) {
    const std::string text(source.text);
    for (auto it = std::sregex_iterator(text.begin(), text.end(), kText); it != std::sregex_iterator(); ++it)
      out.insert((*it)[1]);
  }
  return out;
}

TEST(Texts, StandInBothLanguages) {
  std::set<std::string> chinese;
  std::set<std::string> english;
  for (const auto& [key, text] : texts_of(Language::kZh)) chinese.insert(key);
  for (const auto& [key, text] : texts_of(Language::kEn)) english.insert(key);
  EXPECT_EQ(chinese, english);
}

TEST(Texts, AreThereForEveryTemplate) {
  for (const std::string& key : keys_used_by_templates()) EXPECT_TRUE(texts_of(Language::kZh).contains(key)) << key;
}

TEST(Templates, EscapeEveryVariable) {
  for (const PageSource& source : page_templates()) {
    EXPECT_EQ(source.text.find("{{{"), std::string_view::npos) << source.name;
    EXPECT_EQ(source.text.find("{{&"), std::string_view::npos) << source.name;
  }
}

TEST(Templates, RenderWithNothingInThem) {
  for (const PageSource& source : page_templates()) {
    if (source.name == "layout" || source.name.starts_with("partials/")) continue;
    for (const Language language : {Language::kZh, Language::kEn})
      EXPECT_THAT(render(source.name, {}, language), Not(HasSubstr("{{"))) << source.name;
  }
}

TEST(Templates, TakeNothingOfWhatSurroundsASection) {
  // A row without a grade, on a page that has one.
  const json::object values{
      {"listings", json::array{json::object{{"organisation", "甲"}, {"grade", ""}, {"href", "/a"}}}}, {"grade", "5A"}};
  EXPECT_THAT(render("eligible", values, Language::kZh), Not(HasSubstr("5A")));
}

TEST(Templates, RefuseATemplateThatIsNotThere) { EXPECT_THROW(render("nowhere", {}, Language::kZh), Bug); }

// Strings that have broken other programs, in every place where a stranger's text is shown.
TEST(Templates, ShowHostileNamesAsText) {
  const auto vector = shared_vector("vectors/text/blns.json");
  if (!vector) GTEST_SKIP() << "vectors/text/blns.json isn't there";
  const auto profile_of = [](const std::string& text) {
    Profile profile;
    profile.one.association.name = text;
    profile.one.association.address = text;
    return html_of(profile_page(profile, {*house_pack(), zh(), a_day()}));
  };
  const auto tags_in = [](const std::string& page) { return std::count(page.begin(), page.end(), '<'); };
  const auto plain_tags = tags_in(profile_of("佛山市陶瓷行业协会"));
  int shown = 0;
  const json::value names = json::parse(*vector);
  for (const json::value& entry : names.as_array()) {
    const std::string hostile(entry.as_string());
    if (hostile.empty() || !is_utf8(hostile)) continue;
    const std::string page = profile_of(hostile);
    const std::string escaped = http::html_escape(hostile);
    EXPECT_THAT(page, HasSubstr("<h1>" + escaped + "</h1>")) << hostile;
    EXPECT_THAT(page, HasSubstr("<dd>" + escaped + "</dd>")) << hostile;
    gazette::Notice notice;
    notice.title_zh = hostile;
    notice.body_zh = hostile;
    notice.issuer_name = hostile;
    const std::string shown_notice = html_of(notice_page(notice, {*house_pack(), zh(), a_day()}));
    EXPECT_THAT(shown_notice, HasSubstr("<h1>" + escaped + "</h1>")) << hostile;
    EXPECT_EQ(tags_in(page), plain_tags) << hostile;
    ++shown;
  }
  EXPECT_GT(shown, 300);
}

}  // namespace
}  // namespace gh::portal
