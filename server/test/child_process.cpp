// SPDX-License-Identifier: Apache-2.0
#include "test/child_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

#include "test/secret_watch.hpp"

extern char** environ;

namespace loggia::test {

static std::vector<char*> pointers(std::vector<std::string>& texts)
{
    std::vector<char*> result;
    for (auto& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

ChildProcess::ChildProcess(std::vector<std::string> arguments, std::map<std::string, std::string> const& variables)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);

    std::vector<std::string> environment;
    for (char** entry = environ; *entry; ++entry)
        if (std::string text = *entry; !text.starts_with("LOGGIA_")) environment.push_back(std::move(text));
    for (auto const& [name, value] : variables) environment.push_back(name + "=" + value);
    auto const failed = ::posix_spawn(&id_, arguments.front().c_str(), &actions, nullptr, pointers(arguments).data(), pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (failed) {
        ::close(ends[0]);
        throw std::runtime_error("cannot run " + arguments.front());
    }
    collector_ = std::jthread([this, descriptor = ends[0]] { collect(descriptor); });
}

ChildProcess::~ChildProcess()
{
    if (!waited_) {
        send(SIGKILL);
        wait();
    }
    if (collector_.joinable()) collector_.join();
    secret_watch().hear_output(output());
}

void ChildProcess::collect(int descriptor)
{
    char chunk[4096];
    ssize_t count = 0;
    while ((count = ::read(descriptor, chunk, sizeof chunk)) > 0) {
        std::lock_guard const lock(mutex_);
        output_.append(chunk, static_cast<std::size_t>(count));
        said_.notify_all();
    }
    ::close(descriptor);
    std::lock_guard const lock(mutex_);
    ended_ = true;
    said_.notify_all();
}

std::string ChildProcess::wait_until_it_says(std::string const& text)
{
    std::unique_lock lock(mutex_);
    std::size_t end = std::string::npos;
    said_.wait(lock, [&] {
        auto const at = output_.find(text);
        end = at == std::string::npos ? at : output_.find('\n', at);
        return ended_ || end != std::string::npos;
    });
    if (end == std::string::npos) throw std::runtime_error("it ended without saying \"" + text + "\": " + output_);
    return output_.substr(0, end);
}

void ChildProcess::send(int signal) const { ::kill(id_, signal); }

int ChildProcess::wait()
{
    int status = 0;
    ::waitpid(id_, &status, 0);
    waited_ = true;
    if (collector_.joinable()) collector_.join();
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string ChildProcess::output() const
{
    std::lock_guard const lock(mutex_);
    return output_;
}

}  // namespace loggia::test
