#include "portal/verify_pages.h"

#include <algorithm>

#include "cases/packs.h"
#include "cases/view.h"
#include "log/stored_tree.h"
#include "portal/names.h"
#include "portal/rows.h"

namespace gh::portal {
namespace {

constexpr std::string_view kTransparency = "/transparency";
constexpr std::size_t kFoundMax = 20;
constexpr std::size_t kIdSize = 36;
constexpr std::size_t kSoughtMaxBytes = 300;

// The case of that id where everybody may know of it.
std::optional<cases::CaseFile> public_case(const Asked& asked, const Id& id) {
  try {
    auto opened = cases::read_case(asked.tx, *asked.parts.cases.packs, everybody(asked), id);
    if (opened.sealed) return std::nullopt;
    return std::move(opened.file);
  } catch (const Problem&) {
    return std::nullopt;
  }
}

bool is_public(const gazette::Document& document, const std::optional<cases::CaseFile>& file) {
  return file && file->publicity == "public" && gazette::is_public_document_kind(document.kind);
}

LoggedAct read_act(const Asked& asked, const Id& act_id) {
  LoggedAct out;
  out.act_id = act_id;
  const auto case_id = asked.tx.string("select case_id from act where id = ?", {act_id});
  if (!case_id) not_there("act");
  out.leaf = log::leaf_of(asked.tx, act_id);
  if (const auto file = public_case(asked, *case_id)) {
    out.case_id = file->id;
    out.case_number = file->number;
    out.case_title = file->title;
    for (auto& document : gazette::documents_of(asked.tx, file->id, kFoundMax))
      if (document.issued_by_act == act_id && is_public(document, file)) out.documents.push_back(std::move(document));
  }
  if (out.leaf) {
    const json::value leaf = parse_json(out.leaf->leaf);
    const std::string organisation(string_at(leaf, "organisation"));
    out.organisation = asked.tx.string("select name from organisation where id = ?", {organisation}).value_or("");
  }
  return out;
}

// The act's page, in the words of the policy that its case was opened under.
Page logged_page(const Asked& asked, const Id& act_id) {
  const LoggedAct logged = read_act(asked, act_id);
  auto& packs = *asked.parts.cases.packs;
  const auto version = asked.tx.string("select pack_version from act where id = ?", {act_id});
  const auto rules = version ? packs.of(asked.tx, *version) : packs.newest();
  return act_page(logged, *rules, asked.words, asked.parts.log_key);
}

json::object document_row(const gazette::Document& document, const Words& words) {
  const bool in_english = words.english() && !document.title_en.empty();
  return {{"title", in_english ? document.title_en : document.title_zh},
          {"number", document.number},
          {"kind", words.say_or("document_kind." + document.kind, document.kind)},
          {"issuer", document.issuer_name},
          {"issued_on", words.day(document.issued_on)},
          {"verify_href", words.link("/verify/" + document.issued_by_act)},
          {"pdf_href", "/api/v1/documents/" + document.id + ".pdf"}};
}

// Acts behind what was sought: of a document, or the last ones of a public case.
json::array find(const Asked& asked, const Sought& sought, std::string& act) {
  json::array out;
  std::optional<Id> case_id;
  if (sought.id) {
    if (asked.tx.string("select id from act where id = ?", {*sought.id})) act = *sought.id;
    if (const auto document = gazette::find_document(asked.tx, *sought.id);
        document && is_public(*document, public_case(asked, document->case_id)))
      act = document->issued_by_act;
    case_id = *sought.id;
  } else {
    for (const auto& document : asked.tx.all<gazette::Document>(
             "select * from gazette_document where number = ? limit ?", {sought.number, kFoundMax}))
      if (is_public(document, public_case(asked, document.case_id))) out.push_back(document_row(document, asked.words));
    if (const auto id = asked.tx.string("select id from case_file where number = ?", {sought.number}))
      case_id = Id(*id);
  }
  const auto file = case_id ? public_case(asked, *case_id) : std::nullopt;
  if (file)
    for (const auto& document : gazette::documents_of(asked.tx, file->id, kFoundMax)) {
      const bool known = std::any_of(
          out.begin(), out.end(), [&](const json::value& row) { return string_at(row, "number") == document.number; });
      if (!known && is_public(document, file)) out.push_back(document_row(document, asked.words));
    }
  if (file)
    out.push_back(json::object{{"title", file->title},
                               {"number", file->number},
                               {"kind", asked.words.say("verify.whole_case")},
                               {"verify_href", asked.words.link("/cases/" + file->id)}});
  return out;
}

Page verify_page(const Asked& asked) {
  const Words& words = asked.words;
  const std::string q = asked.request.query_text("q", kSoughtMaxBytes);
  std::string act;
  json::array found;
  if (!q.empty()) found = find(asked, sought_in(q), act);
  if (!act.empty()) {
    Page page = logged_page(asked, Id(act));
    page.values["q"] = q;
    return page;
  }
  return {"verify",
          words.say("verify.title"),
          std::string(kTransparency),
          {{words.say("transparency.title"), std::string(kTransparency)}},
          {{"q", q}, {"action", words.link("/verify")}, {"found", std::move(found)}, {"asked", !q.empty()}}};
}

Page transparency_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto newest = log::newest_checkpoint(asked.tx);
  return {"transparency",
          words.say("transparency.title"),
          std::string(kTransparency),
          {},
          {{"action", words.link("/verify")},
           {"size", newest ? words.number(newest->tree_size) : "0"},
           {"signed_at", newest ? words.instant(newest->signed_at) : std::string()},
           {"root", newest ? newest->root_hash : std::string()},
           {"log_key", asked.parts.log_key}}};
}

}  // namespace

Sought sought_in(std::string_view text) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  for (std::size_t at = 0; at + kIdSize <= text.size(); ++at) {
    bool fits = true;
    for (std::size_t i = 0; fits && i < kIdSize; ++i) {
      const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
      fits = dash ? text[at + i] == '-' : is_hex(text[at + i]);
    }
    if (fits) return {Id(text.substr(at, kIdSize)), {}};
  }
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return {{}, std::string(text)};
}

Page act_page(const LoggedAct& logged, const policy::Pack& pack, const Words& words, std::string_view log_key) {
  json::object values{{"act", logged.act_id},
                      {"log_key", log_key},
                      {"proof_href", "/api/v1/acts/" + logged.act_id + "/proof"},
                      {"proof_file_href", "/api/v1/acts/" + logged.act_id + "/proof.tlog-proof"},
                      {"waiting", !logged.leaf},
                      {"organisation", logged.organisation},
                      {"number", logged.case_number},
                      {"case_title", logged.case_title},
                      {"case_href", logged.case_id ? words.link("/cases/" + *logged.case_id) : std::string()}};
  json::array documents;
  for (const auto& document : logged.documents) documents.push_back(document_row(document, words));
  values["documents"] = std::move(documents);
  if (logged.leaf) {
    const json::value leaf = parse_json(logged.leaf->leaf);
    const auto procedure = pack.procedures.find(std::string(string_at(leaf, "procedure")));
    const auto role = pack.roles.find(std::string(string_at(leaf, "role")));
    const auto at = parse_instant(string_at(leaf, "at"));
    values["index"] = words.number(logged.leaf->log_index + 1);
    values["leaf"] = logged.leaf->leaf;
    values["at"] = at ? words.instant(*at) : std::string();
    values["role"] = role == pack.roles.end() ? std::string() : words.say(role->second.title);
    values["procedure"] = procedure == pack.procedures.end() ? std::string(string_at(leaf, "procedure"))
                                                             : words.say(procedure->second.title);
    values["integrated_at"] = words.instant(logged.leaf->integrated_at);
    if (procedure != pack.procedures.end())
      if (const auto from = procedure->second.states.find(std::string(string_at(leaf, "from")));
          from != procedure->second.states.end())
        if (const auto action = from->second.actions.find(std::string(string_at(leaf, "action")));
            action != from->second.actions.end())
          values["action"] = words.say(action->second.title);
    if (!values.contains("action"))
      values["action"] = words.say_or("act_kind." + std::string(string_at(leaf, "kind")), string_at(leaf, "action"));
  }
  return {"act",
          words.say("verify.act_title"),
          std::string(kTransparency),
          {{words.say("transparency.title"), std::string(kTransparency)}, {words.say("verify.title"), "/verify"}},
          std::move(values)};
}

void add_verify_pages(std::vector<http::Route>& routes, const PortalParts& parts) {
  add_page(routes, parts,
           {"readTransparencyPage",
            std::string(kTransparency),
            {"阳光公开页", "Page on the public log"},
            {},
            false,
            transparency_page});
  add_page(routes, parts,
           {"readVerifyPage",
            "/verify",
            {"核验页", "Page to verify a document or an act"},
            {http::query_parameter("q", http::string_schema(),
                                   {"文书编号、办件编号或动作编号", "number of a document or case, or id of an act"})},
            false,
            verify_page});
  add_page(routes, parts,
           {"verifyActPage",
            "/verify/{id}",
            {"核验一个动作", "Page that verifies an act"},
            {},
            true,
            [](const Asked& asked) { return logged_page(asked, Id(asked.request.param("id"))); }});
}

}  // namespace gh::portal
