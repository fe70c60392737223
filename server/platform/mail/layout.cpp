// SPDX-License-Identifier: Apache-2.0
#include "platform/mail/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace loggia::mail {
namespace {

constexpr std::string_view default_colour = "#1c5642";

bool is_colour(std::string_view text)
{
    return text.size() == 7 && text.front() == '#' && text.find_first_not_of("0123456789abcdefABCDEF", 1) == text.npos;
}

bool is_web_address(std::string_view url) { return url.starts_with("https://") || url.starts_with("http://"); }

double channel(std::string_view colour, std::size_t at)
{
    unsigned value = 0;
    std::from_chars(colour.data() + at, colour.data() + at + 2, value, 16);
    auto const share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

// Relative luminance, WCAG 2.2.
double luminance(std::string_view colour)
{
    return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
}

std::string with_line_breaks(std::string_view text)
{
    std::string html;
    for (auto const c : escape_html(text)) {
        if (c == '\n') html += "<br>";
        if (c != '\r') html += c;
    }
    return html;
}

constexpr std::string_view font = "font-family:'Hanken Grotesk','Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

// The classes carry the dark colours; programs that drop the style sheet keep the light ones that stand in place.
constexpr std::string_view style_sheet =
    "<style>"
    ":root{color-scheme:light dark;supported-color-schemes:light dark}"
    "@media (prefers-color-scheme:dark){"
    ".page{background:#0f100e!important}.card{background:#181916!important;border-color:#2b2d29!important}"
    ".ink{color:#eeede8!important}.soft{color:#bcbab5!important}.line{border-color:#2b2d29!important}}"
    "</style>";

std::string render_head(Content const& content)
{
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"format-detection\" content=\"telephone=no,date=no,address=no,email=no\">\n"
        "<title>{}</title>\n{}\n</head>\n",
        escape_html(content.language), escape_html(content.heading), style_sheet);
}

std::string render_preview(Content const& content)
{
    auto const& text = content.preview.empty() && !content.paragraphs.empty() ? content.paragraphs.front() : content.preview;
    return fmt::format("<div style=\"display:none;max-height:0;overflow:hidden;opacity:0\">{}</div>\n", escape_html(text));
}

std::string render_sender(Branding const& branding, std::string_view colour)
{
    auto const name = escape_html(branding.name);
    auto const mark = is_web_address(branding.logo_url)
        ? fmt::format("<img src=\"{}\" alt=\"{}\" height=\"48\" style=\"display:block;height:48px;max-width:320px;border:0\">",
                      escape_html(branding.logo_url), name)
        : fmt::format("<span class=\"ink\" style=\"{}font-size:20px;font-weight:700;color:#1a1d17\">{}</span>", font, name);
    return fmt::format("<tr><td style=\"padding:28px 32px 20px;border-top:4px solid {}\">{}</td></tr>\n", colour, mark);
}

std::string render_paragraph(std::string_view text)
{
    return fmt::format(
        "<tr><td class=\"ink\" style=\"padding:0 32px 16px;{}font-size:16px;line-height:1.5;color:#1a1d17\">{}</td></tr>\n",
        font, with_line_breaks(text));
}

std::string render_facts(std::vector<Fact> const& facts)
{
    if (facts.empty()) return {};
    std::string rows;
    for (auto const& fact : facts)
        rows += fmt::format(
            "<tr><td class=\"soft line\" style=\"padding:10px 16px 10px 0;{0}font-size:14px;color:#4f514a;"
            "border-top:1px solid #e6e5e1;vertical-align:top\">{1}</td>"
            "<td class=\"ink line\" style=\"padding:10px 0;{0}font-size:16px;font-weight:600;color:#1a1d17;"
            "border-top:1px solid #e6e5e1\">{2}</td></tr>\n",
            font, escape_html(fact.label), with_line_breaks(fact.value));
    return "<tr><td style=\"padding:4px 32px 20px\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" "
           "cellspacing=\"0\" border=\"0\">\n" + rows + "</table></td></tr>\n";
}

std::string render_button(Button const& button, std::string_view colour)
{
    if (!is_web_address(button.url)) throw std::invalid_argument("the address of a mail's button is not http or https");
    auto const url = escape_html(button.url);
    return fmt::format(
        "<tr><td style=\"padding:8px 32px 12px\"><table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">"
        "<tr><td bgcolor=\"{0}\" style=\"border-radius:10px;background:{0}\"><a href=\"{1}\" style=\"display:inline-block;"
        "padding:14px 24px;{2}font-size:16px;font-weight:600;color:{3};text-decoration:none;border-radius:10px\">{4}</a>"
        "</td></tr></table></td></tr>\n"
        "<tr><td class=\"soft\" style=\"padding:0 32px 20px;{2}font-size:13px;line-height:1.5;color:#4f514a;"
        "word-break:break-all\">{1}</td></tr>\n",
        colour, url, font, readable_on(colour), escape_html(button.label));
}

std::string render_small(std::string_view text)
{
    return fmt::format(
        "<tr><td class=\"soft\" style=\"padding:0 32px 16px;{}font-size:14px;line-height:1.5;color:#4f514a\">{}</td></tr>\n",
        font, with_line_breaks(text));
}

std::string render_footer(Branding const& branding)
{
    auto const text = branding.footer.empty() ? branding.name : branding.footer;
    return fmt::format(
        "<tr><td class=\"soft line\" style=\"padding:16px 32px 28px;{}font-size:13px;line-height:1.5;color:#4f514a;"
        "border-top:1px solid #e6e5e1\">{}</td></tr>\n",
        font, with_line_breaks(text));
}

}  // namespace

std::string escape_html(std::string_view text)
{
    std::string html;
    for (auto const c : text) {
        switch (c) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            case '\'': html += "&#39;"; break;
            default: html += c;
        }
    }
    return html;
}

std::string_view readable_on(std::string_view colour)
{
    auto const light = luminance(is_colour(colour) ? colour : default_colour);
    auto const with_white = 1.05 / (light + 0.05);
    auto const with_black = (light + 0.05) / 0.05;
    return with_white >= with_black ? "#ffffff" : "#000000";
}

std::string branded_html(Branding const& branding, Content const& content)
{
    auto const colour = is_colour(branding.primary_colour) ? std::string_view(branding.primary_colour) : default_colour;
    auto html = render_head(content);
    html += "<body class=\"page\" style=\"margin:0;padding:0;background:#f8f7f4\">\n" + render_preview(content);
    html += "<table role=\"presentation\" class=\"page\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
            "style=\"background:#f8f7f4\">\n<tr><td align=\"center\" style=\"padding:24px 12px\">\n"
            "<table role=\"presentation\" class=\"card\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
            "style=\"width:100%;max-width:600px;background:#ffffff;border:1px solid #e6e5e1\">\n";
    html += render_sender(branding, colour);
    html += fmt::format("<tr><td style=\"padding:4px 32px 16px\"><h1 class=\"ink\" style=\"margin:0;{}font-size:24px;"
                        "line-height:1.3;font-weight:600;color:#1a1d17\">{}</h1></td></tr>\n",
                        font, escape_html(content.heading));
    for (auto const& paragraph : content.paragraphs) html += render_paragraph(paragraph);
    html += render_facts(content.facts);
    if (content.button) html += render_button(*content.button, colour);
    for (auto const& note : content.notes) html += render_small(note);
    html += render_footer(branding);
    return html + "</table>\n</td></tr>\n</table>\n</body>\n</html>\n";
}

std::string plain_text(Branding const& branding, Content const& content)
{
    auto text = content.heading + "\n\n";
    for (auto const& paragraph : content.paragraphs) text += paragraph + "\n\n";
    for (auto const& fact : content.facts) text += fact.label + ": " + fact.value + "\n";
    if (!content.facts.empty()) text += "\n";
    if (content.button) text += content.button->label + ":\n" + content.button->url + "\n\n";
    for (auto const& note : content.notes) text += note + "\n\n";
    return text + "-- \n" + (branding.footer.empty() ? branding.name : branding.footer) + "\n";
}

}  // namespace loggia::mail
