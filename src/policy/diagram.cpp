#include "policy/diagram.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "policy/layered_layout.h"
#include "policy/svg_text.h"

namespace gh::policy {
namespace {

constexpr double kStateFont = 15;
constexpr double kActionFont = 13;
constexpr double kSmallFont = 11;
constexpr double kStateEmMax = 11;  // then the title takes another line
constexpr double kActionEmMax = 12;
constexpr double kStartRoom = 34;  // above the first state, for its mark
constexpr double kLegendRoom = 34;
constexpr double kLegendWidth = 260;
constexpr const char* kBackDashes = " stroke-dasharray=\"7 4\"";
constexpr const char* kTimeDashes = " stroke-dasharray=\"2 4\"";

struct Words {
  const char* procedure;
  const char* start;
  const char* current;
  const char* final;
  const char* stays;
  const char* back;
  const char* time;
  const char* colon;
  const char* separator;
};
constexpr Words kZh = {"办理流程", "开始", "当前环节", "办结", "本环节内", "退回", "到期自动", "：", "、"};
constexpr Words kEn = {"procedure", "start", "current step", "final", "stays here", "goes back", "by time", ": ", ", "};

struct Relation {
  std::string_view id;
  Text title;
};
const Relation kRelations[] = {{"applicant", {"申请人", "applicant"}},
                               {"subject", {"当事单位", "organisation concerned"}},
                               {"opener", {"发起人员", "who opened it"}}};

class Diagram {
 public:
  Diagram(const Pack& pack, const Procedure& procedure, const DiagramOptions& options)
      : pack_(pack), procedure_(procedure), options_(options), words_(options.language == Language::kZh ? kZh : kEn) {}

  std::string svg() {
    make_boxes();
    make_lines();
    arrange(layout_);
    const double height = layout_.height + kStartRoom + (signs().empty() ? 0 : kLegendRoom);
    const double width = std::max(layout_.width, signs().empty() ? 0 : kLegendWidth);
    const std::string id = "diagram-" + procedure_.id;
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " +
                      number(height) + "\" width=\"" + number(width) + "\" height=\"" + number(height) +
                      "\" role=\"img\" aria-labelledby=\"" + escaped(id) + "-title " + escaped(id) +
                      "-desc\" font-family=\"system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif\">" +
                      "<title id=\"" + escaped(id) + "-title\">" + escaped(say(procedure_.title)) + " " +
                      words_.procedure + "</title><desc id=\"" + escaped(id) + "-desc\">" + escaped(description()) +
                      "</desc><defs><marker id=\"" + escaped(id) +
                      "-arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" "
                      "orient=\"auto\"><path d=\"M0 1L9 5L0 9z\" fill=\"#5b6b82\"/></marker></defs>" +
                      "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/><g transform=\"translate(0," +
                      number(kStartRoom - 10) + ")\">" + start_mark(id);
    for (std::size_t i = 0; i < lines_.size(); ++i) out += line_svg(i, id);
    for (std::size_t i = 0; i < lines_.size(); ++i) out += label_svg(i);
    for (std::size_t i = 0; i < boxes_.size(); ++i) out += box_svg(i);
    return out + "</g>" + legend_svg(height) + "</svg>\n";
  }

 private:
  struct Box {
    const State* state;
    std::vector<std::string> title;
    std::vector<std::string> stays;  // actions that leave the case where it is
  };
  struct Line {
    std::vector<const Action*> actions;
    std::vector<std::string> label;
    bool by_time;
  };

  const std::string& say(const Text& text) const {
    return options_.language == Language::kZh || text.en.empty() ? text.zh : text.en;
  }

  const std::string& title_of(const State& state) const {
    const Text& own = options_.reader == Reader::kApplicant ? state.applicant_title
                      : options_.reader == Reader::kPublic  ? state.public_title
                                                            : state.title;
    return say(own.zh.empty() ? state.title : own);
  }

  std::string who(const Action& action) const {
    std::string out;
    for (const std::string& by : action.by) {
      std::string name = by;
      if (const auto role = pack_.roles.find(by); role != pack_.roles.end()) name = say(role->second.title);
      for (const Relation& relation : kRelations)
        if (relation.id == by) name = say(relation.title);
      out += (out.empty() ? "" : words_.separator) + name;
    }
    return out;
  }

  bool is_by_time(const Action& action) const {
    return std::all_of(action.by.begin(), action.by.end(), [&](const std::string& by) {
      const auto role = pack_.roles.find(by);
      return role != pack_.roles.end() && role->second.scope == RoleScope::kSystem;
    });
  }

  // The first state on top, the others as written.
  std::vector<std::string> order() const {
    std::vector<std::string> out = {procedure_.initial};
    for (const std::string& id : procedure_.state_order)
      if (id != procedure_.initial) out.push_back(id);
    return out;
  }

  void make_boxes() {
    for (const std::string& id : order()) {
      const State& state = procedure_.states.at(id);
      Box box{&state, wrapped(title_of(state), kStateEmMax), {}};
      for (const std::string& action_id : state.action_order) {
        const Action& action = state.actions.at(action_id);
        const auto& next = action.may_lead_to;
        if (next.empty() || std::find(next.begin(), next.end(), id) != next.end()) {
          for (std::string& line : wrapped(say(action.title), 14)) box.stays.push_back(std::move(line));
        }
      }
      double width_ems = 3;
      for (const std::string& line : box.title) width_ems = std::max(width_ems, ems(line));
      double width = width_ems * kStateFont;
      for (const std::string& line : box.stays) width = std::max(width, ems(line) * kSmallFont);
      const double height = static_cast<double>(box.title.size()) * kStateFont * kLineHeight +
                            static_cast<double>(box.stays.size()) * kSmallFont * kLineHeight +
                            (box.stays.empty() ? 0 : 8);
      layout_.boxes.push_back({std::round(width + 32), std::round(height + 18), {}});
      boxes_.push_back(std::move(box));
    }
  }

  std::size_t box_of(const std::string& id) const {
    const auto found = std::find_if(boxes_.begin(), boxes_.end(), [&](const Box& box) { return box.state->id == id; });
    return static_cast<std::size_t>(found - boxes_.begin());
  }

  // Actions between the same two states share a line, but what time does has its own.
  void make_lines() {
    for (std::size_t from = 0; from < boxes_.size(); ++from) {
      const State& state = *boxes_[from].state;
      for (const std::string& action_id : state.action_order) {
        const Action& action = state.actions.at(action_id);
        for (const std::string& next : action.may_lead_to) {
          const std::size_t to = box_of(next);
          if (to == from || to == boxes_.size()) continue;
          add_action(from, to, action);
        }
      }
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      double width = 0;
      for (const Action* action : lines_[i].actions) {
        for (std::string& line : wrapped(say(action->title), kActionEmMax)) {
          width = std::max(width, ems(line) * kActionFont);
          lines_[i].label.push_back(std::move(line));
        }
      }
      layout_.lines[i].label_width = std::round(width + 10);
      layout_.lines[i].label_height =
          std::round(static_cast<double>(lines_[i].label.size()) * kActionFont * kLineHeight + 4);
    }
  }

  void add_action(std::size_t from, std::size_t to, const Action& action) {
    const bool by_time = is_by_time(action);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const LayoutLine& line = layout_.lines[i];
      if (line.from != from || line.to != to || lines_[i].by_time != by_time) continue;
      lines_[i].actions.push_back(&action);
      return;
    }
    LayoutLine line;
    line.from = from;
    line.to = to;
    layout_.lines.push_back(line);
    lines_.push_back({{&action}, {}, by_time});
  }

  std::string start_mark(const std::string& id) const {
    const LayoutBox& first = layout_.boxes.front();
    const double top = first.center.y - first.height / 2;
    return "<g><title>" + std::string(words_.start) + "</title><circle cx=\"" + number(first.center.x) + "\" cy=\"" +
           number(top - 28) + "\" r=\"6\" fill=\"#5b6b82\"/><path d=\"M" + number(first.center.x) + " " +
           number(top - 22) + "V" + number(top) +
           "\" stroke=\"#5b6b82\" stroke-width=\"1.5\" fill=\"none\" marker-end=\"url(#" + escaped(id) +
           "-arrow)\"/></g>";
  }

  std::string line_svg(std::size_t i, const std::string& id) const {
    const LayoutLine& line = layout_.lines[i];
    std::string path;
    for (std::size_t n = 0; n < line.points.size(); ++n) {
      const Point& at = line.points[n];
      if (n == 0) {
        path += "M" + number(at.x) + " " + number(at.y);
      } else if (n % 2 == 1 || at.x == line.points[n - 1].x) {
        path += "L" + number(at.x) + " " + number(at.y);
      } else {
        const double bend = (line.points[n - 1].y + at.y) / 2;
        path += "C" + number(line.points[n - 1].x) + " " + number(bend) + " " + number(at.x) + " " + number(bend) +
                " " + number(at.x) + " " + number(at.y);
      }
    }
    const char* dashes = lines_[i].by_time ? kTimeDashes : line.goes_back ? kBackDashes : "";
    return "<path d=\"" + path + "\" fill=\"none\" stroke=\"#5b6b82\" stroke-width=\"1.5\"" + dashes +
           " marker-end=\"url(#" + escaped(id) + "-arrow)\"/>";
  }

  std::string label_svg(std::size_t i) const {
    const LayoutLine& line = layout_.lines[i];
    std::string tip;
    for (const Action* action : lines_[i].actions)
      tip += (tip.empty() ? "" : "\n") + say(action->title) + words_.colon + who(*action);
    const double left = line.label.x - line.label_width / 2;
    const double top = line.label.y - line.label_height / 2;
    return "<g><title>" + escaped(tip) + "</title><rect x=\"" + number(left) + "\" y=\"" + number(top) + "\" width=\"" +
           number(line.label_width) + "\" height=\"" + number(line.label_height) +
           "\" rx=\"3\" fill=\"#ffffff\" fill-opacity=\"0.9\"/>" +
           text_lines(lines_[i].label, {line.label.x, top + 2}, kActionFont, " fill=\"#24527a\"") + "</g>";
  }

  std::string box_svg(std::size_t i) const {
    const LayoutBox& at = layout_.boxes[i];
    const Box& box = boxes_[i];
    const State& state = *box.state;
    const bool current = state.id == options_.current_state;
    const auto rectangle = [&](double inset, const char* attributes) {
      return "<rect x=\"" + number(at.center.x - at.width / 2 + inset) + "\" y=\"" +
             number(at.center.y - at.height / 2 + inset) + "\" width=\"" + number(at.width - 2 * inset) +
             "\" height=\"" + number(at.height - 2 * inset) + "\" rx=\"8\"" + attributes + "/>";
    };
    std::string tip = title_of(state);
    if (current) tip += std::string(" (") + words_.current + ")";
    if (state.final) tip += std::string(" (") + words_.final + ")";
    std::string out =
        "<g" + std::string(current ? " aria-current=\"step\"" : "") + "><title>" + escaped(tip) + "</title>";
    out += rectangle(0, current       ? " fill=\"#fff1cc\" stroke=\"#9a5b00\" stroke-width=\"3\""
                        : state.final ? " fill=\"#eef2f7\" stroke=\"#34465c\" stroke-width=\"1.5\""
                                      : " fill=\"#f8fafc\" stroke=\"#34465c\" stroke-width=\"1.5\"");
    if (state.final) out += rectangle(4, " fill=\"none\" stroke=\"#34465c\" stroke-width=\"1\"");
    const double top = at.center.y - at.height / 2 + 9;
    out += text_lines(box.title, {at.center.x, top}, kStateFont,
                      current ? " font-weight=\"700\" fill=\"#1c2733\"" : " fill=\"#1c2733\"");
    const double below = top + static_cast<double>(box.title.size()) * kStateFont * kLineHeight + 4;
    return out + text_lines(box.stays, {at.center.x, below}, kSmallFont, " fill=\"#24527a\"") + "</g>";
  }

  struct Sign {
    const char* dashes;
    const char* meaning;
  };
  // What the dashes mean, where there are any.
  std::vector<Sign> signs() const {
    std::vector<Sign> out;
    const auto& lines = layout_.lines;
    if (std::any_of(lines.begin(), lines.end(), [](const LayoutLine& line) { return line.goes_back; }))
      out.push_back({kBackDashes, words_.back});
    if (std::any_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.by_time; }))
      out.push_back({kTimeDashes, words_.time});
    return out;
  }

  std::string legend_svg(double bottom) const {
    std::string out;
    double x = 20;
    for (const Sign& sign : signs()) {
      out += "<path d=\"M" + number(x) + " " + number(bottom - 18) + "h32\" fill=\"none\" stroke=\"#5b6b82\" " +
             "stroke-width=\"1.5\"" + sign.dashes + "/><text x=\"" + number(x + 40) + "\" y=\"" + number(bottom - 14) +
             "\" font-size=\"" + number(kSmallFont) + "\" fill=\"#5b6b82\">" + escaped(sign.meaning) + "</text>";
      x += 60 + ems(sign.meaning) * kSmallFont;
    }
    return out;
  }

  // Every way from state to state, in words.
  std::string description() const {
    std::string out;
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      const State& state = *boxes_[i].state;
      if (!out.empty()) out += " ";
      out += title_of(state);
      if (state.id == options_.current_state) out += std::string(" (") + words_.current + ")";
      if (state.final) out += std::string(" (") + words_.final + ")";
      for (const std::string& action_id : state.action_order) {
        const Action& action = state.actions.at(action_id);
        out += "; " + say(action.title) + " (" + who(action) + ") → ";
        if (action.may_lead_to.empty()) out += words_.stays;
        for (std::size_t n = 0; n < action.may_lead_to.size(); ++n) {
          const auto next = procedure_.states.find(action.may_lead_to[n]);
          if (next != procedure_.states.end()) out += (n == 0 ? "" : words_.separator) + title_of(next->second);
        }
      }
      out += ".";
    }
    return out;
  }

  const Pack& pack_;
  const Procedure& procedure_;
  const DiagramOptions& options_;
  const Words& words_;
  Layout layout_;
  std::vector<Box> boxes_;
  std::vector<Line> lines_;
};

}  // namespace

std::string diagram(const Pack& pack, const Procedure& procedure, const DiagramOptions& options) {
  return Diagram(pack, procedure, options).svg();
}

}  // namespace gh::policy
