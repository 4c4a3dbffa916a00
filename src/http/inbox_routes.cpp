// The inbox of the office in use, and the stream that tells it has changed.
#include "base/described.h"
#include "cases/case_search.h"
#include "cases/clocks.h"
#include "cases/inbox.h"
#include "cases/packs.h"
#include "cases/view.h"
#include "http/case_routes.h"
#include "http/page.h"
#include "http/register_query.h"
#include "http/schema_of.h"

namespace gh::http {
namespace {

json::object line_of(store::Tx& tx, cases::Packs& packs, const cases::InboxLine& line, Day today) {
  json::object out = write(line).as_object();
  const auto pack = packs.of(tx, line.pack_version);
  const auto& procedure = pack->procedure(line.procedure);
  out["procedure_title"] = cases::text_json(procedure.title);
  out["state_title"] = cases::text_json(procedure.states.at(line.state).title);
  const bool late = line.due_on && today > *line.due_on;
  const bool warned = line.warn_on && today >= *line.warn_on;
  out["card"] = late ? "red" : warned ? "yellow" : "calm";
  if (line.due_on)
    out["working_days_left"] = late ? 0 : calendar::working_days_between(*packs.calendar(tx), today, *line.due_on);
  return out;
}

json::object box_schema() {
  json::array boxes;
  for (const auto box : cases::kInboxBoxes) boxes.emplace_back(json::string(box));
  return {{"type", "string"}, {"enum", boxes}};
}

cases::InboxSearch search_of(const Request& request) {
  cases::InboxSearch search;
  search.procedure = request.query_text("procedure");
  search.state = request.query_text("state");
  search.card = request.query_text("card");
  search.text = request.query_text("q");
  search.order = query_enum<cases::InboxOrder>(request, "sort");
  if (const std::string order = request.query_text("order"); !order.empty())
    search.descending = query_enum<cases::Direction>(request, "order") == cases::Direction::desc;
  return search;
}

std::vector<Parameter> inbox_parameters() {
  return {query_parameter("box", box_schema(), {"哪一箱，默认待办", "which box; todo when absent"}),
          query_parameter("procedure", string_schema(), {"事项", "procedure"}),
          query_parameter("state", string_schema(), {"环节", "state"}),
          query_parameter("card", {{"type", "string"}, {"enum", json::array{"calm", "yellow", "red"}}},
                          {"时限牌：正常、黄牌、红牌", "calm, yellow or red card"}),
          query_parameter("q", string_schema(), {"编号或标题中的文字", "text in number or title"}),
          query_parameter("sort", schema_of<cases::InboxOrder>(),
                          {"排序项；默认按到期日，已办、我发起的、抄送我的按时间",
                           "what it is sorted by; absent: due_on, in done, opened and copied since"}),
          query_parameter(
              "order", schema_of<cases::Direction>(),
              {"升序或降序；到期日默认升序，其余默认降序", "asc when absent and sorted by due_on, otherwise desc"}),
          page_limit_parameter(),
          page_cursor_parameter()};
}

}  // namespace

std::vector<Route> inbox_routes(const CaseParts& parts) {
  auto list = describe("readInbox", "inbox",
                       {"收件箱：待办、已办、我发起的、抄送我的、待认领、超期", "The inbox of the office in use"});
  list.parameters = inbox_parameters();
  list.response = counted_page_schema(schema_of<cases::InboxLine>());
  list.response->at("properties").as_object()["items"].as_object()["items"].as_object()["additionalProperties"] = true;
  auto counts = describe("countInbox", "inbox", {"各箱数量", "How many lines each box has"});
  counts.response = json::object{{"type", "object"}, {"additionalProperties", {{"type", "integer"}}}};
  auto events = describe("inboxEvents", "inbox", {"收件箱变化的事件流", "Server-sent events when the inbox changes"});
  events.content_type = "text/event-stream";
  std::vector<Route> out;
  out.emplace_back("GET", "/api/v1/inbox", Access::kOffice, ReadHandler{[parts](const Request& request, store::Tx& tx) {
                     const auto pack = parts.packs->newest();
                     const Day today = local_day(request.now, pack->utc_offset);
                     std::string box = request.query_text("box");
                     if (box.empty()) box = "todo";
                     const auto limit = request.query_int("limit", kPageDefault, 1, kPageMax);
                     const auto page = cases::inbox(tx, request.signed_in(), *pack, box, search_of(request),
                                                    static_cast<std::size_t>(limit), request.query_text("cursor"),
                                                    request.now, today);
                     json::array items;
                     for (const auto& line : page.lines) items.push_back(line_of(tx, *parts.packs, line, today));
                     json::object answer{
                         {"items", std::move(items)}, {"total", page.total}, {"total_at_least", page.total_at_least}};
                     if (!page.next.empty()) answer["next"] = page.next;
                     return ok(answer);
                   }},
                   std::move(list));
  out.emplace_back("GET", "/api/v1/inbox/counts", Access::kOffice,
                   ReadHandler{[parts](const Request& request, store::Tx& tx) {
                     const auto pack = parts.packs->newest();
                     const Day today = local_day(request.now, pack->utc_offset);
                     const auto found = cases::inbox_counts(tx, request.signed_in(), *pack, request.now, today);
                     json::object answer;
                     for (std::size_t i = 0; i < found.size(); ++i) answer[cases::kInboxBoxes.at(i)] = found[i];
                     return ok(answer);
                   }},
                   std::move(counts));
  out.emplace_back("GET", "/api/v1/inbox/events", Access::kOffice,
                   StreamHandler{[](const Request& request) { return *request.signed_in().office; }},
                   std::move(events));
  return out;
}

}  // namespace gh::http
