#include "store/postgres_pipeline.h"

namespace gh::store {
namespace {

bool holds(const PGresult* answer) {
  const ExecStatusType status = PQresultStatus(answer);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

}  // namespace

bool PostgresPipeline::send(const char* prepared, const std::vector<char*>& values, std::string_view sql) {
  if (sent_.empty() && PQenterPipelineMode(connection_) != 1) return false;
  sent_.emplace_back(sql);
  return PQsendQueryPrepared(connection_, prepared, static_cast<int>(values.size()), values.data(), nullptr, nullptr,
                             0) == 1 &&
         PQflush(connection_) == 0;
}

PostgresPipeline::Answers PostgresPipeline::settle() {
  Answers out;
  if (sent_.empty()) return out;
  if (PQpipelineSync(connection_) != 1) broken_ = true;
  for (std::string& sql : sent_) {
    if (broken_) {  // no answer would ever end
      if (!out.failed) out.failed = Failed{nullptr, std::move(sql)};
      break;
    }
    Result answer(PQgetResult(connection_));
    // Each statement's answers end with a null.
    while (answer != nullptr && Result(PQgetResult(connection_)) != nullptr) {
    }
    if (!out.failed && !holds(answer.get())) out.failed = Failed{std::move(answer), std::move(sql)};
    out.last = std::move(answer);
  }
  if (!broken_) {
    const Result end_of_pipeline(PQgetResult(connection_));
    if (PQexitPipelineMode(connection_) != 1) broken_ = true;
  }
  sent_.clear();
  return out;
}

}  // namespace gh::store
