/* Every allocation of the cue layout made to fail in turn. */
#include <stdio.h>
#include <stdlib.h>

#include "cue/layout.h"
#include "fail.h"

static const char text[] = "ANNA: The first section of the new bridge was lifted into place on "
                           "Tuesday. [music] 新しい橋が開通しました。 "
                           "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente";

static bool lay_caption(void *context)
{
    (void)context;
    capalign_track *track = NULL;
    if (capalign_track_create(&track, NULL))
        return false;
    capalign_code code =
        ca_layout_caption(ca_str_of(text), 0, 2000000, ca_layout_profile_named(NULL), track, NULL);
    capalign_track_destroy(track);
    return code == CAPALIGN_OK;
}

static bool lay_words(void *context)
{
    (void)context;
    capalign_track *track = NULL;
    if (capalign_track_create(&track, NULL))
        return false;
    static const ca_layout_word words[] = {{6, 9, 1000000, 1200000, 1},
                                           {10, 15, 1200000, 1500000, 1},
                                           {16, 23, CAPALIGN_TIME_NONE, CAPALIGN_TIME_NONE, 0},
                                           {24, 26, 9000000, 9100000, 1}};
    ca_layout_cue *cues = NULL;
    size_t count = 0;
    capalign_code code =
        ca_layout_words(ca_str_of(text), words, 4, 20000000, ca_layout_profile_named("amazon"),
                        track, &cues, &count, NULL);
    free(cues);
    capalign_track_destroy(track);
    return code == CAPALIGN_OK && count > 1;
}

int main(void)
{
    size_t captions = fail_each(lay_caption, NULL), words = fail_each(lay_words, NULL);
    printf("%zu and %zu runs\n", captions, words);
    return captions > 5 && words > 5 ? 0 : 1;
}
