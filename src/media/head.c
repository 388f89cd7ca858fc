#include "media/head.h"

#include <stdlib.h>
#include <string.h>

#include <libavutil/crc.h>
#include <libavutil/intreadwrite.h>
#include <libavutil/mathematics.h>

#include "base/time.h"
#include "base/utf8.h"
#include "media/ogg.h"

enum {
    HEAD_BYTES = 64 * 1024,
    /* The largest FLAC frame that the streamable subset allows: 4608 samples of 2 channels × 24
     * bits, 27 kB; or 16384 at high rates, 98 kB. */
    TAIL_BYTES = 128 * 1024,
};

static unsigned byte_at(ca_str bytes, size_t at)
{
    return (unsigned char)bytes.data[at];
}

static bool starts_nocase(ca_str text, const char *prefix)
{
    size_t n = strlen(prefix);
    return text.size >= n && ca_str_equal_nocase((ca_str){text.data, n}, prefix);
}

/* Tags that libsndfile does not pass on, as Vorbis comments ("LANGUAGE=eng", "CHAPTER001=…"). */
static bool has_special_tags(ca_str head)
{
    for (size_t at = 0; at < head.size; at++) {
        ca_str rest = {head.data + at, head.size - at};
        if (starts_nocase(rest, "CHAPTER0") ||
            (starts_nocase(rest, "LANGUAGE=") && !starts_nocase(rest, "LANGUAGE=und")))
            return true;
    }
    return false;
}

/* CRC-8 with the polynomial x^8 + x^2 + x + 1 (RFC 9639, 9.1.8). */
static unsigned header_crc(ca_str header)
{
    return av_crc(av_crc_get_table(AV_CRC_8_ATM), 0, (const uint8_t *)header.data, header.size);
}

/* The coded number of a frame header: UTF-8 stretched to 36 bits (RFC 9639, 9.1.5). Returns its
 * length, 0 if it is none. */
static size_t coded_number(ca_str bytes, int64_t *number)
{
    unsigned lead = byte_at(bytes, 0);
    size_t size = 0;
    while (size < 8 && lead & (0x80u >> size))
        size++;
    if (size == 0) {
        *number = lead;
        return 1;
    }
    if (size == 1 || size == 8 || size > bytes.size)
        return 0;
    *number = size < 7 ? lead & (0x7fu >> size) : 0;
    for (size_t i = 1; i < size; i++) {
        if ((byte_at(bytes, i) & 0xc0) != 0x80)
            return 0;
        *number = *number << 6 | (byte_at(bytes, i) & 0x3f);
    }
    return size;
}

/* Samples of a frame by its block size code (RFC 9639, table 14); *extra: bytes that hold it. */
static int64_t block_size(unsigned code, ca_str after, size_t *extra)
{
    *extra = code == 6 ? 1 : code == 7 ? 2 : 0;
    if (after.size < *extra)
        return 0;
    if (code == 6)
        return byte_at(after, 0) + 1;
    if (code == 7)
        return (byte_at(after, 0) << 8 | byte_at(after, 1)) + 1;
    return code == 0   ? 0
           : code == 1 ? 192
           : code < 6  ? INT64_C(576) << (code - 2)
                       : INT64_C(256) << (code - 8);
}

/* Where the frame ends whose header is at the start of the bytes; -1: there is no header. A stream
 * of fixed block size counts frames, which are `fixed` samples long but for the last. */
static int64_t frame_end(ca_str bytes, int64_t fixed)
{
    enum { FIXED_PART = 4, LONGEST = 16 };
    if (bytes.size < LONGEST || byte_at(bytes, 0) != 0xff || (byte_at(bytes, 1) & 0xfe) != 0xf8)
        return -1;
    bool variable = byte_at(bytes, 1) & 1;
    unsigned rate = byte_at(bytes, 2) & 15;
    int64_t number;
    size_t extra, used = FIXED_PART;
    size_t n = coded_number((ca_str){bytes.data + used, bytes.size - used}, &number);
    if (n == 0)
        return -1;
    used += n;
    int64_t samples =
        block_size(byte_at(bytes, 2) >> 4, (ca_str){bytes.data + used, bytes.size - used}, &extra);
    used += extra + (rate == 12 ? 1 : rate == 13 || rate == 14 ? 2 : 0);
    if (samples == 0 || used >= bytes.size ||
        header_crc((ca_str){bytes.data, used}) != byte_at(bytes, used))
        return -1;
    return (variable ? number : number * fixed) + samples;
}

/* STREAMINFO follows "fLaC" and a block header of 4 bytes (RFC 9639, 8.2): minimum block size (2
 * bytes) comes first. */
static int64_t last_flac_frame(ca_str head, ca_str tail)
{
    if (head.size < 12)
        return -1;
    int64_t fixed = byte_at(head, 8) << 8 | byte_at(head, 9);
    for (size_t at = tail.size; at-- > 0;) {
        int64_t end = frame_end((ca_str){tail.data + at, tail.size - at}, fixed);
        if (end >= 0)
            return end;
    }
    return -1;
}

/* Bytes of sound in the "data" chunk, and how many make a second; 0 where they are not found. */
static void find_data(ca_str head, uint32_t *size, uint32_t *rate, size_t *start)
{
    enum { RIFF_HEADER = 12, CHUNK_HEADER = 8, BYTE_RATE = 8 };
    size_t at = RIFF_HEADER;
    *size = *rate = 0;
    while (head.size - at >= CHUNK_HEADER + BYTE_RATE + 4) {
        uint32_t chunk = AV_RL32(head.data + at + 4);
        *start = at + CHUNK_HEADER;
        if (memcmp(head.data + at, "fmt ", 4) == 0)
            *rate = AV_RL32(head.data + *start + BYTE_RATE);
        if (memcmp(head.data + at, "data", 4) == 0)
            *size = chunk;
        if (memcmp(head.data + at, "data", 4) == 0 || chunk > head.size - *start)
            return;
        at = *start + chunk + (chunk & 1);
        if (at > head.size)
            return;
    }
}

/* libsndfile believes a size of 0, which a recorder leaves that was cut off; sizes of 2^32 - 1 and
 * near it are of programs that could not go back to fill it in. */
static void look_at_wav(const ca_source *source, ca_str head, ca_head *out)
{
    enum { UNKNOWN = 4096 };
    uint32_t size, rate;
    size_t start = head.size;
    find_data(head, &size, &rate, &start);
    bool unfinished = size == 0 && rate > 0 && source->size - (int64_t)start > rate;
    out->plain_sound = memcmp(head.data + 8, "WAVE", 4) == 0 && !unfinished;
    if (size > 0 && rate > 0 && size < UINT32_MAX - UNKNOWN && memcmp(head.data, "RIFF", 4) == 0)
        out->claim_us = av_rescale(size, CA_US_PER_S, rate);
}

static void look(const ca_source *source, char *bytes, ca_head *out)
{
    ca_str head = {bytes, ca_source_read_at(source, 0, bytes, HEAD_BYTES)};
    if (head.size < 32)
        return;
    if (memcmp(head.data, "RIFF", 4) == 0 || memcmp(head.data, "RF64", 4) == 0) {
        look_at_wav(source, head, out);
    } else if (memcmp(head.data, "FORM", 4) == 0) {
        out->plain_sound = memcmp(head.data + 8, "AIF", 3) == 0;
    } else if (memcmp(head.data, "fLaC", 4) == 0) {
        int64_t from = source->size > TAIL_BYTES ? source->size - TAIL_BYTES : 0;
        char *tail = bytes + HEAD_BYTES;
        size_t size = ca_source_read_at(source, from, tail, TAIL_BYTES);
        out->flac_frames = last_flac_frame(head, (ca_str){tail, size});
        out->plain_sound = !has_special_tags(head);
    } else if (memcmp(head.data, "OggS", 4) == 0) {
        out->plain_sound = !has_special_tags(head) && ca_ogg_is_plain(source, bytes);
    }
}

capalign_code ca_head_look(const ca_source *source, ca_head *head, capalign_error *error)
{
    size_t size = HEAD_BYTES + TAIL_BYTES;
    char *bytes = malloc(size > CA_OGG_WINDOW ? size : CA_OGG_WINDOW);
    if (!bytes)
        return ca_fail_memory(error);
    *head = (ca_head){.flac_frames = -1, .claim_us = CAPALIGN_TIME_NONE};
    look(source, bytes, head);
    free(bytes);
    return CAPALIGN_OK;
}
