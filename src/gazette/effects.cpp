// What procedures publish and issue.
#include "base/assert.h"
#include "cases/leaf.h"
#include "gazette/notices.h"
#include "gazette/offer.h"
#include "gazette/rendering.h"
#include "gazette/windows.h"
#include "identity/organisations.h"
#include "policy/wordings.h"

namespace gh::gazette {
namespace {

using cases::EffectContext;

json::object impersonal(const policy::Form* form, const json::object& value) {
  return form == nullptr ? json::object{} : form->impersonal_part(value);
}

std::optional<Id> organisation_argument(const EffectContext& ctx) {
  const std::string id = ctx.text_or("organisation", "");
  return id.empty() ? std::nullopt : std::optional<Id>(id);
}

// The body that speaks: the one that handles the case, or that of whoever acts where there is none.
std::optional<identity::Organisation> issuer_of(EffectContext& ctx) {
  const auto& id = ctx.the_case.authority_id ? ctx.the_case.authority_id : ctx.act.organisation_id;
  return id ? identity::find_organisation(ctx.tx, *id) : std::nullopt;
}

// What the template sees; the effect's own arguments stand under their names, and give way to what always is there.
json::object values_of(EffectContext& ctx, const std::optional<Id>& organisation) {
  json::object out;
  for (const auto& [name, value] : ctx.with)
    if (name != "kind" && name != "text") out[name] = value;
  const auto& file = ctx.the_case;
  out["case"] = json::object{{"number", file.number},
                             {"title", file.title},
                             {"opened_on", text(local_day(file.opened_at, ctx.pack.utc_offset))}};
  const auto form = ctx.pack.forms.find(ctx.pack.procedure(file.procedure).form);
  out["form"] = impersonal(form == ctx.pack.forms.end() ? nullptr : form->second.get(), ctx.form);
  out["act"] = impersonal(cases::form_of(ctx.pack, file, ctx.act), ctx.input);
  out["today"] = text(ctx.today);
  out.erase("organisation");
  if (const auto named = organisation ? identity::find_organisation(ctx.tx, *organisation) : std::nullopt)
    out["organisation"] = json::object{{"zh", named->name}, {"en", named->name_en}};
  if (const auto issuer = issuer_of(ctx)) out["issuer"] = issuer->name;
  return out;
}

struct BothLanguages {
  Rendered zh;
  Rendered en;
};

BothLanguages rendered(EffectContext& ctx, const json::object& values) {
  const auto found = ctx.pack.texts.find(ctx.text("text"));
  if (found == ctx.pack.texts.end()) throw Bug("the pack has no text " + ctx.text("text"));
  // A period in a letter is that of the law on the day it is written.
  const Text text = policy::worded_letter(found->second, ctx.pack, ctx.today);
  return {render(text.zh, values, false, ctx.pack.utc_offset),
          render(text.en.empty() ? text.zh : text.en, values, true, ctx.pack.utc_offset)};
}

// gazette.publish {kind, text, organisation?, window_days?, …}
void publish_notice(EffectContext& ctx) {
  Notice notice;
  notice.id = ctx.new_id();
  notice.case_id = ctx.the_case.id;
  notice.case_number = ctx.the_case.number;
  notice.procedure = ctx.the_case.procedure;
  notice.kind = ctx.text("kind");
  notice.text_id = ctx.text("text");
  notice.organisation_id = organisation_argument(ctx);
  json::object values = values_of(ctx, notice.organisation_id);
  if (!ctx.value("window_days").is_null()) {
    notice.window_days = ctx.integer("window_days");
    const auto due =
        calendar::due_day(ctx.calendar, ctx.today, static_cast<int>(*notice.window_days), calendar::Unit::kWorkingDays);
    notice.objections_until = due.day;
    notice.provisional = due.provisional;
    notice.window_status = window_status::kRunning;
    notice.window_left = notice.window_days;
    notice.window_counts_after = ctx.today;
    values["objections_until"] = text(due.day);
    values["provisional"] = due.provisional;
  }
  BothLanguages texts = rendered(ctx, values);
  notice.title_zh = std::move(texts.zh.title);
  notice.body_zh = std::move(texts.zh.body);
  notice.title_en = std::move(texts.en.title);
  notice.body_en = std::move(texts.en.body);
  if (const auto issuer = issuer_of(ctx)) {
    notice.issuer_id = issuer->id;
    notice.issuer_name = issuer->name;
  }
  notice.division = ctx.the_case.division;
  notice.published_by_act = ctx.act.id;
  notice.published_at = ctx.now;
  notice.published_on = ctx.today;
  publish(ctx.tx, notice);
  ctx.outbox("notice-published", {}, notice.organisation_id,
             {{"notice", notice.id}, {"kind", notice.kind}, {"title", notice.title_zh}});
}

// gazette.issue {kind, text, organisation?, …}
void issue_document(EffectContext& ctx) {
  Document document;
  document.id = ctx.new_id();
  document.case_id = ctx.the_case.id;
  document.kind = ctx.text("kind");
  document.text_id = ctx.text("text");
  document.organisation_id = organisation_argument(ctx);
  BothLanguages texts = rendered(ctx, values_of(ctx, document.organisation_id));
  document.title_zh = std::move(texts.zh.title);
  document.body_zh = std::move(texts.zh.body);
  document.title_en = std::move(texts.en.title);
  document.body_en = std::move(texts.en.body);
  if (const auto issuer = issuer_of(ctx)) {
    document.issuer_id = issuer->id;
    document.issuer_name = issuer->name;
  }
  document.issued_by_act = ctx.act.id;
  document.issued_at = ctx.now;
  document.issued_on = ctx.today;
  const Id id = document.id;
  const auto addressee = document.organisation_id;
  const std::string number = issue(ctx.tx, std::move(document), ctx.the_case.number);
  ctx.outbox("document-issued", addressee ? std::nullopt : std::optional<Id>(ctx.the_case.opened_by_office), addressee,
             {{"document", id}, {"number", number}});
}

}  // namespace

void offer_gazette(cases::Offer& offer) {
  offer.effect("gazette.publish", publish_notice);
  offer.effect("gazette.issue", issue_document);
  watch_windows(offer);
}

}  // namespace gh::gazette
