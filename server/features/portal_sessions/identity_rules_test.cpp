// SPDX-License-Identifier: Apache-2.0
#include "features/portal_sessions/identity_rules.hpp"

#include <gtest/gtest.h>

namespace loggia::portal_sessions {
namespace {

Identity const sanne{IdentityKind::self, {1}, "Sanne"};
Identity const mother{IdentityKind::contact, {2}, "Sanne's mother"};
Identity const bakery{IdentityKind::company, {3}, "The bakery"};
Identity const mill{IdentityKind::company, {4}, "The mill"};
using Identities = std::vector<Identity>;

TEST(IdentityRules, MostPeopleAreThemselvesAndHaveNothingToChoose)
{
    auto const identities = identities_of({sanne, {}, {bakery}, false});
    EXPECT_EQ(identities, Identities{sanne});
    EXPECT_FALSE(must_choose(identities, false));
}

TEST(IdentityRules, WhoStandsForOthersChooses)
{
    auto const identities = identities_of({sanne, {mother}, {}, false});
    EXPECT_EQ(identities, (Identities{sanne, mother}));
    EXPECT_TRUE(must_choose(identities, false));
    EXPECT_FALSE(must_choose(identities, true));
}

TEST(IdentityRules, CompaniesStandInThePersonsPlaceWhereTheirRecordsAreShown)
{
    EXPECT_EQ(identities_of({sanne, {mother}, {bakery, mill}, true}), (Identities{bakery, mill, mother}));
    EXPECT_EQ(identities_of({sanne, {}, {}, true}), Identities{sanne});
    EXPECT_FALSE(must_choose(identities_of({sanne, {}, {bakery}, true}), false));
}

TEST(IdentityRules, TheLastChoiceHoldsAsLongAsItIsPossible)
{
    Identities const all{bakery, mill, mother};
    EXPECT_EQ(current_identity(all, ContactId{2}, std::nullopt), mother);
    EXPECT_EQ(current_identity(all, std::nullopt, CompanyId{4}), mill);
    EXPECT_EQ(current_identity(all, ContactId{9}, std::nullopt), bakery);
    EXPECT_EQ(current_identity({sanne}, std::nullopt, CompanyId{4}), sanne);
    EXPECT_EQ(current_identity({sanne}, ContactId{3}, CompanyId{2}), sanne);
}

} // namespace
} // namespace loggia::portal_sessions
