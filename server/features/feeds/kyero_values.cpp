// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/kyero_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace loggia::feeds {

namespace {

constexpr auto digits = std::string_view("0123456789");

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string without_spaces(std::string_view text)
{
    std::string packed;
    std::ranges::copy_if(text, std::back_inserter(packed), [](char c) { return c != ' '; });
    return packed;
}

// Where the decimal sign stands in digits mixed with dots and commas; npos when every separator parts thousands.
std::size_t decimal_sign(std::string_view number)
{
    auto const last = number.find_last_of(".,");
    if (last == std::string_view::npos) return last;
    auto const mark = number[last];
    auto const other = mark == '.' ? ',' : '.';
    auto const behind = number.size() - last - 1;
    if (number.find(other) != std::string_view::npos) return number.find(mark) == last ? last : std::string_view::npos;
    if (number.find(mark) != last) return std::string_view::npos;
    auto const parts_thousands = behind == 3 && last >= 1 && last <= 3 && number.front() != '0';
    return parts_thousands ? std::string_view::npos : last;
}

std::optional<int> whole(std::string_view text)
{
    int value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// Takes the next run of digits and the separators behind it from the front.
std::optional<int> take_number(std::string_view& text)
{
    auto const length = std::min(text.find_first_not_of(digits), text.size());
    auto const value = whole(text.substr(0, length));
    text.remove_prefix(length);
    return value;
}

}  // namespace

std::string lower_ascii(std::string_view text)
{
    std::string lower(text);
    for (auto& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::optional<std::int64_t> parse_thousandths(std::string_view text)
{
    auto number = without_spaces(text);
    std::erase(number, '\'');
    for (auto at = number.find("’"); at != std::string::npos; at = number.find("’")) number.erase(at, 3);
    for (std::string_view const dash : {",--", ".--", ",-", ".-", ",—"})
        if (number.ends_with(dash)) number.resize(number.size() - dash.size());
    if (number.empty() || number.find_first_not_of("0123456789.,") != std::string::npos) return std::nullopt;

    auto const sign = decimal_sign(number);
    std::string before;
    std::string after;
    for (std::size_t at = 0; at < number.size(); ++at)
        if (is_digit(number[at])) (at < sign ? before : after) += number[at];
    before.erase(0, std::min(before.find_first_not_of('0'), before.size()));
    if (before.size() > 12 || (before.empty() && after.empty() && number.find('0') == std::string::npos)) return std::nullopt;
    after.resize(3, '0');
    auto const joined = before + after;
    std::int64_t value = 0;
    std::from_chars(joined.data(), joined.data() + joined.size(), value);
    return value;
}

std::optional<std::string> parse_currency(std::string_view text)
{
    struct Known {
        std::string_view name;
        std::string_view code;
    };
    static constexpr auto names = std::to_array<Known>(
        {{"€", "EUR"}, {"£", "GBP"}, {"$", "USD"}, {"euro", "EUR"}, {"euros", "EUR"}, {"pound", "GBP"}, {"pounds", "GBP"},
         {"us$", "USD"}, {"dollar", "USD"}, {"dollars", "USD"}, {"stg", "GBP"}});
    static constexpr auto codes = std::to_array<std::string_view>(
        {"aed", "aud", "bam", "bgn", "brl", "cad", "chf", "cny", "czk", "dkk", "eur", "gbp", "gel", "hkd", "huf", "ils",
         "inr", "mad", "mxn", "nok", "nzd", "pln", "ron", "rsd", "rub", "sek", "sgd", "thb", "try", "uah", "usd", "zar"});
    auto const lower = lower_ascii(text);
    if (auto const named = std::ranges::find(names, lower, &Known::name); named != names.end()) return std::string(named->code);
    if (std::ranges::find(codes, lower) == codes.end()) return std::nullopt;
    std::string code(text);
    for (auto& c : code) c = static_cast<char>(c & ~0x20);
    return code;
}

AskedPrice parse_price(std::string_view text)
{
    auto const lower = lower_ascii(text);
    for (std::string_view const word : {"", "x", "0", "poa", "p.o.a.", "p.o.a", "on request", "price on request", "on application",
                                        "consultar", "a consultar", "op aanvraag", "auf anfrage", "sur demande"})
        if (lower == word) return {AskedPrice::Kind::on_request, 0, {}};

    AskedPrice price;
    auto const number_start = std::min(text.find_first_of(digits), text.size());
    auto const number_end = text.find_last_of("0123456789,.-") == std::string_view::npos ? 0 : text.find_last_of("0123456789,.-") + 1;
    if (number_start >= number_end) return price;
    auto const before = without_spaces(text.substr(0, number_start));
    auto const after = without_spaces(text.substr(number_end));
    for (auto const& beside : {before, after}) {
        if (beside.empty()) continue;
        auto const currency = parse_currency(beside);
        if (!currency || !price.currency.empty()) return {};
        price.currency = *currency;
    }
    auto const thousandths = parse_thousandths(text.substr(number_start, number_end - number_start));
    if (!thousandths) return {};
    price.minor_units = (*thousandths + 5) / 10;
    price.kind = price.minor_units == 0 ? AskedPrice::Kind::on_request : AskedPrice::Kind::amount;
    return price;
}

std::optional<std::int32_t> parse_area(std::string_view text)
{
    constexpr std::int64_t largest = 1'000'000'000;  // a thousand square kilometres
    for (std::string_view const unit : {"m²", "m2", "M2", "sqm", "m"})
        if (text.ends_with(unit)) {
            text.remove_suffix(unit.size());
            break;
        }
    auto const thousandths = parse_thousandths(text);
    if (!thousandths || (*thousandths + 500) / 1000 > largest) return std::nullopt;
    return static_cast<std::int32_t>((*thousandths + 500) / 1000);
}

std::optional<std::int32_t> parse_room_count(std::string_view text)
{
    auto const sign = text.find_first_of(".,");
    if (sign != std::string_view::npos && text.find_first_not_of('0', sign + 1) != std::string_view::npos) return std::nullopt;
    auto const count = whole(text.substr(0, sign));
    if (!count || *count < 0 || *count > 999) return std::nullopt;
    return *count;
}

std::optional<bool> parse_switch(std::string_view text)
{
    auto const lower = lower_ascii(text);
    for (std::string_view const yes : {"1", "true", "yes", "y", "si", "sí"})
        if (lower == yes) return true;
    for (std::string_view const no : {"", "0", "false", "no", "n"})
        if (lower == no) return false;
    return std::nullopt;
}

std::optional<double> parse_degrees(std::string_view text, double bound)
{
    std::string number(text);
    std::ranges::replace(number, ',', '.');
    auto start = number.c_str();
    if (*start == '+') ++start;
    double value = 0;
    auto const [end, error] = std::from_chars(start, number.c_str() + number.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || end != number.c_str() + number.size() || !(value >= -bound && value <= bound)) return std::nullopt;
    return value;
}

namespace {

// The offset behind a time ("Z", "+02:00", "+0200"), in minutes; nothing when it is none.
std::optional<int> offset_minutes(std::string_view text)
{
    if (text.empty() || text == "Z" || text == "z" || text == "UTC") return 0;
    if (text.front() != '+' && text.front() != '-') return std::nullopt;
    auto const sign = text.front() == '-' ? -1 : 1;
    std::string clock(text.substr(1));
    std::erase(clock, ':');
    if (clock.size() != 4) return std::nullopt;
    auto const value = whole(clock);
    if (!value || *value / 100 > 14 || *value % 100 > 59) return std::nullopt;
    return sign * (*value / 100 * 60 + *value % 100);
}

// "12:30", "12:30:00", "12:30:00.123+02:00" in milliseconds since midnight UTC of the day.
std::optional<std::int64_t> time_of_day(std::string_view text)
{
    std::array<int, 3> part{0, 0, 0};
    for (std::size_t i = 0; i < part.size(); ++i) {
        auto const number = take_number(text);
        if (!number) return std::nullopt;
        part[i] = *number;
        if (!text.starts_with(':')) break;
        text.remove_prefix(1);
    }
    if (part[0] > 23 || part[1] > 59 || part[2] > 60) return std::nullopt;
    std::int64_t milliseconds = (part[0] * 3600 + part[1] * 60 + part[2]) * 1000LL;
    if (text.starts_with('.')) {
        auto const length = std::min(text.find_first_not_of(digits, 1), text.size());
        std::string fraction(text.substr(1, length - 1));
        fraction.resize(3, '0');
        milliseconds += whole(fraction).value_or(0);
        text.remove_prefix(length);
    }
    if (text.starts_with(' ')) text.remove_prefix(1);
    auto const offset = offset_minutes(text);
    if (!offset) return std::nullopt;
    return milliseconds - *offset * 60'000LL;
}

}  // namespace

std::optional<Timestamp> parse_feed_time(std::string_view text)
{
    std::array<int, 3> part{};
    char mark = 0;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (i > 0) {
            if (text.empty() || (text.front() != '-' && text.front() != '/' && text.front() != '.')) return std::nullopt;
            if (mark != 0 && text.front() != mark) return std::nullopt;
            mark = text.front();
            text.remove_prefix(1);
        }
        auto const number = take_number(text);
        if (!number) return std::nullopt;
        part[i] = *number;
    }
    if (part[0] <= 31 && part[2] >= 1900) std::swap(part[0], part[2]);  // a day in front, as people write it in Europe
    using namespace std::chrono;
    auto const date = year(part[0]) / static_cast<int>(part[1]) / static_cast<int>(part[2]);
    if (!date.ok() || part[0] < 1900 || part[0] > 2200) return std::nullopt;

    std::int64_t in_day = 0;
    if (!text.empty()) {
        if (text.front() != ' ' && text.front() != 'T') return std::nullopt;
        auto const time = time_of_day(text.substr(1));
        if (!time) return std::nullopt;
        in_day = *time;
    }
    return Timestamp{duration_cast<milliseconds>(sys_days(date).time_since_epoch()).count() + in_day};
}

std::string write_feed_time(Timestamp moment)
{
    using namespace std::chrono;
    sys_time<milliseconds> const point{milliseconds(moment.milliseconds)};
    auto const midnight = floor<days>(point);
    year_month_day const date(midnight);
    hh_mm_ss const time(floor<seconds>(point - midnight));
    std::array<char, 32> text{};
    auto const length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u %02d:%02d:%02d", static_cast<int>(date.year()),
                                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                                      static_cast<int>(time.seconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<std::string> parse_web_address(std::string_view text)
{
    std::string address;
    if (text.starts_with("//")) address = "https:";
    else if (lower_ascii(text.substr(0, 4)) == "www.") address = "https://";
    else if (auto const lower = lower_ascii(text.substr(0, 8)); !lower.starts_with("http://") && !lower.starts_with("https://"))
        return std::nullopt;
    constexpr auto hexadecimal = std::string_view("0123456789ABCDEF");
    for (auto const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7F && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos) {
            address += c;
        } else {
            address += '%';
            address += hexadecimal[byte >> 4];
            address += hexadecimal[byte & 15];
        }
    }
    auto const host = address.find("//") + 2;
    if (address.size() > 2048 || host >= address.size() || std::string_view("/?#:%").find(address[host]) != std::string_view::npos)
        return std::nullopt;
    return address;
}

std::optional<std::string> parse_language(std::string_view name)
{
    std::string code;
    for (bool first = true; first || !name.empty(); first = false) {
        auto const end = std::min(name.find_first_of("-_"), name.size());
        auto part = lower_ascii(name.substr(0, end));
        auto const letters = part.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
        if (first ? !letters || part.size() < 2 || part.size() > 3 : part.size() < 2 || part.size() > 8) return std::nullopt;
        if (part.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") != std::string::npos) return std::nullopt;
        if (!first && letters && part.size() == 2)
            for (auto& c : part) c = static_cast<char>(c & ~0x20);
        if (!first && letters && part.size() == 4) part[0] = static_cast<char>(part[0] & ~0x20);
        code += (first ? "" : "-") + part;
        name.remove_prefix(end);
        if (name.size() == 1) return std::nullopt;
        if (!name.empty()) name.remove_prefix(1);
    }
    return code;
}

}  // namespace loggia::feeds
