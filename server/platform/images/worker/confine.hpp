// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace loggia::images {

// What the worker gives up for good before it reads anything: new privileges, core dumps, memory beyond 3 GiB, files
// beyond 256 MiB, and the system calls that open sockets, run programs or reach into other processes.
void confine_process();

// Grants this many seconds of processor time from now on; beyond them the kernel ends the process.
void grant_processor_time(unsigned seconds);

}  // namespace loggia::images
