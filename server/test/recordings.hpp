// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace loggia::test {

// Voice notes of about two seconds, as Chromium's MediaRecorder wrote them.
std::string webm_recording();
std::string mp4_recording();

// Made here, silent, of a given length. What is heard is not looked at by anybody.
std::string ogg_recording(int seconds);
std::string mpeg_recording(int seconds);

} // namespace loggia::test
