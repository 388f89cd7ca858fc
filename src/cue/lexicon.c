#include "cue/lexicon.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/hash.h"
#include "cue/width.h"

typedef struct word_list {
    char language[3];
    ca_word_class class;
    const char *words; /* folded, separated by spaces */
} word_list;

/* Closed classes only, the common words of each. A word of two classes stands in that which
 * matters more at the end of a line. */
static const word_list lists[] = {
    {"en", CA_WORD_ARTICLE,
     "the a an this that these those my your his her its our their every each some any no another "
     "which whose"},
    {"en", CA_WORD_PREPOSITION,
     "of to in on at for with from by into onto over under about after before between through "
     "during without within against among around behind beside beyond near across along upon as "
     "like until toward towards than"},
    {"en", CA_WORD_CONJUNCTION,
     "and or but because if when while where although though unless since so nor whether who what "
     "how why"},
    {"en", CA_WORD_PRONOUN, "i you he she it we they there"},
    {"en", CA_WORD_AUXILIARY,
     "is are was were be been being am have has had do does did will would can could should may "
     "might must shall not don't doesn't didn't won't can't couldn't isn't aren't wasn't very too "
     "i'm you're he's she's it's we're they're i've we've they've i'll we'll they'll"},
    {"de", CA_WORD_ARTICLE,
     "der die das den dem des ein eine einen einem einer eines mein meine meinen dein deine sein "
     "seine seinen seiner ihr ihre ihren ihrer unser unsere euer dieser diese dieses diesen diesem "
     "jeder jede jedes kein keine keinen keiner manche welche welcher"},
    {"de", CA_WORD_PREPOSITION,
     "in im an am auf aus bei beim mit nach von vom zu zum zur für über unter vor hinter zwischen "
     "durch ohne um gegen seit bis während wegen trotz neben ins ans als wie"},
    {"de", CA_WORD_CONJUNCTION,
     "und oder aber denn weil dass wenn ob obwohl damit sondern sowie bevor nachdem sobald wo was "
     "wer warum"},
    {"de", CA_WORD_PRONOUN, "ich du er sie es wir man"},
    {"de", CA_WORD_AUXILIARY,
     "ist sind war waren bin bist hat haben habe hatte hatten wird werden wurde wurden kann können "
     "konnte muss müssen soll sollen will wollen darf nicht sehr zu"},
    {"fr", CA_WORD_ARTICLE,
     "le la les un une des du mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce "
     "cet cette ces chaque quelques au aux"},
    {"fr", CA_WORD_PREPOSITION,
     "de à en dans sur sous avec sans pour par chez vers entre contre pendant depuis avant après "
     "comme"},
    {"fr", CA_WORD_CONJUNCTION,
     "et ou mais donc or ni car que qui quand si lorsque puisque parce où dont quoi"},
    {"fr", CA_WORD_PRONOUN, "je tu il elle on nous vous ils elles se me te y"},
    {"fr", CA_WORD_AUXILIARY,
     "est sont était étaient ai as a avons avez ont avait avaient sera seront peut peuvent doit "
     "doivent ne pas très plus va vont"},
    {"es", CA_WORD_ARTICLE,
     "el la los las un una unos unas mi mis tu tus su sus nuestro nuestra este esta estos estas "
     "ese esa esos esas cada algún alguna al del lo"},
    {"es", CA_WORD_PREPOSITION,
     "de a en con por para sin sobre entre hasta desde hacia contra durante según tras como"},
    {"es", CA_WORD_CONJUNCTION,
     "y e o u pero porque que si cuando mientras aunque sino ni donde quien pues"},
    {"es", CA_WORD_PRONOUN, "yo él ella nosotros ellos ellas usted ustedes se me te nos le les"},
    {"es", CA_WORD_AUXILIARY,
     "es son era eran fue ha han he había habían está están estaba puede pueden debe deben no muy "
     "más va van"},
    {"it", CA_WORD_ARTICLE,
     "il lo la i gli le un uno una mio mia tuo suo sua loro questo questa questi queste quel "
     "quella quei ogni del della dei delle dello degli al alla ai alle nel nella nei nelle sul "
     "sulla dal dalla"},
    {"it", CA_WORD_PREPOSITION, "di a da in con su per tra fra senza sotto sopra verso dopo prima"},
    {"it", CA_WORD_CONJUNCTION, "e ed o ma perché che se quando mentre dove anche però quindi né"},
    {"it", CA_WORD_PRONOUN, "io tu lui lei noi voi si ci mi ti vi"},
    {"it", CA_WORD_AUXILIARY,
     "è sono era erano ha hanno ho abbiamo aveva può possono deve devono non molto più sta stanno"},
    {"pt", CA_WORD_ARTICLE,
     "o a os as um uma uns umas meu minha seu sua seus suas nosso nossa este esta esse essa cada "
     "do da dos das no na nos nas ao aos à às pelo pela"},
    {"pt", CA_WORD_PREPOSITION, "de em com por para sem sobre entre até desde contra durante após"},
    {"pt", CA_WORD_CONJUNCTION, "e ou mas porque que se quando enquanto embora onde como pois"},
    {"pt", CA_WORD_PRONOUN, "eu tu ele ela nós eles elas você vocês me te lhe"},
    {"pt", CA_WORD_AUXILIARY,
     "é são era eram foi tem têm há está estão estava pode podem deve devem não muito mais vai "
     "vão"},
    {"nl", CA_WORD_ARTICLE,
     "de het een mijn jouw zijn haar ons onze hun deze dit die dat elke elk geen"},
    {"nl", CA_WORD_PREPOSITION,
     "van in op aan met voor naar bij uit over onder door tussen tegen zonder na om tot als"},
    {"nl", CA_WORD_CONJUNCTION, "en of maar want omdat als dat terwijl toen hoewel waar wie wat"},
    {"nl", CA_WORD_PRONOUN, "ik jij je hij zij ze wij we jullie er"},
    {"nl", CA_WORD_AUXILIARY,
     "is ben bent was waren heeft hebben heb had hadden wordt worden werd kan kunnen moet moeten "
     "zal zullen niet heel te"},
    {"pl", CA_WORD_PREPOSITION,
     "w we z ze na do od po za przez dla bez o u nad pod przed przy między jak niż"},
    {"pl", CA_WORD_CONJUNCTION,
     "i a oraz lub albo ale że żeby bo ponieważ gdy kiedy jeśli który która które gdzie czy"},
    {"pl", CA_WORD_PRONOUN, "ja ty on ona my wy oni się mój moja jego jej ich ten ta to te"},
    {"pl", CA_WORD_AUXILIARY, "nie jest są był była było były będzie będą może mogą bardzo"},
    {"cs", CA_WORD_PREPOSITION,
     "v ve z ze s se na do od po za přes pro bez o u nad pod před při k"},
    {"cs", CA_WORD_CONJUNCTION, "a i nebo ale že aby protože když jestli který která které kde"},
    {"cs", CA_WORD_AUXILIARY, "ne je jsou byl byla bylo byli bude budou může mohou velmi jsem"},
    {"sv", CA_WORD_ARTICLE, "en ett den det de min din sin vår deras denna dessa varje"},
    {"sv", CA_WORD_PREPOSITION,
     "i på av för med till från om under över mellan utan efter vid hos mot som"},
    {"sv", CA_WORD_CONJUNCTION, "och eller men att eftersom när om medan därför där"},
    {"sv", CA_WORD_PRONOUN, "jag du han hon vi ni man"},
    {"sv", CA_WORD_AUXILIARY, "är var har hade kan kunde ska skulle måste inte mycket blir blev"},
    {"da", CA_WORD_ARTICLE, "en et den det de min din sin vores deres denne disse hver"},
    {"da", CA_WORD_PREPOSITION,
     "i på af for med til fra om under over mellem uden efter ved hos mod som"},
    {"da", CA_WORD_CONJUNCTION, "og eller men at fordi når hvis mens der hvor"},
    {"da", CA_WORD_PRONOUN, "jeg du han hun vi man"},
    {"da", CA_WORD_AUXILIARY, "er var har havde kan kunne skal skulle må ikke meget bliver blev"},
    {"ru", CA_WORD_PREPOSITION,
     "в во на с со к ко по из от до за о об у для без над под при через между перед как чем"},
    {"ru", CA_WORD_CONJUNCTION,
     "и а но или что чтобы если когда потому где который которая которые то"},
    {"ru", CA_WORD_PRONOUN, "я ты он она оно мы вы они это"},
    {"ru", CA_WORD_AUXILIARY, "не был была было были будет будут может могут очень"},
    {"uk", CA_WORD_PREPOSITION, "в у на з із до від по за про для без над під при через між"},
    {"uk", CA_WORD_CONJUNCTION, "і й та а але або що щоб якщо коли бо де який яка які"},
    {"uk", CA_WORD_AUXILIARY, "не був була було були буде будуть може можуть дуже"},
    {"ar", CA_WORD_PREPOSITION, "في من إلى على عن مع بعد قبل بين تحت فوق عند حتى منذ"},
    {"ar", CA_WORD_CONJUNCTION, "و أو ثم لكن أن إن لأن إذا عندما حيث الذي التي الذين كما"},
    {"ar", CA_WORD_AUXILIARY, "لا لم لن ما قد سوف كان كانت هذا هذه ذلك تلك"},
    {"he", CA_WORD_PREPOSITION, "של על את אל מן עם בין תחת אחרי לפני עד"},
    {"he", CA_WORD_CONJUNCTION, "או אבל כי אם כאשר אשר"},
    {"he", CA_WORD_AUXILIARY, "לא היה הייתה היו זה זאת"},
    {"hi", CA_WORD_POSTPOSITION, "का की के को से में पर ने तक है हैं था थी थे ही भी"},
    {"hi", CA_WORD_CONJUNCTION, "और या लेकिन कि क्योंकि अगर जब जो तो"},
    {"hi", CA_WORD_AUXILIARY, "नहीं यह वह ये वे एक"},
    {"ko", CA_WORD_AUXILIARY, "이 그 저 안 못 한 두 세 그리고 하지만"},
};

/* In any language. */
static const word_list common_lists[] = {
    {"", CA_WORD_PARTICLE,
     "van von vom der den de da di du dos del della bin ibn al el la le af av"},
    {"", CA_WORD_ABBREVIATION,
     "mr mrs ms dr prof st sr jr rev gen col lt sgt capt hon vs etc approx dept est inc ltd co "
     "corp fig vol ed eds cf e.g i.e a.m p.m u.s u.k u.n z.b d.h u.a bzw ca usw evtl ggf inkl nr "
     "str hr fr dipl ing mme mlle av p.ex sra dra ud uds dott sig gg nn tzv tj ул г им т.е т.д"},
};

enum { SLOTS = 1024, MAX_WORD_BYTES = 40, SAMPLE_ATOMS = 600 };

typedef struct slot {
    const char *word;
    uint8_t size;
    uint8_t class;
} slot;

struct ca_lexicon {
    char language[3];
    slot slots[SLOTS]; /* open addressing; under half full for every language */
    slot common[SLOTS];
};

static size_t hash_of(ca_str word)
{
    return ca_hash(word) % SLOTS;
}

static const slot *find(const slot *slots, ca_str word)
{
    size_t at = hash_of(word);
    for (; slots[at].word; at = (at + 1) % SLOTS)
        if (slots[at].size == word.size && memcmp(slots[at].word, word.data, word.size) == 0)
            return &slots[at];
    return NULL;
}

static void add_list(slot *slots, const word_list *list)
{
    for (const char *at = list->words; *at;) {
        ca_str word = {at, strcspn(at, " ")};
        at += word.size + (at[word.size] == ' ');
        if (find(slots, word))
            continue;
        size_t i = hash_of(word);
        while (slots[i].word)
            i = (i + 1) % SLOTS;
        slots[i] = (slot){word.data, (uint8_t)word.size, (uint8_t)list->class};
    }
}

static void load(ca_lexicon *lexicon, const char *language)
{
    memcpy(lexicon->language, language, 2);
    memset(lexicon->slots, 0, sizeof lexicon->slots);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (memcmp(lists[i].language, language, 2) == 0)
            add_list(lexicon->slots, &lists[i]);
}

/* The word without punctuation around it, in lower case; empty if it is long or has no letters. */
static ca_str fold_core(ca_str word, char buffer[MAX_WORD_BYTES])
{
    size_t size = 0, end = 0;
    bool begun = false;
    for (size_t i = 0; i < word.size;) {
        uint32_t c;
        i += ca_utf8_decode(word.data + i, word.size - i, &c);
        bool letter = ca_is_letter(c) || ca_is_digit(c);
        if (!begun && !letter)
            continue;
        begun = true;
        c = c == 0x2019 ? '\'' : (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
        if (size + 4 > MAX_WORD_BYTES)
            return (ca_str){"", 0};
        size += ca_utf8_encode(c, buffer + size);
        end = letter ? size : end;
    }
    return (ca_str){buffer, end};
}

ca_word_class ca_lexicon_class(const ca_lexicon *lexicon, ca_str word)
{
    char buffer[MAX_WORD_BYTES];
    ca_str core = fold_core(word, buffer);
    if (!core.size)
        return CA_WORD_OTHER;
    const slot *own = find(lexicon->slots, core), *common = find(lexicon->common, core);
    bool dotted = word.data[word.size - 1] == '.';
    if (common && common->class == CA_WORD_ABBREVIATION && dotted)
        return CA_WORD_ABBREVIATION;
    return own ? (ca_word_class)own->class : CA_WORD_OTHER;
}

bool ca_lexicon_in_names(const ca_lexicon *lexicon, ca_str word)
{
    char buffer[MAX_WORD_BYTES];
    ca_str core = fold_core(word, buffer);
    const slot *common = core.size == word.size ? find(lexicon->common, core) : NULL;
    return common && common->class == CA_WORD_PARTICLE;
}

static size_t count_known(const ca_lexicon *lexicon, const ca_atoms *atoms)
{
    size_t known = 0;
    for (size_t i = 0; i < atoms->count && i < SAMPLE_ATOMS; i++) {
        char buffer[MAX_WORD_BYTES];
        const ca_atom *atom = &atoms->items[i];
        ca_str core =
            fold_core((ca_str){atoms->text.data + atom->from, atom->to - atom->from}, buffer);
        known += core.size && find(lexicon->slots, core);
    }
    return known;
}

static bool is_listed(const char *language)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (memcmp(lists[i].language, language, 2) == 0)
            return true;
    return false;
}

static void load_likeliest(ca_lexicon *lexicon, const ca_atoms *atoms)
{
    const char *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (i && memcmp(lists[i].language, lists[i - 1].language, 2) == 0)
            continue;
        load(lexicon, lists[i].language);
        size_t known = count_known(lexicon, atoms);
        if (known > most)
            most = known, best = lists[i].language;
    }
    if (best) {
        load(lexicon, best);
        return;
    }
    memset(lexicon->language, 0, sizeof lexicon->language);
    memset(lexicon->slots, 0, sizeof lexicon->slots);
}

ca_lexicon *ca_lexicon_make(const char *language, const ca_atoms *atoms)
{
    ca_lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (!lexicon)
        return NULL;
    for (size_t i = 0; i < sizeof common_lists / sizeof common_lists[0]; i++)
        add_list(lexicon->common, &common_lists[i]);
    char tag[3] = {0};
    if (language && language[0] && language[1] &&
        (!language[2] || language[2] == '-' || language[2] == '_'))
        for (int i = 0; i < 2; i++)
            tag[i] = (char)utf8proc_tolower((unsigned char)language[i]);
    if (memcmp(tag, "no", 2) == 0 || memcmp(tag, "nb", 2) == 0) /* near enough to Danish */
        memcpy(tag, "da", 2);
    if (tag[0] && is_listed(tag))
        load(lexicon, tag);
    else if (tag[0])
        memcpy(lexicon->language, tag, 2);
    else
        load_likeliest(lexicon, atoms);
    return lexicon;
}

void ca_lexicon_free(ca_lexicon *lexicon)
{
    free(lexicon);
}

const char *ca_lexicon_language(const ca_lexicon *lexicon)
{
    return lexicon->language;
}
