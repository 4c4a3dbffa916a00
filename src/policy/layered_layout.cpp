// The well-known steps (Sugiyama, Tagawa, Toda 1981): layers by the longest way, places for lines and labels in every
// layer they cross, an order in each layer with few crossings, and coordinates close to the neighbours'.
#include "policy/layered_layout.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace gh::policy {
namespace {

constexpr double kGap = 22;       // between neighbours in a layer
constexpr double kLayerGap = 22;  // between layers
constexpr double kMargin = 20;
constexpr double kLineWidth = 10;  // room that a passing line takes
constexpr double kPortStep = 20;   // between lines at one side of a box, where there is room
constexpr int kOrderSweeps = 16;
constexpr int kPlaceSweeps = 40;
constexpr int kStraightenSweeps = 6;
constexpr std::size_t kNone = SIZE_MAX;

// A place in a layer: of a box, of a label, or of a line that passes.
struct Vertex {
  std::size_t layer = 0;
  double width = kLineWidth;
  double height = 0;
  double x = 0;
  std::size_t box = kNone;
  std::vector<std::size_t> above;
  std::vector<std::size_t> below;
};

class Arranger {
 public:
  explicit Arranger(Layout& layout) : layout_(layout) {}

  void run() {
    if (layout_.boxes.empty()) return;
    find_lines_that_go_back();
    find_layers();
    make_vertices();
    order();
    place();
    write_back();
  }

 private:
  void find_lines_that_go_back() {
    std::vector<int> seen(layout_.boxes.size(), 0);  // 1: on the way from the start; 2: done
    std::vector<std::size_t> next(layout_.boxes.size(), 0);
    for (std::size_t start = 0; start < layout_.boxes.size(); ++start) {
      if (seen[start] != 0) continue;
      std::vector<std::size_t> way = {start};
      seen[start] = 1;
      while (!way.empty()) {
        const std::size_t at = way.back();
        std::size_t& line = next[at];
        while (line < layout_.lines.size() && layout_.lines[line].from != at) ++line;
        if (line == layout_.lines.size()) {
          seen[at] = 2;
          way.pop_back();
          continue;
        }
        LayoutLine& found = layout_.lines[line++];
        found.goes_back = seen[found.to] == 1;
        if (seen[found.to] != 0) continue;
        seen[found.to] = 1;
        way.push_back(found.to);
      }
    }
  }

  // Boxes stand in even layers, labels in the odd ones between.
  void find_layers() {
    layers_of_boxes_.assign(layout_.boxes.size(), 0);
    for (std::size_t pass = 0; pass < layout_.boxes.size(); ++pass) {
      bool moved = false;
      for (const LayoutLine& line : layout_.lines) {
        if (line.goes_back || layers_of_boxes_[line.to] > layers_of_boxes_[line.from]) continue;
        layers_of_boxes_[line.to] = layers_of_boxes_[line.from] + 2;
        moved = true;
      }
      if (!moved) break;
    }
  }

  std::size_t add(Vertex vertex) {
    layers_.resize(std::max(layers_.size(), vertex.layer + 1));
    layers_[vertex.layer].push_back(vertices_.size());
    vertices_.push_back(std::move(vertex));
    return vertices_.size() - 1;
  }

  void join(std::size_t above, std::size_t below) {
    vertices_[above].below.push_back(below);
    vertices_[below].above.push_back(above);
  }

  void make_vertices() {
    for (std::size_t i = 0; i < layout_.boxes.size(); ++i)
      add({layers_of_boxes_[i], layout_.boxes[i].width, layout_.boxes[i].height, 0, i, {}, {}});
    chains_.resize(layout_.lines.size());
    for (std::size_t i = 0; i < layout_.lines.size(); ++i) {
      const LayoutLine& line = layout_.lines[i];
      const std::size_t top = line.goes_back ? line.to : line.from;
      const std::size_t bottom = line.goes_back ? line.from : line.to;
      const std::size_t label_layer = layers_of_boxes_[line.from] + (line.goes_back ? std::size_t(-1) : 1);
      chains_[i] = {top};
      for (std::size_t layer = layers_of_boxes_[top] + 1; layer < layers_of_boxes_[bottom]; ++layer) {
        Vertex passing{layer, kLineWidth, 0, 0, kNone, {}, {}};
        if (layer == label_layer) {
          passing.width = std::max(kLineWidth, line.label_width);
          passing.height = line.label_height;
        }
        chains_[i].push_back(add(passing));
        join(chains_[i].end()[-2], chains_[i].back());
      }
      join(chains_[i].back(), bottom);
      chains_[i].push_back(bottom);
    }
  }

  // ── order in the layers ────────────────────────────────────────────────────────────────────────────────────────

  std::vector<std::size_t> positions() const {
    std::vector<std::size_t> out(vertices_.size());
    for (const auto& layer : layers_)
      for (std::size_t i = 0; i < layer.size(); ++i) out[layer[i]] = i;
    return out;
  }

  std::size_t crossings() const {
    const std::vector<std::size_t> position = positions();
    std::size_t count = 0;
    for (const auto& layer : layers_) {
      std::vector<std::pair<std::size_t, std::size_t>> joins;
      for (const std::size_t upper : layer)
        for (const std::size_t lower : vertices_[upper].below) joins.emplace_back(position[upper], position[lower]);
      for (std::size_t a = 0; a < joins.size(); ++a)
        for (std::size_t b = a + 1; b < joins.size(); ++b)
          if ((joins[a].first < joins[b].first && joins[a].second > joins[b].second) ||
              (joins[a].first > joins[b].first && joins[a].second < joins[b].second))
            ++count;
    }
    return count;
  }

  // Sorts a layer by the mean position of the neighbours above or below; who has none keeps its place.
  void sort_layer(std::vector<std::size_t>& layer, bool by_above) {
    const std::vector<std::size_t> position = positions();
    std::vector<std::pair<double, std::size_t>> keyed;
    for (const std::size_t vertex : layer) {
      const auto& neighbours = by_above ? vertices_[vertex].above : vertices_[vertex].below;
      double sum = 0;
      for (const std::size_t neighbour : neighbours) sum += static_cast<double>(position[neighbour]);
      keyed.emplace_back(
          neighbours.empty() ? static_cast<double>(position[vertex]) : sum / static_cast<double>(neighbours.size()),
          vertex);
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < layer.size(); ++i) layer[i] = keyed[i].second;
  }

  void order() {
    auto best = layers_;
    std::size_t fewest = crossings();
    for (int sweep = 0; sweep < kOrderSweeps && fewest > 0; ++sweep) {
      const bool down = sweep % 2 == 0;
      for (std::size_t i = 0; i < layers_.size(); ++i) sort_layer(layers_[down ? i : layers_.size() - 1 - i], down);
      if (const std::size_t count = crossings(); count < fewest) {
        fewest = count;
        best = layers_;
      }
    }
    layers_ = best;
  }

  // ── coordinates ────────────────────────────────────────────────────────────────────────────────────────────────

  double wish(const Vertex& vertex, bool from_above, bool from_below) const {
    double sum = 0;
    double weight = 0;
    const auto take = [&](const std::vector<std::size_t>& neighbours) {
      for (const std::size_t neighbour : neighbours) {
        // Lines that only pass pull each other straight.
        const double pull = vertex.box == kNone && vertices_[neighbour].box == kNone ? 4 : 1;
        sum += pull * vertices_[neighbour].x;
        weight += pull;
      }
    };
    if (from_above) take(vertex.above);
    if (from_below) take(vertex.below);
    return weight > 0 ? sum / weight : vertex.x;
  }

  // Places a layer as near to the wishes as order and gaps allow: neighbours that would overlap move as one block.
  void place_layer(const std::vector<std::size_t>& layer, bool from_above, bool from_below) {
    struct Block {
      double sum;  // of wishes less offsets
      std::size_t count;
      double at() const { return sum / static_cast<double>(count); }
    };
    std::vector<Block> blocks;
    std::vector<double> offsets;
    double offset = 0;
    for (std::size_t i = 0; i < layer.size(); ++i) {
      const Vertex& vertex = vertices_[layer[i]];
      if (i > 0) offset += (vertices_[layer[i - 1]].width + vertex.width) / 2 + kGap;
      offsets.push_back(offset);
      blocks.push_back({wish(vertex, from_above, from_below) - offset, 1});
      while (blocks.size() > 1 && blocks.end()[-2].at() > blocks.back().at()) {
        blocks.end()[-2].sum += blocks.back().sum;
        blocks.end()[-2].count += blocks.back().count;
        blocks.pop_back();
      }
    }
    std::size_t i = 0;
    for (const Block& block : blocks)
      for (std::size_t n = 0; n < block.count; ++n, ++i) vertices_[layer[i]].x = block.at() + offsets[i];
  }

  void place() {
    for (int sweep = 0; sweep < kPlaceSweeps; ++sweep) {
      const bool down = sweep % 2 == 0;
      const bool both = sweep >= kPlaceSweeps / 2;
      for (std::size_t i = 0; i < layers_.size(); ++i)
        place_layer(layers_[down ? i : layers_.size() - 1 - i], down || both, !down || both);
    }
    for (int sweep = 0; sweep < kStraightenSweeps; ++sweep)
      for (const auto& chain : chains_) straighten(chain);
    double left = vertices_.front().x;
    for (const Vertex& vertex : vertices_) left = std::min(left, vertex.x - vertex.width / 2);
    for (Vertex& vertex : vertices_) {
      vertex.x = std::round(vertex.x - left + kMargin);
      layout_.width = std::max(layout_.width, vertex.x + vertex.width / 2 + kMargin);
    }
    double y = kMargin;
    for (const auto& layer : layers_) {
      double height = 0;
      for (const std::size_t vertex : layer) height = std::max(height, vertices_[vertex].height);
      tops_.push_back(y);
      heights_.push_back(height);
      y += height + kLayerGap;
    }
    layout_.height = y - kLayerGap + kMargin;
  }

  // The room a vertex has between its neighbours in the layer.
  std::pair<double, double> room(std::size_t vertex, const std::vector<std::size_t>& position) const {
    const auto& layer = layers_[vertices_[vertex].layer];
    const std::size_t at = position[vertex];
    const double half = vertices_[vertex].width / 2;
    double left = -1e9;
    double right = 1e9;
    if (at > 0) {
      const Vertex& before = vertices_[layer[at - 1]];
      left = before.x + before.width / 2 + kGap + half;
    }
    if (at + 1 < layer.size()) {
      const Vertex& after = vertices_[layer[at + 1]];
      right = after.x - after.width / 2 - kGap - half;
    }
    return {left, right};
  }

  // Takes the bends out of a line: as many of its places as have room in common stand below each other.
  void straighten(const std::vector<std::size_t>& chain) {
    if (chain.size() < 4) return;
    const std::vector<std::size_t> position = positions();
    for (std::size_t begin = 1; begin + 1 < chain.size();) {
      double left = -1e9;
      double right = 1e9;
      double sum = 0;
      std::size_t end = begin;
      for (; end + 1 < chain.size(); ++end) {
        const auto [more_left, more_right] = room(chain[end], position);
        if (std::max(left, more_left) > std::min(right, more_right)) break;
        left = std::max(left, more_left);
        right = std::min(right, more_right);
        sum += vertices_[chain[end]].x;
      }
      if (end == begin) {
        ++begin;
        continue;
      }
      const double x = std::clamp(sum / static_cast<double>(end - begin), left, right);
      for (; begin < end; ++begin) vertices_[chain[begin]].x = x;
    }
  }

  double middle(std::size_t layer) const { return std::round(tops_[layer] + heights_[layer] / 2); }

  // Where a line meets the side of a box: the lines of one side keep the order of where they go.
  double port(std::size_t box, std::size_t neighbour, bool below) const {
    std::vector<std::size_t> all = below ? vertices_[box].below : vertices_[box].above;
    std::stable_sort(all.begin(), all.end(),
                     [&](std::size_t a, std::size_t b) { return vertices_[a].x < vertices_[b].x; });
    const auto place = std::find(all.begin(), all.end(), neighbour) - all.begin();
    const double count = static_cast<double>(all.size());
    const double step = count > 1 ? std::min(kPortStep, vertices_[box].width * 0.7 / (count - 1)) : 0;
    return std::round(vertices_[box].x + (static_cast<double>(place) - (count - 1) / 2) * step);
  }

  void write_back() {
    for (std::size_t i = 0; i < layout_.boxes.size(); ++i)
      layout_.boxes[i].center = {vertices_[i].x, middle(vertices_[i].layer)};
    for (std::size_t i = 0; i < layout_.lines.size(); ++i) {
      LayoutLine& line = layout_.lines[i];
      const std::vector<std::size_t>& chain = chains_[i];
      const LayoutBox& top = layout_.boxes[chain.front()];
      const LayoutBox& bottom = layout_.boxes[chain.back()];
      line.points.push_back({port(chain.front(), chain[1], true), top.center.y + top.height / 2});
      line.points.push_back({line.points[0].x, tops_[vertices_[chain.front()].layer] +
                                                   heights_[vertices_[chain.front()].layer] + kLayerGap / 4});
      for (std::size_t n = 1; n + 1 < chain.size(); ++n) {
        const Vertex& vertex = vertices_[chain[n]];
        line.points.push_back({vertex.x, tops_[vertex.layer]});
        line.points.push_back({vertex.x, tops_[vertex.layer] + heights_[vertex.layer]});
      }
      const double end_x = port(chain.back(), chain.end()[-2], false);
      line.points.push_back({end_x, tops_[vertices_[chain.back()].layer] - kLayerGap / 4});
      line.points.push_back({end_x, bottom.center.y - bottom.height / 2});
      const Vertex& label = vertices_[line.goes_back ? chain.end()[-2] : chain[1]];
      line.label = {label.x, middle(label.layer)};
      if (line.goes_back) std::reverse(line.points.begin(), line.points.end());
    }
  }

  Layout& layout_;
  std::vector<std::size_t> layers_of_boxes_;
  std::vector<Vertex> vertices_;                  // the boxes first, at their own index
  std::vector<std::vector<std::size_t>> layers_;  // vertices from left to right
  std::vector<std::vector<std::size_t>> chains_;  // of each line: its vertices from top to bottom
  std::vector<double> tops_;
  std::vector<double> heights_;
};

}  // namespace

void arrange(Layout& layout) { Arranger(layout).run(); }

}  // namespace gh::policy
