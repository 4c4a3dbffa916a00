// The answer of opening a case and of performing an act on one.
#pragma once
#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>

#include "cases/engine.h"
#include "http/route.h"

namespace gh::http {

struct DoneBody {
  Id act;
  Id case_id;
  std::string number;
  std::string state;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DoneBody, (), (act, case_id, number, state, version))

inline DoneBody body_of(const cases::Done& done) {
  return {done.act, done.case_id, done.number, done.state, done.version};
}

// The header of acts that may be sent again, for Documentation::parameters.
inline Parameter idempotency_key_parameter() {
  return {"Idempotency-Key",
          "header",
          false,
          {{"type", "string"}},
          {"幂等键", "repeats under one key are answered as the first"}};
}

}  // namespace gh::http
