#include "check/marks.h"

/* clang-format off */
static const uint32_t marks_of[256] = {
    [0x01 ... 0x08] = CA_MARK_CONTROL, [0x0B ... 0x0C] = CA_MARK_CONTROL,
    [0x0E ... 0x1F] = CA_MARK_CONTROL, [0x00] = CA_MARK_CONTROL, [0x7F] = CA_MARK_CONTROL,
    ['\t'] = CA_MARK_BLANK, [' '] = CA_MARK_BLANK, ['\n'] = CA_MARK_LINE, ['\r'] = CA_MARK_LINE,
    ['.'] = CA_MARK_DOT, ['-'] = CA_MARK_DASH, ['"'] = CA_MARK_QUOTE, ['<'] = CA_MARK_TAG,
    ['&'] = CA_MARK_AMP, ['{'] = CA_MARK_BRACE, ['\\'] = CA_MARK_BACKSLASH, ['#'] = CA_MARK_HASH,
    ['a' ... 'z'] = CA_MARK_LOWER, ['A' ... 'Z'] = CA_MARK_UPPER,
    [0x80 ... 0xC1] = CA_MARK_HIGH, [0xC2 ... 0xC5] = CA_MARK_HIGH | CA_MARK_C2_C5,
    [0xC6 ... 0xE1] = CA_MARK_HIGH, [0xE2] = CA_MARK_HIGH | CA_MARK_E2,
    [0xE3 ... 0xFF] = CA_MARK_HIGH,
};
/* clang-format on */

/* Each pair of kinds that matters side by side is looked for without a branch. */
static uint32_t marks_of_text(const char *text, size_t size)
{
    uint32_t all = 0, pairs = 0, edges = 0, before = CA_MARK_LINE;
    for (size_t i = 0; i < size; i++) {
        uint32_t here = marks_of[(unsigned char)text[i]];
        all |= here;
        pairs |= here & before;
        edges |= (here & before << 1) | (here << 1 & before);
        before = here;
    }
    edges |= before << 1;
    return all | (pairs & CA_MARK_BLANK ? CA_MARK_BLANKS : 0) |
           (pairs & CA_MARK_DOT ? CA_MARK_DOTS : 0) | (edges & CA_MARK_LINE ? CA_MARK_EDGE : 0);
}
_Static_assert(CA_MARK_BLANK << 1 == CA_MARK_LINE, "blank and line end are told apart by a shift");

uint32_t ca_check_marks(ca_check *check, const ca_check_cue *cue)
{
    if (check->marks_cue != cue->index + 1) {
        check->marks_cue = cue->index + 1;
        check->marks =
            marks_of_text(check->text.data + cue->text_from, cue->text_to - cue->text_from);
    }
    return check->marks;
}
