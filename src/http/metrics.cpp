// Prometheus series of the edge.
#include "http/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <iterator>
#include <mutex>

#include "base/assert.h"

namespace gh::http {

namespace {

// Statuses that have a series of their own; the last place is for any other.
constexpr std::array kStatuses = {200, 201, 202, 204, 206, 301, 302, 303, 304, 400, 401, 403, 404,
                                  405, 409, 412, 413, 415, 422, 423, 429, 500, 502, 503, 0};

std::size_t place_of(int status) {
  std::size_t place = 0;
  while (place + 1 < kStatuses.size() && kStatuses[place] != status) ++place;
  return place;
}

std::string status_text(std::size_t place) {
  return kStatuses[place] == 0 ? std::string("other") : std::to_string(kStatuses[place]);
}

const prometheus::Histogram::BucketBoundaries& buckets() {
  static const prometheus::Histogram::BucketBoundaries kSeconds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                                   0.1,    0.25,  0.5,    1,     2.5,  10};
  return kSeconds;
}

struct Asked {
  std::string name;
  std::string help;
  std::function<double()> ask;
  Metrics::Labels labels;
  prometheus::MetricType type;
};

}  // namespace

struct Metrics::Series {
  struct OfRoute {
    std::string method;
    std::string path;
    prometheus::Histogram* seconds = nullptr;
    std::array<std::atomic<prometheus::Counter*>, kStatuses.size()> counters{};
  };

  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>* requests = nullptr;
  prometheus::Family<prometheus::Histogram>* seconds = nullptr;
  std::vector<std::unique_ptr<OfRoute>> routes;
  mutable std::mutex mutex;  // of `asked`
  std::vector<Asked> asked;

  void add_route(std::string method, std::string path) {
    auto of = std::make_unique<OfRoute>();
    of->seconds = &seconds->Add({{"method", method}, {"route", path}}, buckets());
    of->method = std::move(method);
    of->path = std::move(path);
    routes.push_back(std::move(of));
  }

  // Prometheus refuses the whole answer for a series that stands in it twice.
  void ask(Asked one) {
    const std::lock_guard lock(mutex);
    for (const Asked& other : asked)
      GH_ASSERT(other.name != one.name || (other.labels != one.labels && other.type == one.type));
    asked.push_back(std::move(one));
  }

  prometheus::MetricFamily sample(const Asked& one) const {
    prometheus::ClientMetric metric;
    for (const auto& [label, value] : one.labels) metric.label.push_back({label, value});
    (one.type == prometheus::MetricType::Gauge ? metric.gauge.value : metric.counter.value) = one.ask();
    return {one.name, one.help, one.type, {metric}};
  }
};

Metrics::Metrics() : series_(std::make_unique<Series>()) {
  series_->requests = &prometheus::BuildCounter()
                           .Name("guildhall_http_requests_total")
                           .Help("Requests answered, by method, route and status")
                           .Register(series_->registry);
  series_->seconds = &prometheus::BuildHistogram()
                          .Name("guildhall_http_request_seconds")
                          .Help("Time from the whole request to its answer, by method and route")
                          .Register(series_->registry);
  series_->add_route("", "none");
  series_->add_route("GET", "file");
}

Metrics::~Metrics() = default;

void Metrics::take_routes(const std::vector<Route>& routes) {
  GH_ASSERT(series_->routes.size() == 2);
  std::vector<std::unique_ptr<Series::OfRoute>> others;
  others.swap(series_->routes);
  for (const Route& route : routes) series_->add_route(route.method, route.path);
  std::move(others.begin(), others.end(), std::back_inserter(series_->routes));
}

std::size_t Metrics::no_route() const { return series_->routes.size() - 2; }
std::size_t Metrics::file() const { return series_->routes.size() - 1; }

void Metrics::answered(std::size_t route, int status, double seconds) {
  GH_ASSERT(route < series_->routes.size());
  Series::OfRoute& of = *series_->routes[route];
  const std::size_t place = place_of(status);
  prometheus::Counter* counter = of.counters[place].load(std::memory_order_acquire);
  if (counter == nullptr) {
    // Family::Add gives the same counter to whoever asks twice.
    counter = &series_->requests->Add({{"method", of.method}, {"route", of.path}, {"status", status_text(place)}});
    of.counters[place].store(counter, std::memory_order_release);
  }
  counter->Increment();
  of.seconds->Observe(seconds);
}

void Metrics::gauge(std::string name, std::string help, std::function<double()> ask, Labels labels) {
  series_->ask({std::move(name), std::move(help), std::move(ask), std::move(labels), prometheus::MetricType::Gauge});
}

void Metrics::counter(std::string name, std::string help, std::function<double()> ask, Labels labels) {
  series_->ask({std::move(name), std::move(help), std::move(ask), std::move(labels), prometheus::MetricType::Counter});
}

std::string Metrics::text() const {
  std::vector<prometheus::MetricFamily> families = series_->registry.Collect();
  {
    const std::lock_guard lock(series_->mutex);
    for (const Asked& one : series_->asked) {
      prometheus::MetricFamily family = series_->sample(one);
      // Series of one name stand under one heading.
      const auto same = std::find_if(families.begin(), families.end(),
                                     [&](const prometheus::MetricFamily& other) { return other.name == family.name; });
      if (same != families.end()) {
        same->metric.push_back(family.metric.front());
      } else {
        families.push_back(std::move(family));
      }
    }
  }
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace gh::http
