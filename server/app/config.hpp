// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace loggia::app {

// Everything the operator may set, from environment variables; secrets also from a file named by …_FILE. The defaults run
// on one machine with nothing else installed. docs/OPERATIONS.md lists the same variables.
struct Config {
    // LOGGIA_LISTEN: address and port, "127.0.0.1:8080", "[::1]:8080" or "0.0.0.0:80".
    std::string listen_address = "127.0.0.1";
    std::uint16_t listen_port = 8080;
    // LOGGIA_DATA: folder of the database, files and outbox.
    std::filesystem::path data = "data";
    // LOGGIA_DATABASE: "sqlite" or a postgresql:// URL. May come from LOGGIA_DATABASE_FILE.
    std::string database = "sqlite";
    // LOGGIA_PUBLIC_URL: where browsers reach this installation; used in mails. Default: http://<LOGGIA_LISTEN>.
    std::string public_url;
    // LOGGIA_SMTP_URL: smtp://user:password@host:587 or smtps://…; empty: mails go to <data>/outbox. May come from LOGGIA_SMTP_URL_FILE.
    std::string smtp_url;
    // LOGGIA_MAIL_FROM: the sender's address of mails.
    std::string mail_from = "portal@localhost.localdomain";
    // LOGGIA_SMS_URL: https://user:password@gateway…, which takes Twilio's form fields From, To and Body; empty: text messages go
    // to <data>/outbox as long as mails do, and are not sent at all when LOGGIA_SMTP_URL is set. May come from LOGGIA_SMS_URL_FILE.
    std::string sms_url;
    // LOGGIA_SMS_FROM: who sends text messages: a phone number (+31…), or 1–11 letters and digits where the gateway allows that.
    std::string sms_from;
    // LOGGIA_SECRET_KEY: base64 of 32 bytes that seal the keys of authenticator apps; empty: <data>/secret.key, made when it is
    // missing. Nodes that share a PostgreSQL database must be given the same. May come from LOGGIA_SECRET_KEY_FILE.
    std::string secret_key;
    // LOGGIA_FILES: "dir" (the folder <data>/files).
    std::string files = "dir";
    // LOGGIA_WORKERS: threads that answer requests, 1–64.
    unsigned workers = 8;
    // LOGGIA_IO_THREADS: threads that read and write sockets, 1–16.
    unsigned io_threads = 1;
    // LOGGIA_TLS_CERTIFICATE and LOGGIA_TLS_KEY: PEM files; both or neither.
    std::filesystem::path tls_certificate;
    std::filesystem::path tls_key;
    // LOGGIA_BEHIND_PROXY: "1" believes X-Forwarded-For and -Proto of a proxy on this machine.
    bool behind_proxy = false;
    // LOGGIA_METRICS_TOKEN: bearer token for /metrics from other machines; empty: loopback only. May come from …_FILE.
    std::string metrics_token;
    // LOGGIA_FETCH_ALLOW: comma-separated host names that feeds may be fetched from although their address is private.
    std::vector<std::string> fetch_allow;
    // LOGGIA_MAP_TILES: URL template of map tiles ("https://tiles.example/{z}/{x}/{y}.png"); empty: a plain marker view.
    std::string map_tiles;
    // LOGGIA_PASSWORD_MEMORY: Argon2id memory in MiB, 8–1024.
    unsigned password_memory = 64;
    // LOGGIA_LOG: debug, info, warning or error.
    std::string log_level = "info";
};

// `variable` gives the value of an environment variable, empty when it is not set. Throws std::runtime_error naming the
// variable that is wrong.
Config read_config(std::function<std::string(std::string const&)> const& variable);
Config read_config_from_environment();

}  // namespace loggia::app
