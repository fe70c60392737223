// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "platform/auth/sealed.hpp"
#include "platform/db/database.hpp"
#include "platform/push/encryption.hpp"

namespace loggia::notifications {

// The installation's key pair for web push, by which push services know it. Made once and kept sealed in the database: browsers are
// subscribed to its public key, so that a new one would silence all of them.
class PushKey {
public:
    PushKey(db::Database& database, auth::Sealer const& sealer) : database_(database), sealer_(sealer) {}

    // Reads it, or makes it when there is none; of nodes that start at once one makes it. To be called before get().
    void prepare(Timestamp now);

    // Problem(unavailable, push_unavailable) where it cannot be opened: it was sealed under another secret key.
    push::KeyPair const& get() const;

private:
    db::Database& database_;
    auth::Sealer const& sealer_;
    std::optional<push::KeyPair> key_;
};

} // namespace loggia::notifications
