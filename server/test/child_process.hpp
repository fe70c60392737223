// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace loggia::test {

// The program under test as a process of its own, with this process's environment and the variables given. What it says
// on standard output and error is collected.
class ChildProcess {
public:
    ChildProcess(std::vector<std::string> arguments, std::map<std::string, std::string> const& variables);
    ~ChildProcess();  // ends it
    ChildProcess(ChildProcess const&) = delete;
    ChildProcess& operator=(ChildProcess const&) = delete;

    // What it said up to the end of the line with `text` in it; throws when it ends without.
    std::string wait_until_it_says(std::string const& text);
    void send(int signal) const;
    int wait();  // its exit status, or 128 and the signal that ended it
    pid_t id() const { return id_; }
    std::string output() const;

private:
    void collect(int descriptor);

    pid_t id_ = -1;
    bool waited_ = false;
    mutable std::mutex mutex_;
    std::condition_variable said_;
    std::string output_;
    bool ended_ = false;
    std::jthread collector_;
};

}  // namespace loggia::test
