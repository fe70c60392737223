// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/push_key.hpp"

#include "platform/log/log.hpp"
#include "platform/problem.hpp"

namespace loggia::notifications {

namespace {

constexpr auto name = "push";

struct SealedRow {
    std::string sealed;
};
BOOST_DESCRIBE_STRUCT(SealedRow, (), (sealed))

} // namespace

void PushKey::prepare(Timestamp now)
{
    std::optional<SealedRow> row;
    auto const read = [&](db::Tx& tx) { row = tx.find<SealedRow>("SELECT sealed FROM installation_keys WHERE name = $1", name); };
    database_.read(read);
    if (!row) {
        auto const fresh = push::KeyPair::generate();
        auto const sealed = sealer_.seal(fresh.private_key() + fresh.public_key(), name);
        database_.write([&](db::Tx& tx) {
            tx.run("INSERT INTO installation_keys (name, sealed, created_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING", name,
                   sealed, now);
        });
        database_.read(read);
    }
    auto const opened = row ? sealer_.open(row->sealed, name) : std::nullopt;
    if (opened && opened->size() == push::private_key_size + push::public_key_size)
        key_ = push::KeyPair::from_bytes(opened->substr(0, push::private_key_size), opened->substr(push::private_key_size));
    if (!key_) log::error("push_key.sealed", {{"why", "the key of web push was sealed under another secret key: nothing is pushed"}});
}

push::KeyPair const& PushKey::get() const
{
    if (!key_) throw Problem(Fault::unavailable, "push_unavailable", "Push notifications cannot be sent from here just now.");
    return *key_;
}

} // namespace loggia::notifications
