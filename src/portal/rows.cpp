#include "portal/rows.h"

#include "base/described.h"
#include "portal/names.h"

namespace gh::portal {
namespace {

std::string_view tone_of(std::string_view state) {
  constexpr std::pair<std::string_view, std::string_view> kTones[] = {
      {"active", "good"},      {"valid", "good"},     {"listed", "good"},     {"open", "good"},
      {"completed", "good"},   {"regular", "good"},   {"performing", "note"}, {"in_transfer", "note"},
      {"transferred", "note"}, {"announced", "note"}, {"supervised", "note"}, {"suspended", "warn"},
      {"revoked", "bad"},      {"taken_back", "bad"}, {"rescinded", "bad"},   {"removed", "bad"}};
  for (const auto& [known, tone] : kTones)
    if (known == state) return tone;
  return "idle";
}

// The word of a state of a register, with its tone.
json::object state_badge(std::string_view subject, const std::string& state, const Words& words) {
  return badge(words.say_or(std::string(subject) + "." + state, state), tone_of(state));
}

}  // namespace

json::object badge(std::string title, std::string_view tone) { return {{"title", std::move(title)}, {"tone", tone}}; }

json::object association_row(const registry::AssociationView& association, const Writing& with) {
  const Words& words = with.words;
  const bool named_in_english = words.english() && !association.name_en.empty();
  return {{"href", words.link("/associations/" + association.id)},
          {"name", named_in_english ? association.name_en : association.name},
          {"other_name", named_in_english ? association.name : association.name_en},
          {"kind", choice_title(with.pack, "kind", association.kind, words)},
          {"code", association.credit_code.empty() ? association.certificate_number : association.credit_code},
          {"division", row_name(with.pack, "divisions", association.division, words)},
          {"industry", row_name(with.pack, "gbt4754-2017", association.industry, words)},
          {"members", words.number(association.members)},
          {"registered_on", words.day(association.registered_on)},
          {"state", state_badge("association_state", name_of(association.status), words)}};
}

json::object grade_row(const grading::GradeView& grade, const Writing& with) {
  const Words& words = with.words;
  return {{"href", words.link("/associations/" + grade.organisation_id)},
          {"case_href", words.link("/cases/" + grade.id)},
          {"organisation", grade.organisation},
          {"number", grade.number},
          {"grade", grade.grade},
          {"announced_on", words.day(grade.announced_on)},
          {"valid_from", words.day(grade.valid_from)},
          {"valid_to", words.day(grade.valid_to)},
          {"state", state_badge("grade_state", name_of(grade.state), words)}};
}

json::object listing_row(const grading::ListingView& listing, const Writing& with) {
  const Words& words = with.words;
  return {{"href", words.link("/associations/" + listing.organisation_id)},
          {"case_href", words.link("/cases/" + listing.case_id)},
          {"organisation", listing.organisation},
          {"number", listing.number},
          {"grade", listing.grade},
          {"grade_valid_to", listing.grade_valid_to ? words.day(*listing.grade_valid_to) : std::string()},
          {"since", listing.since == listing.valid_from ? std::string() : words.day(listing.since)},
          {"valid_from", words.day(listing.valid_from)},
          {"valid_to", listing.valid_to ? words.day(*listing.valid_to) : std::string()},
          {"ground", listing.ground.empty() ? "" : choice_title(with.pack, "ground", listing.ground, words)},
          {"reason", listing.reason},
          {"state", state_badge("listing_state", name_of(listing.state), words)}};
}

json::object function_row(const transfer::FunctionView& function, const Writing& with) {
  const Words& words = with.words;
  return {{"href", words.link("/functions/" + function.id)},
          {"name", function.name},
          {"number", function.number},
          {"department", body_named(with.pack, function.department, words)},
          {"basis", choice_title(with.pack, "legal_basis_type", name_of(function.legal_basis_type), words)},
          {"competition", choice_title(with.pack, "competition_class", name_of(function.competition_class), words)},
          {"holder", function.holder.value_or("")},
          {"holder_href", function.holder_id ? words.link("/associations/" + *function.holder_id) : std::string()},
          {"batch", function.batch},
          {"since", words.day(words.day_of(function.since))},
          {"state", state_badge("function_state", name_of(function.state), words)}};
}

json::object item_row(const purchase::ItemView& item, const Writing& with) {
  const Words& words = with.words;
  return {{"href", words.link("/services/" + item.id)},
          {"code", item.code},
          {"name", item.name},
          {"class", choice_title(with.pack, "class", item.service_class, words)},
          {"department", body_named(with.pack, item.department, words)},
          {"since", words.day(words.day_of(item.since))},
          {"state", state_badge("item_state", name_of(item.status), words)}};
}

json::object contract_row(const purchase::ContractView& contract, const Writing& with) {
  const Words& words = with.words;
  return {{"href", words.link("/contracts/" + contract.id)},
          {"title", contract.title},
          {"number", contract.number},
          {"department", body_named(with.pack, contract.department, words)},
          {"supplier", contract.supplier},
          {"supplier_href", words.link("/associations/" + contract.supplier_id)},
          {"item", contract.item_name},
          {"item_href", words.link("/services/" + contract.item_id)},
          {"method", choice_title(with.pack, "method", contract.method, words)},
          {"amount", words.yuan(contract.amount_fen)},
          {"paid", words.yuan(contract.paid_fen)},
          {"starts_on", words.day(contract.starts_on)},
          {"ends_on", words.day(contract.ends_on)},
          {"signed_on", words.day(words.day_of(contract.signed_at))},
          {"state", state_badge("contract_state", name_of(contract.status), words)}};
}

namespace {

// The first line of a notice's body that says more than its case's number.
std::string gist_of(std::string_view body, std::string_view case_number) {
  while (!body.empty()) {
    const std::size_t end = body.find('\n');
    const std::string_view line = body.substr(0, end);
    if (!line.empty() && line != case_number) return std::string(line);
    body = end == std::string_view::npos ? std::string_view{} : body.substr(end + 1);
  }
  return {};
}

}  // namespace

json::object notice_row(const gazette::Notice& notice, const Writing& with) {
  const Words& words = with.words;
  const bool open = notice.objections_until && with.today <= *notice.objections_until;
  const bool in_english = words.english() && !notice.title_en.empty();
  return {{"href", words.link("/notices/" + notice.id)},
          {"title", in_english ? notice.title_en : notice.title_zh},
          {"gist", gist_of(in_english ? notice.body_en : notice.body_zh, notice.case_number)},
          {"kind", words.say_or("notice_kind." + notice.kind, notice.kind)},
          {"number", notice.case_number},
          {"issuer", body_named(with.pack, notice.issuer_name, words)},
          {"published_on", words.day(notice.published_on)},
          {"published_iso", text(notice.published_on)},
          {"open_until", open ? words.day(*notice.objections_until) : std::string()}};
}

json::object case_row(const json::object& line, const Writing& with) {
  const Words& words = with.words;
  const auto said = [&](std::string_view member) {
    const json::value& text = at_or_null(line, member);
    const std::string_view en = string_at(text, "en");
    return std::string(words.english() && !en.empty() ? en : string_at(text, "zh"));
  };
  const auto opened = parse_instant(string_at(line, "opened_at"));
  const auto due = parse_day(string_at(line, "due_on"));
  const bool closed = !string_at(line, "closed_at").empty();
  const bool late = !closed && due && *due < with.today;
  return {{"href", words.link("/cases/" + std::string(string_at(line, "id")))},
          {"number", string_at(line, "number")},
          {"title", string_at(line, "title")},
          {"procedure", said("procedure_title")},
          {"applicant", string_at(at_or_null(line, "applicant"), "name")},
          {"opened_on", opened ? words.day(words.day_of(*opened)) : std::string()},
          {"due_on", due && !closed ? words.day(*due) : std::string()},
          {"late", late},
          {"state", badge(said("state_title"), closed ? "idle"
                                               : late ? "bad"
                                                      : "note")}};
}

}  // namespace gh::portal
