// SPDX-License-Identifier: Apache-2.0
#include "platform/json/schema.hpp"

#include <gtest/gtest.h>

#include "platform/http/message.hpp"

namespace loggia::json {
namespace {

enum class Kind2 { one, two };
BOOST_DESCRIBE_ENUM(Kind2, one, two)

struct Leaf {
    std::string text;
    std::optional<std::int64_t> number;
    std::optional<Kind2> kind;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (text, number, kind))
LOGGIA_LIMITS(Leaf, {"text", 1, 80}, {"number", 0, 9})

struct Tree {
    std::vector<Leaf> leaves;
    std::vector<Tree> trees;
    std::map<std::string, double> weights;
    Change<std::optional<Leaf>> best;
    ContactId owner;
    bool old = false;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (leaves, trees, weights, best, owner, old))
LOGGIA_LIMITS(Tree, {"leaves", 0, 7})

namespace elsewhere {

struct Leaf {
    bool green = true;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (green))

enum class Kind2 { one, two, three };
BOOST_DESCRIBE_ENUM(Kind2, one, two, three)

} // namespace elsewhere

std::string text(boost::json::value const& value) { return boost::json::serialize(value); }

TEST(JsonSchema, LimitsNullsAndEnumsShow)
{
    Schemas schemas;
    EXPECT_EQ(text(schemas.of<Leaf>()), R"({"$ref":"#/components/schemas/Leaf"})");
    auto const& leaf = schemas.components.at("Leaf");
    EXPECT_EQ(text(leaf.at("properties").at("text")), R"({"type":"string","maxLength":80,"minLength":1})");
    EXPECT_EQ(text(leaf.at("properties").at("number")), R"({"type":["integer","null"],"minimum":0,"maximum":9})");
    EXPECT_EQ(text(leaf.at("properties").at("kind")), R"({"anyOf":[{"$ref":"#/components/schemas/Kind2"},{"type":"null"}]})");
    EXPECT_EQ(text(schemas.components.at("Kind2")), R"({"type":"string","enum":["one","two"]})");
    EXPECT_EQ(text(leaf.at("required")), R"(["text"])");
    EXPECT_EQ(text(leaf.at("additionalProperties")), "false");
}

TEST(JsonSchema, AStructThatHoldsItselfIsDescribedOnce)
{
    Schemas schemas;
    schemas.of<Tree>();
    auto const& tree = schemas.components.at("Tree").at("properties");
    EXPECT_EQ(text(tree.at("trees").at("items")), R"({"$ref":"#/components/schemas/Tree"})");
    EXPECT_EQ(text(tree.at("leaves").at("maxItems")), "7");
    EXPECT_EQ(text(tree.at("weights")), R"({"type":"object","additionalProperties":{"type":"number"}})");
    EXPECT_EQ(text(tree.at("owner")), R"({"type":"string","format":"id"})");
    EXPECT_EQ(text(tree.at("best")), R"({"anyOf":[{"$ref":"#/components/schemas/Leaf"},{"type":"null"}]})");
}

TEST(JsonSchema, TwoTypesOfOneNameAreRefused)
{
    Schemas schemas;
    schemas.of<Tree>();
    EXPECT_NO_THROW(schemas.of<Leaf>());
    EXPECT_THROW(schemas.of<elsewhere::Leaf>(), std::logic_error);
    EXPECT_THROW(schemas.of<elsewhere::Kind2>(), std::logic_error);
}

TEST(JsonSchema, APageIsNamedAfterItsItems)
{
    EXPECT_EQ(short_type_name(typeid(http::Page<Leaf>).name()), "LeafPage");
    Schemas schemas;
    schemas.of<http::Page<Leaf>>();
    EXPECT_TRUE(schemas.components.contains("LeafPage"));
}

}  // namespace
}  // namespace loggia::json
