// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/deals/pipeline.hpp"
#include "platform/db/database.hpp"

namespace loggia::deals {

// The buyers' pipeline that an organization starts with: new, knowing, first_viewing, more_viewings, offer, reservation,
// contract, deed, won, lost. Ids rise with the order.
PipelineId create_default_pipeline(db::Tx& tx, OrganizationId organization);

}  // namespace loggia::deals

namespace loggia::deals::store {

// A stage and where it belongs.
struct StageRow {
    StageId id;
    PipelineId pipeline_id;
    std::optional<std::string> key;
    std::string name;
    StageKind kind = StageKind::open;
};
BOOST_DESCRIBE_STRUCT(StageRow, (), (id, pipeline_id, key, name, kind))

std::vector<Pipeline> pipelines(db::Tx& tx, OrganizationId organization);  // in their order, with their stages
std::optional<PipelineId> first_pipeline(db::Tx& tx, OrganizationId organization);
std::vector<StageRow> stages_of(db::Tx& tx, OrganizationId organization, PipelineId pipeline);  // none: no such pipeline
std::optional<StageRow> find_stage(db::Tx& tx, OrganizationId organization, StageId stage);

}  // namespace loggia::deals::store
