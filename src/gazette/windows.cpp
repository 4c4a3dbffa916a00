#include "gazette/windows.h"

#include <algorithm>

#include "base/assert.h"
#include "gazette/notices.h"

namespace gh::gazette {
namespace {

constexpr std::size_t kWindowsAtOnceMax = 10'000;

void save(store::Tx& tx, const Notice& notice) {
  tx.execute(
      "update gazette_notice set objections_until = ?, provisional = ?, window_status = ?, window_left = ?, "
      "window_counts_after = ? where id = ?",
      {notice.objections_until, notice.provisional, notice.window_status, notice.window_left,
       notice.window_counts_after, notice.id});
}

std::vector<Notice> windows_of(const cases::CaseNews& news, std::string_view status) {
  return news.tx.all<Notice>("select * from gazette_notice where case_id = ? and window_status = ? order by id",
                             {news.the_case.id, status});
}

void count(Notice& notice, const calendar::WorkingCalendar& calendar) {
  const auto due = calendar::due_day(calendar, *notice.window_counts_after, static_cast<int>(*notice.window_left),
                                     calendar::Unit::kWorkingDays);
  notice.objections_until = due.day;
  notice.provisional = due.provisional;
}

// What the engine does with the timer that ends the window, so that both end on one day: a window that stood still on
// its last day has that day left.
void stand_still(const cases::CaseNews& news) {
  for (Notice& notice : windows_of(news, window_status::kRunning)) {
    const int passed = calendar::working_days_between(news.calendar, *notice.window_counts_after, news.today);
    notice.window_left = std::max<std::int64_t>(*notice.window_left - passed, 1);
    notice.window_status = window_status::kStanding;
    save(news.tx, notice);
  }
}

void go_on(const cases::CaseNews& news) {
  for (Notice& notice : windows_of(news, window_status::kStanding)) {
    notice.window_status = window_status::kRunning;
    notice.window_counts_after = news.today;
    count(notice, news.calendar);
    save(news.tx, notice);
  }
}

// The window of a state that the case has left is over; one that this very act opened has just begun.
void close_older(const cases::CaseNews& news) {
  news.tx.execute(
      "/* later */ update gazette_notice set window_status = ? where case_id = ? and window_status in (?, ?) and "
      "published_by_act <> ?",
      {window_status::kClosed, news.the_case.id, window_status::kRunning, window_status::kStanding, news.act.id});
}

void follow_case(const cases::CaseNews& news) {
  switch (news.change) {
    case cases::CaseChange::kEntered:
      close_older(news);
      if (news.the_case.suspended_at) stand_still(news);
      break;
    case cases::CaseChange::kSuspended:
      stand_still(news);
      break;
    case cases::CaseChange::kResumed:
      go_on(news);
      break;
  }
}

void follow_calendar(const cases::CalendarNews& news) {
  const auto running = news.tx.all<Notice>(
      "select * from gazette_notice where window_status = ? and objections_until >= ? order by id limit ?",
      {window_status::kRunning, news.first, kWindowsAtOnceMax});
  GH_ASSERT(running.size() < kWindowsAtOnceMax);
  for (Notice notice : running) {
    count(notice, news.calendar);
    save(news.tx, notice);
  }
}

}  // namespace

void watch_windows(cases::Offer& offer) {
  offer.watch_cases(follow_case);
  offer.watch_calendar(follow_calendar);
}

}  // namespace gh::gazette
