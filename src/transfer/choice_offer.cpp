// What procedures do and ask on the way from the call to the agreement.
#include <algorithm>

#include "base/described.h"
#include "transfer/arguments.h"
#include "transfer/choices.h"
#include "transfer/items.h"
#include "transfer/offer.h"

namespace gh::transfer {
namespace {

using cases::EffectContext;
using cases::FactContext;
using cases::text_argument;

// transfer.choose {organisation, basis: compared|direct, reason, clause?}: the proposal of this case.
void choose_receiver(EffectContext& ctx) {
  choose(ctx.tx, basis_of(ctx), ctx.text("organisation"), word_argument<ChoiceBasis>(ctx, "basis"), ctx.text("reason"),
         ctx.text_or("clause", ""));
}

// transfer.drop_choice {}
void give_up(EffectContext& ctx) { drop_choice(ctx.tx, basis_of(ctx)); }

// transfer.chosen(case) → organisation id, or "".
json::value chosen(const FactContext& ctx, const json::array& arguments) {
  const auto choice = find_choice(ctx.tx, text_argument(arguments, 0));
  return json::string(choice ? choice->organisation_id : "");
}

// transfer.competition_class(item) → full, moderate, none, or "".
json::value competition_class(const FactContext& ctx, const json::array& arguments) {
  const auto item = find_item(ctx.tx, text_argument(arguments, 0));
  return item ? write(item->competition_class) : json::value("");
}

// transfer.covers_duties(item, list of {duty}) → every duty of the item stands in the list once, and no other.
json::value covers_duties(const FactContext& ctx, const json::array& arguments) {
  GH_ASSERT(arguments.size() > 1);
  std::vector<std::string> named;
  if (const auto* list = arguments[1].if_array())
    for (const json::value& line : *list) named.emplace_back(string_at(line, "duty"));
  std::vector<std::string> wanted;
  for (const Duty& duty : duties_of(ctx.tx, text_argument(arguments, 0))) wanted.push_back(duty.id);
  return !wanted.empty() && named.size() == wanted.size() && std::ranges::is_permutation(named, wanted);
}

// transfer.standards(item, list of {duty, standard}) → list of {duty: its text, standard}, for the agreement.
json::value standards(const FactContext& ctx, const json::array& arguments) {
  GH_ASSERT(arguments.size() > 1);
  const auto duties = duties_of(ctx.tx, text_argument(arguments, 0));
  json::array out;
  if (const auto* list = arguments[1].if_array())
    for (const json::value& line : *list) {
      const auto duty = std::ranges::find(duties, string_at(line, "duty"), &Duty::id);
      if (duty == duties.end()) continue;
      out.push_back({{"duty", duty->text}, {"standard", string_at(line, "standard")}});
    }
  return out;
}

// transfer.attendance_complete(case, procedure, state, list of {application, came}) → every child of that procedure in
// that state stands in the list once, and nobody else.
json::value attendance_complete(const FactContext& ctx, const json::array& arguments) {
  std::vector<std::string> named;
  if (const auto* list = arguments.at(3).if_array())
    for (const json::value& line : *list) named.emplace_back(string_at(line, "application"));
  const auto expected =
      ctx.tx.all<Id>("select id from case_file where parent_id = ? and procedure = ? and state = ?",
                     {text_argument(arguments, 0), text_argument(arguments, 1), text_argument(arguments, 2)});
  return named.size() == expected.size() && std::ranges::is_permutation(named, expected);
}

// transfer.absent(list of {application, came}) → the applications whose applicants didn't come.
json::value absent(const FactContext&, const json::array& arguments) {
  json::array out;
  if (const auto* list = arguments.at(0).if_array())
    for (const json::value& line : *list)
      if (at_or_null(line, "came") == json::value(false)) out.push_back(json::string(string_at(line, "application")));
  return out;
}

}  // namespace

void offer_choice(cases::Offer& offer) {
  offer.effect("transfer.choose", choose_receiver);
  offer.effect("transfer.drop_choice", give_up);
  offer.fact("transfer.chosen", chosen);
  offer.fact("transfer.competition_class", competition_class);
  offer.fact("transfer.covers_duties", covers_duties);
  offer.fact("transfer.standards", standards);
  offer.fact("transfer.attendance_complete", attendance_complete);
  offer.fact("transfer.absent", absent);
}

}  // namespace gh::transfer
