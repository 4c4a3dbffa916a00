#include "app/test_clock.h"

#include "base/described.h"
#include "cases/scheduler.h"
#include "http/case_routes.h"
#include "http/schema_of.h"

namespace gh::app {
namespace {

struct ClockBody {
  Instant now{};
  std::optional<bool> timers;  // false: the scheduler is off for this step
};
BOOST_DESCRIBE_STRUCT(ClockBody, (), (now, timers))

struct ClockSetBody {
  Instant now{};
  std::int64_t timers = 0;  // acts made because they fell due
};
BOOST_DESCRIBE_STRUCT(ClockSetBody, (), (now, timers))

}  // namespace

std::vector<http::Route> test_clock_routes(Installation& installation, SetTime& time) {
  GH_ASSERT(installation.options().mode == Mode::kTest);
  auto about = http::describe("setTestClock", "test", {"设置测试时钟", "Set the clock of a test database"});
  about.request = http::schema_of<ClockBody>();
  about.response = http::schema_of<ClockSetBody>();
  return {http::Route("POST", "/api/v1/test/clock", http::Access::kPublic,
                      http::BlockingHandler{[&installation, &time](const http::Request& request) {
                        const auto body = read<ClockBody>(request.json_body());
                        if (body.now < time.now())
                          throw Problem(
                              ProblemCode::kConflict,
                              FieldError{"/now", "forward", "", {"测试时钟不能倒退", "the clock goes forward only"}});
                        time.set(body.now);
                        std::size_t acts = 0;
                        while (body.timers.value_or(true)) {
                          const auto fired = cases::fire_due_timers(installation.engine(), installation.db(), body.now,
                                                                    installation.random());
                          acts += fired.acts;
                          if (fired.acts == 0) break;
                        }
                        installation.integrate_all();
                        return http::ok(write(ClockSetBody{body.now, static_cast<std::int64_t>(acts)}));
                      }},
                      std::move(about))};
}

}  // namespace gh::app
