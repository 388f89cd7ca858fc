/* What holds for the cues of any aligned transcript, in any script: random spans over texts of
 * eleven scripts, with pauses, hurried speech and words that are not spoken. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "cue/layout.h"
#include "cue/width.h"
#include "text/spoken.h"

static const struct {
    const char *language, *text;
} samples[] = {
    {"en", "The old harbour was quiet. Ines Aalto waited for the first boat, which never came, and "
           "Dr. Smith paid $3.50 for a well-known map. \"Why?\" she asked. [music] ANNA: No idea!"},
    {"de", "Am 3. Oktober fuhr Maria von der Berg, die niemand kannte, nach Bremen. Dort blieb sie "
           "zwei Jahre; danach arbeitete sie z. B. in der Donaudampfschifffahrtsgesellschaft."},
    {"fr", "Quoi ? « Oui », dit-il ; l'homme n'avait pas dormi depuis trois jours. Voilà !"},
    {"ru", "Сегодня утром первый корабль вошёл в порт. Никто его не ждал, но все обрадовались."},
    {"ar", "في الصباح وصلت السفينة الأولى إلى الميناء، ولم يكن أحد في انتظارها. لماذا؟ لا نعرف."},
    {"hi", "सुबह पहला जहाज़ बंदरगाह में आया। किसी को उसका इंतज़ार नहीं था, लेकिन सब खुश थे।"},
    {"th", "เช้านี้เรือลำแรกเข้ามาที่ท่าเรือ ไม่มีใครรออยู่ แต่ทุกคนดีใจมาก เพราะว่าอาหารเกือบจะหมดแล้ว"},
    {"km", "ព្រឹកនេះកប៉ាល់ទីមួយបានចូលមកដល់កំពង់ផែ។ គ្មាននរណារង់ចាំទេ"},
    {"zh", "今天早上第一艘船进了港口，没有人在等它。可是大家都很高兴，因为粮食快吃完了！是2023年5月"
           "3日吗？"},
    {"ja", "けさ、最初の船が港に入りました。だれも待っていませんでしたが、「よかった」と言いました"
           "。コンピューターは３台です。"},
    {"ko", "오늘 아침 첫 배가 항구에 들어왔습니다. 아무도 기다리지 않았지만 모두 기뻐했습니다."},
    {"en",
     "Great 😀👍🏽 👨‍👩‍👧 news — the café №5 re\u00ADopened… 東京 is 35 "
     "°C; "
     "see "
     "https://example.org/a-b!"},
};

typedef struct speech {
    ca_str text;
    ca_layout_word *words;
    size_t count;
    int64_t end_us;
} speech;

static uint32_t next_random(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 16) % below;
}

/* Spans for the words of the text: 40 to 700 ms each, with pauses of up to 3 s. */
static speech speak(ca_str text, uint32_t seed)
{
    ca_spoken_words found;
    assert_int_equal(ca_spoken_find(text, &found, NULL), CAPALIGN_OK);
    speech s = {
        .text = text, .words = calloc(found.count + 1, sizeof *s.words), .count = found.count};
    uint32_t fastest = 40 + next_random(&seed, 300);
    for (size_t i = 0; i < found.count; i++) {
        if (next_random(&seed, 6) == 0)
            s.end_us += next_random(&seed, 3000) * 1000;
        int64_t start_us = s.end_us;
        s.end_us += (fastest + next_random(&seed, 360)) * INT64_C(1000) + next_random(&seed, 1000);
        bool spoken = next_random(&seed, 12) > 0;
        s.words[i] = (ca_layout_word){found.items[i].from, found.items[i].to,
                                      spoken ? start_us : CAPALIGN_TIME_NONE,
                                      spoken ? s.end_us : CAPALIGN_TIME_NONE, 1};
    }
    ca_spoken_free(&found);
    return s;
}

static char *bare(ca_str text, char *out)
{
    for (size_t i = 0; i < text.size;) {
        uint32_t c;
        size_t size = ca_utf8_decode(text.data + i, text.size - i, &c);
        if (!ca_is_space(c) && c != 0xAD) {
            memcpy(out, text.data + i, size);
            out += size;
        }
        i += size;
    }
    return out;
}

/* All text, once and in order. */
static void check_text(const speech *s, const capalign_track *track)
{
    char *wanted = calloc(s->text.size + 1, 1), *got = calloc(2 * s->text.size + 2, 1), *to = got;
    bare(s->text, wanted);
    for (size_t i = 0; i < capalign_track_cue_count(track); i++) {
        const capalign_cue *cue = capalign_track_cue(track, i);
        to = bare((ca_str){cue->text, cue->text_bytes}, to);
    }
    assert_string_equal(got, wanted);
    free(wanted);
    free(got);
}

/* Lines fit, and none begins with what may not begin one or inside a character. */
static void check_lines(const capalign_cue *cue, const ca_layout_profile *profile)
{
    size_t lines = 0;
    for (size_t from = 0; from <= cue->text_bytes; lines++) {
        const char *end = memchr(cue->text + from, '\n', cue->text_bytes - from);
        size_t to = end ? (size_t)(end - cue->text) : cue->text_bytes;
        ca_str line = {cue->text + from, to - from};
        uint32_t first;
        ca_utf8_decode(line.data, line.size, &first);
        assert_true(line.size > 0 && first != ' ' && line.data[line.size - 1] != ' ');
        assert_true(ca_columns_of(line) <= profile->max_columns);
        assert_true(first == 0x2014 || !ca_is_no_start(first));
        assert_true(ca_cluster_at(line, 0).columns > 0);
        from = to + 1;
    }
    assert_true(lines <= profile->max_lines);
}

static void check_times(const speech *s, const capalign_track *track, const ca_layout_cue *cues,
                        const ca_layout_profile *profile)
{
    size_t count = capalign_track_cue_count(track), word = 0;
    for (size_t i = 0; i < count; i++) {
        const capalign_cue *cue = capalign_track_cue(track, i);
        assert_true(cue->end_us > cue->start_us);
        assert_true(cue->end_us - cue->start_us <= profile->max_duration_us);
        assert_int_equal(cue->start_us % 1000 + cue->end_us % 1000, 0);
        assert_int_equal(cues[i].first_word, word);
        word = cues[i].end_word;
        if (i + 1 < count)
            assert_true(cue->end_us + profile->min_gap_us <=
                        capalign_track_cue(track, i + 1)->start_us);
        int64_t speech_us = cue->start_us;
        for (size_t w = cues[i].first_word; w < word; w++)
            if (s->words[w].start_us != CAPALIGN_TIME_NONE)
                speech_us = s->words[w].end_us;
        if (cues[i].unspoken == 0 && word > cues[i].first_word)
            assert_true(cue->end_us <=
                        speech_us + profile->max_tail_us + profile->close_gap_us + 1000);
    }
    assert_int_equal(word, s->count);
}

static void check_all(size_t sample, const ca_layout_profile *profile, uint32_t seed)
{
    char text[4096] = "";
    for (uint32_t i = 0; i <= seed % 3; i++) {
        strcat(text, samples[sample].text);
        strcat(text, i % 2 ? "\n\n" : " ");
    }
    speech s = speak(ca_str_of(text), seed);
    capalign_track *track;
    ca_layout_cue *cues;
    size_t count;
    assert_int_equal(capalign_track_create(&track, NULL), CAPALIGN_OK);
    assert_int_equal(capalign_track_set_language(track, samples[sample].language, NULL),
                     CAPALIGN_OK);
    assert_int_equal(ca_layout_words(s.text, s.words, s.count, s.end_us + 1000000, profile, track,
                                     &cues, &count, NULL),
                     CAPALIGN_OK);
    check_text(&s, track);
    check_times(&s, track, cues, profile);
    for (size_t i = 0; i < count; i++)
        check_lines(capalign_track_cue(track, i), profile);
    free(cues);
    free(s.words);
    capalign_track_destroy(track);
}

static void cues_of_every_script_keep_the_limits(void **state)
{
    (void)state;
    for (size_t sample = 0; sample < sizeof samples / sizeof samples[0]; sample++)
        for (size_t p = 0; p < ca_layout_profile_count(); p++)
            for (uint32_t seed = 1; seed <= 25; seed++)
                check_all(sample, ca_layout_profile_at(p), seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cues_of_every_script_keep_the_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
