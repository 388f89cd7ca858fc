/* Quotes that are opened and not closed. A quotation may run over some cues, and each of them may
 * open it again, as books do with paragraphs. */
#include "check/marks.h"
#include "check/rules.h"
#include "check/rules/style.h"

/* A quotation that is not closed after so many cues was forgotten. */
enum { MAX_CUES = 8, QUOTES = 2 };

static bool is_one_of(char c, const char *list)
{
    return c && strchr(list, c);
}

/* What stands beside the quote tells which side it is on; both may hold: then it is either. */
static bool can_open(const ca_check *check, const ca_style_place *place)
{
    if (place->size == 3)
        return check->text.data[place->from + 2] == '\x9C';
    char before = place->from ? check->text.data[place->from - 1] : '\n';
    return is_one_of(before, " \t\n\r([-'>") || (unsigned char)before >= 0x80;
}

static bool can_close(const ca_check *check, const ca_style_place *place)
{
    if (place->size == 3)
        return check->text.data[place->from + 2] == '\x9D';
    size_t next = place->from + 1;
    char after = next < check->text.size ? check->text.data[next] : '\n';
    return is_one_of(after, " \t\n\r)].,;:!?'-<") || (unsigned char)after >= 0x80;
}

static void tell_place(ca_check *check, const ca_rule *rule, const ca_style_place *place)
{
    if (place)
        ca_check_tell(check, rule, place->from, place->from + place->size, place->cue, 0);
}

/* A quote of its own at the start of a cue's text: the quotation goes on. */
static bool goes_on(const ca_check *check, const ca_style_place *place)
{
    size_t from, to;
    size_t line = ca_line_of(&check->lines, place->from);
    ca_line_range(&check->lines, line, &from, &to);
    return place->from == from && line == check->track->cues[place->cue].cue.line + 1;
}

/* Low quotes make the curly ones mean something else: German closes with what English opens with.
 */
static bool has_low_quotes(const ca_check *check)
{
    return check->style->counts[QUOTES][1] &&
           memmem(check->text.data, check->text.size, "\u201E", 3);
}

static void unbalanced(ca_check *check, const ca_rule *rule)
{
    const struct ca_style *style = check->style;
    if (!style || has_low_quotes(check))
        return;
    const ca_style_place *open = NULL;
    for (size_t i = 0; i < style->count; i++) {
        const ca_style_place *place = &style->places[i];
        if (place->kind != QUOTES)
            continue;
        if (open && place->cue - open->cue > MAX_CUES) {
            tell_place(check, rule, open);
            open = NULL;
        }
        bool opens = can_open(check, place), closes = can_close(check, place);
        if (!open && closes && !opens) {
            if (place->way != CA_STYLE_NO_WAY) /* 6" is six inches */
                tell_place(check, rule, place);
        } else if (!open) {
            open = place;
        } else if (opens && !closes) {
            if (!goes_on(check, place))
                tell_place(check, rule, open);
            open = place;
        } else {
            open = NULL;
        }
    }
    tell_place(check, rule, open);
}

const ca_rule ca_rules_quotes[] = {
    {.about = {.code = "quotes-unbalanced",
               .title = "a quote that is not closed, or not opened",
               .why = "viewers do not see who says what",
               .formats = "srt vtt",
               .severity = CAPALIGN_INFO,
               .enabled = true,
               .bad = "He said: \"The ferry leaves.",
               .good = "He said: \"The ferry leaves.\""},
     .message = "the quote has no second one on the other side of the words",
     .cue = ca_style_cue,
     .file = unbalanced},
};
const size_t ca_rules_quotes_count = sizeof ca_rules_quotes / sizeof ca_rules_quotes[0];
