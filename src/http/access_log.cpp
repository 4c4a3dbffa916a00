// Writes the log's JSON lines.
#include "http/access_log.h"

#include <spdlog/logger.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/json.h"

namespace gh::http {

namespace {

constexpr std::size_t kDetailMaxBytes = 4096;

std::string quoted(std::string_view text) { return json::serialize(json::value(text)); }

}  // namespace

AccessLog::AccessLog(std::shared_ptr<spdlog::logger> logger) : logger_(std::move(logger)) {
  if (logger_) logger_->set_pattern("%v");
}

void AccessLog::request(const RequestLine& line) const {
  if (!logger_ || !logger_->should_log(spdlog::level::info)) return;
  // The method is whatever a client sent; the rest is made by us and needs no quoting.
  logger_->info(R"({{"time":"{}","level":"info","event":"request","request":"{}","method":{},"route":"{}","status":{},)"
                R"("ms":{:.3f},"bytes":{},"office":"{}"}})",
                text(line.at), line.request_id, quoted(line.method), line.route, line.status, line.milliseconds,
                line.bytes, line.office);
}

void AccessLog::trouble(Instant at, std::string_view request_id, std::string_view route, int status,
                        std::string_view detail) const {
  if (!logger_) return;
  const bool ours = status >= 500;
  logger_->log(ours ? spdlog::level::err : spdlog::level::warn,
               R"({{"time":"{}","level":"{}","event":"{}","request":"{}","route":"{}","status":{},"detail":{}}})",
               text(at), ours ? "error" : "warning", ours ? "failure" : "refusal", request_id, route, status,
               quoted(detail.substr(0, kDetailMaxBytes)));
}

void AccessLog::event(Instant at, std::string_view name, std::string_view detail) const {
  if (!logger_) return;
  logger_->info(R"({{"time":"{}","level":"info","event":{},"detail":{}}})", text(at), quoted(name),
                quoted(detail.substr(0, kDetailMaxBytes)));
}

}  // namespace gh::http
