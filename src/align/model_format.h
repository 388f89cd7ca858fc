/* The packed acoustic model: what pack/pack_model.c writes and model.c reads.
 *
 * Little endian. A header (struct below, 8 + 4·(3 + 2·CA_SECTION_COUNT) bytes), then the sections,
 * each at a multiple of 4 bytes. The checksum is FNV-1a (32 bit) over all that follows the header.
 *
 * Sections, P phones, S senones (tied states; the first 3·P are the context-independent ones):
 *   NOTICE      the licence of the data, UTF-8
 *   PHONES      P names of 8 bytes, padded with NUL
 *   TRANSITIONS P × 3 f32: ln of the probability that a state is kept for another frame
 *   MEANS       P × 3 streams × 128 Gaussians × 13 i16, and behind them 39 f32 steps (a mean is
 *               its i16 times the step of its stream and dimension)
 *   DEVIATIONS  P × 3 × 128 × 13 u16: ln of the variance, (value - 32768) / 2048
 *   WEIGHTS     S × 3 × 128 u8 w: mixture weight 1.0001^(-1024·w), not normalised
 *   SENONES     S u8: the phone whose Gaussians a senone shares
 *   SEQUENCES   n × 3 u16 senones: one sequence for each distinct triphone model
 *   TRIPHONES   4 positions × P × P × P u16: the sequence of (position, phone, left, right),
 *               65535 where the model has none; positions as in mdef: 0 inside, 1 begin, 2 end,
 *               3 single
 *   WORDS       n u32: offsets into ENTRIES, sorted by the word's bytes
 *   ENTRIES     for each word: its bytes, NUL, number of pronunciations u8, and for each of them
 *               the number of phones u8 and the phones u8 */
#ifndef CA_ALIGN_MODEL_FORMAT_H
#define CA_ALIGN_MODEL_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#define CA_MODEL_MAGIC "capalign"
#define CA_MODEL_VERSION 1u

enum {
    CA_STATES = 3,  /* emitting states of a phone */
    CA_STREAMS = 3, /* static, delta, second difference */
    CA_STREAM_DIM = 13,
    CA_GAUSSIANS = 128, /* of each phone and stream */
    CA_MAX_PHONES = 64,
    CA_MAX_SENONES = 65535,
    CA_NO_SEQUENCE = 65535,
    CA_VARIANCE_STEPS = 2048, /* of ln variance */
    CA_VARIANCE_ZERO = 32768,
};

enum ca_section {
    CA_SECTION_NOTICE,
    CA_SECTION_PHONES,
    CA_SECTION_TRANSITIONS,
    CA_SECTION_MEANS,
    CA_SECTION_DEVIATIONS,
    CA_SECTION_WEIGHTS,
    CA_SECTION_SENONES,
    CA_SECTION_SEQUENCES,
    CA_SECTION_TRIPHONES,
    CA_SECTION_WORDS,
    CA_SECTION_ENTRIES,
    CA_SECTION_COUNT,
};

#define CA_MODEL_HEADER (8 + 4 * (3 + 2 * CA_SECTION_COUNT))

/* As in the file; every number is little endian. */
typedef struct ca_model_header {
    char magic[8];
    uint32_t version;
    uint32_t size; /* of the whole file */
    uint32_t checksum;
    struct {
        uint32_t offset, size;
    } sections[CA_SECTION_COUNT];
} ca_model_header;

static inline uint32_t ca_model_checksum(const unsigned char *bytes, size_t size)
{
    uint32_t sum = 2166136261u;
    for (size_t i = 0; i < size; i++)
        sum = (sum ^ bytes[i]) * 16777619u;
    return sum;
}

#endif
