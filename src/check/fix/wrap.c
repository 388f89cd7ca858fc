/* Lines of a cue broken anew. Only white space between words changes, so markup stays where it is;
 * where a tag stands between two words with white space on both of its sides, or a line may be
 * another speaker's, the cue is left as it is. */
#include "cue/wrap.h"

#include <stdlib.h>

#include "caption/formats.h"
#include "caption/markup.h"
#include "check/config.h"
#include "check/fix/fixers.h"
#include "check/fix/place.h"
#include "cue/width.h"

/* Longer texts are no cue that anybody reads. */
enum { MAX_TEXT = 4096 };

/* The text as it is seen, on one line, and where its bytes stand in the source. */
typedef struct seen_text {
    char bytes[MAX_TEXT];
    size_t places[MAX_TEXT + 1];
    size_t size;
} seen_text;

/* Bytes of markup at the start of the text; SIZE_MAX: it is not known where it ends. */
static size_t markup_size(const ca_check *check, ca_str text)
{
    if (*text.data == '&')
        return check->webvtt ? SIZE_MAX : 0; /* an entity is not as wide as it is written */
    if (*text.data == '{')
        return check->srt ? ca_srt_override_size(text) : 0;
    if (*text.data != '<')
        return 0;
    if (check->srt)
        return ca_srt_tag_read(text).size;
    const char *end = memchr(text.data, '>', text.size);
    return end ? (size_t)(end - text.data) + 1 : SIZE_MAX;
}

static bool take_seen(const ca_check *check, size_t from, size_t to, seen_text *out)
{
    out->size = 0;
    for (size_t at = from; at < to;) {
        ca_str rest = {check->text.data + at, to - at};
        size_t size = markup_size(check, rest);
        if (size == SIZE_MAX)
            return false;
        if (!size) {
            out->places[out->size] = at;
            char c = *rest.data;
            out->bytes[out->size++] = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
        }
        at += size ? size : 1;
    }
    out->places[out->size] = to;
    return true;
}

/* Dashes begin speakers' lines; a blank line is for another rule. */
static bool has_set_lines(const ca_check *check, size_t from, size_t to)
{
    for (ca_place line = ca_place_of(check, from); line.from < to;
         line = ca_place_of_line(check, line.line + 1)) {
        ca_str text = ca_str_trim(line.text);
        if (!text.size || ca_str_starts(text, "-") || ca_str_starts(text, "\xE2\x80\x93") ||
            ca_str_starts(text, "\xE2\x80\x94") || ca_str_starts(text, "<v"))
            return true;
        if (line.next == line.from)
            break;
    }
    return false;
}

/* What stands between two words: white space only, and no markup in it. */
static bool put_joint(const ca_check *check, const seen_text *seen, size_t before, size_t after,
                      ca_str joint, ca_edits *edits)
{
    size_t from = seen->places[before - 1] + 1, to = seen->places[after];
    while (from < to && !ca_is_ascii_space(check->text.data[from]))
        from++; /* tags that close */
    size_t end = from;
    while (end < to && ca_is_ascii_space(check->text.data[end]))
        end++;
    for (size_t at = end; at < to; at++) /* tags that open */
        if (ca_is_ascii_space(check->text.data[at]))
            return false;
    if (from == end)
        return false;
    if (end - from != joint.size || memcmp(check->text.data + from, joint.data, joint.size) != 0)
        ca_edits_add(edits, from, end, joint);
    return true;
}

static bool put_breaks(ca_check *check, const seen_text *seen, const ca_atoms *atoms,
                       const ca_wrap *wrap, ca_edits *edits)
{
    ca_str end = ca_place_line_end(check, seen->places[0]);
    size_t line = 1;
    for (size_t i = 1; i < atoms->count; i++) {
        const ca_atom *atom = &atoms->items[i];
        bool starts = line < wrap->count && wrap->starts[line] == i;
        line += starts;
        bool spaced = atom->from > atoms->items[i - 1].to;
        if (!spaced && starts)
            return false; /* inside a word, or between ideographs: a person's choice */
        if (spaced && !put_joint(check, seen, atoms->items[i - 1].to, atom->from,
                                 starts ? end : ca_str_of(" "), edits))
            return false;
    }
    return true;
}

static uint32_t limit_of(const ca_check *check, const char *code, uint32_t most)
{
    size_t rule = ca_rule_index(code);
    int64_t limit = rule == SIZE_MAX ? CAPALIGN_TIME_NONE : ca_check_limit(check, ca_rule_at(rule));
    return limit == CAPALIGN_TIME_NONE || limit > most || limit < 1 ? most : (uint32_t)limit;
}

static bool wrap_seen(ca_check *check, const seen_text *seen, ca_edits *edits)
{
    ca_atoms atoms = {0};
    ca_wrap wrap;
    capalign_error ignored;
    uint32_t columns = limit_of(check, "max-chars-per-line", 200);
    uint32_t lines = limit_of(check, "max-lines", 2);
    bool done = false;
    capalign_code code =
        ca_atoms_split((ca_str){seen->bytes, seen->size}, NULL, 0, columns, &atoms, &ignored);
    if (code == CAPALIGN_OK)
        code = ca_atoms_judge(&atoms, capalign_track_language(check->track), &ignored);
    edits->no_memory = edits->no_memory || code == CAPALIGN_E_MEMORY;
    bool fits = code == CAPALIGN_OK && atoms.count && atoms.count <= CA_WRAP_MAX_ATOMS;
    uint64_t *sums = fits ? calloc(atoms.count + 1, sizeof *sums) : NULL;
    edits->no_memory = edits->no_memory || (fits && !sums);
    if (sums) {
        ca_wrap_sums(&atoms, sums);
        done = ca_wrap_lines(&atoms, sums, 0, atoms.count, columns,
                             lines < CA_WRAP_MAX_LINES ? lines : CA_WRAP_MAX_LINES, &wrap) &&
               put_breaks(check, seen, &atoms, &wrap, edits);
    }
    free(sums);
    ca_atoms_free(&atoms);
    return done;
}

bool ca_fix_wrap(ca_check *check, const ca_found *found, ca_edits *edits)
{
    size_t from, to, before = edits->count;
    if (found->cue == CA_CHECK_NO_CUE || !ca_place_cue_text(check, found->cue, &from, &to) ||
        to - from > MAX_TEXT || has_set_lines(check, from, to))
        return false;
    if (!ca_edits_first(edits, CA_FIX_ONCE_WRAP, found->cue))
        return true;
    seen_text *seen = malloc(sizeof *seen);
    if (!seen) {
        edits->no_memory = true;
        return false;
    }
    bool done = take_seen(check, from, to, seen) && seen->size && wrap_seen(check, seen, edits) &&
                edits->count > before;
    free(seen);
    return done;
}
