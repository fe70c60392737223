// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/json/json.hpp"

// Pipelines and their ordered stages.
namespace loggia::deals {

enum class StageKind { open, won, lost };
BOOST_DESCRIBE_ENUM(StageKind, open, won, lost)

struct Stage {
    StageId id;
    std::optional<std::string> key;  // of a default stage: its name comes from the catalogue (stage.<key>)
    std::string name;                // English for default stages
    StageKind kind = StageKind::open;
};
BOOST_DESCRIBE_STRUCT(Stage, (), (id, key, name, kind))

struct Pipeline {
    PipelineId id;
    std::string name;
    std::vector<Stage> stages;  // in their order
};
BOOST_DESCRIBE_STRUCT(Pipeline, (), (id, name, stages))

}  // namespace loggia::deals
