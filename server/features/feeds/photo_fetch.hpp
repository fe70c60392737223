// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/fetch/http_client.hpp"
#include "platform/files/file_store.hpp"
#include "platform/images/images.hpp"
#include "platform/jobs/jobs.hpp"

namespace loggia::feeds {

// Queues the fetching of all photos of the organization that wait for it.
void enqueue_photo_fetch(db::Tx& tx, OrganizationId organization, Timestamp now);

// Fetches waiting photos, the first of each property before the second of any. A job works for ten seconds and queues the
// next, so that mails need not wait for ten thousand pictures. What does not answer is tried again three times over two
// hours; what is no picture, or is refused, fails at once.
void register_photo_jobs(jobs::Runner& runner, Clock const& clock, fetch::HttpClient const& client, files::FileStore& files,
                         images::ImageProcessor& images);

}  // namespace loggia::feeds
