#include "cases/leaf.h"

#include <boost/json/monotonic_resource.hpp>

#include "base/assert.h"
#include "base/digest.h"
#include "cases/performing.h"
#include "log/pending.h"

namespace gh::cases {
namespace {

constexpr std::size_t kLeafBudgetBytes = 60'000;  // below the log's limit, for all but the form
constexpr std::size_t kLongTextBytes = 1'000;

// Long texts are replaced by their digests, depth first.
void shorten(json::value& value, std::size_t longer_than) {
  if (auto* text = value.if_string(); text != nullptr && text->size() > longer_than) {
    value = json::object{{"sha256", hex(bytes_of(sha256(*text)))}};
  } else if (auto* array = value.if_array()) {
    for (auto& element : *array) shorten(element, longer_than);
  } else if (auto* object = value.if_object()) {
    for (auto& [key, member] : *object) shorten(member, longer_than);
  }
}

// Numbers above 2^53 and fractions have no place in a leaf: money and ids stand as text.
void numbers_as_text(json::value& value) {
  if (const auto* number = value.if_int64()) {
    if (*number > (1LL << 53) || *number < -(1LL << 53)) value = json::string(std::to_string(*number));
  } else if (auto* array = value.if_array()) {
    for (auto& element : *array) numbers_as_text(element);
  } else if (auto* object = value.if_object()) {
    for (auto& [key, member] : *object) {
      if (key.ends_with("_fen") && member.is_int64()) member = json::string(std::to_string(member.get_int64()));
      numbers_as_text(member);
    }
  }
}

json::object public_form(const Act& act, const json::object& content, const policy::Form* form) {
  if (act.kind == act_kind::kEngine) {
    // A file's name may be a person's; what the engine itself records holds nothing else of the kind.
    json::object shown = content;
    shown.erase("name");
    return shown;
  }
  if (form == nullptr) return {};
  return form->public_part(content);
}

std::string commitment_to(const Act& act, const json::value& content) {
  const auto key = from_hex(act.secret);
  GH_ASSERT(key.has_value());
  return hex(bytes_of(hmac_sha256(*key, canonical_json(content))));
}

void name_actor(json::object& leaf, const Act& act) {
  leaf["office"] = act.office_id;
  if (act.organisation_id) leaf["organisation"] = *act.organisation_id;
  if (act.on_behalf_of) leaf["on_behalf_of"] = *act.on_behalf_of;
}

}  // namespace

bool hides_actor(const policy::Pack& pack, const CaseFile& file, const Act& act) {
  // Whoever causes something in a public case is named where he acted, if there.
  if (file.publicity == "public" && !act.caused_by) return false;
  const auto role = pack.roles.find(act.role);
  return role == pack.roles.end() || !role->second.public_body;
}

bool is_sealed(const CaseFile& file, Instant now) { return file.sealed_until && now < *file.sealed_until; }

std::string actor_commitment_of(const Act& act) {
  const auto key = from_hex(act.secret);
  GH_ASSERT(key.has_value());
  const json::object actor{{"office", act.office_id}, {"organisation", act.organisation_id.value_or("")}};
  return hex(bytes_of(hmac_sha256(*key, canonical_json(actor))));
}

std::string commitment_of(const Act& act) { return commitment_to(act, parse_json(act.form)); }

const policy::Form* form_of(const policy::Pack& pack, const CaseFile& file, const Act& act) {
  const policy::Procedure& procedure = pack.procedure(file.procedure);
  std::string id;
  if (act.kind == act_kind::kOpen) {
    id = procedure.form;
  } else if (act.kind == act_kind::kVerb) {
    if (const auto verb = pack.verbs.find(act.action); verb != pack.verbs.end()) id = verb->second.form;
  } else if (act.from_state) {
    const auto state = procedure.states.find(*act.from_state);
    if (state != procedure.states.end()) {
      if (const auto action = state->second.actions.find(act.action); action != state->second.actions.end())
        id = action->second.form;
    }
  }
  const auto found = pack.forms.find(id);
  return found == pack.forms.end() ? nullptr : found->second.get();
}

namespace {

// `content` is what act.form holds.
std::string leaf_with(const policy::Pack& pack, const CaseFile& file, const Act& act, const json::value& content) {
  const bool sealed = is_sealed(file, act.at);
  json::monotonic_resource memory;  // given back in one go
  json::value written(json::object_kind, &memory);
  json::object& leaf = written.get_object();
  leaf["v"] = 1;
  leaf["suite"] = "intl";
  leaf["act"] = act.id;
  leaf["case"] = act.case_id;
  leaf["ordinal"] = act.ordinal;
  leaf["procedure"] = file.procedure;
  leaf["pack"] = act.pack_version;
  leaf["kind"] = act.kind;
  leaf["action"] = act.action;
  if (act.from_state) leaf["from"] = *act.from_state;
  leaf["to"] = act.to_state;
  leaf["role"] = act.role;
  if (!sealed) leaf["number"] = file.number;
  // Before the opening nobody learns who has applied.
  if (sealed || hides_actor(pack, file, act))
    leaf["actor_commitment"] = actor_commitment_of(act);
  else
    name_actor(leaf, act);
  if (act.caused_by) leaf["caused_by"] = *act.caused_by;
  leaf["division"] = act.division;
  leaf["at"] = text(act.at);
  if (act.effective_at != act.at) leaf["effective_at"] = text(act.effective_at);
  leaf["form_commitment"] = commitment_to(act, content);
  leaf["materials"] = parse_json(act.materials);
  json::value shown = sealed ? json::object{} : public_form(act, content.as_object(), form_of(pack, file, act));
  numbers_as_text(shown);
  leaf["form"] = shown;
  std::string text = canonical_json(written, true);
  if (text.size() > kLeafBudgetBytes) {
    shorten(shown, kLongTextBytes);
    leaf["form"] = shown;
    text = canonical_json(written, true);
  }
  if (text.size() > kLeafBudgetBytes) {
    leaf["form"] = json::object{{"sha256", hex(bytes_of(sha256(canonical_json(shown))))}};
    text = canonical_json(written, true);
  }
  return text;
}

}  // namespace

std::string leaf_of(const policy::Pack& pack, const CaseFile& file, const Act& act) {
  return leaf_with(pack, file, act, parse_json(act.form));
}

void append_leaf(Performing& p) {
  log::enqueue(p.tx, p.act.id, leaf_with(*p.pack, p.file, p.act, json::value(p.input)));
}

}  // namespace gh::cases
