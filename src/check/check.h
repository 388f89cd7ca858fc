/* Checking one caption file, from the inside. How it goes (docs/check.md): the format's reader
 * finds the faults of syntax; rules look at each cue and at the file; what they tell is kept as
 * compact records, sorted, and made into public findings up to the cap. */
#ifndef CA_CHECK_CHECK_H
#define CA_CHECK_CHECK_H

#include <capalign/check.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "caption/track.h"
#include "check/lines.h"

#define CA_CHECK_NO_CUE UINT32_MAX

typedef struct ca_check ca_check;
typedef struct ca_rule ca_rule;
typedef struct ca_edits ca_edits;

/* What a file is for (kind.h). */
typedef enum ca_track_kind {
    CA_TRACK_CAPTIONS,
    CA_TRACK_CHAPTERS,
    CA_TRACK_METADATA,
} ca_track_kind;

/* A line of a cue's text. */
typedef struct ca_check_line {
    size_t from; /* bytes [from, to) of the source, with markup, without the line's end */
    size_t to;
    ca_str plain; /* as seen: without markup, entities read, no white space at the ends */
    uint32_t graphemes;
    uint32_t columns; /* of East Asian width */
} ca_check_line;

/* A cue with what most rules ask of it. */
typedef struct ca_check_cue {
    size_t index;
    const capalign_cue *cue;
    const capalign_cue *above; /* the cue before it in the file; NULL: none */
    int64_t duration_us; /* CAPALIGN_TIME_NONE: a time is missing, or the end is before the start */
    size_t time_from;    /* bytes [time_from, time_to) of the source: its time line */
    size_t time_to;
    size_t text_from; /* the same of its text; from == to: none */
    size_t text_to;
    ca_str plain; /* all lines as seen, LF between */
    const ca_check_line *lines;
    size_t line_count;
    uint32_t graphemes; /* of all lines, line ends not counted */
    uint32_t columns;
    uint32_t words; /* runs between white space; 0 too where the script has no such words */
} ca_check_cue;

/* What a rule tells: a place, and what was measured. */
typedef struct ca_found {
    uint32_t rule; /* index in the list of rules */
    uint32_t cue;  /* CA_CHECK_NO_CUE: none */
    uint32_t from; /* bytes [from, to) of the source */
    uint32_t to;
    int64_t value; /* in the rule's unit, or what its message says %v is */
    uint32_t note; /* where its note begins in check->notes; 0: it has none */
} ca_found;

/* A rule: its public face, and what it does. A family of rules is one file in rules/, with an
 * array of these; rules.c lists the families. */
struct ca_rule {
    capalign_rule about;
    /* One sentence about one finding. "%v" and "%l" stand for the value and the threshold with
     * their unit, "%n" and "%m" for them as bare numbers, "%t" for the text at the place, quoted,
     * "%w" for a value that is a word of at most 8 bytes, "%e" for the finding's note. */
    const char *message;
    /* Called for every cue, or once for the file after all cues; both may be NULL: then the
     * format's reader, or another rule's function, tells it. A function that several rules have is
     * called once, with the first of them that applies, and tells for all. */
    void (*cue)(ca_check *check, const ca_rule *rule, const ca_check_cue *cue);
    void (*file)(ca_check *check, const ca_rule *rule);
    /* Adds the edits that mend one finding; false: this one cannot be mended. NULL: none can. */
    bool (*fix)(ca_check *check, const ca_found *found, ca_edits *edits);
};

/* The list (rules.c). */
const ca_rule *ca_rule_at(size_t index);
/* SIZE_MAX: no rule has this code. */
size_t ca_rule_index(const char *code);
size_t ca_rule_index_of(const ca_rule *rule);
/* Whether files of this kind are judged by it: what are no captions only by the rules of syntax. */
bool ca_rule_judges(const ca_rule *rule, ca_track_kind kind);

/* One file being checked. */
struct ca_check {
    const char *path;
    const capalign_track *track;
    const capalign_check_config *config;
    ca_str text; /* the source as UTF-8 */
    ca_lines lines;
    bool srt;
    bool webvtt;
    ca_track_kind kind;
    ca_found *found;
    size_t found_count;
    size_t found_capacity;
    size_t counts[3]; /* by severity, those beyond the cap on records included */
    bool no_memory;
    ca_strbuf scratch; /* texts of the cue at hand */
    ca_check_line *cue_lines;
    size_t cue_line_capacity;
    int right_to_left; /* whether it has such letters: 0: not looked yet, 1: no, 2: yes */
    int sortable;      /* the same: whether --fix can put its cues in order */
    struct ca_suppressions *suppressions; /* of NOTE capalign-disable, or NULL */
    size_t marks_cue; /* marks.h: `marks` are of the cue of this index, counted from 1 */
    uint32_t marks;
    struct ca_style *style; /* rules/style.h: what is written in more ways than one, or NULL */
    ca_strbuf notes;        /* each ends in NUL */
    const char *medium;     /* what the captions were compared with, or NULL */
    const capalign_error *medium_error; /* why they could not be, or NULL */
};

/* More checks of a file than rules can make by themselves: they see more than the captions. Run
 * after the rules; what it fails with is what the whole check fails with. */
typedef struct ca_check_more {
    capalign_code (*run)(void *context, ca_check *check, capalign_error *error);
    void *context;
} ca_check_more;

/* Whether the rule applies to this file: enabled, of this format, and for this kind of file. */
bool ca_check_applies(const ca_check *check, const ca_rule *rule);
/* The rule's threshold in its unit; CAPALIGN_TIME_NONE: none is set, and the rule does not apply.
 */
int64_t ca_check_limit(const ca_check *check, const ca_rule *rule);

/* Tells a finding at bytes [from, to) of the source about the cue at `cue` (CA_CHECK_NO_CUE:
 * none). A rule that does not apply, or is switched off there, tells nothing. */
void ca_check_tell(ca_check *check, const ca_rule *rule, size_t from, size_t to, size_t cue,
                   int64_t value);
/* The same for another rule than the one that is running, by its code. */
void ca_check_tell_code(ca_check *check, const char *code, size_t from, size_t to, size_t cue,
                        int64_t value);

/* The same with a note for its message, which is copied. */
void ca_check_tell_note(ca_check *check, const char *code, size_t from, size_t to, size_t cue,
                        int64_t value, const char *note);

/* cue_text.c: what rules ask of the cue at `index`. Valid until the next call. False without
 * memory. */
bool ca_check_read_cue(ca_check *check, size_t index, ca_check_cue *out);
/* The source's byte that the plain text's byte `at` (of line->plain) came from. */
size_t ca_check_source_of(const ca_check *check, const ca_check_line *line, size_t at);

/* check.c: checks a track that was read; findings are in check->found, sorted. The track and the
 * configuration must outlive it. False without memory. */
bool ca_check_run(ca_check *check, const char *path, const capalign_track *track,
                  const capalign_check_config *config);
/* Puts what was told since into its place. */
void ca_check_sort(ca_check *check);
void ca_check_free(ca_check *check);

/* file.c: capalign_check_file with more checks; `more` may be NULL. */
capalign_code ca_check_file_with(const char *path, const capalign_check_options *options,
                                 const ca_check_more *more, capalign_check_result **out,
                                 capalign_error *error);

/* result.c: the public result of a check. */
capalign_code ca_check_result_make(ca_check *check, const capalign_check_options *options,
                                   capalign_check_result **out, capalign_error *error);
/* The result for a file that could not be read. */
capalign_code ca_check_result_of_error(const char *path, const capalign_error *failed,
                                       capalign_check_result **out, capalign_error *error);

#endif
