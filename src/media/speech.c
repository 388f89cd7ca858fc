#include "media/speech.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/strbuf.h"

#ifdef CAPALIGN_ESPEAK

#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>

struct ca_voice {
    char name[32]; /* espeak-ng's name of the voice */
};

/* espeak-ng is one engine for the process: these guard it and remember what it was set to. There is
 * no way to have two of it, so this is the one mutable state of the module. */
static pthread_mutex_t engine = PTHREAD_MUTEX_INITIALIZER;
static bool engine_started;
static char engine_voice[32];

/* Languages whose voice has another name than the tag. The plain voices of Chinese read their own
 * pinyin as English; those for Latin transcription do not. */
static const char *const aliases[][2] = {
    {"en", "en-us"},
    {"zh", "cmn-latn-pinyin"},
    {"cmn", "cmn-latn-pinyin"},
    {"zh-hk", "yue-latn-jyutping"},
    {"yue", "yue-latn-jyutping"},
    {"no", "nb"},
    {"iw", "he"},
    {"in", "id"},
    {"es-mx", "es-419"},
};

/* The tag in lower case with hyphens. */
static void normalise(const char *language, char name[32])
{
    size_t i = 0;
    for (; language[i] && i < 31; i++) {
        char c = language[i];
        name[i] = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    name[i] = '\0';
}

static void apply_alias(char name[32])
{
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
        if (strcmp(name, aliases[i][0]) == 0)
            strcpy(name, aliases[i][1]);
}

/* Without an output: espeak_Initialize would look for a sound server, which makes folders in $HOME
 * and prints where it may not. */
static bool start_engine(void)
{
    if (engine_started)
        return true;
    espeak_ng_ERROR_CONTEXT context = NULL;
    espeak_ng_InitializePath(NULL);
    engine_started = espeak_ng_Initialize(&context) == ENS_OK;
    espeak_ng_ClearErrorContext(&context);
    return engine_started;
}

static bool set_voice(const char *name)
{
    if (strcmp(engine_voice, name) == 0)
        return true;
    if (espeak_SetVoiceByName(name) != EE_OK)
        return false;
    strcpy(engine_voice, name);
    return true;
}

/* The whole tag first, then without its subtags from the end on. */
static bool find_voice(const char *language, char name[32])
{
    char tag[32];
    normalise(language, tag);
    for (;;) {
        strcpy(name, tag);
        apply_alias(name);
        if (set_voice(name))
            return true;
        char *cut = strrchr(tag, '-');
        if (!cut)
            return false;
        *cut = '\0';
    }
}

capalign_code ca_voice_open(const char *language, ca_voice **out, capalign_error *error)
{
    ca_voice *voice = calloc(1, sizeof *voice);
    if (!voice)
        return ca_fail_memory(error);
    pthread_mutex_lock(&engine);
    bool started = start_engine();
    bool found = started && find_voice(language, voice->name);
    pthread_mutex_unlock(&engine);
    if (found) {
        *out = voice;
        return CAPALIGN_OK;
    }
    free(voice);
    if (!started)
        return ca_fail(error, CAPALIGN_E_MISSING,
                       "espeak-ng does not start; install the package espeak-ng-data");
    return ca_fail(error, CAPALIGN_E_MISSING,
                   "espeak-ng has no voice for the language \"%s\"; espeak-ng --voices lists those "
                   "of the package espeak-ng-data",
                   language);
}

/* Appends the IPA of all clauses, '_' between phonemes. */
static void read_clauses(const char *text, ca_strbuf *ipa)
{
    enum { IPA = 0x02, SEPARATOR = '_' << 8 };
    const void *rest = text;
    while (rest) {
        const char *phonemes = espeak_TextToPhonemes(&rest, espeakCHARS_UTF8, IPA | SEPARATOR);
        if (ipa->size)
            ca_strbuf_add_text(ipa, " ");
        if (phonemes)
            ca_strbuf_add_text(ipa, phonemes);
    }
}

/* Cuts out "(en)", the marks of a change of voice; tells whether there was one. */
static bool remove_voice_marks(char *ipa)
{
    bool found = false;
    char *to = ipa;
    for (const char *from = ipa; *from;) {
        const char *close = *from == '(' ? strchr(from, ')') : NULL;
        if (close) {
            found = true;
            from = close + 1;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
    return found;
}

capalign_code ca_voice_pronounce(ca_voice *voice, const char *text, char *phones, size_t capacity,
                                 bool *foreign, capalign_error *error)
{
    ca_strbuf ipa = {0};
    ca_strbuf_add(&ipa, "", 0);
    pthread_mutex_lock(&engine);
    if (set_voice(voice->name))
        read_clauses(text, &ipa);
    pthread_mutex_unlock(&engine);
    if (ipa.failed) {
        ca_strbuf_free(&ipa);
        return ca_fail_memory(error);
    }
    *foreign = remove_voice_marks(ipa.data);
    ca_phones_from_ipa(ipa.data, phones, capacity);
    ca_strbuf_free(&ipa);
    return CAPALIGN_OK;
}

void ca_voice_close(ca_voice *voice)
{
    free(voice);
}

#else

capalign_code ca_voice_open(const char *language, ca_voice **out, capalign_error *error)
{
    (void)out;
    return ca_fail(error, CAPALIGN_E_MISSING,
                   "this build is without espeak-ng, which the language \"%s\" needs; build with "
                   "CAPALIGN_ESPEAK=ON",
                   language);
}

capalign_code ca_voice_pronounce(ca_voice *voice, const char *text, char *phones, size_t capacity,
                                 bool *foreign, capalign_error *error)
{
    (void)voice, (void)text, (void)phones, (void)capacity, (void)foreign;
    return ca_fail(error, CAPALIGN_E_MISSING, "this build is without espeak-ng");
}

void ca_voice_close(ca_voice *voice)
{
    (void)voice;
}

#endif
