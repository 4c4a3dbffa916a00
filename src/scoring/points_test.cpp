#include "scoring/points.h"

#include <gtest/gtest.h>

namespace gh::scoring {
namespace {

TEST(Points, AreWrittenInTheUnitOfTheirRubric) {
  EXPECT_EQ(points_text(929, 1), "929");
  EXPECT_EQ(points_text(9294, 10), "929.4");
  EXPECT_EQ(points_text(600, 10), "60.0");
  EXPECT_EQ(points_text(8805, 100), "88.05");
  EXPECT_EQ(points_text(5, 100), "0.05");
}

}  // namespace
}  // namespace gh::scoring
