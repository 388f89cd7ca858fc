#include "check/guess.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <textcat.h>

struct ca_guesser {
    pthread_mutex_t lock; /* the library does not say that it may be used by several threads */
    bool tried;
    void *textcat; /* NULL: not loaded, or not there */
};

ca_guesser *ca_guesser_create(void)
{
    ca_guesser *guesser = calloc(1, sizeof *guesser);
    if (guesser && pthread_mutex_init(&guesser->lock, NULL) != 0) {
        free(guesser);
        return NULL;
    }
    return guesser;
}

void ca_guesser_destroy(ca_guesser *guesser)
{
    if (!guesser)
        return;
    if (guesser->textcat)
        textcat_Done(guesser->textcat);
    pthread_mutex_destroy(&guesser->lock);
    free(guesser);
}

/* "pt--utf8", "zh-CN-utf8": the language before the first hyphen. */
static bool take(const char *name, ca_guess *guess)
{
    size_t size = strcspn(name, "-");
    if (size >= sizeof guess->language)
        return false;
    memcpy(guess->language, name, size);
    guess->language[size] = '\0';
    return true;
}

static size_t classify(void *textcat, ca_str text, ca_guess guesses[CA_GUESS_MAX])
{
    candidate_t *found = textcat_GetClassifyFullOutput(textcat);
    int count = found ? textcat_ClassifyFull(textcat, text.data, text.size, found) : 0;
    size_t taken = 0;
    for (int i = 0; i < count && taken < CA_GUESS_MAX; i++)
        taken += take(found[i].name, &guesses[taken]);
    if (found)
        textcat_ReleaseClassifyFullOutput(textcat, found);
    return taken;
}

size_t ca_guess_language(ca_guesser *guesser, ca_str text, ca_guess guesses[CA_GUESS_MAX])
{
    pthread_mutex_lock(&guesser->lock);
    if (!guesser->tried)
        guesser->textcat =
            special_textcat_Init(CAPALIGN_TEXTCAT_DIR "/fpdb.conf", CAPALIGN_TEXTCAT_DIR "/");
    guesser->tried = true;
    size_t count = guesser->textcat ? classify(guesser->textcat, text, guesses) : 0;
    pthread_mutex_unlock(&guesser->lock);
    return count;
}
