// Preferences of the account, and drafts of the office in use.
#include "base/described.h"
#include "http/identity_state.h"
#include "http/schema_of.h"
#include "identity/drafts.h"
#include "identity/preferences.h"

namespace gh::http {

namespace {

constexpr std::size_t kDraftBodyMaxBytes = 2 * identity::kDraftMaxBytes;  // escapes may double a text

struct DraftBody {
  json::object form;
  std::optional<std::int64_t> version;  // the one that was read; absent where there was none
};
BOOST_DESCRIBE_STRUCT(DraftBody, (), (form, version))

struct SavedBody {
  Instant saved_at{};
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(SavedBody, (), (saved_at, version))

struct DraftView {
  std::string key;
  json::object form;
  Instant saved_at{};
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(DraftView, (), (key, form, saved_at, version))

// Drafts that are older are no longer there; the pack may keep them for ever.
Instant kept_since(const SharedIdentity& state, Instant now) {
  const auto pack = state->parts.pack();
  const json::value* days = pack->parameter("draft_kept_days", local_day(now, pack->utc_offset));
  return days == nullptr ? Instant{} : now - std::chrono::hours{24} * days->as_int64();
}

json::object object_of(const Request& request) {
  json::value body = request.json_body();
  if (!body.is_object())
    throw Problem(ProblemCode::kInvalidForm,
                  FieldError{"", "object", "", {"内容应为一个 JSON 对象", "the body must be a JSON object"}});
  return std::move(body.get_object());
}

Response save_preference(const Request& request, store::Tx& tx) {
  identity::save_preference(tx, request.signed_in().account, request.param("name"), object_of(request), request.now);
  return no_content();
}

Response remove_preference(const Request& request, store::Tx& tx) {
  identity::remove_preference(tx, request.signed_in().account, request.param("name"));
  return no_content();
}

Response list_drafts(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const auto lines = identity::drafts_of(tx, *request.signed_in().office, kept_since(state, request.now));
  return ok(json::object{{"items", write(lines)}});
}

Response read_draft(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const auto found = identity::find_draft(tx, *request.signed_in().office, request.param("key"),
                                          kept_since(state, request.now));
  if (!found) throw Problem(ProblemCode::kNotFound, FieldError{"", "draft", "", {"没有这份草稿", "no such draft"}});
  return ok(write(DraftView{found->key, found->form, found->saved_at, found->version}));
}

Response save_draft(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const auto body = read<DraftBody>(request.json_body());
  const auto saved = identity::save_draft(tx, *request.signed_in().office, request.param("key"), body.form,
                                          body.version, request.now, kept_since(state, request.now));
  return ok(write(SavedBody{saved.saved_at, saved.version}));
}

Response remove_draft(const Request& request, store::Tx& tx) {
  identity::remove_draft(tx, *request.signed_in().office, request.param("key"));
  return no_content();
}

Documentation document(std::string id, std::string tag, Text summary) {
  Documentation documentation;
  documentation.id = std::move(id);
  documentation.tag = std::move(tag);
  documentation.summary = std::move(summary);
  return documentation;
}

}  // namespace

std::vector<Route> preference_routes(const SharedIdentity&) {
  Documentation list = document("listPreferences", "preferences", {"本人的偏好设置", "One's own preferences"});
  list.response = json::object{
      {"type", "object"},
      {"properties", {{"items", {{"type", "object"}, {"additionalProperties", {{"type", "object"}}}}}}},
      {"required", json::array{"items"}}};
  Documentation save = document("savePreference", "preferences", {"保存一项偏好设置", "Save a preference"});
  save.request = json::object{{"type", "object"}};
  save.success = 204;
  save.problems = {ProblemCode::kConflict, ProblemCode::kTooLarge};
  Documentation remove = document("removePreference", "preferences", {"删除一项偏好设置", "Remove a preference"});
  remove.success = 204;
  remove.problems = {ProblemCode::kNotFound};

  std::vector<Route> routes;
  routes.emplace_back("GET", "/api/v1/preferences", Access::kSignedIn,
                      ReadHandler{[](const Request& request, store::Tx& tx) {
                        return ok(json::object{{"items", identity::preferences_of(tx, request.signed_in().account)}});
                      }},
                      std::move(list));
  routes.emplace_back("PUT", "/api/v1/preferences/{name}", Access::kSignedIn, WriteHandler{save_preference},
                      std::move(save));
  routes.emplace_back("DELETE", "/api/v1/preferences/{name}", Access::kSignedIn, WriteHandler{remove_preference},
                      std::move(remove));
  return routes;
}

std::vector<Route> draft_routes(const SharedIdentity& state) {
  const auto reading = [state](auto answer) {
    return ReadHandler{[state, answer](const Request& request, store::Tx& tx) { return answer(state, request, tx); }};
  };
  Documentation list = document("listDrafts", "drafts", {"本岗位的草稿", "Drafts of the office in use"});
  list.response = list_schema(schema_of<identity::DraftLine>());
  Documentation one = document("readDraft", "drafts", {"读取草稿", "Read a draft"});
  one.response = schema_of<DraftView>();
  one.problems = {ProblemCode::kNotFound};
  Documentation save = document("saveDraft", "drafts",
                                {"保存草稿；版本不符时拒绝，不会覆盖他处的保存",
                                 "Save a draft over the version that was read; what was saved elsewhere isn't overwritten"});
  save.request = schema_of<DraftBody>();
  save.response = schema_of<SavedBody>();
  save.problems = {ProblemCode::kConflict, ProblemCode::kTooLarge};
  Documentation remove = document("removeDraft", "drafts", {"删除草稿", "Remove a draft"});
  remove.success = 204;

  std::vector<Route> routes;
  routes.emplace_back("GET", "/api/v1/drafts", Access::kOffice, reading(list_drafts), std::move(list));
  routes.emplace_back("GET", "/api/v1/drafts/{key}", Access::kOffice, reading(read_draft), std::move(one));
  routes.push_back(Route("PUT", "/api/v1/drafts/{key}", Access::kOffice,
                         WriteHandler{[state](const Request& request, store::Tx& tx) {
                           return save_draft(state, request, tx);
                         }},
                         std::move(save))
                       .with_body_max(kDraftBodyMaxBytes));
  routes.emplace_back("DELETE", "/api/v1/drafts/{key}", Access::kOffice, WriteHandler{remove_draft}, std::move(remove));
  return routes;
}

}  // namespace gh::http
