// A sample of organisations, drawn as panels are: everybody's ticket is SHA-256(seed ‖ draw number ‖ organisation id),
// the lowest win (社会组织抽查暂行办法5). The seed's digest is known before the draw, the seed with it.
#pragma once
#include <boost/describe/class.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::draw {

inline constexpr std::size_t kSampledFromMax = 10'000;

struct SampleTicket {
  Id organisation_id;
  std::string ticket;      // hex
  std::int64_t place = 0;  // 1 …
  std::string drawn;       // yes, no
};
BOOST_DESCRIBE_STRUCT(SampleTicket, (), (organisation_id, ticket, place, drawn))

// One ticket for everybody, in order; the first `size` are drawn. The order of `from` doesn't matter.
std::vector<SampleTicket> draw_sample(const std::vector<Id>& from, std::string_view seed, std::int64_t number,
                                      std::size_t size);

struct Sample {
  std::int64_t number = 0;  // of the case's draw, as its seed's
  std::int64_t size = 0;
  Id drawn_by_act;
  Instant drawn_at{};
};
BOOST_DESCRIBE_STRUCT(Sample, (), (number, size, drawn_by_act, drawn_at))

std::vector<Sample> samples_of(store::Tx& tx, const Id& case_id);
std::vector<SampleTicket> sample_tickets_of(store::Tx& tx, const Id& case_id, std::int64_t number);
// Drawn by the newest sample of the case, in the order of their tickets.
std::vector<Id> sampled(store::Tx& tx, const Id& case_id);

}  // namespace gh::draw
