// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace loggia::app {

// The command line: serve, setup, demo, import, migrate, backup, restore, check, openapi. Gives the exit status.
int run_command_line(int argc, char** argv);

}  // namespace loggia::app
