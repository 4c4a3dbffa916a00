#include "http/log_routes.h"

#include "base/described.h"
#include "http/case_routes.h"
#include "http/schema_of.h"
#include "log/reader.h"

namespace gh::http {
namespace {

constexpr std::string_view kForever = "public, max-age=31536000, immutable";
constexpr std::int64_t kIndexMax = std::int64_t{1} << 53;
constexpr std::int64_t kFeedDefault = 100;

[[noreturn]] void not_there(std::string rule, Text says) {
  throw Problem(ProblemCode::kNotFound, FieldError{"", std::move(rule), "", std::move(says)});
}

Route checkpoint() {
  auto about = describe("readCheckpoint", "log",
                        {"日志检查点（C2SP 签名笔记）", "The newest signed checkpoint (C2SP signed note)"});
  about.content_type = "text/plain";
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/log/checkpoint", Access::kPublic, ReadHandler{[](const Request&, store::Tx& tx) {
                 const auto note = log::checkpoint(tx);
                 if (!note) not_there("no-checkpoint", {"日志尚无检查点", "the log has no checkpoint yet"});
                 return text_response(*note, "text/plain; charset=utf-8");
               }},
               std::move(about));
}

Route tile() {
  auto about =
      describe("readTile", "log", {"日志瓦片与条目（C2SP tlog-tiles）", "Tiles and entry bundles (C2SP tlog-tiles)"});
  about.content_type = "application/octet-stream";
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/log/tile/{path*}", Access::kPublic, ReadHandler{[](const Request& request, store::Tx& tx) {
                 const auto address = log::parse_tile_path(request.param("path"));
                 const auto bytes = address ? log::tile(tx, *address) : std::nullopt;
                 if (!bytes) not_there("tile", {"没有这个瓦片", "no such tile"});
                 Response out = text_response(*bytes, "application/octet-stream");
                 out.headers.emplace_back("Cache-Control", std::string(kForever));
                 return out;
               }},
               std::move(about));
}

Route key(const std::string& verifier_key) {
  auto about = describe("readLogKey", "log", {"日志公钥", "The log's public key"});
  about.content_type = "text/plain";
  return Route("GET", "/log/key", Access::kPublic, PlainHandler{[verifier_key](const Request&) {
                 return text_response(verifier_key + "\n", "text/plain; charset=utf-8");
               }},
               std::move(about));
}

Route proof() {
  auto about = describe("proveAct", "log", {"办理动作的存在证明", "Proof that an act stands in the log"});
  about.response = schema_of<log::InclusionDocument>();
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/acts/{id}/proof", Access::kPublic,
               ReadHandler{[](const Request& request, store::Tx& tx) {
                 const auto found = log::inclusion_document(tx, std::string(request.param("id")));
                 if (!found)
                   not_there("act-logged", {"日志中没有这个动作，或尚未编入", "the log has no such act, or not yet"});
                 return ok(write(*found));
               }},
               std::move(about));
}

Route proof_file() {
  auto about = describe("proveActAsFile", "log",
                        {"存在证明文件（C2SP tlog-proof）", "The same proof as a file (C2SP tlog-proof)"});
  about.content_type = "text/plain";
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/acts/{id}/proof.tlog-proof", Access::kPublic,
               ReadHandler{[](const Request& request, store::Tx& tx) {
                 const auto found = log::inclusion(tx, std::string(request.param("id")));
                 if (!found)
                   not_there("act-logged", {"日志中没有这个动作，或尚未编入", "the log has no such act, or not yet"});
                 return text_response(log::text(*found), "text/plain; charset=utf-8");
               }},
               std::move(about));
}

Route consistency() {
  auto about = describe("proveConsistency", "log",
                        {"两个检查点的一致性证明", "Proof that a newer tree begins with an older one"});
  about.parameters.push_back({"old_size", "query", true, integer_schema(1, kIndexMax), {"较早的大小", "older size"}});
  about.parameters.push_back({"new_size", "query", true, integer_schema(1, kIndexMax), {"较新的大小", "newer size"}});
  about.response = schema_of<log::ConsistencyDocument>();
  return Route(
      "GET", "/api/v1/log/consistency", Access::kPublic, ReadHandler{[](const Request& request, store::Tx& tx) {
        const auto older = request.query_int("old_size", 0, 0, kIndexMax);
        const auto newer = request.query_int("new_size", 0, 0, kIndexMax);
        return ok(
            write(log::consistency_document(tx, static_cast<std::uint64_t>(older), static_cast<std::uint64_t>(newer))));
      }},
      std::move(about));
}

Route feed() {
  auto about =
      describe("readFeed", "log", {"变更流：按提交顺序，无遗漏", "Change feed in commit order, nothing skipped"});
  about.parameters.push_back(query_parameter("after", integer_schema(-1, kIndexMax),
                                             {"从此序号之后，-1为从头", "after this index; -1 from the start"}));
  about.parameters.push_back(
      query_parameter("limit", integer_schema(1, static_cast<std::int64_t>(log::kFeedMax)), {"条数", "how many"}));
  about.response = json::object{
      {"type", "object"}, {"properties", {{"items", {{"type", "array"}, {"items", schema_of<log::LoggedLeaf>()}}}}}};
  return Route("GET", "/api/v1/feed", Access::kPublic, ReadHandler{[](const Request& request, store::Tx& tx) {
                 const auto after = request.query_int("after", -1, -1, kIndexMax);
                 const auto limit =
                     request.query_int("limit", kFeedDefault, 1, static_cast<std::int64_t>(log::kFeedMax));
                 json::array items;
                 for (const auto& leaf : log::feed(tx, after, static_cast<std::size_t>(limit)))
                   items.push_back(write(leaf));
                 return ok(json::object{{"items", std::move(items)}});
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> log_routes(const std::string& verifier_key) {
  return {checkpoint(), tile(), key(verifier_key), proof(), proof_file(), consistency(), feed()};
}

}  // namespace gh::http
