// Places the boxes, lines and labels of a diagram in layers from top to bottom, the same for the same input on every
// machine. Inside policy/ only.
#pragma once
#include <vector>

namespace gh::policy {

struct Point {
  double x = 0;
  double y = 0;
};

// Sizes are given, in pixels; the rest is found.
struct LayoutBox {
  double width = 0;
  double height = 0;
  Point center;
};
struct LayoutLine {
  std::size_t from = 0;  // index of a box; another than `to`
  std::size_t to = 0;
  double label_width = 0;
  double label_height = 0;
  bool goes_back = false;     // against the layers
  Point label;                // center
  std::vector<Point> points;  // in pairs that are joined straight; between the pairs the line bends
};
struct Layout {
  std::vector<LayoutBox> boxes;  // the first stands on top
  std::vector<LayoutLine> lines;
  double width = 0;
  double height = 0;
};

// Fills in what is found. Lines follow the order given where nothing else decides.
void arrange(Layout& layout);

}  // namespace gh::policy
