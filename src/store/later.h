// How a statement begins whose outcome the work doesn't look at.
#pragma once
#include <string_view>

namespace gh::store {

// An insert or update written so tells 0 as the rows it touched, and what is wrong with it, a broken constraint too,
// may be told by a later statement or by the commit: nobody can turn that into a refusal of its own. PostgreSQL answers
// it together with the next statement, a round trip less; SQLite runs it as any other.
inline constexpr std::string_view kLater = "/* later */ ";

}  // namespace gh::store
