// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <cstdio>
#include <exception>

#include "app/cli.hpp"

int main(int argc, char** argv)
{
    ::umask(0077);  // what it writes (database, files, mails, keys) is for the program's user alone
    try {
        return loggia::app::run_command_line(argc, argv);
    } catch (std::exception const& error) {
        std::fprintf(stderr, "loggia: %s\n", error.what());
        return 1;
    }
}
