#include "media/containers.h"

#include <string.h>

#include "base/utf8.h"

typedef struct container {
    const char *name;       /* FFmpeg's, before the first comma */
    const char *short_name; /* ours where it differs */
    int flags;
} container;

/* Demuxers that read one file and nothing else, of formats that sound and video are kept in. */
static const container opened[] = {
    {"mov", "mp4", 0},
    {"matroska", NULL, 0},
    {"avi", NULL, 0},
    {"asf", NULL, 0},
    {"ogg", NULL, CA_CONTAINER_TRIMMED},
    {"wav", NULL, 0},
    {"w64", NULL, 0},
    {"aiff", NULL, 0},
    {"au", NULL, 0},
    {"caf", NULL, 0},
    {"nut", NULL, 0},
    {"mxf", NULL, 0},
    {"rm", NULL, 0},
    {"ivf", NULL, 0},
    {"ape", NULL, 0},
    {"tak", NULL, 0},
    {"tta", NULL, 0},
    {"wv", NULL, 0},
    {"mpc", NULL, 0},
    {"mpc8", NULL, 0},
    {"voc", NULL, 0},
    {"iff", NULL, 0},
    {"dsf", NULL, 0},
    {"xwma", NULL, 0},
    {"flac", NULL, 0},
    {"mpegts", NULL, CA_CONTAINER_SEQUENTIAL},
    {"mpeg", NULL, CA_CONTAINER_SEQUENTIAL},
    {"flv", NULL, CA_CONTAINER_SEQUENTIAL},
    {"live_flv", "flv", CA_CONTAINER_SEQUENTIAL},
    {"wtv", NULL, CA_CONTAINER_SEQUENTIAL},
    {"gxf", NULL, CA_CONTAINER_SEQUENTIAL},
    {"dv", NULL, CA_CONTAINER_SEQUENTIAL},
    {"mp3", NULL, CA_CONTAINER_SEQUENTIAL},
    {"aac", NULL, CA_CONTAINER_SEQUENTIAL},
    {"loas", NULL, CA_CONTAINER_SEQUENTIAL},
    {"ac3", NULL, CA_CONTAINER_SEQUENTIAL},
    {"eac3", NULL, CA_CONTAINER_SEQUENTIAL},
    {"dts", NULL, CA_CONTAINER_SEQUENTIAL},
    {"dtshd", NULL, CA_CONTAINER_SEQUENTIAL},
    {"mlp", NULL, CA_CONTAINER_SEQUENTIAL},
    {"truehd", NULL, CA_CONTAINER_SEQUENTIAL},
    {"amr", NULL, CA_CONTAINER_SEQUENTIAL},
    {"amrnb", NULL, CA_CONTAINER_SEQUENTIAL},
    {"amrwb", NULL, CA_CONTAINER_SEQUENTIAL},
    {"gsm", NULL, CA_CONTAINER_SEQUENTIAL},
    {"h264", NULL, CA_CONTAINER_SEQUENTIAL},
    {"hevc", NULL, CA_CONTAINER_SEQUENTIAL},
    {"m4v", NULL, CA_CONTAINER_SEQUENTIAL},
    {"mpegvideo", NULL, CA_CONTAINER_SEQUENTIAL},
    {"vc1", NULL, CA_CONTAINER_SEQUENTIAL},
    {"obu", NULL, CA_CONTAINER_SEQUENTIAL},
    {"av1", NULL, CA_CONTAINER_SEQUENTIAL},
};

/* Lists of other files or addresses. FFmpeg's demuxers for them would open what they name. */
static const char *const playlists[] = {
    "hls", "concat", "dash", "imf", "sdp", "rtsp", "rtp", "vobsub", "webm_dash_manifest"};

static const char *const subtitles[] = {
    "srt", "webvtt",   "ass",  "ssa",       "aqtitle",    "jacosub",     "lrc",
    "mcc", "microdvd", "mpl2", "mpsub",     "pjs",        "realtext",    "sami",
    "scc", "stl",      "sup",  "subviewer", "subviewer1", "tedcaptions", "vplayer"};

static const char *const pictures[] = {"image2", "gif", "apng", "ico", "webp"};

static bool is_listed(ca_str name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ca_str_equal(name, list[i]))
            return true;
    return false;
}

static capalign_code refuse(ca_str name, capalign_error *error)
{
    int size = (int)name.size;
    if (is_listed(name, playlists, sizeof playlists / sizeof playlists[0]))
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "this is a list of other files (%.*s), which are not opened from it; name "
                       "the media files themselves",
                       size, name.data);
    if (is_listed(name, subtitles, sizeof subtitles / sizeof subtitles[0]))
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "this is a subtitle file (%.*s), not a media file with sound or video", size,
                       name.data);
    if (is_listed(name, pictures, sizeof pictures / sizeof pictures[0]) ||
        (name.size > 5 && memcmp(name.data + name.size - 5, "_pipe", 5) == 0))
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "this is a picture (%.*s), not a media file with sound or video", size,
                       name.data);
    return ca_fail(error, CAPALIGN_E_INPUT,
                   "this is no media file with sound or video that capalign reads (it looks like "
                   "FFmpeg's format %.*s)",
                   size, name.data);
}

capalign_code ca_container_find(const char *name, const char **short_name, int *flags,
                                capalign_error *error)
{
    ca_str first = {name, strcspn(name, ",")};
    for (size_t i = 0; i < sizeof opened / sizeof opened[0]; i++) {
        if (!ca_str_equal(first, opened[i].name))
            continue;
        *short_name = opened[i].short_name ? opened[i].short_name : opened[i].name;
        *flags = opened[i].flags;
        return CAPALIGN_OK;
    }
    return refuse(first, error);
}
