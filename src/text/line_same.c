#include "text/line_same.h"

#include <utf8proc.h>

#include "text/line_text.h"

/* What must agree before an ellipsis for two lines to be the same. */
enum { CUT_LEAST_LETTERS = 15 };

/* Walks the letters, digits and marks of a text, case-folded and decomposed. */
typedef struct skeleton {
    ca_str rest;
    utf8proc_int32_t points[32];
    int count, next;
} skeleton;

static bool is_ascii_letter(uint32_t c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static int32_t skeleton_next(skeleton *s)
{
    for (;;) {
        while (s->next < s->count) {
            int32_t point = s->points[s->next++];
            utf8proc_category_t kind = utf8proc_category(point);
            if (kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_NO)
                return point;
        }
        if (!s->rest.size)
            return -1;
        uint32_t c;
        size_t n = ca_utf8_decode(s->rest.data, s->rest.size, &c);
        s->rest.data += n, s->rest.size -= n;
        if (c < 0x80) { /* most text is, and the tables take ten times as long */
            s->count = s->next = 0;
            if (is_ascii_letter(c) || (c >= '0' && c <= '9'))
                return (int32_t)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
            continue;
        }
        int last_class = 0;
        utf8proc_ssize_t got = utf8proc_decompose_char((utf8proc_int32_t)c, s->points, 32,
                                                       UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                                           UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
                                                       &last_class);
        s->count = got > 0 && got <= 32 ? (int)got : 0;
        s->next = 0;
    }
}

static bool is_cut(ca_str text)
{
    text = ca_line_trim(text);
    return ca_line_last(text) == 0x2026 ||
           (text.size > 3 && memcmp(text.data + text.size - 3, "...", 3) == 0);
}

bool ca_line_same(ca_str a, ca_str b, int *longer)
{
    skeleton left = {.rest = a}, right = {.rest = b};
    *longer = 0;
    for (size_t letters = 0;; letters++) {
        int32_t l = skeleton_next(&left), r = skeleton_next(&right);
        if (l == r && l >= 0)
            continue;
        if (l == r)
            return letters > 0;
        if (letters < CUT_LEAST_LETTERS)
            return false;
        *longer = l < 0;
        return (l < 0 && is_cut(a)) || (r < 0 && is_cut(b));
    }
}
