/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of the responder share. A datagram comes in at rmcp.c and is
 * taken apart in rmcp_packet.c; a login is rmcp_login.c's, or rmcp_old.c's for
 * IPMI 1.5; a message ends in rmcp_message.c, behind which is the demo BMC.
 */
#ifndef BMCTUI_TESTS_RMCP_OWN_H
#define BMCTUI_TESTS_RMCP_OWN_H

#include <netinet/in.h>
#include <pthread.h>

#include "rmcp/rmcp.h"

#define RMCP_PACKET_MAX  512
#define RMCP_USERS       64
#define RMCP_DIGEST_MAX  32
#define RMCP_PASSWORD    20
#define RMCP_HEADER      4 /* version, reserved, sequence, class */
#define RMCP_CLASS_ASF   0x06
#define RMCP_CLASS_IPMI  0x07
#define RMCP_FORMAT_PLUS 0x06 /* authentication type of IPMI 2.0 packets */

enum rmcp_payload {
    PAYLOAD_MESSAGE = 0x00,
    PAYLOAD_OPEN = 0x10,
    PAYLOAD_OPENED = 0x11,
    PAYLOAD_RAKP_1 = 0x12,
    PAYLOAD_RAKP_2 = 0x13,
    PAYLOAD_RAKP_3 = 0x14,
    PAYLOAD_RAKP_4 = 0x15
};

/* Bytes being written; what does not fit is an assert. */
struct rmcp_bytes {
    uint8_t at[RMCP_PACKET_MAX];
    size_t length;
};

/* A cipher suite (IPMI 2.0, table 22-20). */
struct rmcp_suite {
    uint8_t id, authentication, integrity, confidentiality;
};

struct rmcp_session {
    uint32_t id;                    /* ours; 0: this place is free */
    uint32_t console;               /* the client's number for it */
    const struct rmcp_suite *suite; /* NULL: IPMI 1.5 */
    uint8_t authentication;         /* IPMI 1.5: 0 none, 2 MD5, 4 straight password */
    bool active;
    uint32_t sequence;
    uint8_t role; /* as asked: bits 3-0 privilege, bit 4 by name only */
    uint8_t name[16], name_length;
    unsigned user;                              /* slot; 0: not known */
    uint8_t console_random[16], bmc_random[16]; /* the second is IPMI 1.5's challenge */
    uint8_t sik[RMCP_DIGEST_MAX], k_1[RMCP_DIGEST_MAX], k_2[RMCP_DIGEST_MAX];
    int64_t heard_ms; /* the last packet */
    int64_t ends_ms;  /* -1: not known yet */
};

struct rmcp {
    int socket, stop[2];
    pthread_t thread;
    pthread_mutex_t mutex; /* all below */
    struct rmcp_manners manners;
    struct clock clock; /* the demo BMC's */
    struct demo_bmc *demo;
    uint8_t passwords[RMCP_USERS][RMCP_PASSWORD]; /* zeros behind the end */
    struct rmcp_session sessions[RMCP_SESSIONS];
    struct sockaddr_in peer; /* of the packet being answered; */
    bool plus;               /* it is in the format of IPMI 2.0 */
    unsigned heard, answered;
};

/* A message (IPMI 2.0, 13.8), without address and check bytes. */
struct rmcp_message {
    uint8_t netfn, lun, sequence, command;
    uint8_t console, console_lun; /* requester's address */
    const uint8_t *data;
    size_t length;
};

/* rmcp_bytes.c */
void rmcp_put(struct rmcp_bytes *bytes, const void *data, size_t length);
void rmcp_put_byte(struct rmcp_bytes *bytes, uint8_t byte);
void rmcp_put_number(struct rmcp_bytes *bytes, uint32_t number, unsigned size); /* low byte first */
uint32_t rmcp_number(const uint8_t *bytes, unsigned size);
bool rmcp_message_read(const uint8_t *bytes, size_t length, struct rmcp_message *message);
/* answer: completion code and data. */
void rmcp_message_write(const struct rmcp_message *request, const struct rmcp_bytes *answer,
                        struct rmcp_bytes *bytes);

/* rmcp_crypt.c */
const struct rmcp_suite *rmcp_suite(unsigned id);
const struct rmcp_suite *rmcp_suite_of(uint8_t authentication, uint8_t integrity,
                                       uint8_t confidentiality);
void rmcp_crypt_start(void);
void rmcp_random(uint8_t *bytes, size_t length);
/* The suite's HMAC; returns its length, 0 where the suite has none. */
size_t rmcp_hmac(const struct rmcp_suite *suite, const uint8_t *key, size_t key_length,
                 const struct rmcp_bytes *data, uint8_t digest[RMCP_DIGEST_MAX]);
size_t rmcp_digest_length(const struct rmcp_suite *suite);
/* Of the check value of RAKP 4, and of packets. */
size_t rmcp_check_length(const struct rmcp_suite *suite);
void rmcp_md5(const struct rmcp_bytes *data, uint8_t digest[16]);
/* A payload with confidentiality header and trailer (13.29), from data and back. */
void rmcp_encrypt(const struct rmcp_session *session, const struct rmcp_bytes *data,
                  struct rmcp_bytes *bytes);
bool rmcp_decrypt(const struct rmcp_session *session, const uint8_t *bytes, size_t length,
                  struct rmcp_bytes *data);

/* rmcp.c */
int64_t rmcp_now(void);
/* Sends it as often as the manners say. */
void rmcp_send(struct rmcp *rmcp, const struct rmcp_bytes *packet);
/* Waits; false: it is to stop. */
bool rmcp_wait(struct rmcp *rmcp, int64_t ms);
/* A free place with a new number, NULL when there are too many sessions. */
struct rmcp_session *rmcp_session_new(struct rmcp *rmcp);
struct rmcp_session *rmcp_session_find(struct rmcp *rmcp, uint32_t id);
void rmcp_session_end(struct rmcp_session *session);
/* The slot of the user who may use IPMI, 0: none. */
unsigned rmcp_user_find(struct rmcp *rmcp, const uint8_t *name, size_t length);
/* What the user may be at most on the session's channel, 1 to 4; 0: nothing. */
unsigned rmcp_user_limit(struct rmcp *rmcp, unsigned user);
unsigned rmcp_channel(struct rmcp *rmcp);

/* rmcp_packet.c */
void rmcp_packet(struct rmcp *rmcp, const uint8_t *bytes, size_t length);
void rmcp_send_payload(struct rmcp *rmcp, enum rmcp_payload type, const struct rmcp_bytes *payload);
void rmcp_send_message(struct rmcp *rmcp, struct rmcp_session *session,
                       const struct rmcp_bytes *message);

/* rmcp_login.c */
void rmcp_login(struct rmcp *rmcp, uint8_t type, const uint8_t *bytes, size_t length);

/* rmcp_old.c */
/* Whether a packet of IPMI 1.5 carries the right authentication code. */
bool rmcp_old_right(struct rmcp *rmcp, const struct rmcp_session *session, const uint8_t *header,
                    const uint8_t *code, const struct rmcp_bytes *message);
void rmcp_old_code(struct rmcp *rmcp, const struct rmcp_session *session, uint32_t sequence,
                   const struct rmcp_bytes *message, uint8_t code[16]);
/* Get Session Challenge and Activate Session. */
void rmcp_old_challenge(struct rmcp *rmcp, const struct rmcp_message *request,
                        struct rmcp_bytes *answer);
void rmcp_old_activate(struct rmcp *rmcp, struct rmcp_session *session,
                       const struct rmcp_message *request, struct rmcp_bytes *answer);

/* rmcp_message.c */
/* One message; session NULL: outside of any. */
void rmcp_message(struct rmcp *rmcp, struct rmcp_session *session, const uint8_t *bytes,
                  size_t length);

#endif
