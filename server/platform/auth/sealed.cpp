// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/sealed.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>

#include "platform/auth/base64url.hpp"
#include "platform/auth/random.hpp"
#include "platform/files/descriptor.hpp"
#include "platform/id.hpp"

namespace loggia::auth {

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::string_view version = "1:"; // of the form; another cipher would be "2:"

unsigned char const* bytes(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* bytes(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string random_bytes(std::size_t count)
{
    std::string result(count, '\0');
    fill_random({bytes(result), count});
    return result;
}

std::optional<std::string> read(std::filesystem::path const& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

[[noreturn]] void fail(std::filesystem::path const& file, char const* what)
{
    throw std::runtime_error(file.string() + ": " + what);
}

// Whole or not at all, and never over one that is there: link() refuses what rename() would replace.
void write_new(std::filesystem::path const& file, std::string const& text)
{
    auto const temporary = file.parent_path() / ("." + file.filename().string() + "." + encode_id(next_id()));
    files::Descriptor const descriptor(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!descriptor) fail(file, "the key of sealed secrets cannot be stored here");
    auto const written =
        ::write(descriptor.number(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(descriptor.number()) == 0;
    auto const linked = written && (::link(temporary.c_str(), file.c_str()) == 0 || errno == EEXIST);
    ::unlink(temporary.c_str());
    if (!linked) fail(file, "the key of sealed secrets cannot be stored here");
}

} // namespace

Sealer::Sealer(std::string key) : key_(std::move(key))
{
    if (key_.size() != key_size) throw std::invalid_argument("a key of sealed secrets has 32 bytes");
}

std::string Sealer::seal(std::string_view secret, std::string_view owner) const
{
    auto const nonce = random_bytes(nonce_size);
    std::string box(secret.size() + tag_size, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(box), nullptr, bytes(secret), secret.size(), bytes(owner), owner.size(), nullptr,
                                               bytes(nonce), bytes(key_));
    return std::string(version) + encode_base64url(nonce + box);
}

std::optional<std::string> Sealer::open(std::string_view sealed, std::string_view owner) const
{
    if (!sealed.starts_with(version)) return std::nullopt;
    auto const parts = decode_base64url(sealed.substr(version.size()));
    if (!parts || parts->size() < nonce_size + tag_size) return std::nullopt;
    auto const nonce = std::string_view(*parts).substr(0, nonce_size);
    auto const box = std::string_view(*parts).substr(nonce_size);
    std::string secret(box.size() - tag_size, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(secret), nullptr, nullptr, bytes(box), box.size(), bytes(owner), owner.size(),
                                                   bytes(nonce), bytes(key_)) != 0)
        return std::nullopt;
    return secret;
}

std::optional<std::string> parse_secret_key(std::string_view base64)
{
    std::string text(base64);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == '=')) text.pop_back();
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    auto key = decode_base64url(text);
    if (!key || key->size() != Sealer::key_size) return std::nullopt;
    return key;
}

std::string secret_key_in(std::filesystem::path const& file)
{
    if (!std::filesystem::exists(file)) {
        std::filesystem::create_directories(file.parent_path());
        write_new(file, encode_base64url(random_bytes(Sealer::key_size)) + "\n");
    }
    auto const text = read(file);
    if (!text) fail(file, "the key of sealed secrets cannot be read");
    auto key = parse_secret_key(*text);
    if (!key) fail(file, "this is no key of sealed secrets: base64 of 32 bytes");
    return *std::move(key);
}

} // namespace loggia::auth
