#include "base/error.h"
#include "text/duration.h"
#include "text/html_page.h"
#include "text/line_text.h"
#include "text/media_path.h"

/* Where lazy pages keep an address until it is needed. */
static const char source_attributes[] =
    "src data-src data-lazy-src data-original data-video-src data-video-url data-mp4 data-url";
static const char duration_attributes[] =
    "data-duration data-video-duration data-clip-duration data-media-duration";
/* Where players keep the id of a video on the site that they play from. */
static const char id_attributes[] = "data-videoid data-video-id videoid data-media-id "
                                    "data-mediaid data-entryid data-content-id";

/* AMP's and other custom elements that play one video. */
static const char *const player_elements[] = {"amp-video",
                                              "amp-video-iframe",
                                              "amp-youtube",
                                              "amp-vimeo",
                                              "amp-dailymotion",
                                              "amp-brightcove",
                                              "amp-jwplayer",
                                              "amp-kaltura-player",
                                              "amp-ooyala-player",
                                              "amp-wistia-player",
                                              "amp-brid-player",
                                              "amp-nexxtv-player",
                                              "amp-o2-player",
                                              "amp-3q-player",
                                              "amp-powr-player",
                                              "amp-ima-video",
                                              "amp-viqeo-player",
                                              "amp-springboard-player",
                                              "amp-minute-media-player",
                                              "amp-connatix-player",
                                              "amp-reach-player",
                                              "amp-mowplayer",
                                              "amp-hulu",
                                              "amp-vine",
                                              "video-js",
                                              "lite-youtube",
                                              "lite-vimeo",
                                              "youtube-video",
                                              "vimeo-video",
                                              "hls-video",
                                              "mux-player",
                                              "mux-video",
                                              "media-player",
                                              "brightcove-player",
                                              "smp-player"};

/* What the words of a frame's address or title say. */
static const char player_words[] = " video videos player players youtube nocookie youtu vimeo "
                                   "dailymotion brightcove jwplayer jwplatform jwp kaltura wistia "
                                   "vidyard streamable rumble twitch loom peertube odysee bitchute "
                                   "videopress videoplayer videojs clip clips ";
static const char other_words[] =
    " audio podcast podcasts soundcloud spotify mixcloud audioboom "
    "acast megaphone music radio map maps captcha recaptcha ad ads "
    "advert doubleclick adservice googletagmanager comments poll quiz "
    "chart graphic datawrapper newsletter ";

/* Titles by which sites call their player and no clip. */
static const char generic_words[] =
    " video videos player youtube vimeo dailymotion facebook twitch brightcove jw jwplayer kaltura "
    "embed embedded content media iframe frame the a an html of from external widget play clip "
    "twitter tiktok instagram ted wistia streaming stream live online default title untitled ";

static bool is_generic(ca_str title)
{
    size_t i = 0;
    while (i < title.size) {
        while (i < title.size && !((title.data[i] | 32) >= 'a' && (title.data[i] | 32) <= 'z')) {
            if ((unsigned char)title.data[i] >= 0x80)
                return false;
            i++;
        }
        size_t start = i;
        while (i < title.size && (title.data[i] | 32) >= 'a' && (title.data[i] | 32) <= 'z')
            i++;
        ca_str word = {title.data + start, i - start};
        if (word.size && !ca_html_is_one_of(word, generic_words))
            return false;
    }
    return true;
}

static bool is_player_element(const GumboNode *node)
{
    if (node->v.element.tag != GUMBO_TAG_UNKNOWN)
        return false;
    for (size_t i = 0; i < sizeof player_elements / sizeof player_elements[0]; i++)
        if (ca_html_is(node, player_elements[i]))
            return true;
    return false;
}

static ca_str without_query(ca_str address)
{
    for (size_t i = 0; i < address.size; i++)
        if (address.data[i] == '?' || address.data[i] == '#')
            return (ca_str){address.data, i};
    return address;
}

/* A pixel that counts visits. */
static bool is_tiny(const GumboNode *node)
{
    ca_str width = ca_html_attribute(node, "width"), height = ca_html_attribute(node, "height");
    return (width.size == 1 && (width.data[0] == '0' || width.data[0] == '1')) ||
           (height.size == 1 && (height.data[0] == '0' || height.data[0] == '1'));
}

static bool is_player_frame(const GumboNode *node)
{
    ca_str address = without_query(ca_html_first_attribute(node, source_attributes));
    ca_str title = ca_html_attribute(node, "title");
    if (is_tiny(node) || ca_html_has_word(address, other_words) ||
        ca_html_has_class_word(node, other_words))
        return false;
    return ca_html_has_word(address, player_words) || ca_html_has_word(title, " video player ") ||
           ca_html_has_class_word(node, player_words) || ca_media_is_video(address);
}

static bool is_embedded_file(const GumboNode *node)
{
    ca_str type = ca_html_attribute(node, "type");
    return (type.size > 6 && strncasecmp(type.data, "video/", 6) == 0) ||
           ca_media_is_video(ca_html_first_attribute(node, "data src"));
}

static bool is_player(const GumboNode *node)
{
    switch (node->v.element.tag) {
    case GUMBO_TAG_VIDEO:
        return true;
    case GUMBO_TAG_IFRAME:
        return is_player_frame(node);
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
        return is_embedded_file(node);
    default:
        break;
    }
    return is_player_element(node) || (ca_html_is(node, "amp-iframe") && is_player_frame(node));
}

bool ca_html_stated_duration(const GumboNode *node, int64_t *us)
{
    ca_str value = ca_html_first_attribute(node, duration_attributes);
    return value.size && (ca_duration_seconds(value, us) || ca_duration_iso(value, us) ||
                          ca_duration_clock(value, us));
}

/* A title of the player, where it says something. */
static void take_title(ca_html_page *page, ca_html_clip *clip, const GumboNode *node)
{
    ca_str title = ca_html_first_attribute(
        node, "data-caption data-title data-video-title title aria-label playlabel alt");
    if (!title.size || is_generic(title))
        return;
    clip->clip.caption = ca_html_caption_in(page, title, &clip->clip.duration_us);
}

/* A silent loop is an ornament; somebody who gives it a caption means it as a clip. */
static bool is_background(const GumboNode *node)
{
    return ca_html_has_attribute(node, "autoplay") && ca_html_has_attribute(node, "loop") &&
           ca_html_has_attribute(node, "muted") && !ca_html_has_attribute(node, "controls");
}

bool ca_html_take_player(ca_html_page *page, const GumboNode *node)
{
    if (!is_player(node))
        return false;
    ca_html_clip *clip = ca_html_new_clip(page, CA_FROM_PLAYER, ca_html_line(node));
    if (!clip)
        return false;
    clip->background = is_background(node);
    int64_t us;
    if (ca_html_stated_duration(node, &us))
        clip->clip.duration_us = us;
    take_title(page, clip, node);
    clip->clip.language = ca_html_language(page, ca_html_attribute(node, "lang"));
    ca_html_add_media(page, clip, ca_html_first_attribute(node, source_attributes));
    if (node->v.element.tag == GUMBO_TAG_OBJECT)
        ca_html_add_media(page, clip, ca_html_attribute(node, "data"));
    ca_html_add_id_key(page, clip, ca_html_first_attribute(node, id_attributes));
    return true;
}

void ca_html_take_source(ca_html_page *page, ca_html_clip *clip, const GumboNode *node)
{
    ca_html_add_media(page, clip, ca_html_first_attribute(node, source_attributes));
}

/* How well a track serves: one in the page's language, the default, captions before subtitles. */
static int score_track(const ca_html_page *page, const GumboNode *node, ca_str language)
{
    ca_str kind = ca_html_attribute(node, "kind");
    bool captions = ca_str_equal_nocase(kind, "captions");
    if (!captions && kind.size && !ca_str_equal_nocase(kind, "subtitles"))
        return 0;
    const char *own = page->article->language;
    size_t n = own ? strcspn(own, "-_") : 0;
    bool matches = n && language.size >= n && strncasecmp(language.data, own, n) == 0;
    return 1 + (captions ? 2 : 0) + (ca_html_has_attribute(node, "default") ? 3 : 0) +
           (matches ? 4 : 0);
}

void ca_html_take_track(ca_html_page *page, ca_html_clip *clip, const GumboNode *node)
{
    ca_str language = ca_html_attribute(node, "srclang");
    int score = score_track(page, node, language);
    if (score <= clip->track_score)
        return;
    bool failed = false;
    const char *path = ca_media_path(&page->article->arena,
                                     ca_html_first_attribute(node, source_attributes), &failed);
    if (failed && page->code == CAPALIGN_OK)
        page->code = ca_fail_memory(page->error);
    if (!path)
        return;
    clip->track_score = score;
    clip->clip.track_src = path;
    const char *code = ca_html_language(page, language);
    if (code)
        clip->clip.language = code;
}
