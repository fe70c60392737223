// SPDX-License-Identifier: Apache-2.0
#include <system_error>

#include "platform/files/whole_file.hpp"
#include "platform/mail/transport.hpp"
#include "platform/problem.hpp"

namespace loggia::mail {

OutboxTransport::OutboxTransport(std::filesystem::path folder) : folder_(std::move(folder))
{
    std::filesystem::create_directories(folder_);
}

void OutboxTransport::send(Mail const& mail)
{
    auto const message = render_eml(mail);
    try {
        files::write_whole_file(folder_ / files::sortable_name(mail.date, ".eml"), message);
    } catch (std::system_error const&) {
        throw Problem(Fault::unavailable, "mail_failed", "The mail could not be laid into the outbox.");
    }
}

std::unique_ptr<MailTransport> make_transport(std::string const& smtp_url, std::filesystem::path const& outbox)
{
    if (smtp_url.empty()) return std::make_unique<OutboxTransport>(outbox);
    return std::make_unique<SmtpTransport>(smtp_url);
}

}  // namespace loggia::mail
