// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace loggia::test {

// A TCP connection to the server under test, byte by byte. A read that gets nothing for a minute throws.
class RawConnection {
public:
    explicit RawConnection(std::uint16_t port);
    ~RawConnection();
    RawConnection(RawConnection const&) = delete;
    RawConnection& operator=(RawConnection const&) = delete;

    void send(std::string_view text);  // quietly less when the server has answered and closed already
    void finish_sending();

    std::string read_until(std::string_view mark);  // with the mark; throws when the connection ends before
    std::string read_answer();                      // head and, by Content-Length, the body
    std::string read_all();                         // to the end of the connection
    // Whether it ended by a reset instead of an orderly end; after read_all().
    bool was_reset() const { return was_reset_; }

private:
    bool fill();  // false at the end

    int descriptor_;
    std::string buffer_;
    bool was_reset_ = false;
};

}  // namespace loggia::test
