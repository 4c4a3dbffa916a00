// Diagrams of procedures: whole, escaped, readable without eyes, and nothing on top of something else.
#include "policy/diagram.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "policy/fixture_pack.h"
#include "policy/layered_layout.h"
#include "policy/svg_text.h"

namespace gh::policy {
namespace {

class DiagramTest : public testing::Test {
 protected:
  std::string draw(const DiagramOptions& options = {}, const fixture::Files& files = fixture::files()) {
    const Loaded loaded = load_files(files, fixture::offered());
    if (!loaded.pack) throw std::logic_error("the fixture has faults");
    return diagram(*loaded.pack, loaded.pack->procedure("registration"), options);
  }
};

bool has(const std::string& svg, std::string_view part) { return svg.find(part) != std::string::npos; }

// Every element that is opened is closed, in order.
bool is_well_formed(const std::string& svg) {
  std::vector<std::string> open;
  for (std::size_t at = 0; (at = svg.find('<', at)) != std::string::npos; ++at) {
    const std::size_t end = svg.find('>', at);
    if (end == std::string::npos) return false;
    std::string tag = svg.substr(at + 1, end - at - 1);
    if (tag.ends_with('/')) continue;
    tag = tag.substr(0, tag.find(' '));
    if (!tag.starts_with('/')) {
      open.push_back(tag);
    } else if (open.empty() || open.back() != tag.substr(1)) {
      return false;
    } else {
      open.pop_back();
    }
  }
  return open.empty();
}

TEST_F(DiagramTest, ShowsEveryStateAndAction) {
  const std::string svg = draw();
  EXPECT_TRUE(is_well_formed(svg));
  for (const char* title :
       {"待受理", "待补正", "评审", "公示", "决定", "已登记", "不予登记", "退回补正", "重新提交", "准予"})
    EXPECT_TRUE(has(svg, ">" + std::string(title) + "</text>")) << title;
}

TEST_F(DiagramTest, SpeaksEnglishWhenAsked) {
  const std::string svg = draw({Language::kEn, Reader::kStaff, ""});
  EXPECT_TRUE(has(svg, ">submitted</text>"));
  EXPECT_TRUE(has(svg, ">window ends</text>"));
  EXPECT_FALSE(has(svg, "待受理"));
}

TEST_F(DiagramTest, HighlightsTheCurrentState) {
  EXPECT_TRUE(
      has(draw({Language::kZh, Reader::kStaff, "review"}), "aria-current=\"step\"><title>评审 (当前环节)</title>"));
  EXPECT_FALSE(has(draw(), "aria-current"));
}

TEST_F(DiagramTest, TellsItselfInWords) {
  const std::string svg = draw({Language::kEn, Reader::kStaff, "review"});
  EXPECT_TRUE(has(svg, "role=\"img\" aria-labelledby=\"diagram-registration-title diagram-registration-desc\""));
  EXPECT_TRUE(has(svg, "<title id=\"diagram-registration-title\">registration procedure</title>"));
  EXPECT_TRUE(has(svg, "accept (registrar) → review"));
  EXPECT_TRUE(has(svg, "resubmit (applicant) → submitted"));
  EXPECT_TRUE(has(svg, "registered (final)"));
}

TEST_F(DiagramTest, MarksWhatGoesBackAndWhatTimeDoes) {
  const std::string svg = draw();
  EXPECT_TRUE(has(svg, "stroke-dasharray=\"7 4\""));
  EXPECT_TRUE(has(svg, "stroke-dasharray=\"2 4\""));
  EXPECT_TRUE(has(svg, ">到期自动</text>"));
}

TEST_F(DiagramTest, UsesTheWordsOfItsReader) {
  const auto files = fixture::changed("procedures/registration.yaml", "title: {zh: 评审, en: review}",
                                      "title: {zh: 评审, en: review}\n    public_title: {zh: 办理中, en: in hand}");
  EXPECT_TRUE(has(draw({Language::kZh, Reader::kPublic, ""}, files), ">办理中</text>"));
  EXPECT_FALSE(has(draw({Language::kZh, Reader::kApplicant, ""}, files), "办理中"));
}

TEST_F(DiagramTest, EscapesEveryText) {
  const std::string svg = draw({}, fixture::changed("procedures/registration.yaml", "title: {zh: 受理, en: accept}",
                                                    "title: {zh: '<script>\"&', en: accept}"));
  EXPECT_TRUE(is_well_formed(svg));
  EXPECT_FALSE(has(svg, "<script"));
  EXPECT_TRUE(has(svg, "&lt;script&gt;&quot;&amp;"));
}

TEST_F(DiagramTest, IsTheSameEveryTimeAndBringsNothingAlong) {
  EXPECT_EQ(draw(), draw());
  for (const char* foreign : {"<script", "<style", "href", "url(http", "<foreignObject"})
    EXPECT_FALSE(has(draw(), foreign));
}

TEST(SvgText, IsCutIntoLinesOfLikeLength) {
  EXPECT_EQ(wrapped("短", 8), std::vector<std::string>{"短"});
  EXPECT_EQ(wrapped("拟承接方已不符合条件顺延", 8), (std::vector<std::string>{"拟承接方已不", "符合条件顺延"}));
  EXPECT_EQ(wrapped("withdraw the application", 8), (std::vector<std::string>{"withdraw the ", "application"}));
  EXPECT_EQ(escaped("a\x01<b>'\"&"), "a &lt;b&gt;'&quot;&amp;");
}

// Boxes as a grid of sizes, lines as pairs; a knot with ways back, across and beyond.
Layout knot() {
  Layout layout;
  for (const double width : {80.0, 120.0, 60.0, 200.0, 90.0, 90.0, 70.0, 110.0})
    layout.boxes.push_back({width, 40, {}});
  for (const auto& [from, to] : {std::pair<std::size_t, std::size_t>{0, 1},
                                 {0, 2},
                                 {1, 3},
                                 {2, 3},
                                 {3, 0},
                                 {3, 4},
                                 {4, 5},
                                 {5, 4},
                                 {0, 6},
                                 {4, 6},
                                 {5, 7},
                                 {7, 1},
                                 {2, 7}}) {
    LayoutLine line;
    line.from = from;
    line.to = to;
    line.label_width = 70;
    line.label_height = 20;
    layout.lines.push_back(line);
  }
  arrange(layout);
  return layout;
}

bool overlap(Point a, double a_width, double a_height, Point b, double b_width, double b_height) {
  return std::abs(a.x - b.x) < (a_width + b_width) / 2 && std::abs(a.y - b.y) < (a_height + b_height) / 2;
}

TEST(LayeredLayout, PutsNothingOnTopOfSomethingElse) {
  const Layout layout = knot();
  for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
    const LayoutBox& box = layout.boxes[i];
    EXPECT_GE(box.center.x - box.width / 2, 0);
    EXPECT_LE(box.center.x + box.width / 2, layout.width);
    EXPECT_LE(box.center.y + box.height / 2, layout.height);
    for (std::size_t j = i + 1; j < layout.boxes.size(); ++j)
      EXPECT_FALSE(overlap(box.center, box.width, box.height, layout.boxes[j].center, layout.boxes[j].width, 40))
          << i << j;
    for (const LayoutLine& line : layout.lines)
      EXPECT_FALSE(overlap(box.center, box.width, box.height, line.label, 70, 20)) << i;
  }
  for (std::size_t i = 0; i < layout.lines.size(); ++i)
    for (std::size_t j = i + 1; j < layout.lines.size(); ++j)
      EXPECT_FALSE(overlap(layout.lines[i].label, 70, 20, layout.lines[j].label, 70, 20)) << i << " " << j;
}

TEST(LayeredLayout, LinesBeginAndEndAtTheirBoxes) {
  const Layout layout = knot();
  for (const LayoutLine& line : layout.lines) {
    ASSERT_GE(line.points.size(), 4U);
    for (const auto& [box, point] : {std::pair(layout.boxes[line.from], line.points.front()),
                                     std::pair(layout.boxes[line.to], line.points.back())}) {
      EXPECT_LE(std::abs(point.x - box.center.x), box.width / 2);
      EXPECT_EQ(std::abs(point.y - box.center.y), box.height / 2);
    }
  }
}

TEST(LayeredLayout, LinesGoDownUnlessTheyGoBack) {
  const Layout layout = knot();
  for (const LayoutLine& line : layout.lines)
    EXPECT_EQ(line.goes_back, layout.boxes[line.from].center.y > layout.boxes[line.to].center.y);
  EXPECT_TRUE(layout.lines[4].goes_back);
  EXPECT_FALSE(layout.lines[0].goes_back);
}

TEST(LayeredLayout, OfNothingIsNothing) {
  Layout layout;
  arrange(layout);
  EXPECT_EQ(layout.height, 0);
}

}  // namespace
}  // namespace gh::policy
