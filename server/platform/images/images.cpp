// SPDX-License-Identifier: Apache-2.0
#include "platform/images/images.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "platform/files/descriptor.hpp"
#include "platform/images/frame.hpp"
#include "platform/log/log.hpp"
#include "platform/problem.hpp"

namespace loggia::images {

// One running worker and our end of the socket to it. Killed when it is dropped, unless it ends by itself.
class ImageWorkerProcess {
public:
    ImageWorkerProcess(pid_t process, files::Descriptor socket) : process_(process), socket_(std::move(socket)) {}
    ImageWorkerProcess(ImageWorkerProcess const&) = delete;
    ImageWorkerProcess& operator=(ImageWorkerProcess const&) = delete;
    ~ImageWorkerProcess() { end(); }

    static std::unique_ptr<ImageWorkerProcess> start(std::filesystem::path const& executable);

    Frame ask(std::string_view request, Deadline deadline)
    {
        ++requests_;
        if (!write_frame(socket_.number(), request)) return {FrameState::closed, {}};
        return read_frame(socket_.number(), deadline);
    }

    // After so many pictures a fresh process bounds what a leak in a codec can add up to.
    bool is_worn() const { return requests_ >= 200; }

    // Ends the process and tells whether it had used up its share of processor time.
    bool end()
    {
        if (process_ <= 0) return false;
        ::kill(process_, SIGKILL);
        int status = 0;
        while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {}
        process_ = -1;
        return WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
    }

private:
    pid_t process_;
    files::Descriptor socket_;
    int requests_ = 0;
};

namespace {

Problem unavailable()
{
    return {Fault::unavailable, "image_worker_unavailable", "Pictures cannot be processed at the moment."};
}

Problem too_much_work() { return {Fault::invalid, "image_too_large", "This picture takes too much work to process."}; }

class FileActions {
public:
    FileActions() { ::posix_spawn_file_actions_init(&actions_); }
    FileActions(FileActions const&) = delete;
    FileActions& operator=(FileActions const&) = delete;
    ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
    posix_spawn_file_actions_t* get() { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

std::string_view format_name(Format format)
{
    switch (format) {
        case Format::webp: return "webp";
        case Format::jpeg: return "jpeg";
        case Format::png: return "png";
    }
    return "webp";
}

std::string render(ImageRequest const& request)
{
    boost::json::array widths(request.widths.begin(), request.widths.end());
    return boost::json::serialize(boost::json::object{
        {"original", std::filesystem::absolute(request.original).string()},
        {"target_directory", std::filesystem::absolute(request.target_directory).string()},
        {"widths", std::move(widths)},
        {"format", format_name(request.format)},
        {"svg", request.svg == Svg::allowed},
        {"square", request.shape == Shape::square},
    });
}

int number(boost::json::object const& object, std::string_view name) { return object.at(name).to_number<int>(); }

ProcessedImage parse(std::string_view text)
{
    auto const answer = boost::json::parse(text).as_object();
    if (auto const* code = answer.if_contains("code")) {
        if (code->as_string() == "target_unwritable") throw unavailable();
        throw Problem(Fault::invalid, std::string(code->as_string()), std::string(answer.at("message").as_string()));
    }
    ProcessedImage image{number(answer, "width"), number(answer, "height"), {}, std::string(answer.at("colour").as_string())};
    for (auto const& entry : answer.at("variants").as_array()) {
        auto const& variant = entry.as_object();
        image.variants.push_back({number(variant, "width"), number(variant, "height"),
                                  std::string(variant.at("path").as_string()), variant.at("size").to_number<std::int64_t>()});
    }
    return image;
}

}  // namespace

std::unique_ptr<ImageWorkerProcess> ImageWorkerProcess::start(std::filesystem::path const& executable)
{
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) throw unavailable();
    files::Descriptor ours(pair[0]);
    files::Descriptor const theirs(pair[1]);

    FileActions actions;
    ::posix_spawn_file_actions_adddup2(actions.get(), theirs.number(), 0);
    ::posix_spawn_file_actions_adddup2(actions.get(), theirs.number(), 1);
    ::posix_spawn_file_actions_addopen(actions.get(), 2, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(actions.get(), 3);

    // None of the server's environment: it may hold secrets.
    auto path = executable.string();
    std::array<char*, 2> arguments{path.data(), nullptr};
    std::string locale = "LC_ALL=C.UTF-8";
    std::string arenas = "MALLOC_ARENA_MAX=2";
    std::array<char*, 3> environment{locale.data(), arenas.data(), nullptr};
    pid_t process = -1;
    auto const fault = ::posix_spawn(&process, path.c_str(), actions.get(), nullptr, arguments.data(), environment.data());
    if (fault != 0) {
        log::error("image_worker.not_started", {{"path", path}, {"reason", std::generic_category().message(fault)}});
        throw unavailable();
    }
    return std::make_unique<ImageWorkerProcess>(process, std::move(ours));
}

ImageProcessor::ImageProcessor(ImageProcessorOptions options) : options_(std::move(options))
{
    if (options_.worker.empty()) options_.worker = image_worker_path();
}

ImageProcessor::~ImageProcessor() = default;

std::unique_ptr<ImageWorkerProcess> ImageProcessor::borrow()
{
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return lent_ < options_.workers; });
    ++lent_;
    if (idle_.empty()) return nullptr;
    auto worker = std::move(idle_.back());
    idle_.pop_back();
    return worker;
}

void ImageProcessor::give_back(std::unique_ptr<ImageWorkerProcess> worker)
{
    {
        std::lock_guard const lock(mutex_);
        --lent_;
        if (worker && !worker->is_worn()) idle_.push_back(std::move(worker));
    }
    returned_.notify_one();
}

ProcessedImage ImageProcessor::process(ImageRequest const& request)
{
    auto const text = render(request);
    auto worker = borrow();
    struct Return {
        ImageProcessor& processor;
        std::unique_ptr<ImageWorkerProcess>& worker;
        ~Return() { processor.give_back(std::move(worker)); }
    } const on_leaving{*this, worker};

    // A worker may have died since its last picture, so one more try; a picture that fells two is at fault itself.
    for (int attempt = 1;; ++attempt) {
        if (!worker) worker = ImageWorkerProcess::start(options_.worker);
        auto const frame = worker->ask(text, std::chrono::steady_clock::now() + options_.timeout);
        if (frame.state == FrameState::whole) return parse(frame.text);
        auto const exhausted = worker->end();
        worker.reset();
        log::warning("image_worker.lost", {{"attempt", attempt}, {"timed_out", frame.state == FrameState::timed_out}});
        if (exhausted || frame.state == FrameState::timed_out) throw too_much_work();
        if (attempt == 2) throw Problem(Fault::invalid, "image_unreadable", "This picture cannot be read.");
    }
}

std::filesystem::path image_worker_path()
{
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "loggia-image-worker";
}

int exec_image_worker()
{
    auto path = image_worker_path().string();
    std::array<char*, 2> arguments{path.data(), nullptr};
    ::execv(path.c_str(), arguments.data());
    log::error("image_worker.not_started", {{"path", path}, {"reason", std::generic_category().message(errno)}});
    return 1;
}

}  // namespace loggia::images
