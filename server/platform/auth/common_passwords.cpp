// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/common_passwords.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <string>
#include <unordered_set>

namespace loggia::auth {
namespace {

// Words in the ten languages of the product that lead the lists of leaked passwords.
constexpr std::string_view words = R"(
password passwort passwords passwd pass passw passwor wachtwoord motdepasse contrasena clave palavrapasse senha parola
lozinka haslo losenord passord salasana adgangskode kennwort codigo secret geheim geheimnis secreto segredo segreto hemlig
hemmelig tajne welcome welkom willkommen bienvenue bienvenido bemvindo benvenuto witaj witamy valkommen velkommen hello hallo
bonjour salut hola ciao czesc hejsan heisann goodbye letmein letmeinnow openup opensesame trustno login logon logmein access
admin administrator administrador administrateur administratie root superuser sysadmin webmaster master manager user username
gebruiker benutzer utilisateur usuario utente uzytkownik guest gast invite test tester testing testtest demo example sample
temp temporary tijdelijk changeme change changeit default standard system server internet computer laptop windows microsoft
google facebook instagram twitter linkedin youtube android iphone samsung oracle cisco docker linux ubuntu debian private
office company bedrijf firma entreprise empresa azienda business finance account support service helpdesk verkoop sales
loggia portal klantportaal makelaar makelaardij realtor estate realestate immobilien immobilier inmobiliaria vastgoed huis
house haus maison casa wohnung appartement apartment villa property home thuis zuhause dom mieszkanie hem hus hjem
iloveyou ilove loveyou love lovely lover loveme loveyouforever ihouvanjou ikhouvanjou liefde lieverd schatje schat ichliebedich
liebe schatz schatzi jetaime amour monamour cherie coeur doudou teamo tequiero amor amore tiamo bella kocham kochamcie
kochanie milosc alskling karlek kjaerlighet elskerdeg angel angels engel angelo princess prinses prinzessin princesse princesa
principessa prince king queen koning konigin kawaii baby babygirl babyboy sweet sweetie sweetheart honey sugar candy chocolate
cookie cookies pepper banana apple orange lemon cherry strawberry coffee whiskey guinness heineken corona pizza hamburger
cheese pancake peanut butter flower flowers bloem bloemen blume sunflower zonnebloem sonnenblume rose roses lily daisy jasmine
sunshine zonneschijn sonnenschein sonne soleil sole sol zon moon moonlight star stars starwars startrek sterren stella etoile
summer winter spring autumn fall zomer lente herfst sommer fruhling herbst ete hiver printemps automne verano invierno
primavera otono verao inverno outono estate autunno lato zima wiosna jesien sommar host vinter var
january february march april may june july august september october november december januari februari maart mei juni juli
augustus oktober januar februar marz mai dezember janvier fevrier mars avril juin juillet aout septembre octobre novembre
decembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre maj kwiecien czerwiec lipiec
monday tuesday wednesday thursday friday saturday sunday maandag dinsdag woensdag donderdag vrijdag zaterdag zondag montag
dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche
dragon monkey tiger tigger lion leeuw lowe eagle adler falcon hawk phoenix unicorn butterfly vlinder schmetterling papillon
mariposa farfalla dolphin dolfijn delphin dauphin delfin shark wolf bear beer bar snoopy garfield kitten kitty hellokitty cat
poes kater katze chat gato gatto kot katt dog puppy hond hund chien perro cachorro cane pies doggy buster maggie bailey
charlie max bella lucky rocky shadow ginger cooper sparky snowball midnight horse horses paard pferd cheval caballo cavallo
football voetbal fussball futbol futebol calcio pilka fotboll fotball soccer baseball basketball hockey tennis golf golfer
ajax feyenoord psv bayern borussia schalke werder hansa barcelona realmadrid madrid atletico benfica porto sporting juventus
juve milan inter napoli roma lazio chelsea arsenal liverpool manchester united everton tottenham celtic rangers marseille
paris lyon london amsterdam rotterdam utrecht berlin hamburg munchen koln frankfurt wien brussel bruxelles antwerpen lisboa
warszawa krakow stockholm goteborg oslo bergen holland nederland netherlands deutschland germany france espana spain portugal
italia italy polska poland sverige sweden norge norway england america australia canada mexico brasil europe
michael michelle jennifer jessica ashley amanda daniel david robert thomas matthew joshua andrew william james john jordan
anthony nicole stephanie samantha elizabeth charlotte hannah sophie sophia emma anna maria marie julia laura sarah sara lisa
linda sandra monika katrin andrea martina stefan christian alexander sebastian tobias philipp florian markus andreas peter
patrick marcel dennis johannes jeroen martijn pieter willem hendrik johan mohamed muhammad fatima nicolas pierre antoine
julien camille thierry celine carlos alejandro alejandra antonio fernando francisco jose juan pablo giuseppe giovanni
francesco alessandro alessandra valentina chiara federica andrzej agnieszka katarzyna malgorzata tomasz krzysztof mateusz
marcin anders erik johansson svensson hansen olsen jansen devries smith johnson muller schmidt dubois garcia rossi kowalski
superman batman spiderman ironman wonderwoman pokemon pikachu naruto mario zelda minecraft fortnite roblox matrix ninja
samurai warrior knight wizard merlin gandalf frodo harrypotter hogwarts hunter ranger killer soldier marine captain pirate
cowboy yankees lakers cowboys steelers eagles redskins packers patriots giants broncos mustang ferrari porsche mercedes
audi bmw volkswagen toyota honda yamaha suzuki harley corvette camaro jaguar maserati lamborghini volvo opel ford
metallica nirvana slipknot ironmaiden acdc eminem beatles queen elvis madonna shakira rihanna beyonce
jesus christ heaven god godisgood jesuschrist faith blessed freedom liberty peace hope grace happy happiness lucky success
friend friends freunde vrienden amigos amis family familie famille familia famiglia rodzina mother father mama papa mutter
vater moeder vader sister brother forever together always never nothing everything whatever nobody somebody
magic mystery destiny fantasy paradise rainbow thunder lightning storm fire flame ocean river mountain forest garden
blue green yellow purple black white silver golden gold diamond crystal red rood rot rouge rojo rosso blauw groen zwart wit
money dollar euro bitcoin crypto blockchain wallet banker casino poker jackpot winner champion victory legend hero
qwerty qwertyuiop qwertyui qwert qwer qwerqwer qwertz qwertzuiop qwertzui azerty azertyuiop azertyui asdf asdfgh asdfghjk
asdfghjkl asdfasdf asdasd zxcv zxcvb zxcvbn zxcvbnm yxcvbnm wxcvbn qazwsx qazwsxedc wsxedc edcrfv poiuytrewq lkjhgfdsa mnbvcxz
abc abcd abcde abcdef abcdefg abcdefgh abcabc aabbcc xyz xxx aaa aaaa zzz asd zxc qwe qweqwe qweasd qweasdzxc
fuckyou fuckoff fuckme asshole bitch shithead bullshit badboy badgirl sexy sexsex pussy dickhead merde putain scheisse arschloch
kanker godverdomme cazzo stronzo cabron mierda caralho kurwa dupa fan helvete
computer1 mypassword mypass passpass password1 passwordpassword adminadmin rootroot testuser useruser newuser newpass
newpassword password12 thepassword nopassword yourpassword onlyme itsme justme myself mynameis remember forgotten
)";

// Walks over the keys, forwards, slanting or mixed; compared whole, without letters being read out of digits.
constexpr std::array<std::string_view, 30> walks = {
    "1qaz2wsx",  "1qaz@wsx",  "!qaz2wsx",  "!qaz@wsx",   "zaq12wsx",  "zaq1@wsx",  "zaq!2wsx",  "zaq1xsw2",
    "zaq!xsw2",  "1q2w3e4r",  "1q2w3e4r5t", "!q2w3e4r",  "1q2w#e4r",  "q1w2e3r4",  "q1w2e3r4t5", "1qazxsw2",
    "1qazxsw@",  "qwer1234",  "qwer!234",  "1234qwer",  "!234qwer",  "asdf1234",  "1234asdf",   "q1w2e3r4!",
    "1q2w3e4r!", "1qaz2wsx!", "qazwsx123", "a1b2c3d4",  "a1b2c3d4!", "1a2b3c4d",
};

constexpr std::size_t most_dressing = 6;   // digits and signs around a word that are tried together with it
constexpr std::size_t fewest_different = 5;

// One sign for those that stand for each other, so that a list word and its disguises meet.
char undisguised(char character)
{
    switch (character) {
        case '@': case '4': return 'a';
        case '8': return 'b';
        case '3': return 'e';
        case '6': case '9': return 'g';
        case '1': case '!': case '|': case 'l': return 'i';
        case '0': return 'o';
        case '5': case '$': return 's';
        case '7': case '+': return 't';
        case '2': return 'z';
        default: return character;
    }
}

std::string undisguise(std::string_view text)
{
    std::string plain(text);
    std::transform(plain.begin(), plain.end(), plain.begin(), undisguised);
    return plain;
}

std::unordered_set<std::string> const& known_words()
{
    static auto const known = [] {
        std::unordered_set<std::string> made;
        auto rest = words;
        while (!rest.empty()) {
            auto const start = rest.find_first_not_of(" \n");
            if (start == std::string_view::npos) break;
            rest.remove_prefix(start);
            auto const length = std::min(rest.find_first_of(" \n"), rest.size());
            made.insert(undisguise(rest.substr(0, length)));
            rest.remove_prefix(length);
        }
        return made;
    }();
    return known;
}

std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (auto& character : lower)
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
    return lower;
}

bool is_letter(char character) { return character >= 'a' && character <= 'z'; }

bool has_few_signs(std::string_view text)
{
    std::bitset<256> seen;
    for (auto const character : text) seen.set(static_cast<unsigned char>(character));
    return seen.count() < fewest_different;
}

// Any cut of at most `most_dressing` digits and signs from the two ends that leaves a known word. The cut may stop
// before all are gone: the last sign can belong to the word ("Letmein!", "Pa$$").
bool hides_a_word(std::string_view text)
{
    std::size_t leading = 0;
    while (leading < text.size() && !is_letter(text[leading])) ++leading;
    std::size_t trailing = 0;
    while (trailing < text.size() && !is_letter(text[text.size() - 1 - trailing])) ++trailing;
    for (std::size_t front = 0; front <= std::min(leading, most_dressing); ++front) {
        for (std::size_t back = 0; back <= trailing && front + back <= most_dressing; ++back) {
            if (front + back >= text.size()) continue;
            if (known_words().contains(undisguise(text.substr(front, text.size() - front - back)))) return true;
        }
    }
    return false;
}

}  // namespace

bool is_common_password(std::string_view password)
{
    auto const text = lowered(password);
    return has_few_signs(text) || std::find(walks.begin(), walks.end(), text) != walks.end() || hides_a_word(text);
}

}  // namespace loggia::auth
