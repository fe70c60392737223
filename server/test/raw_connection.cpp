// SPDX-License-Identifier: Apache-2.0
#include "test/raw_connection.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace loggia::test {

RawConnection::RawConnection(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval const patience{60, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(descriptor_, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0) return;
    ::close(descriptor_);
    throw std::runtime_error("the server under test does not listen");
}

RawConnection::~RawConnection() { ::close(descriptor_); }

void RawConnection::send(std::string_view text)
{
    while (!text.empty()) {
        auto const count = ::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL);
        if (count <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

void RawConnection::finish_sending() { ::shutdown(descriptor_, SHUT_WR); }

bool RawConnection::fill()
{
    char chunk[16384];
    auto const count = ::recv(descriptor_, chunk, sizeof chunk, 0);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("the server says nothing; so far: " + buffer_);
    if (count < 0) was_reset_ = true;
    if (count <= 0) return false;
    buffer_.append(chunk, static_cast<std::size_t>(count));
    return true;
}

std::string RawConnection::read_until(std::string_view mark)
{
    std::size_t at;
    while ((at = buffer_.find(mark)) == std::string::npos)
        if (!fill()) throw std::runtime_error("the connection ended before \"" + std::string(mark) + "\"; so far: " + buffer_);
    auto const text = buffer_.substr(0, at + mark.size());
    buffer_.erase(0, at + mark.size());
    return text;
}

std::string RawConnection::read_answer()
{
    auto answer = read_until("\r\n\r\n");
    auto const at = answer.find("Content-Length: ");
    auto const length = at == std::string::npos ? 0 : std::strtoul(answer.c_str() + at + 16, nullptr, 10);
    while (buffer_.size() < length)
        if (!fill()) throw std::runtime_error("the connection ended within a body");
    answer += buffer_.substr(0, length);
    buffer_.erase(0, length);
    return answer;
}

std::string RawConnection::read_all()
{
    while (fill()) {}
    return std::exchange(buffer_, {});
}

}  // namespace loggia::test
