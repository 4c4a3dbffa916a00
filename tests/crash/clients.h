// Clients of the program under load: each acts over HTTP under keys of its own and writes down what it was answered.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/installation.h"
#include "crash/answers.h"

namespace gh::crash {

// The offices one client acts in: their bearer tokens.
struct Badges {
  std::string citizen;
  std::string registrar;
  std::string finance_officer;
  std::string finance_head;
  Id department;  // whose budget it plans
};

// Makes accounts, offices and tokens for so many clients in an empty installation.
std::vector<Badges> hire_clients(app::Installation& installation, std::size_t clients);

// Sends the request once more as it is and writes down the answer; false when there was none.
bool settle(std::uint16_t port, Answers& answers, std::size_t place);

// Acts until the server goes away or stop() is called. The round makes keys and codes of this run different from
// others'.
class Load {
 public:
  Load(std::uint16_t port, const std::vector<Badges>& badges, int round, std::uint64_t seed, Answers& answers);
  ~Load();  // stop()
  void stop();
  // Waits until so many acts are acknowledged; false when every client has ended before.
  bool wait_for(std::size_t acknowledged);
  // Answers that are neither done nor refused, such as 500.
  std::vector<std::string> surprises() const;

 private:
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::condition_variable change_;
  std::size_t clients_;
  std::size_t ended_ = 0;
  std::size_t acknowledged_ = 0;
  std::vector<std::string> surprises_;
  std::vector<std::thread> threads_;
};

}  // namespace gh::crash
