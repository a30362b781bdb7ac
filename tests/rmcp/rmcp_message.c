/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages: those that are about sessions are answered here (IPMI 2.0, 22.13 to 22.19), all others
 * by the demo BMC. */
#include <string.h>

#include "rmcp/rmcp_own.h"
#include "unit/demo_look.h"

#define NETFN_APP       0x06
#define NETFN_TRANSPORT 0x0C
#define CHANNEL_THIS    0x0E
#define EXTENDED        0x80
#define PER_MESSAGE_OFF 0x10
#define K_G_SET         0x20
#define REQUEST_MAX     64

enum {
    COMMAND_GUID = 0x37,
    COMMAND_CAPABILITIES = 0x38,
    COMMAND_CHALLENGE = 0x39,
    COMMAND_ACTIVATE = 0x3A,
    COMMAND_PRIVILEGE = 0x3B,
    COMMAND_CLOSE = 0x3C,
    COMMAND_USER_ACCESS = 0x44,
    COMMAND_PASSWORD = 0x47,
    COMMAND_SUITES = 0x54
};

enum { CODE_OK = 0x00, CODE_LIMIT = 0x81, CODE_INVALID = 0xCC, CODE_DENIED = 0xD4 };

/* --- sessions ------------------------------------------------------------------ */

static void capabilities(struct rmcp *rmcp, const struct rmcp_message *request,
                         struct rmcp_bytes *answer)
{
    const struct rmcp_manners *manners = &rmcp->manners;
    bool extended = request->length > 0 && (request->data[0] & EXTENDED);
    uint8_t ext = manners->login.auth_ext;

    if (manners->capabilities_code != CODE_OK || (extended && manners->capabilities_old)) {
        rmcp_put_byte(answer,
                      (uint8_t)(manners->capabilities_code != CODE_OK ? manners->capabilities_code
                                                                      : CODE_INVALID));
        return;
    }
    if (manners->login.ipmi == DEMO_IPMI_2_0)
        ext &= 0xFE;
    if (manners->login.ipmi == DEMO_IPMI_1_5 || !extended)
        ext &= 0xFD;
    rmcp_put_byte(answer, CODE_OK);
    rmcp_put_byte(answer, (uint8_t)rmcp_channel(rmcp));
    rmcp_put_byte(answer, (uint8_t)(manners->login.auth_types |
                                    (extended && manners->login.ipmi != DEMO_IPMI_1_5 ? EXTENDED : 0)));
    rmcp_put_byte(answer, (uint8_t)(manners->login.auth_status |
                                    (manners->login.per_message_off ? PER_MESSAGE_OFF : 0) |
                                    (manners->has_k_g ? K_G_SET : 0)));
    rmcp_put_byte(answer, extended ? ext : 0);
    rmcp_put_number(answer, 0, 4); /* no OEM types */
}

static void set_privilege(struct rmcp *rmcp, struct rmcp_session *session,
                          const struct rmcp_message *request, struct rmcp_bytes *answer)
{
    unsigned asked = request->length > 0 ? request->data[0] & 0x0Fu : 0;
    unsigned limit = rmcp_user_limit(rmcp, session->user);

    if (rmcp->manners.privilege_code != CODE_OK) {
        rmcp_put_byte(answer, (uint8_t)rmcp->manners.privilege_code);
    } else if (asked > limit) {
        rmcp_put_byte(answer, CODE_LIMIT);
    } else {
        if (asked != 0)
            session->role = (uint8_t)((session->role & 0xF0) | asked);
        rmcp_put_byte(answer, CODE_OK);
        rmcp_put_byte(answer, session->role & 0x0F);
    }
}

/* Whether this is a message about sessions; then it is answered. */
static bool about_session(struct rmcp *rmcp, struct rmcp_session *session,
                          const struct rmcp_message *request, struct rmcp_bytes *answer)
{
    if (request->netfn != NETFN_APP)
        return false;
    if (request->command == COMMAND_CAPABILITIES)
        capabilities(rmcp, request, answer);
    else if (request->command == COMMAND_CHALLENGE)
        rmcp_old_challenge(rmcp, request, answer);
    else if (request->command == COMMAND_ACTIVATE && session && !session->suite)
        rmcp_old_activate(rmcp, session, request, answer);
    else if (request->command == COMMAND_PRIVILEGE && session)
        set_privilege(rmcp, session, request, answer);
    else if (request->command == COMMAND_CLOSE && session)
        rmcp_put_byte(answer, CODE_OK);
    else
        return false;
    return true;
}

/* --- the demo BMC --------------------------------------------------------------- */

/* Over LAN, channel 0Eh is the session's own; the demo BMC thinks of the system interface. */
static void name_channel(struct rmcp *rmcp, const struct rmcp_message *request, uint8_t *bytes)
{
    bool has_channel = request->netfn == NETFN_TRANSPORT ||
                       (request->netfn == NETFN_APP &&
                        ((request->command >= 0x40 && request->command <= COMMAND_USER_ACCESS) ||
                         request->command == COMMAND_SUITES));

    if (has_channel && request->length > 0 && (bytes[1] & 0x0F) == CHANNEL_THIS)
        bytes[1] = (uint8_t)((bytes[1] & 0xF0) | rmcp_channel(rmcp));
}

/* A password that has been set is what the next login needs. */
static void note_password(struct rmcp *rmcp, const struct rmcp_message *request)
{
    unsigned user = request->length > 2 ? request->data[0] & 0x3Fu : 0;

    if (request->netfn != NETFN_APP || request->command != COMMAND_PASSWORD || user == 0 ||
        (request->data[1] & 3) != 2 || request->length - 2 > RMCP_PASSWORD)
        return;
    memset(rmcp->passwords[user], 0, RMCP_PASSWORD);
    memcpy(rmcp->passwords[user], request->data + 2, request->length - 2);
}

static void drop_sessions(struct rmcp *rmcp)
{
    int64_t at_ms = rmcp_now() + rmcp->manners.login.apply_drops_ms;

    for (unsigned i = 0; i < RMCP_SESSIONS; i++)
        rmcp->sessions[i].ends_ms = at_ms;
}

/* False: there is no answer. */
static bool ask_demo(struct rmcp *rmcp, const struct rmcp_message *request,
                     struct rmcp_bytes *answer)
{
    const struct demo_lan *lan = &demo_state(rmcp->demo)->channels[rmcp_channel(rmcp)].lan;
    struct demo_lan before = *lan;
    uint8_t bytes[REQUEST_MAX];
    struct demo_answer reply;

    if (request->length >= sizeof(bytes))
        return false;
    bytes[0] = request->command;
    if (request->length > 0)
        memcpy(bytes + 1, request->data, request->length);
    name_channel(rmcp, request, bytes);
    if (demo_handle(rmcp->demo, request->netfn, request->lun, bytes, request->length + 1, &reply) !=
            DEMO_ANSWER ||
        reply.length < 2)
        return false;
    if (reply.bytes[1] == CODE_OK)
        note_password(rmcp, request);
    if (rmcp->manners.login.apply_drops_ms >= 0 && memcmp(&before, lan, sizeof(before)) != 0)
        drop_sessions(rmcp);
    rmcp_put(answer, reply.bytes + 1, reply.length - 1);
    for (unsigned i = 0; i < rmcp->manners.surplus; i++)
        rmcp_put_byte(answer, 0);
    return rmcp_wait(rmcp, reply.delay_ms);
}

/* What a session must be for a command (IPMI 2.0, appendix G): 2 user, 3 operator, 4
 * administrator; user for all that are not here. */
static uint8_t needed_privilege(const struct rmcp_message *request)
{
    static const struct {
        uint8_t netfn, command, privilege;
    } rows[] = {
        {0x00, 0x04, 3}, {0x06, 0x02, 4}, {0x06, 0x40, 4}, {0x06, 0x43, 4}, {0x06, 0x44, 3},
        {0x06, 0x45, 4}, {0x06, 0x46, 3}, {0x06, 0x47, 4}, {0x0C, 0x01, 4}, {0x0C, 0x02, 3},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].netfn == request->netfn && rows[i].command == request->command)
            return rows[i].privilege;
    }
    return 2;
}

/* The answer from the demo BMC, if the session may ask; false: there is none. */
static bool serve(struct rmcp *rmcp, const struct rmcp_session *session,
                  const struct rmcp_message *request, struct rmcp_bytes *answer)
{
    if (session && (session->role & 0x0F) != 0 &&
        (session->role & 0x0F) < needed_privilege(request)) {
        rmcp_put_byte(answer, CODE_DENIED);
        return true;
    }
    return ask_demo(rmcp, request, answer);
}

/* Outside of a session only these are answered. */
static bool needs_session(const struct rmcp_message *request)
{
    return request->netfn != NETFN_APP ||
           (request->command != COMMAND_CAPABILITIES && request->command != COMMAND_CHALLENGE &&
            request->command != COMMAND_GUID && request->command != COMMAND_SUITES);
}

/* An IPMI 1.5 session that is not active yet: only Activate Session. */
static bool is_early(const struct rmcp_session *session, const struct rmcp_message *request)
{
    return !session->active &&
           (request->netfn != NETFN_APP || request->command != COMMAND_ACTIVATE);
}

void rmcp_message(struct rmcp *rmcp, struct rmcp_session *session, const uint8_t *bytes,
                  size_t length)
{
    struct rmcp_bytes answer = {.length = 0}, message = {.length = 0};
    struct rmcp_message request;

    if (!rmcp_message_read(bytes, length, &request) || (session && is_early(session, &request)))
        return;
    if (!session && needs_session(&request))
        return;
    if (!about_session(rmcp, session, &request, &answer) &&
        !serve(rmcp, session, &request, &answer))
        return;
    rmcp_message_write(&request, &answer, &message);
    rmcp_send_message(rmcp, session, &message);
    if (session && request.netfn == NETFN_APP && answer.at[0] == CODE_OK) {
        if (request.command == COMMAND_ACTIVATE)
            session->active = true;
        else if (request.command == COMMAND_CLOSE)
            rmcp_session_end(session);
    }
}
