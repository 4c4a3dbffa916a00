#include "draw/samples.h"

#include <algorithm>

#include "draw/tickets.h"

namespace gh::draw {

std::vector<SampleTicket> draw_sample(const std::vector<Id>& from, std::string_view seed, std::int64_t number,
                                      std::size_t size) {
  std::vector<SampleTicket> out;
  for (const Id& id : from) out.push_back({id, ticket_of(seed, number, id), 0, "no"});
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.ticket < b.ticket; });
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].place = static_cast<std::int64_t>(i) + 1;
    if (i < size) out[i].drawn = "yes";
  }
  return out;
}

std::vector<Sample> samples_of(store::Tx& tx, const Id& case_id) {
  return tx.all<Sample>(
      "select number, size, drawn_by_act, drawn_at from draw_sample where case_id = ? order by number", {case_id});
}

std::vector<SampleTicket> sample_tickets_of(store::Tx& tx, const Id& case_id, std::int64_t number) {
  return tx.all<SampleTicket>(
      "select organisation_id, ticket, place, drawn from draw_sample_ticket where case_id = ? and number = ? order by "
      "place",
      {case_id, number});
}

std::vector<Id> sampled(store::Tx& tx, const Id& case_id) {
  std::vector<Id> out;
  const auto samples = samples_of(tx, case_id);
  if (samples.empty()) return out;
  for (SampleTicket& ticket : sample_tickets_of(tx, case_id, samples.back().number))
    if (ticket.drawn == "yes") out.push_back(std::move(ticket.organisation_id));
  return out;
}

}  // namespace gh::draw
