// SPDX-License-Identifier: Apache-2.0
#include "platform/images/worker/worker.hpp"

#include <boost/json.hpp>

#include "platform/images/frame.hpp"
#include "platform/images/worker/confine.hpp"
#include "platform/images/worker/transform.hpp"

namespace loggia::images {
namespace {

constexpr unsigned processor_seconds = 20;  // for one picture

ImageRequest parse(std::string_view text)
{
    auto const object = boost::json::parse(text).as_object();
    ImageRequest request;
    request.original = std::string(object.at("original").as_string());
    request.target_directory = std::string(object.at("target_directory").as_string());
    request.widths.clear();
    for (auto const& width : object.at("widths").as_array()) request.widths.push_back(width.to_number<int>());
    auto const& format = object.at("format").as_string();
    request.format = format == "jpeg" ? Format::jpeg : format == "png" ? Format::png : Format::webp;
    request.svg = object.at("svg").as_bool() ? Svg::allowed : Svg::refused;
    request.shape = object.at("square").as_bool() ? Shape::square : Shape::as_is;
    return request;
}

boost::json::object render(ProcessedImage const& image)
{
    boost::json::array variants;
    for (auto const& variant : image.variants)
        variants.push_back(boost::json::object{{"width", variant.width},
                                               {"height", variant.height},
                                               {"path", variant.path.string()},
                                               {"size", variant.size}});
    return {{"width", image.width},
            {"height", image.height},
            {"colour", image.average_colour},
            {"variants", std::move(variants)}};
}

boost::json::object answer(std::string_view text)
{
    try {
        return render(transform(parse(text)));
    } catch (Refusal const& refusal) {
        return {{"code", refusal.code}, {"message", refusal.what()}};
    } catch (std::bad_alloc const&) {
        return {{"code", "image_too_large"}, {"message", "This picture takes too much memory to process."}};
    }
}

}  // namespace

int run_image_worker(int in_descriptor, int out_descriptor)
{
    for (;;) {
        auto const frame = read_frame(in_descriptor);
        if (frame.state != FrameState::whole) return 0;
        grant_processor_time(processor_seconds);
        if (!write_frame(out_descriptor, boost::json::serialize(answer(frame.text)))) return 0;
    }
}

}  // namespace loggia::images
