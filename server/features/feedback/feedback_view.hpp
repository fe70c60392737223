// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/feedback/feedback_store.hpp"

namespace loggia::feedback {

// With their media, in the order given.
std::vector<Feedback> to_feedback(db::Tx& tx, OrganizationId organization, std::vector<store::FeedbackRow> rows, Reader reader,
                                  Timestamp now);

} // namespace loggia::feedback
