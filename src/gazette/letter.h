// The page of an official letter by GB/T 9704-2012 5.2: 22 lines of 28 characters in 225 by 156 mm, 37 mm below the
// upper edge and 28 mm from the left one.
#pragma once
#include "gazette/page.h"

namespace gh::gazette {

inline constexpr int kLetterCharacters = 28;
inline constexpr int kLetterLines = 22;
inline constexpr double kLetterTop = 37 * kMillimetre;
inline constexpr double kLetterLeft = 28 * kMillimetre;
inline constexpr double kLetterWidth = 156 * kMillimetre;
inline constexpr double kLetterHeight = 225 * kMillimetre;
inline constexpr double kLetterCharacter = kLetterWidth / kLetterCharacters;  // points; 三号
inline constexpr double kLetterLine = kLetterHeight / kLetterLines;           // points from line to line

inline PageShape letter_shape() {
  // The widths of a line's characters, each rounded, may add up to a little more than the line.
  constexpr double kRounding = 0.5;
  PageShape shape{.top = kLetterTop, .left = kLetterLeft};
  shape.bottom = shape.height - kLetterTop - kLetterHeight;
  shape.right = shape.width - kLetterLeft - kLetterWidth - kRounding;
  return shape;
}

// Of its text: each paragraph set in by two characters.
inline Style letter_body() { return {.size = kLetterCharacter, .indent = 2 * kLetterCharacter, .pitch = kLetterLine}; }

}  // namespace gh::gazette
