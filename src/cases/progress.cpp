#include "cases/progress.h"

#include "base/digest.h"
#include "cases/model.h"
#include "cases/view.h"

namespace gh::cases {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int kBitsOfCharacter = 5;

// As it was meant, whatever it was typed as.
std::string folded(std::string_view code) {
  std::string out;
  for (const char typed : code) {
    if (typed == ' ' || typed == '-') continue;
    const char upper = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    out += upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
  }
  return out;
}

struct Passage {
  std::string to_state;
  Instant effective_at{};
};
BOOST_DESCRIBE_STRUCT(Passage, (), (to_state, effective_at))

const Text& public_label(const policy::Procedure& procedure, const std::string& state) {
  const policy::State& found = procedure.states.at(state);
  return found.public_title.zh.empty() ? found.title : found.public_title;
}

// A stay in states that the public knows by one label.
struct Stay {
  Text title;
  Day entered_on{};
};

std::vector<Stay> stays_of(store::Tx& tx, const CaseFile& file, const policy::Pack& pack) {
  std::vector<Stay> out;
  const policy::Procedure& procedure = pack.procedure(file.procedure);
  for (const Passage& passage :
       tx.all<Passage>("select to_state, effective_at from act where case_id = ? and (from_state is null or from_state <> "
                       "to_state) order by ordinal limit ?",
                       {file.id, kProgressStepsMax})) {
    const Text& title = public_label(procedure, passage.to_state);
    if (!out.empty() && out.back().title == title) continue;
    out.push_back({title, local_day(passage.effective_at, pack.utc_offset)});
  }
  return out;
}

json::array steps_json(const std::vector<Stay>& stays) {
  json::array out;
  for (std::size_t i = 0; i < stays.size(); ++i) {
    json::object step{{"title", text_json(stays[i].title)}, {"entered_on", text(stays[i].entered_on)}};
    const bool left = i + 1 < stays.size();
    step["left_on"] = left ? json::value(text(stays[i + 1].entered_on)) : json::value(nullptr);
    step["days"] = left ? json::value((stays[i + 1].entered_on - stays[i].entered_on).count()) : json::value(nullptr);
    out.push_back(std::move(step));
  }
  return out;
}

}  // namespace

std::string progress_code(std::string_view secret, const Id& case_id) {
  const Digest digest = hmac_sha256(secret, case_id);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kProgressCodeLength * kBitsOfCharacter / 8; ++i) bits = bits << 8U | digest.at(i);
  std::string out(kProgressCodeLength, '0');
  for (std::size_t i = kProgressCodeLength; i-- > 0; bits >>= kBitsOfCharacter) out[i] = kAlphabet[bits & 31U];
  return out;
}

std::optional<json::object> progress_of(store::Tx& tx, Packs& packs, std::string_view secret, std::string_view number,
                                        std::string_view code) {
  const auto file = tx.one<CaseFile>("select * from case_file where number = ?", {number});
  // An unknown number costs the same comparison.
  const bool good = equal_in_constant_time(progress_code(secret, file ? file->id : Id()), folded(code));
  if (!file || !good) return {};
  const auto pack = packs.of(tx, file->pack_version);
  const policy::Procedure& procedure = pack->procedure(file->procedure);
  return json::object{{"number", file->number},
                      {"procedure", file->procedure},
                      {"procedure_title", text_json(procedure.title)},
                      {"state_title", text_json(public_label(procedure, file->state))},
                      {"closed", file->closed_at.has_value()},
                      {"due_on", file->due_on ? json::value(text(*file->due_on)) : json::value(nullptr)},
                      {"due_provisional", file->due_provisional},
                      {"suspended", file->suspended_at.has_value()},
                      {"steps", steps_json(stays_of(tx, *file, *pack))}};
}

}  // namespace gh::cases
