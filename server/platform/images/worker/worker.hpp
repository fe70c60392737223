// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace loggia::images {

// Answers requests until the other end closes; the protocol is in platform/images/frame.hpp. Returns the exit status.
int run_image_worker(int in_descriptor, int out_descriptor);

}  // namespace loggia::images
