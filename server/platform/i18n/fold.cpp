// SPDX-License-Identifier: Apache-2.0
#include <unicode/translit.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "platform/i18n/formats.hpp"
#include "platform/i18n/icu_text.hpp"

namespace loggia::i18n {
namespace {

// A transliterator takes 10 ms to make and serves one thread at a time: those made are kept and lent out.
class Transliterators {
public:
    std::unique_ptr<icu::Transliterator> borrow()
    {
        {
            std::lock_guard const lock(mutex_);
            if (!idle_.empty()) {
                auto lent = std::move(idle_.back());
                idle_.pop_back();
                return lent;
            }
        }
        auto status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made(
            icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no transliterator for search keys");
        return made;
    }

    void give_back(std::unique_ptr<icu::Transliterator> lent)
    {
        std::lock_guard const lock(mutex_);
        idle_.push_back(std::move(lent));
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<icu::Transliterator>> idle_;
};

bool is_ascii(char character) { return static_cast<unsigned char>(character) < 128U; }

char lower(char character)
{
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32) : character;
}

}  // namespace

std::string fold(std::string_view text)
{
    if (std::all_of(text.begin(), text.end(), is_ascii)) {
        std::string folded(text);
        std::transform(folded.begin(), folded.end(), folded.begin(), lower);
        return folded;
    }
    static Transliterators transliterators;  // an expensive constant, filled as it is needed
    auto lent = transliterators.borrow();
    auto folded = to_icu(text);
    lent->transliterate(folded);
    transliterators.give_back(std::move(lent));
    return from_icu(folded);
}

}  // namespace loggia::i18n
