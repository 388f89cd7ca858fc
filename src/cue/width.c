#include "cue/width.h"

#include <utf8proc.h>

typedef struct range {
    uint32_t first, last;
} range;

#define IN(ranges, c) in_ranges(ranges, sizeof(ranges) / sizeof(ranges)[0], c)

static bool in_ranges(const range *ranges, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

enum {
    ZERO_WIDTH_JOINER = 0x200D,
    SOFT_HYPHEN = 0xAD,          /* counts for the hyphen that it may become */
    EMOJI_PRESENTATION = 0xFE0F, /* asks for the wide picture of a narrow character */
};

/* What a character adds to its cluster. Marks and format characters add nothing, nor what a joiner
 * merges into the picture before; the vowels and finals of a Hangul syllable stand inside its
 * square. */
static uint32_t columns_in_cluster(uint32_t c, uint32_t before)
{
    static const range jamo_tails[] = {{0x1160, 0x11FF}, {0xD7B0, 0xD7FF}};
    static const range skin_tones[] = {{0x1F3FB, 0x1F3FF}};
    if (c == SOFT_HYPHEN)
        return 1;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    bool mark = category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
    if (mark || category == UTF8PROC_CATEGORY_CF || before == ZERO_WIDTH_JOINER)
        return 0;
    if (before && (IN(jamo_tails, c) || IN(skin_tones, c)))
        return 0;
    int width = utf8proc_charwidth((utf8proc_int32_t)c);
    return width > 0 ? (uint32_t)width : 0;
}

ca_cluster ca_cluster_at(ca_str text, size_t at)
{
    uint32_t c, before = 0;
    ca_cluster cluster = {.from = at, .to = at};
    utf8proc_int32_t state = 0;
    while (cluster.to < text.size) {
        size_t n = ca_utf8_decode(text.data + cluster.to, text.size - cluster.to, &c);
        if (before &&
            utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)c, &state))
            break;
        if (cluster.to == at)
            cluster.first = c;
        uint32_t columns = columns_in_cluster(c, before);
        if (c == EMOJI_PRESENTATION && cluster.columns == 1)
            columns = 1;
        cluster.columns += columns;
        cluster.to += n;
        before = c;
        if (cluster.columns > 2) /* a run of prepended marks, of leading jamo */
            cluster.columns = 2;
        if (c == 0) /* would look like no character before */
            break;
    }
    return cluster;
}

size_t ca_columns_of(ca_str text)
{
    size_t columns = 0;
    for (size_t at = 0; at < text.size;) {
        ca_cluster cluster = ca_cluster_at(text, at);
        columns += cluster.columns;
        at = cluster.to;
    }
    return columns;
}

bool ca_is_space(uint32_t c)
{
    static const range spaces[] = {{0x0000, 0x0020}, {0x007F, 0x009F}, {0x1680, 0x1680},
                                   {0x2000, 0x2006}, {0x2008, 0x200B}, {0x2028, 0x2029},
                                   {0x205F, 0x205F}, {0x3000, 0x3000}};
    return IN(spaces, c);
}

bool ca_is_glue(uint32_t c)
{
    static const range glue[] = {{0x00A0, 0x00A0}, {0x2007, 0x2007}, {0x2011, 0x2011},
                                 {0x202F, 0x202F}, {0x2060, 0x2060}, {0xFEFF, 0xFEFF}};
    return IN(glue, c);
}

bool ca_is_letter(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

bool ca_is_digit(uint32_t c)
{
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND;
}

bool ca_is_upper(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool ca_is_han(uint32_t c)
{
    static const range han[] = {{0x2E80, 0x2FDF}, {0x3005, 0x3007}, {0x3400, 0x4DBF},
                                {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x323AF}};
    return IN(han, c);
}

bool ca_is_hiragana(uint32_t c)
{
    return c >= 0x3040 && c <= 0x309F;
}

bool ca_is_katakana(uint32_t c)
{
    static const range katakana[] = {{0x30A0, 0x30FF}, {0x31F0, 0x31FF}, {0xFF66, 0xFF9F}};
    return IN(katakana, c);
}

bool ca_is_ideographic(uint32_t c)
{
    /* Bopomofo, Yi, CJK symbols and compatibility forms; full width letters and signs. */
    static const range others[] = {{0x3000, 0x303F},  {0x3100, 0x312F}, {0x3190, 0x33FF},
                                   {0xA000, 0xA4CF},  {0xFE30, 0xFE4F}, {0xFF01, 0xFF65},
                                   {0x1F000, 0x1FAFF}};
    return ca_is_han(c) || ca_is_hiragana(c) || ca_is_katakana(c) || IN(others, c);
}

bool ca_is_unspaced_script(uint32_t c)
{
    static const range scripts[] = {
        {0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1780, 0x17FF}, {0x1950, 0x19DF}, {0x1A20, 0x1AAF}};
    return IN(scripts, c);
}

bool ca_is_one_of(uint32_t c, const char *set)
{
    char bytes[4];
    size_t n = ca_utf8_encode(c, bytes);
    return c && memmem(set, strlen(set), bytes, n) != NULL;
}

bool ca_is_turn_dash(uint32_t c)
{
    return ca_is_one_of(c, "-–—‐");
}

bool ca_is_no_start(uint32_t c)
{
    static const char set[] =
        "!?,.:;%‰℃°¢…‥、。，．：；！？％·・ーゝゞヽヾ々〻"
        "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
        "ｧｨｩｪｫｬｭｮｯｰ､｡･‐–—―〜～゠؟،؛۔।॥ๆฯะาำๅ";
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_PE || category == UTF8PROC_CATEGORY_PF ||
           ca_is_one_of(c, set);
}

bool ca_is_no_end(uint32_t c)
{
    static const char set[] = "¿¡$£¥€￥＄￡#＃@เแโใไ";
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_PS || category == UTF8PROC_CATEGORY_PI ||
           ca_is_one_of(c, set);
}
