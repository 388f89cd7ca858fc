#include "check/kind.h"

#include "base/strbuf.h"

/* What headers and names say, and what it means. */
static const struct {
    const char *word;
    ca_track_kind kind;
} words[] = {
    {"captions", CA_TRACK_CAPTIONS},   {"subtitles", CA_TRACK_CAPTIONS},
    {"chapters", CA_TRACK_CHAPTERS},   {"metadata", CA_TRACK_METADATA},
    {"thumbnails", CA_TRACK_METADATA}, {"storyboard", CA_TRACK_METADATA},
};

static bool find_word(ca_str text, ca_track_kind *kind)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (ca_str_equal_nocase(text, words[i].word)) {
            *kind = words[i].kind;
            return true;
        }
    return false;
}

/* "Kind: chapters", on a line right below the signature or further down the header. */
static bool header_says(const ca_check *check, ca_track_kind *kind)
{
    static const char key[] = "kind:";
    enum { KEY = sizeof key - 1 };
    for (size_t line = 2; line <= check->lines.count; line++) {
        size_t from, to;
        ca_line_range(&check->lines, line, &from, &to);
        ca_str text = ca_str_trim((ca_str){check->text.data + from, to - from});
        if (!text.size || memmem(text.data, text.size, "-->", 3))
            return false;
        if (text.size > KEY && ca_str_equal_nocase((ca_str){text.data, KEY}, key))
            return find_word(ca_str_trim((ca_str){text.data + KEY, text.size - KEY}), kind);
    }
    return false;
}

/* A part between dots, or the whole name: "chapters.en.vtt" may be a film of that name. */
static bool name_says(const char *path, ca_track_kind *kind)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *from = name, *dot;
    for (; (dot = strchr(from, '.')); from = dot + 1) {
        bool first = from == name, only = first && !strchr(dot + 1, '.');
        if ((!first || only) && find_word((ca_str){from, (size_t)(dot - from)}, kind))
            return true;
    }
    return false;
}

/* Not "[Music]" or "{laughs}": an object begins with a name, and so on. */
static bool is_json(ca_str text)
{
    if (text.size < 2)
        return false;
    char begin = text.data[0], end = text.data[text.size - 1];
    ca_str inner = ca_str_trim((ca_str){text.data + 1, text.size - 2});
    if (begin == '{' && end == '}')
        return !inner.size || *inner.data == '"';
    return begin == '[' && end == ']' && inner.size && strchr("{[\"-0123456789", *inner.data);
}

/* "sprites.jpg#xywh=0,0,160,90", a picture of a preview. */
static bool is_place_in_picture(ca_str text)
{
    return memmem(text.data, text.size, "#xywh=", 6) && !memchr(text.data, '\n', text.size);
}

static bool every_cue_is(const capalign_track *track, bool (*is)(ca_str text))
{
    bool any = false;
    for (size_t i = 0; i < track->cue_count; i++) {
        const capalign_cue *cue = &track->cues[i].cue;
        ca_str text = ca_str_trim((ca_str){cue->text, cue->text_bytes});
        if (text.size && !is(text))
            return false;
        any = any || text.size;
    }
    return any;
}

ca_track_kind ca_track_kind_of(const ca_check *check)
{
    ca_track_kind kind = CA_TRACK_CAPTIONS;
    if (!check->webvtt || header_says(check, &kind) || name_says(check->path, &kind))
        return kind;
    return every_cue_is(check->track, is_json) || every_cue_is(check->track, is_place_in_picture)
               ? CA_TRACK_METADATA
               : CA_TRACK_CAPTIONS;
}
