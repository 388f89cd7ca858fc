/* Aligning a transcript to the speech of a medium: when each word is said, and the cues that follow
 * from it. */
#ifndef CAPALIGN_ALIGN_H
#define CAPALIGN_ALIGN_H

#include <stdbool.h>

#include <capalign/caption.h>
#include <capalign/error.h>
#include <capalign/job.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Caps against hostile input; over them: CAPALIGN_E_LIMIT. */
#define CAPALIGN_TRANSCRIPT_MAX_BYTES ((size_t)32 << 20)

/* A cue whose confidence is below this, or of which more than a word is not spoken, is doubtful: it
 * is named, and changes the exit code. */
#define CAPALIGN_DOUBTFUL 0.8

/* A word of the transcript. */
typedef struct capalign_word {
    const char *text; /* as written, without the punctuation around it; not NUL-terminated */
    size_t text_bytes;
    int64_t start_us; /* [start_us, end_us) in the medium; both CAPALIGN_TIME_NONE: not spoken */
    int64_t end_us;
    double confidence; /* 0 to 1: that it is spoken there; 0 where it is not spoken */
    double placement;  /* 0 to 1: that this part of the transcript is spoken there, if not to the
                        * word; at least `confidence` */
    size_t sentence;   /* 0-based */
    size_t cue;        /* index of its cue in the track */
} capalign_word;

/* What is known of a cue of the alignment's track; the track itself has its text and span. */
typedef struct capalign_cue_report {
    /* 0 to 1: the mean of its words' log odds, unspoken ones counting as the worst; at most the
     * least placement of its spoken words. 1 where it has no words. */
    double confidence;
    size_t first_word;
    size_t word_count;
    size_t unspoken_count; /* of its words; all of them: it was placed by its neighbours */
    bool doubtful;
} capalign_cue_report;

typedef struct capalign_align_options {
    const char *language; /* BCP 47; NULL: the medium's, else by the text */
    const char *profile;  /* house style of the cue layout; NULL: "default" */
    bool keep_cues; /* the transcript is a caption file: keep its cues' texts and time them anew */
    bool force;     /* give an alignment although the transcript does not match the sound */
    int64_t start_us; /* the part of the medium to align to; CAPALIGN_TIME_NONE: from its start */
    int64_t end_us;   /* CAPALIGN_TIME_NONE: to its end */
    unsigned
        threads; /* 0: as many as the machine has processors, at most 4. Never changes the result */
    const capalign_progress *progress; /* NULL: none */
    size_t stream; /* the stream to hear, as the container numbers them; SIZE_MAX: the one that is
                      labelled with the language, else the default one */
} capalign_align_options;

/* The defaults. */
CAPALIGN_API capalign_align_options capalign_align_options_default(void);

/* A finished alignment. Immutable; may be read from several threads. */
typedef struct capalign_alignment capalign_alignment;

/* Aligns a transcript to a medium. The transcript is a file (plain text, Markdown, HTML, or
 * captions whose times are not looked at), or UTF-8 text in memory; its time codes, character
 * references and hyphens at line ends are tidied away. `options` may be NULL.
 *
 * CAPALIGN_E_MISMATCH: the transcript does not belong to the sound at all (see `force`).
 * CAPALIGN_E_MISSING: there is no acoustic model, no voice for the language, or no codec.
 * CAPALIGN_E_INPUT: there is no sound or no word, or the language is not known.
 * *out is set on success only; free it with capalign_alignment_destroy. */
CAPALIGN_API capalign_code capalign_align_file(const char *medium, const char *transcript,
                                               const capalign_align_options *options,
                                               capalign_alignment **out, capalign_error *error);
CAPALIGN_API capalign_code capalign_align_text(const char *medium, const char *text, size_t size,
                                               const capalign_align_options *options,
                                               capalign_alignment **out, capalign_error *error);
/* Takes NULL. */
CAPALIGN_API void capalign_alignment_destroy(capalign_alignment *alignment);

/* What the alignment was made with and for. Never NULL. */
CAPALIGN_API const char *capalign_alignment_language(const capalign_alignment *alignment);
/* 0 to 1: how well text and sound belong together; and whether noise was found and reduced. */
CAPALIGN_API double capalign_alignment_match(const capalign_alignment *alignment);
CAPALIGN_API bool capalign_alignment_noisy(const capalign_alignment *alignment);
/* Length of the sound that was aligned to. */
CAPALIGN_API int64_t capalign_alignment_duration_us(const capalign_alignment *alignment);
/* Where the container says that the sound ends; well beyond where it was heard to end, the file is
 * cut off or damaged. CAPALIGN_TIME_NONE where it says nothing, or a part was aligned to. */
CAPALIGN_API int64_t capalign_alignment_container_duration_us(const capalign_alignment *alignment);

CAPALIGN_API size_t capalign_alignment_word_count(const capalign_alignment *alignment);
CAPALIGN_API const capalign_word *capalign_alignment_word(const capalign_alignment *alignment,
                                                          size_t index);
/* The cues; the track has as many as there are reports. */
CAPALIGN_API const capalign_track *capalign_alignment_track(const capalign_alignment *alignment);
CAPALIGN_API const capalign_cue_report *
capalign_alignment_cue_report(const capalign_alignment *alignment, size_t index);
CAPALIGN_API size_t capalign_alignment_doubtful_count(const capalign_alignment *alignment);

/* Word-level formats: "words" (JSON), "textgrid" (Praat), "ctm" (NIST). */
CAPALIGN_API size_t capalign_words_format_count(void);
CAPALIGN_API const char *capalign_words_format_name(size_t index);
/* The word-level format that a path's extension means (.json, .TextGrid, .ctm), or NULL. */
CAPALIGN_API const char *capalign_words_format_of_path(const char *path);
/* Writes the words in pieces; docs/formats-words.md describes the forms. */
CAPALIGN_API capalign_code capalign_words_write(const capalign_alignment *alignment,
                                                const char *format, capalign_sink sink,
                                                void *context, capalign_error *error);
/* Writes the track (.srt, .vtt) or the words (.json, .TextGrid, .ctm), as the path's extension
 * says, whole or not at all. A file that has the same bytes is left alone; one that capalign did
 * not write, or that was changed since, is CAPALIGN_E_EXISTS unless `force`. *state (may be NULL)
 * tells what became of it. CAPALIGN_E_ARGUMENT for an extension that means no format. */
CAPALIGN_API capalign_code capalign_alignment_write(const capalign_alignment *alignment,
                                                    const char *path, bool force,
                                                    capalign_file_state *state,
                                                    capalign_error *error);
/* The same for a word-level format, whatever the path's extension. */
CAPALIGN_API capalign_code capalign_alignment_write_words(const capalign_alignment *alignment,
                                                          const char *path, const char *format,
                                                          bool force, capalign_file_state *state,
                                                          capalign_error *error);

#ifdef __cplusplus
}
#endif
#endif
