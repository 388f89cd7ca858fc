/* How long a medium really is. */
#ifndef CA_MEDIA_DURATION_H
#define CA_MEDIA_DURATION_H

#include "media/demux.h"

typedef struct ca_duration {
    int64_t found_us; /* end of the last sound or picture; CAPALIGN_TIME_NONE where there is none */
    int64_t claim_us; /* what the container says; CAPALIGN_TIME_NONE where it does not */
    bool differs;     /* there is no claim, or the packets show that it is wrong */
} ca_duration;

/* Measures a demux that was just opened and reads it; afterwards it can only be closed. Reads the
 * packets of the last seconds where the container's times can be trusted, else all; decodes
 * nothing. `path` as for ca_demux_open: it may have to open the source again. */
capalign_code ca_duration_measure(ca_demux *demux, const char *path, ca_duration *duration,
                                  capalign_error *error);

/* Whether a claim is absent, or wrong by more than rounding and encoder delay. */
bool ca_duration_differs(int64_t claim_us, int64_t found_us);

/* End of a packet in presentation time, without the samples to discard at the end of sound;
 * CAPALIGN_TIME_NONE where it has no time. */
int64_t ca_packet_end(const ca_demux *demux, const AVPacket *packet);

#endif
