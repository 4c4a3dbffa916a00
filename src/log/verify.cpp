// Walks the leaves bundle by bundle, beside the stored level-0 tile of each, with the checkpoints in order of size.
#include "log/verify.h"

#include <deque>

#include "log/checkpoint.h"
#include "log/stored_tree.h"
#include "log/tiles.h"

namespace gh::log {

namespace {

constexpr std::size_t kCheckpointsAtOnce = 256;

struct LeafRow {
  std::int64_t log_index = 0;
  std::string leaf;
};
BOOST_DESCRIBE_STRUCT(LeafRow, (), (log_index, leaf))

// Thrown to leave the walk once there are kFindingsMax.
struct EnoughFound {};

class Findings {
 public:
  void add(std::string rule, std::string zh, std::string en) { push({std::move(rule), {}, {}, {}, {zh, en}}); }
  void leaf(std::string rule, std::uint64_t index, std::string zh, std::string en) {
    const std::string number = std::to_string(index);
    push({std::move(rule),
          static_cast<std::int64_t>(index),
          {},
          {},
          {"第 " + number + " 条：" + zh, "leaf " + number + ": " + en}});
  }
  void checkpoint(std::string rule, std::int64_t size, std::string zh, std::string en) {
    const std::string number = std::to_string(size);
    push({std::move(rule),
          {},
          size,
          {},
          {"大小为 " + number + " 的检查点：" + zh, "checkpoint of size " + number + ": " + en}});
  }
  void tile(std::string rule, unsigned level, std::uint64_t index, std::string zh, std::string en) {
    const std::string path = path_of({false, level, index, kTileWidth});
    push({std::move(rule), {}, {}, path, {"树块 " + path + "：" + zh, "tile " + path + ": " + en}});
  }
  std::vector<Finding> take() { return std::move(found_); }

 private:
  void push(Finding finding) {
    found_.push_back(std::move(finding));
    if (found_.size() == kFindingsMax) throw EnoughFound{};
  }
  std::vector<Finding> found_;
};

class TreeCheck {
 public:
  TreeCheck(store::Tx& tx, const VerifierKey& key, std::optional<std::string_view> kept)
      : tx_(tx), key_(key), suite_(intl().name) {
    if (kept) take_kept(*kept);
  }

  std::vector<Finding> run() {
    try {
      walk();
    } catch (const EnoughFound&) {
    }
    return findings_.take();
  }

 private:
  void walk() {
    const auto size = tx_.integer("select tree_size from log_head where suite = ?", {suite_});
    if (!size) {
      findings_.add("head-missing", "没有记录树的大小", "the size of the tree isn't recorded");
      return;
    }
    size_ = static_cast<std::uint64_t>(*size);
    bool whole = true;
    for (std::uint64_t bundle = 0; whole && bundle * kTileWidth < size_; ++bundle) whole = check_bundle(bundle);
    if (whole) {
      check_due_checkpoints();
      check_partial_tiles();
      check_nothing_beyond();
    }
  }

  // False when the tree can't be followed further: neither leaf nor tile has the hash.
  bool check_bundle(std::uint64_t bundle) {
    const std::uint64_t first = bundle * kTileWidth;
    const std::uint64_t width = width_in(size_, 0, bundle);
    const auto rows = tx_.all<LeafRow>(
        "select log_index, leaf from log_leaf where log_index >= ? and log_index < ? order by log_index",
        {first, first + width});
    const std::vector<Digest> tile = stored_tile(0, bundle);
    if (tile.size() != width)
      findings_.tile("tile-missing", 0, bundle, "缺失或宽度不符", "missing or of another width");
    auto row = rows.begin();
    for (std::uint64_t offset = 0; offset < width; ++offset) {
      check_due_checkpoints();
      const std::uint64_t index = first + offset;
      std::optional<Digest> hash;
      if (row != rows.end() && static_cast<std::uint64_t>(row->log_index) == index) hash = leaf_hash((row++)->leaf);
      if (!hash) findings_.leaf("leaf-missing", index, "缺失", "missing");
      if (offset < tile.size()) {
        if (hash && *hash != tile[offset])
          findings_.leaf("leaf-changed", index, "内容与树中的散列值不符",
                         "its content isn't what the tree has the hash of");
        // The walk goes on with the tree's own hash: whether that one was signed shows in the roots.
        hash = tile[offset];
      }
      if (!hash) return false;
      append(*hash);
    }
    return true;
  }

  void append(const Digest& leaf) {
    tree_.append(leaf);
    Digest hash = leaf;
    for (std::size_t level = 0;; ++level) {
      if (level == open_tiles_.size()) open_tiles_.emplace_back();
      OpenTile& open = open_tiles_[level];
      open.hashes.push_back(hash);
      if (open.hashes.size() < kTileWidth) return;
      compare_tile(static_cast<unsigned>(level));
      hash = root_of(open.hashes);
      open.hashes.clear();
      ++open.index;
    }
  }

  // Level 0 was compared leaf by leaf.
  void compare_tile(unsigned level) {
    const OpenTile& open = open_tiles_[level];
    if (level == 0 || stored_tile(level, open.index) == open.hashes) return;
    findings_.tile("tile-differs", level, open.index, "与由下层计算的散列值不符", "not what the level below hashes to");
  }

  void check_partial_tiles() {
    for (unsigned level = 1; level < open_tiles_.size(); ++level) {
      if (!open_tiles_[level].hashes.empty()) compare_tile(level);
    }
  }

  void check_nothing_beyond() {
    const std::int64_t leaves = tx_.integer("select count(*) from log_leaf where log_index >= ?", {size_}).value_or(0);
    if (leaves != 0) findings_.leaf("leaf-unexpected", size_, "超出树的范围", "past the end of the tree");
    std::uint64_t tiles = 0;
    for (const OpenTile& open : open_tiles_) tiles += open.index + (open.hashes.empty() ? 0 : 1);
    const std::int64_t stored = tx_.integer("select count(*) from log_tile where suite = ?", {suite_}).value_or(0);
    if (stored > static_cast<std::int64_t>(tiles))
      findings_.add("tile-unexpected", "存有不属于该树的树块", "tiles are stored that the tree doesn't have");
  }

  // Those whose size the walk has reached, or past the end those that no tree reaches.
  void check_due_checkpoints() {
    check_kept();
    while (load_checkpoints()) {
      const StoredCheckpoint& stored = checkpoints_.front();
      const bool beyond = stored.tree_size > static_cast<std::int64_t>(size_);
      if (stored.tree_size > static_cast<std::int64_t>(tree_.size()) && !(beyond && tree_.size() == size_)) return;
      check_checkpoint(stored, beyond);
      checkpoints_.pop_front();
    }
  }

  void check_checkpoint(const StoredCheckpoint& stored, bool beyond) {
    const auto checkpoint = open_checkpoint(stored.note, key_);
    if (!checkpoint) {
      findings_.checkpoint("checkpoint-signature", stored.tree_size, "不是由日志密钥签署",
                           "not signed by the log's key");
      return;
    }
    if (checkpoint->head.size != static_cast<std::uint64_t>(stored.tree_size) ||
        hex(bytes_of(checkpoint->head.root)) != stored.root_hash)
      findings_.checkpoint("checkpoint-differs", stored.tree_size, "登记内容与签署内容不符",
                           "what is recorded isn't what was signed");
    if (beyond) {
      findings_.checkpoint("checkpoint-beyond-tree", stored.tree_size, "超出现有的树", "larger than the tree");
    } else if (checkpoint->head.size == tree_.size() && checkpoint->head.root != tree_.root()) {
      findings_.checkpoint("root-differs", stored.tree_size, "签署的根与条目不符",
                           "the signed root isn't that of the leaves");
    }
  }

  // True while there is one left to look at.
  bool load_checkpoints() {
    if (!checkpoints_.empty()) return true;
    if (checkpoints_end_) return false;
    const auto page = tx_.all<StoredCheckpoint>(
        "select tree_size, root_hash, note, signed_at from log_checkpoint where suite = ? and tree_size > ? "
        "order by tree_size limit ?",
        {suite_, checkpoints_read_to_, kCheckpointsAtOnce});
    checkpoints_end_ = page.size() < kCheckpointsAtOnce;
    if (page.empty()) return false;
    checkpoints_read_to_ = page.back().tree_size;
    checkpoints_.assign(page.begin(), page.end());
    return true;
  }

  void take_kept(std::string_view note) {
    const auto checkpoint = open_checkpoint(note, key_);
    if (checkpoint) {
      kept_ = checkpoint->head;
    } else {
      findings_.add("kept-signature", "库外保存的检查点不是由日志密钥签署",
                    "the checkpoint kept outside isn't signed by the log's key");
    }
  }

  void check_kept() {
    if (!kept_) return;
    const auto size = static_cast<std::int64_t>(kept_->size);
    if (kept_->size == tree_.size()) {
      if (kept_->root != tree_.root())
        findings_.checkpoint("kept-root-differs", size, "库外保存的根与条目不符",
                             "the root kept outside isn't that of the leaves");
      kept_.reset();
    } else if (tree_.size() == size_) {
      findings_.checkpoint("kept-beyond-tree", size, "库外保存的检查点大于现有的树，数据库缺少已签署的内容",
                           "kept outside, larger than the tree: the database lacks what was signed");
      kept_.reset();
    }
  }

  std::vector<Digest> stored_tile(unsigned level, std::uint64_t index) {
    const auto stored = tx_.string("select hashes from log_tile where suite = ? and level = ? and tile_index = ?",
                                   {suite_, level, index});
    const auto bytes = stored ? from_hex(*stored) : std::nullopt;
    return bytes ? parse_tile(*bytes).value_or(std::vector<Digest>{}) : std::vector<Digest>{};
  }

  struct OpenTile {
    std::uint64_t index = 0;
    std::vector<Digest> hashes;
  };

  store::Tx& tx_;
  const VerifierKey& key_;
  std::string suite_;
  std::uint64_t size_ = 0;
  GrowingTree tree_;
  std::vector<OpenTile> open_tiles_;
  std::deque<StoredCheckpoint> checkpoints_;
  std::int64_t checkpoints_read_to_ = -1;
  bool checkpoints_end_ = false;
  std::optional<TreeHead> kept_;
  Findings findings_;
};

}  // namespace

std::vector<Finding> verify_tree(store::Tx& tx, const VerifierKey& key,
                                 std::optional<std::string_view> kept_checkpoint) {
  return TreeCheck(tx, key, kept_checkpoint).run();
}

}  // namespace gh::log
