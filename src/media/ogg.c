#include "media/ogg.h"

#include <string.h>

#include <libavutil/crc.h>
#include <libavutil/intreadwrite.h>

/* A page (RFC 3533, 6): "OggS", version, flags, granule position (8 bytes), serial number (4),
 * sequence number (4), checksum (4), segment count, segment sizes, body. */
enum {
    FLAGS = 5,
    SERIAL = 14,
    SEQUENCE = 18,
    CHECKSUM = 22,
    SEGMENTS = 26,
    HEADER = 27,
    FLAG_FIRST = 2,
};

/* Size of the whole page at `bytes`; 0 where there is none, or only a part of one. */
static size_t page_size(const uint8_t *bytes, size_t size)
{
    if (size < HEADER || memcmp(bytes, "OggS", 4) != 0)
        return 0;
    size_t segments = bytes[SEGMENTS], total = HEADER + segments;
    if (size < total)
        return 0;
    for (size_t i = 0; i < segments; i++)
        total += bytes[HEADER + i];
    return total <= size ? total : 0;
}

/* The checksum is made with its own field set to 0. */
static bool is_intact(const uint8_t *page, size_t size)
{
    static const uint8_t zero[4];
    const AVCRC *table = av_crc_get_table(AV_CRC_32_IEEE);
    uint32_t crc = av_crc(table, 0, page, CHECKSUM);
    crc = av_crc(table, crc, zero, sizeof zero);
    crc = av_crc(table, crc, page + CHECKSUM + 4, size - CHECKSUM - 4);
    return av_bswap32(crc) == AV_RL32(page + CHECKSUM);
}

/* `number` counts pages from 0. */
static bool is_next(const uint8_t *page, size_t size, uint32_t number, uint32_t *serial)
{
    bool first = page[FLAGS] & FLAG_FIRST;
    if (number == 0) {
        const uint8_t *body = page + HEADER + page[SEGMENTS];
        size_t room = size - (size_t)(body - page);
        *serial = AV_RL32(page + SERIAL);
        if (room < 8 || (memcmp(body, "\x01vorbis", 7) != 0 && memcmp(body, "OpusHead", 8) != 0))
            return false;
    }
    return first == (number == 0) && AV_RL32(page + SERIAL) == *serial &&
           AV_RL32(page + SEQUENCE) == number && is_intact(page, size);
}

bool ca_ogg_is_plain(const ca_source *source, void *window)
{
    const uint8_t *bytes = window;
    int64_t at = 0;
    uint32_t number = 0, serial = 0;
    while (at < source->size) {
        size_t have = ca_source_read_at(source, at, window, CA_OGG_WINDOW), used = 0, size;
        while ((size = page_size(bytes + used, have - used)) > 0) {
            if (!is_next(bytes + used, size, number++, &serial))
                return false;
            used += size;
        }
        if (used == 0)
            return false;
        at += (int64_t)used;
    }
    return number > 0;
}
