/* What callers see of an alignment, and the list of word-level formats. */
#include "pipeline/alignment.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "caption/track.h"
#include "pipeline/path.h"

void capalign_alignment_destroy(capalign_alignment *alignment)
{
    if (!alignment)
        return;
    ca_transcript_free(&alignment->transcript);
    ca_spoken_free(&alignment->found);
    free(alignment->medium);
    free(alignment->words);
    capalign_track_destroy(alignment->track);
    free(alignment->cues);
    free(alignment);
}

const char *capalign_alignment_language(const capalign_alignment *alignment)
{
    return alignment->language;
}

double capalign_alignment_match(const capalign_alignment *alignment)
{
    return alignment->match;
}

bool capalign_alignment_noisy(const capalign_alignment *alignment)
{
    return alignment->noisy;
}

int64_t capalign_alignment_duration_us(const capalign_alignment *alignment)
{
    return alignment->duration_us;
}

int64_t capalign_alignment_container_duration_us(const capalign_alignment *alignment)
{
    return alignment->claim_us;
}

size_t capalign_alignment_word_count(const capalign_alignment *alignment)
{
    return alignment->word_count;
}

const capalign_word *capalign_alignment_word(const capalign_alignment *alignment, size_t index)
{
    return index < alignment->word_count ? &alignment->words[index] : NULL;
}

const capalign_track *capalign_alignment_track(const capalign_alignment *alignment)
{
    return alignment->track;
}

const capalign_cue_report *capalign_alignment_cue_report(const capalign_alignment *alignment,
                                                         size_t index)
{
    return index < alignment->cue_count ? &alignment->cues[index] : NULL;
}

size_t capalign_alignment_doubtful_count(const capalign_alignment *alignment)
{
    return alignment->doubtful_count;
}

static const ca_words_format *const formats[] = {
    &ca_words_json,
    &ca_words_textgrid,
    &ca_words_ctm,
};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0] };

size_t capalign_words_format_count(void)
{
    return FORMAT_COUNT;
}

const char *capalign_words_format_name(size_t index)
{
    return index < FORMAT_COUNT ? formats[index]->name : NULL;
}

const char *capalign_words_format_of_path(const char *path)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (ca_path_has_extension(path, formats[i]->extension))
            return formats[i]->name;
    return NULL;
}

capalign_code capalign_words_write(const capalign_alignment *alignment, const char *format,
                                   capalign_sink sink, void *context, capalign_error *error)
{
    ca_output output = {.sink = sink, .context = context};
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (strcmp(formats[i]->name, format) != 0)
            continue;
        capalign_code code = formats[i]->write(alignment, &output, error);
        if (code != CAPALIGN_OK)
            return code;
        ca_output_flush(&output);
        return output.failed ? ca_fail(error, CAPALIGN_E_IO, "the words could not be written")
                             : CAPALIGN_OK;
    }
    return ca_fail(error, CAPALIGN_E_ARGUMENT, "unknown word format \"%s\"", format);
}
