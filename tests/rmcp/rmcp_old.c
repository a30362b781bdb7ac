/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sessions of IPMI 1.5: Get Session Challenge, Activate Session, authentication codes (IPMI 2.0,
 * 22.16, 22.17; 22.17.1 is the MD5 code). */
#include <string.h>

#include "rmcp/rmcp_own.h"

#define TYPE_NONE     0
#define TYPE_MD5      2
#define TYPE_STRAIGHT 4
#define NAME_LENGTH   16
#define KEY_LENGTH    16

enum {
    CODE_OK = 0x00,
    CODE_NO_ROOM = 0x81,      /* Activate Session */
    CODE_USER_UNKNOWN = 0x81, /* Get Session Challenge */
    CODE_LIMIT = 0x86,
    CODE_INVALID = 0xCC
};

void rmcp_old_code(struct rmcp *rmcp, const struct rmcp_session *session, uint32_t sequence,
                   const struct rmcp_bytes *message, uint8_t code[16])
{
    const uint8_t *key = rmcp->passwords[session->user];
    struct rmcp_bytes data = {.length = 0};

    if (session->authentication == TYPE_STRAIGHT) {
        memcpy(code, key, KEY_LENGTH);
        return;
    }
    rmcp_put(&data, key, KEY_LENGTH);
    rmcp_put_number(&data, session->id, 4);
    rmcp_put(&data, message->at, message->length);
    rmcp_put_number(&data, sequence, 4);
    rmcp_put(&data, key, KEY_LENGTH);
    rmcp_md5(&data, code);
}

bool rmcp_old_right(struct rmcp *rmcp, const struct rmcp_session *session, const uint8_t *header,
                    const uint8_t *code, const struct rmcp_bytes *message)
{
    uint8_t right[16];

    rmcp_old_code(rmcp, session, rmcp_number(header + 5, 4), message, right);
    return memcmp(code, right, sizeof(right)) == 0;
}

/* A session is opened already: its number is the one to activate. */
void rmcp_old_challenge(struct rmcp *rmcp, const struct rmcp_message *request,
                        struct rmcp_bytes *answer)
{
    uint8_t type = request->length > 0 ? request->data[0] & 0x0F : 0xFF;
    struct rmcp_session *session = NULL;
    size_t length = NAME_LENGTH;
    unsigned user;

    if (request->length != 1 + NAME_LENGTH || !(rmcp->manners.login.auth_types & 1u << type) ||
        (type != TYPE_NONE && type != TYPE_MD5 && type != TYPE_STRAIGHT)) {
        rmcp_put_byte(answer, CODE_INVALID);
        return;
    }
    while (length > 0 && request->data[length] == 0)
        length--;
    user = rmcp_user_find(rmcp, request->data + 1, length);
    if (user != 0)
        session = rmcp_session_new(rmcp);
    if (!session) {
        rmcp_put_byte(answer, CODE_USER_UNKNOWN);
        return;
    }
    session->authentication = type;
    session->user = user;
    rmcp_random(session->bmc_random, sizeof(session->bmc_random));
    rmcp_put_byte(answer, CODE_OK);
    rmcp_put_number(answer, session->id, 4);
    rmcp_put(answer, session->bmc_random, sizeof(session->bmc_random));
}

void rmcp_old_activate(struct rmcp *rmcp, struct rmcp_session *session,
                       const struct rmcp_message *request, struct rmcp_bytes *answer)
{
    const uint8_t *data = request->data;
    unsigned limit = rmcp_user_limit(rmcp, session->user);

    if (request->length != 22 || data[0] != session->authentication ||
        memcmp(data + 2, session->bmc_random, 16) != 0) {
        rmcp_put_byte(answer, CODE_INVALID);
        return;
    }
    if ((data[1] & 0x0F) > limit) {
        rmcp_put_byte(answer, CODE_LIMIT);
        return;
    }
    session->role = (uint8_t)limit;
    session->sequence = rmcp_number(data + 18, 4);
    rmcp_put_byte(answer, CODE_OK);
    rmcp_put_byte(answer,
                  rmcp->manners.login.per_message_off ? TYPE_NONE : session->authentication);
    rmcp_put_number(answer, session->id, 4);
    rmcp_put_number(answer, 1, 4); /* the first number that we want to hear */
    rmcp_put_byte(answer, (uint8_t)limit);
}
