// SPDX-License-Identifier: Apache-2.0
#include "platform/files/file_store.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <system_error>
#include <vector>

#include "platform/auth/token.hpp"
#include "platform/problem.hpp"

namespace loggia::files {
namespace {

[[noreturn]] void fail(char const* act)
{
    if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)  // the disk, a quota, or a limit set on the process
        throw Problem(Fault::unavailable, "storage_full", "There is no room left to store files.");
    throw std::system_error(errno, std::generic_category(), act);
}

bool is_hash(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::filesystem::path place(std::filesystem::path const& root, std::string_view sha256)
{
    return root / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

void sync_directory(std::filesystem::path const& directory)
{
    Descriptor const handle(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!handle || ::fsync(handle.number()) != 0) fail("sync directory");
}

// A new directory is durable only once its parent is synced.
void make_directory(std::filesystem::path const& directory)
{
    if (::mkdir(directory.c_str(), 0750) == 0) sync_directory(directory.parent_path());
    else if (errno != EEXIST) fail("create directory");
}

std::string hex(std::array<unsigned char, crypto_hash_sha256_BYTES> const& digest)
{
    std::string text(digest.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
    text.pop_back();
    return text;
}

// An upload in progress holds a lock on its temporary file; what is unlocked was left by a crash.
void remove_left_over(std::filesystem::path const& directory)
{
    for (auto const& entry : std::filesystem::directory_iterator(directory)) {
        Descriptor const handle(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
        if (handle && ::flock(handle.number(), LOCK_EX | LOCK_NB) == 0) ::unlink(entry.path().c_str());
    }
}

}  // namespace

struct Upload::State {
    std::filesystem::path root;
    std::filesystem::path temporary;
    std::shared_ptr<MediaSniffer> sniffer;
    Descriptor descriptor;
    crypto_hash_sha256_state hash{};
    std::int64_t size = 0;
    std::int64_t limit = 0;

    State() = default;
    State(State const&) = delete;
    State& operator=(State const&) = delete;
    ~State()
    {
        if (!temporary.empty()) ::unlink(temporary.c_str());
    }
};

Upload::Upload(std::unique_ptr<State> state) : state_(std::move(state)) {}
Upload::Upload(Upload&&) noexcept = default;
Upload& Upload::operator=(Upload&&) noexcept = default;
Upload::~Upload() = default;

std::int64_t Upload::size() const { return state_->size; }

void Upload::write(std::string_view bytes)
{
    auto& state = *state_;
    if (static_cast<std::int64_t>(bytes.size()) > state.limit - state.size)
        throw Problem(Fault::too_large, "file_too_large",
                      "The file is larger than " + std::to_string(state.limit) + " bytes.");
    crypto_hash_sha256_update(&state.hash, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    state.size += static_cast<std::int64_t>(bytes.size());
    while (!bytes.empty()) {
        auto const written = ::write(state.descriptor.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("write upload");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::filesystem::path const& Upload::path() const { return state_->temporary; }

StoredFile Upload::look()
{
    auto& state = *state_;
    auto hash = state.hash;  // a copy: more may be written
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(&hash, digest.data());
    StoredFile seen{hex(digest), state.size, state.sniffer->media_type(state.descriptor.number())};
    if (::lseek(state.descriptor.number(), 0, SEEK_END) < 0) fail("look at upload");
    return seen;
}

StoredFile Upload::finish()
{
    auto& state = *state_;
    if (::fsync(state.descriptor.number()) != 0) fail("sync upload");
    auto const stored = look();
    auto const target = place(state.root, stored.sha256);
    make_directory(target.parent_path().parent_path());
    make_directory(target.parent_path());
    // Replaces a file of the same content, which also mends a damaged one.
    if (::rename(state.temporary.c_str(), target.c_str()) != 0) fail("store upload");
    state.temporary.clear();
    sync_directory(target.parent_path());
    state.descriptor.reset();
    return stored;
}

FileStore::FileStore(std::filesystem::path root) : root_(std::move(root)), sniffer_(std::make_shared<MediaSniffer>())
{
    std::filesystem::create_directories(root_ / "tmp");
    remove_left_over(root_ / "tmp");
}

Upload FileStore::begin(std::int64_t limit_bytes)
{
    auto state = std::make_unique<Upload::State>();
    auto const temporary = root_ / "tmp" / auth::new_token();
    state->descriptor = Descriptor(::open(temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
    if (!state->descriptor) fail("begin upload");
    state->temporary = temporary;
    if (::flock(state->descriptor.number(), LOCK_EX | LOCK_NB) != 0) fail("lock upload");
    state->root = root_;
    state->sniffer = sniffer_;
    state->limit = limit_bytes;
    crypto_hash_sha256_init(&state->hash);
    return Upload(std::move(state));
}

StoredFile FileStore::put(std::string_view bytes)
{
    auto upload = begin(std::numeric_limits<std::int64_t>::max());
    upload.write(bytes);
    return upload.finish();
}

bool FileStore::exists(std::string_view sha256) const { return path_of(sha256).has_value(); }

std::optional<std::filesystem::path> FileStore::path_of(std::string_view sha256) const
{
    if (!is_hash(sha256)) return std::nullopt;
    auto path = place(root_, sha256);
    if (!std::filesystem::is_regular_file(path)) return std::nullopt;
    return path;
}

std::optional<OpenFile> FileStore::open(std::string_view sha256) const
{
    if (!is_hash(sha256)) return std::nullopt;
    OpenFile file{Descriptor(::open(place(root_, sha256).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)), 0};
    if (!file.descriptor) {
        if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
        fail("open file");
    }
    struct stat facts {};
    if (::fstat(file.descriptor.number(), &facts) != 0) fail("measure file");
    file.size = facts.st_size;
    return file;
}

FileState FileStore::check(std::string_view sha256) const
{
    auto const file = open(sha256);
    if (!file) return FileState::missing;
    crypto_hash_sha256_state hash;
    crypto_hash_sha256_init(&hash);
    std::vector<unsigned char> buffer(1 << 18);
    for (;;) {
        auto const count = ::read(file->descriptor.number(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return FileState::damaged;  // an unreadable sector
        if (count == 0) break;
        crypto_hash_sha256_update(&hash, buffer.data(), static_cast<unsigned long long>(count));
    }
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(&hash, digest.data());
    return hex(digest) == sha256 ? FileState::sound : FileState::damaged;
}

bool FileStore::remove(std::string_view sha256)
{
    if (!is_hash(sha256)) return false;
    if (::unlink(place(root_, sha256).c_str()) == 0) return true;
    if (errno != ENOENT && errno != ENOTDIR) fail("remove file");
    return false;
}

}  // namespace loggia::files
