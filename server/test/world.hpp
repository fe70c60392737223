// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"

// The small named world every API test starts from: Vesper & Daal (Marit admin, Lucía agent; Sanne and Mark clients with
// portal access; Noor a lead; Fenna, a notary, partner) and the rival Noordzee Makelaars (Ruben admin; Joost client).
// Sanne and Mark look for a second home: the villa is offered to them, the finca is available and not offered, the
// canal house is sold.
namespace loggia::test::world {

inline constexpr Timestamp now{1'781'776'800'000};  // 2026-06-18T10:00:00Z
inline constexpr char const* password = "Loggia-demo-1";

inline constexpr OrganizationId vesper{1001};
inline constexpr OrganizationId noordzee{1002};

inline constexpr UserId marit{1101};
inline constexpr UserId lucia{1102};
inline constexpr UserId ruben{1103};

inline constexpr ContactId sanne{1201};
inline constexpr ContactId mark{1202};
inline constexpr ContactId noor{1203};   // lead, without e-mail
inline constexpr ContactId fenna{1204};  // partner
inline constexpr ContactId joost{1205};  // of Noordzee
inline constexpr ContactId added{1206};  // client "Ada Added", without portal access

inline constexpr CompanyId notary{1301};  // Fenna's

inline constexpr PropertyId villa{1401};        // offered to Sanne and Mark, to review
inline constexpr PropertyId finca{1402};        // available
inline constexpr PropertyId canal_house{1403};  // sold
inline constexpr PropertyId rival_flat{1404};   // of Noordzee, offered to Joost

inline constexpr PipelineId pipeline{1501};
inline constexpr StageId stage_new{1511};
inline constexpr StageId stage_viewing{1512};
inline constexpr StageId stage_won{1513};
inline constexpr StageId stage_lost{1514};
inline constexpr PipelineId rival_pipeline{1502};
inline constexpr StageId rival_stage{1521};

inline constexpr DealId second_home{1601};  // of Sanne and Mark
inline constexpr DealId rival_deal{1602};   // of Joost

inline constexpr PortalId portal{1701};        // vesper-daal
inline constexpr PortalId rival_portal{1702};  // noordzee

inline constexpr AccountId sanne_account{1801};
inline constexpr AccountId mark_account{1802};
inline constexpr AccountId joost_account{1803};
inline constexpr AccessId sanne_access{1901};  // active, standard
inline constexpr AccessId mark_access{1902};   // invited
inline constexpr AccessId joost_access{1903};  // active

// Fills a migrated, empty database.
void fill(db::Tx& tx, std::string const& password_hash);

}  // namespace loggia::test::world
