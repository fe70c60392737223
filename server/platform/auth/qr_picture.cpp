// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/qr_picture.hpp"

#include <qrencode.h>

#include <cerrno>
#include <memory>
#include <new>
#include <stdexcept>

namespace loggia::auth {

namespace {

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

constexpr int quiet_zone = 4;

} // namespace

std::string qr_svg(std::string_view text)
{
    std::unique_ptr<QRcode, Free> const code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<unsigned char const*>(text.data()), 0, QR_ECLEVEL_M));
    if (!code && errno == ENOMEM) throw std::bad_alloc();
    if (!code) throw std::length_error("the text does not fit into a QR code");

    std::string path;
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width;) {
            auto const is_dark = [&](int column) { return (code->data[y * code->width + column] & 1) != 0; };
            int end = x;
            while (end < code->width && is_dark(end)) ++end;
            if (end > x)
                path += "M" + std::to_string(x + quiet_zone) + " " + std::to_string(y + quiet_zone) + "h" + std::to_string(end - x) +
                        "v1H" + std::to_string(x + quiet_zone) + "z";
            x = end + 1;
        }
    auto const size = std::to_string(code->width + 2 * quiet_zone);
    return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" + size + " " + size + R"(" shape-rendering="crispEdges">)" +
           R"(<path fill="#fff" d="M0 0h)" + size + "v" + size + R"(H0z"/><path fill="#000" d=")" + path + R"("/></svg>)";
}

} // namespace loggia::auth
