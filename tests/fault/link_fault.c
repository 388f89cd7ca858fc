/* Every allocation of the linker made to fail in turn. */
#include <stdio.h>

#include <capalign/link.h>

#include "fail.h"

static bool link_some(void *context)
{
    (void)context;
    static const capalign_link_clip clips[] = {
        {.duration_us = 146000000, .caption = "Cranes lift the first section", .language = "en"},
        {.duration_us = 146000000, .caption = "Ferry captain", .media_src = "v/ferry.mp4?x=1"},
        {.duration_us = 60000000, .caption = "吊车吊起", .name = "none.mov"},
        {.duration_us = CAPALIGN_TIME_NONE, .caption = "What is left"},
    };
    static const capalign_link_medium media[] = {
        {.file = "crane-lift.mp4", .duration_us = 146000000, .chapter = SIZE_MAX},
        {.file = "x/ferry.mp4", .duration_us = 146000000, .chapter = SIZE_MAX, .title = "Ferry"},
        {.file = "clip1.mp4", .duration_us = 900000000, .chapter = SIZE_MAX},
        {.file = "clip1.mp4", .duration_us = 60000000, .chapter = 0, .title = "吊车"},
        {.file = "other.mp4", .duration_us = CAPALIGN_TIME_NONE, .chapter = SIZE_MAX},
    };
    capalign_link links[4];
    capalign_error error;
    capalign_code code = capalign_link_assign(clips, 4, media, 5, links, &error);
    return code == CAPALIGN_OK && links[0].medium == 0 && links[1].medium == 1 &&
           links[2].medium == 3 && links[3].medium == 4;
}

int main(void)
{
    size_t runs = fail_each(link_some, NULL);
    printf("%zu runs\n", runs);
    return runs > 10 ? 0 : 1;
}
