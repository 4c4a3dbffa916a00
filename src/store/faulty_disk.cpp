// The failing layer: every file wraps the real one and asks before it writes.
#include "store/faulty_disk.h"

#include <sqlite3.h>

#include "base/assert.h"

namespace gh::store {
namespace {

// What SQLite allocates for a file of ours; the real file's own bytes follow it.
struct WrappedFile {
  sqlite3_file base;
  FaultyDisk* disk;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

WrappedFile& wrapped(sqlite3_file* file) { return *reinterpret_cast<WrappedFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return wrapped(file).real(); }

int close_file(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }
int read_file(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  return real(file)->pMethods->xRead(real(file), bytes, size, offset);
}
int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  const int verdict = wrapped(file).disk->verdict(SQLITE_IOERR_WRITE);
  return verdict != SQLITE_OK ? verdict : real(file)->pMethods->xWrite(real(file), bytes, size, offset);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  const int verdict = wrapped(file).disk->verdict(SQLITE_IOERR_TRUNCATE);
  return verdict != SQLITE_OK ? verdict : real(file)->pMethods->xTruncate(real(file), size);
}
int sync_file(sqlite3_file* file, int flags) {
  const int verdict = wrapped(file).disk->verdict(SQLITE_IOERR_FSYNC);
  if (verdict != SQLITE_OK) return verdict;
  wrapped(file).disk->count_sync();
  return real(file)->pMethods->xSync(real(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) { return real(file)->pMethods->xFileSize(real(file), size); }
int lock_file(sqlite3_file* file, int level) { return real(file)->pMethods->xLock(real(file), level); }
int unlock_file(sqlite3_file* file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
int check_lock(sqlite3_file* file, int* out) { return real(file)->pMethods->xCheckReservedLock(real(file), out); }
int file_control(sqlite3_file* file, int what, void* with) {
  return real(file)->pMethods->xFileControl(real(file), what, with);
}
int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
int map_memory(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
  return real(file)->pMethods->xShmMap(real(file), region, size, extend, out);
}
int lock_memory(sqlite3_file* file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void memory_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int unmap_memory(sqlite3_file* file, int remove) { return real(file)->pMethods->xShmUnmap(real(file), remove); }

constexpr sqlite3_io_methods kMethods = {
    2,           close_file,     read_file,    write_file,   truncate_file, sync_file,       file_size,
    lock_file,   unlock_file,    check_lock,   file_control, sector_size,   characteristics, map_memory,
    lock_memory, memory_barrier, unmap_memory, nullptr,      nullptr};

}  // namespace

struct FaultyDisk::Registration {
  sqlite3_vfs vfs;
  sqlite3_vfs* under;
  FaultyDisk* disk;

  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    const auto& own = *static_cast<Registration*>(vfs->pAppData);
    wrapped(file).disk = own.disk;
    const int code = own.under->xOpen(own.under, path, real(file), flags, out_flags);
    file->pMethods = real(file)->pMethods == nullptr ? nullptr : &kMethods;
    return code;
  }
};

FaultyDisk::FaultyDisk(std::string name) : name_(std::move(name)), registration_(std::make_unique<Registration>()) {
  sqlite3_vfs* under = sqlite3_vfs_find(nullptr);
  GH_ASSERT(under != nullptr && sqlite3_vfs_find(name_.c_str()) == nullptr);
  // What isn't replaced works on paths alone, and the system's own functions for that need nothing of the layer.
  registration_->vfs = *under;
  registration_->vfs.pNext = nullptr;
  registration_->vfs.zName = name_.c_str();
  registration_->vfs.szOsFile = static_cast<int>(sizeof(WrappedFile)) + under->szOsFile;
  registration_->vfs.pAppData = registration_.get();
  registration_->vfs.xOpen = &Registration::open;
  registration_->under = under;
  registration_->disk = this;
  GH_ASSERT(sqlite3_vfs_register(&registration_->vfs, 0) == SQLITE_OK);
}

FaultyDisk::~FaultyDisk() { sqlite3_vfs_unregister(&registration_->vfs); }

void FaultyDisk::fail_from(std::int64_t calls, Fault fault, bool once) {
  GH_ASSERT(calls >= 1);
  fault_ = fault;
  once_ = once;
  failed_ = false;
  calls_left_ = calls;
}

void FaultyDisk::heal() { calls_left_ = 0; }

int FaultyDisk::verdict(int input_output_code) {
  if (calls_left_ == 0) return SQLITE_OK;
  if (calls_left_ > 1) {
    --calls_left_;
    return SQLITE_OK;
  }
  failed_ = true;
  if (once_) calls_left_ = 0;
  return fault_ == Fault::kFull ? SQLITE_FULL : input_output_code;
}

}  // namespace gh::store
