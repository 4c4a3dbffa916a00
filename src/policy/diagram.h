// A procedure as a picture, drawn from its own definition: nothing in it was written by hand.
#pragma once
#include <string>

#include "policy/pack.h"

namespace gh::policy {

enum class Language { kZh, kEn };
// Whose words the states' titles are.
enum class Reader { kStaff, kApplicant, kPublic };

struct DiagramOptions {
  Language language = Language::kZh;
  Reader reader = Reader::kStaff;
  std::string current_state;  // highlighted; empty for none
};

// An SVG document without script or styles of its own: states from top to bottom, actions on the lines between them
// with who may do them, dashed where the case goes back, dotted where time does it. Every text is escaped; title and
// desc tell the same to who can't see it.
std::string diagram(const Pack& pack, const Procedure& procedure, const DiagramOptions& options);

}  // namespace gh::policy
