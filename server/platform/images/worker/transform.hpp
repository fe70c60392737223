// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "platform/images/images.hpp"

// The part that touches libvips; linked into the worker alone.
namespace loggia::images {

// A picture that is refused. The code and the sentence travel to the caller of ImageProcessor.
class Refusal : public std::runtime_error {
public:
    Refusal(std::string code_, std::string const& message) : std::runtime_error(message), code(std::move(code_)) {}
    std::string code;
};

void start_vips();  // once; blocks every loader but those of the allowed formats

// What ImageProcessor::process promises. Throws Refusal; then nothing is left in the target directory.
ProcessedImage transform(ImageRequest const& request);

}  // namespace loggia::images
