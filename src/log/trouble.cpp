// The texts of each trouble.
#include "log/trouble.h"

#include <array>

#include "base/assert.h"
#include "base/problem.h"

namespace gh::log {

namespace {

struct Trouble {
  std::string_view rule;
  std::string_view zh;
  std::string_view en;
};
constexpr std::array kTroubles{
    Trouble{kLogForked, "数据库缺少已经签署过的日志内容，可能恢复了旧备份；为避免日志分叉，停止签署",
            "the database lacks what the log has signed already, perhaps an old backup was restored; nothing is signed "
            "so that the log doesn't fork"},
    Trouble{kLogSpoiled, "日志的存储内容与已签署的检查点不符，停止签署",
            "what is stored of the log contradicts a signed checkpoint; nothing is signed"},
    Trouble{kLogKeyChanged, "日志检查点由另一把密钥签署，停止签署",
            "the log's checkpoint was signed by another key; nothing is signed"},
    Trouble{kLogKeptMissing, "数据库之外没有保存检查点，而日志曾经签署过；请提供最新检查点",
            "no checkpoint is kept outside the database although the log has signed before; give the newest one"},
    Trouble{kLogKeptUnusable, "无法读写数据库之外保存的检查点文件，停止签署",
            "the checkpoint file outside the database can't be read or written; nothing is signed"},
};

}  // namespace

void refuse_to_sign(std::string_view rule, std::string detail) {
  for (const Trouble& trouble : kTroubles) {
    if (trouble.rule != rule) continue;
    throw Problem(ProblemCode::kStorageUnavailable,
                  FieldError{"", std::string(rule), "", Text{std::string(trouble.zh), std::string(trouble.en)}},
                  std::move(detail));
  }
  GH_ASSERT(!"a rule of trouble.h");
  throw Bug("unreachable");
}

}  // namespace gh::log
