#include "http/grading_case_routes.h"

#include <algorithm>

#include "base/described.h"
#include "cases/rules_day.h"
#include "cases/view.h"
#include "grading/explanation.h"
#include "grading/sittings.h"
#include "grading/validity.h"
#include "http/register_query.h"
#include "http/schema_of.h"
#include "scoring/rounds.h"

namespace gh::http {
namespace {

struct DeductionView {
  std::int64_t points = 0;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(DeductionView, (), (points, reason))
struct ExpertScoreView {
  std::int64_t score = 0;
  std::vector<DeductionView> deductions;
  bool without_evidence = false;
};
BOOST_DESCRIBE_STRUCT(ExpertScoreView, (), (score, deductions, without_evidence))
struct LeafView {
  std::string id;
  Text title;
  std::int64_t points = 0;
  std::optional<std::int64_t> self;  // not for strangers
  std::optional<std::int64_t> mean;
  std::int64_t left = 0;
  std::vector<ExpertScoreView> experts;  // empty for strangers
};
BOOST_DESCRIBE_STRUCT(LeafView, (), (id, title, points, self, mean, left, experts))
struct NextGradeView {
  std::string grade;
  std::int64_t points_missing = 0;
};
BOOST_DESCRIBE_STRUCT(NextGradeView, (), (grade, points_missing))
struct ExplanationView {
  std::string rubric;
  std::int64_t denominator = 1;
  std::int64_t most = 0;
  std::optional<std::int64_t> self_total;
  std::optional<std::int64_t> total;
  std::string grade;
  bool capped = false;
  std::optional<NextGradeView> next;
  std::vector<LeafView> leaves;
  std::vector<std::string> most_left;  // leaves with points left, most first
};
BOOST_DESCRIBE_STRUCT(ExplanationView, (),
                      (rubric, denominator, most, self_total, total, grade, capped, next, leaves, most_left))

struct BallotView {
  std::string seat;
  std::string name;
  std::string unit;
  std::string vote;  // "" while none was cast
  std::string opinion;
  std::string aside;  // why he stands aside
};
BOOST_DESCRIBE_STRUCT(BallotView, (), (seat, name, unit, vote, opinion, aside))
struct SittingView {
  std::int64_t number = 0;
  grading::CommitteeKind committee{};
  Instant convened_at{};
  std::optional<Instant> closed_at;
  std::string outcome;  // "" while it sits
  std::int64_t members = 0;
  std::int64_t present = 0;
  std::optional<std::int64_t> in_favour;  // once it has closed
  std::vector<BallotView> ballots;        // of a closed one, for the office and the committee
};
BOOST_DESCRIBE_STRUCT(SittingView, (),
                      (number, committee, convened_at, closed_at, outcome, members, present, in_favour, ballots))
struct SittingList {
  std::vector<SittingView> items;
};
BOOST_DESCRIBE_STRUCT(SittingList, (), (items))

cases::Opened opened_of(const CaseParts& parts, const Request& request, store::Tx& tx) {
  return cases::read_case(tx, *parts.packs, {request.caller, request.now}, std::string(request.param("id")));
}

scoring::Scores scores_of(const std::string& text) {
  scoring::Scores out;
  const json::value read = parse_json(text);
  if (const auto* scores = read.if_object())
    for (const auto& score : *scores) out[std::string(score.key())] = score.value().as_int64();
  return out;
}

// What is known of the case's own score: the newest closed round, and the self-rating.
struct Known {
  std::string rubric;
  std::optional<scoring::Scores> self;
  std::vector<grading::ExplainedSheet> sheets;
  std::optional<scoring::Score> total;
};
Known known_of(store::Tx& tx, const Id& case_id) {
  Known out;
  if (const auto self = scoring::report_scores(tx, case_id, "self")) out.self = scores_of(*self);
  for (const auto& round : scoring::rounds_of(tx, case_id)) out.rubric = round.rubric;
  const auto closed = scoring::closed_round(tx, case_id);
  if (!closed) return out;
  out.rubric = closed->rubric;
  for (const auto& result : scoring::results_of(tx, closed->id))
    if (result.candidate == case_id) out.total = result.total;
  for (const auto& sheet : scoring::sheets_of(tx, closed->id))
    if (sheet.candidate == case_id)
      out.sheets.push_back({scores_of(sheet.scores), scoring::grounds_of(parse_json(sheet.grounds))});
  return out;
}

LeafView leaf_view(const grading::LeafExplanation& leaf, bool whole) {
  LeafView out{leaf.id, leaf.title, leaf.points, whole ? leaf.self : std::nullopt, leaf.mean, leaf.left, {}};
  if (!whole) return out;
  for (const auto& expert : leaf.experts) {
    ExpertScoreView view{expert.score, {}, expert.without_evidence};
    for (const auto& deduction : expert.deductions) view.deductions.push_back({deduction.points, deduction.reason});
    out.experts.push_back(std::move(view));
  }
  return out;
}

ExplanationView view_of(const policy::Rubric& rubric, const grading::Explanation& told, bool whole) {
  ExplanationView out{rubric.id,    rubric.denominator,
                      rubric.total, whole ? told.self_total : std::nullopt,
                      told.total,   told.grade,
                      told.capped,  {},
                      {},           {}};
  if (told.next) out.next = NextGradeView{told.next->grade, told.next->points_missing};
  for (const auto& leaf : told.leaves) out.leaves.push_back(leaf_view(leaf, whole));
  std::vector<const LeafView*> left;
  for (const auto& leaf : out.leaves)
    if (leaf.left > 0) left.push_back(&leaf);
  std::stable_sort(left.begin(), left.end(), [](const auto* a, const auto* b) { return a->left > b->left; });
  for (const auto* leaf : left) out.most_left.push_back(leaf->id);
  return out;
}

Response explanation(const CaseParts& parts, const Request& request, store::Tx& tx) {
  const auto opened = opened_of(parts, request, tx);
  const Known known = known_of(tx, opened.file.id);
  const auto rubric = opened.pack->rubrics.find(known.rubric);
  if (rubric == opened.pack->rubrics.end() || rubric->second.bands.empty())
    throw Problem(ProblemCode::kNotFound,
                  FieldError{"/id", "not_scored", "", {"这个办件没有评分", "this case has no score of its own"}});
  const auto form = parse_json(opened.file.form);
  const Day rules_day = cases::rules_day_of(tx, *parts.packs, opened.file);
  const std::string cap =
      grading::party_cap(string_at(form, "party_organisation"), opened.pack->parameter("party_cap_grade", rules_day));
  const auto told = grading::explain(rubric->second, known.self, known.sheets, known.total, cap);
  return ok_with_etag(request, write(view_of(rubric->second, told, opened.reading == cases::Reading::kFull)));
}

std::vector<BallotView> ballots_of(store::Tx& tx, const grading::Sitting& sitting) {
  std::vector<BallotView> out;
  const auto cast = grading::ballots_of(tx, sitting.id);
  for (const auto& member : grading::members_of(tx, sitting.id)) {
    BallotView view{member.seat, member.name, member.unit, "", "", member.aside.value_or("")};
    const auto ballot = std::ranges::find(cast, member.office_id, &grading::Ballot::office_id);
    if (ballot != cast.end()) {
      view.vote = boost::describe::enum_to_string(ballot->vote, "");
      view.opinion = ballot->opinion;
    }
    out.push_back(std::move(view));
  }
  return out;
}

Response sittings(const CaseParts& parts, const Request& request, store::Tx& tx) {
  const auto opened = opened_of(parts, request, tx);
  // A ballot has its name for the office and the committee; who is judged, and strangers, read the numbers.
  const bool named = opened.reading == cases::Reading::kFull && request.caller && request.caller->organisation &&
                     request.caller->organisation != opened.file.applicant_id;
  SittingList out;
  for (const auto& sitting : grading::sittings_of(tx, opened.file.id)) {
    const auto tally = grading::tally_of(tx, sitting);
    SittingView view{sitting.number,
                     sitting.committee,
                     sitting.convened_at,
                     sitting.closed_at,
                     sitting.outcome.value_or(""),
                     tally.members,
                     tally.present,
                     {},
                     {}};
    if (sitting.closed_at) view.in_favour = tally.in_favour;
    if (sitting.closed_at && named) view.ballots = ballots_of(tx, sitting);
    out.items.push_back(std::move(view));
  }
  return ok_with_etag(request, write(out));
}

}  // namespace

std::vector<Route> grading_case_routes(const CaseParts& parts) {
  auto explains = describe("explainScore", "grading",
                           {"评分说明：逐项得分、扣分理由和距上一等级的差距",
                            "The score explained: each leaf, the reasons, and what is missing to the next grade"});
  explains.response = schema_of<ExplanationView>();
  explains.problems = {ProblemCode::kNotFound};
  auto votes = describe("listSittings", "grading", {"委员会表决", "Sittings of the committee and how it voted"});
  votes.response = schema_of<SittingList>();
  votes.problems = {ProblemCode::kNotFound};
  std::vector<Route> out;
  out.emplace_back(
      "GET", "/api/v1/cases/{id}/score-explanation", Access::kPublic,
      ReadHandler{[parts](const Request& request, store::Tx& tx) { return explanation(parts, request, tx); }},
      std::move(explains));
  out.emplace_back("GET", "/api/v1/cases/{id}/sittings", Access::kPublic,
                   ReadHandler{[parts](const Request& request, store::Tx& tx) { return sittings(parts, request, tx); }},
                   std::move(votes));
  return out;
}

}  // namespace gh::http
