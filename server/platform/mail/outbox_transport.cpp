// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>

#include "platform/files/descriptor.hpp"
#include "platform/id.hpp"
#include "platform/mail/transport.hpp"
#include "platform/problem.hpp"

namespace loggia::mail {
namespace {

Problem not_written() { return {Fault::unavailable, "mail_failed", "The mail could not be laid into the outbox."}; }

void write_all(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw not_written();
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

// "20260618T113000.000Z": without what some file systems do not take.
std::string sortable(Timestamp moment)
{
    auto text = to_string(moment);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

}  // namespace

OutboxTransport::OutboxTransport(std::filesystem::path folder) : folder_(std::move(folder))
{
    std::filesystem::create_directories(folder_);
}

void OutboxTransport::send(Mail const& mail)
{
    auto const message = render_eml(mail);
    auto const name = sortable(mail.date) + "-" + encode_id(next_id());
    auto const temporary = folder_ / ("." + name + ".tmp");
    files::Descriptor const file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
    if (!file) throw not_written();
    try {
        write_all(file.number(), message);
        if (::fsync(file.number()) != 0 || ::rename(temporary.c_str(), (folder_ / (name + ".eml")).c_str()) != 0)
            throw not_written();
    } catch (Problem const&) {
        ::unlink(temporary.c_str());
        throw;
    }
}

std::unique_ptr<MailTransport> make_transport(std::string const& smtp_url, std::filesystem::path const& outbox)
{
    if (smtp_url.empty()) return std::make_unique<OutboxTransport>(outbox);
    return std::make_unique<SmtpTransport>(smtp_url);
}

}  // namespace loggia::mail
