// SPDX-License-Identifier: Apache-2.0
#include "features/deals/pipeline_store.hpp"

#include <array>

namespace loggia::deals {

namespace {

struct DefaultStage {
    std::string_view key;
    std::string_view name;
    StageKind kind = StageKind::open;
};

constexpr std::array<DefaultStage, 10> default_stages{{
    {"new", "New"},
    {"knowing", "Knowing the property"},
    {"first_viewing", "First viewing"},
    {"more_viewings", "More viewings"},
    {"offer", "Offer"},
    {"reservation", "Reservation"},
    {"contract", "Contract"},
    {"deed", "Deed"},
    {"won", "Won", StageKind::won},
    {"lost", "Lost", StageKind::lost},
}};

}  // namespace

PipelineId create_default_pipeline(db::Tx& tx, OrganizationId organization)
{
    auto const pipeline = new_id<PipelineId>();
    tx.run("INSERT INTO pipelines (organization_id, id, name, position) VALUES ($1, $2, $3, $4)",
           organization, pipeline, "Buyers", 1);
    int position = 0;
    for (auto const& stage : default_stages)
        tx.run(R"(
            INSERT INTO stages (organization_id, id, pipeline_id, position, key, name, kind)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
        )", organization, new_id<StageId>(), pipeline, ++position, stage.key, stage.name, stage.kind);
    return pipeline;
}

}  // namespace loggia::deals

namespace loggia::deals::store {

namespace {

struct PipelineRow {
    PipelineId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PipelineRow, (), (id, name))

}  // namespace

std::vector<Pipeline> pipelines(db::Tx& tx, OrganizationId organization)
{
    std::vector<Pipeline> result;
    for (auto& row : tx.rows<PipelineRow>(R"(
        SELECT id, name FROM pipelines WHERE organization_id = $1 ORDER BY position, id
    )", organization))
        result.push_back({row.id, std::move(row.name), {}});
    for (auto& stage : tx.rows<StageRow>(R"(
        SELECT id, pipeline_id, key, name, kind FROM stages WHERE organization_id = $1 ORDER BY pipeline_id, position, id
    )", organization))
        for (auto& pipeline : result)
            if (pipeline.id == stage.pipeline_id) pipeline.stages.push_back({stage.id, stage.key, stage.name, stage.kind});
    return result;
}

std::optional<PipelineId> first_pipeline(db::Tx& tx, OrganizationId organization)
{
    auto const id = tx.number(R"(
        SELECT id FROM pipelines WHERE organization_id = $1 ORDER BY position, id LIMIT 1
    )", organization);
    return id ? std::optional(PipelineId{*id}) : std::nullopt;
}

std::vector<StageRow> stages_of(db::Tx& tx, OrganizationId organization, PipelineId pipeline)
{
    return tx.rows<StageRow>(R"(
        SELECT   id, pipeline_id, key, name, kind
        FROM     stages
        WHERE    organization_id = $1 AND pipeline_id = $2
        ORDER BY position, id
    )", organization, pipeline);
}

std::optional<StageRow> find_stage(db::Tx& tx, OrganizationId organization, StageId stage)
{
    return tx.find<StageRow>(R"(
        SELECT id, pipeline_id, key, name, kind FROM stages WHERE organization_id = $1 AND id = $2
    )", organization, stage);
}

}  // namespace loggia::deals::store
