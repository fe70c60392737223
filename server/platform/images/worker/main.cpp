// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdio>
#include <exception>

#include "platform/images/worker/confine.hpp"
#include "platform/images/worker/transform.hpp"
#include "platform/images/worker/worker.hpp"

// Started by the server, which speaks to it over standard input and output; of no use by hand.
int main()
{
    try {
        loggia::images::confine_process();
        loggia::images::start_vips();
        return loggia::images::run_image_worker(STDIN_FILENO, STDOUT_FILENO);
    } catch (std::exception const& fault) {
        std::fprintf(stderr, "loggia-image-worker: %s\n", fault.what());
        return 1;
    }
}
