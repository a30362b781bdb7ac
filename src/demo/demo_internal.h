/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of the demo BMC share among themselves; nobody else includes
 * this. A request comes in at demo.c, is looked up in the table of
 * demo_command.c, asked about in demo_fault.c and carried out by a handler in
 * demo_device.c, demo_channel.c, demo_lan.c, demo_user.c or demo_chassis.c.
 */
#ifndef BMCTUI_DEMO_DEMO_INTERNAL_H
#define BMCTUI_DEMO_DEMO_INTERNAL_H

#include "demo/demo.h"

enum {
    CODE_OK = 0x00,
    CODE_PASSWORD_DIFFERS = 0x80,
    CODE_PARAMETER_UNKNOWN = 0x80,
    CODE_PASSWORD_OTHER_SIZE = 0x81,
    CODE_LOCK_HELD = 0x81,
    CODE_READ_ONLY = 0x82,
    CODE_SESSIONLESS = 0x82,
    CODE_ACCESS_MODE = 0x83,
    CODE_BUSY = 0xC0,
    CODE_UNKNOWN_COMMAND = 0xC1,
    CODE_WRONG_LUN = 0xC2,
    CODE_TOO_SHORT = 0xC7,
    CODE_TOO_LONG = 0xC8,
    CODE_NO_CHANNEL = 0xCB,
    CODE_INVALID_FIELD = 0xCC,
    CODE_INITIALISING = 0xD2,
    CODE_DENIED = 0xD4,
    CODE_WRONG_STATE = 0xD5,
    CODE_UNSPECIFIED = 0xFF
};

enum { MEDIUM_IPMB = 1, MEDIUM_802_3 = 4, MEDIUM_OTHER_LAN = 6, MEDIUM_SYSTEM = 12 };

/* A request taken apart. */
struct demo_request {
    uint8_t netfn, lun, command;
    const uint8_t *data;            /* behind the command; the caller's bytes */
    size_t length;                  /* of data */
    bool empty;                     /* not even a command */
    const struct demo_command *row; /* NULL: this BMC has no such command */
};

struct demo_answer {
    uint8_t bytes[DEMO_ANSWER_MAX];
    size_t length;
};

/* Carries out one command and appends its data to the answer; the completion code. */
typedef uint8_t demo_handler(struct demo_bmc *demo, const struct demo_request *request,
                             struct demo_answer *answer);

/* Takes a number out of a request's data: byte `at`, masked; no byte there: DEMO_FAULT_ANY. */
struct demo_pick {
    uint8_t at, mask; /* mask 0: this command has none */
};

struct demo_command {
    const char *name;
    uint8_t netfn, command;
    uint8_t shortest, longest; /* length of data */
    bool write;
    struct demo_pick argument, value; /* for demo_fault */
    struct demo_pick channel, user;   /* for demo_site */
    demo_handler *handler;
};

/* What the faults decided about one request. */
struct demo_verdict {
    struct demo_fault answer; /* the first fault that decides the answer, or NONE */
    bool ignored;
    int64_t delay_ms;
    int64_t stale_ms; /* -1: none */
    unsigned change_count;
    struct demo_fault changes[DEMO_FAULTS_MAX];
};

struct demo_armed {
    struct demo_fault fault;
    unsigned seen; /* matches since the mark, or since it was added */
};

#define DEMO_HISTORY 12

/* A channel's past, so that reads can lag behind. */
struct demo_history {
    unsigned count;
    struct {
        int64_t since_ms;
        struct demo_lan lan;
    } entries[DEMO_HISTORY];
};

/* A change that waits for a channel's commit. */
struct demo_waiting {
    demo_change *change;
    void *data;
    struct demo_site site;
};

struct demo_bmc {
    const struct clock *clock;
    int64_t now_ms; /* when the request under way came in */
    struct demo_state state;
    struct demo_options options;

    struct demo_armed faults[DEMO_FAULTS_MAX];
    unsigned fault_count;
    struct demo_waiting waiting[DEMO_FAULTS_MAX];
    unsigned waiting_count;
    struct demo_history history[DEMO_CHANNELS];
    int64_t read_lag_ms; /* the read under way shows what was held so long ago */
    int64_t frozen_until_ms;
    struct demo_lan frozen[DEMO_CHANNELS]; /* what reads show until then */
    struct demo_answer late[2];
    unsigned late_count;

    unsigned requests;  /* since the mark */
    unsigned log_count; /* since creation */
    struct demo_log_entry log[DEMO_LOG_MAX];
};

/* demo.c */
void demo_put(struct demo_answer *answer, const uint8_t *bytes, size_t length);
void demo_put_byte(struct demo_answer *answer, uint8_t byte);
void demo_reboot(struct demo_bmc *demo, int64_t silent_ms, int64_t boot_ms, uint8_t boot_code);

/* demo_factory.c */
void demo_factory(struct demo_state *state, struct demo_options *options);

/* A LAN channel of this number, static, with an address. */
void demo_factory_channel(struct demo_channel *channel, unsigned number);
/* At most DEMO_PASSWORD bytes. */
void demo_factory_password(struct demo_user *user, const char *password);

/* demo_command.c */
const struct demo_command *demo_command_find(uint8_t netfn, uint8_t command);
const struct demo_command *demo_command_named(const char *name);
int demo_pick_from(const struct demo_pick *pick, const struct demo_request *request);
uint8_t demo_command_run(struct demo_bmc *demo, const struct demo_request *request,
                         struct demo_answer *answer);
/* All names, for an error message: "device-id, cold-reset, ...". */
void demo_command_names(char *text, size_t size);

/* demo_device.c */
demo_handler demo_device_id, demo_device_reset, demo_device_self_test, demo_device_guid;

/* demo_channel.c */
demo_handler demo_channel_info, demo_channel_get_access, demo_channel_set_access;
demo_handler demo_channel_suites;
/* The channel a request's byte 3-0 means (0Eh is this interface, 15), reserved bits checked;
 * NULL: *code says why. */
struct demo_channel *demo_channel_find(struct demo_bmc *demo, uint8_t byte, uint8_t reserved,
                                       uint8_t *code);
bool demo_channel_is_lan(const struct demo_channel *channel);
unsigned demo_channel_number(const struct demo_bmc *demo, const struct demo_channel *channel);
unsigned demo_channel_first_lan(const struct demo_state *state);

enum {
    LAN_PROGRESS = 0,
    LAN_ADDRESS = 3,
    LAN_SOURCE = 4,
    LAN_NETMASK = 6,
    LAN_GATEWAY = 12,
    LAN_VLAN = 20,
    LAN_CIPHERS = 23
};

/* demo_lan.c */
demo_handler demo_lan_get, demo_lan_set;
enum demo_lan_show { SHOW_HEX, SHOW_DOTTED, SHOW_VLAN };
struct demo_lan_row {
    uint8_t parameter;
    const char *name;
    size_t offset, length; /* in struct demo_lan */
    enum demo_lan_show show;
    uint8_t reserved[6]; /* bits that must be 0 in a write, byte by byte */
};
extern const struct demo_lan_row demo_lan_rows[];
extern const size_t demo_lan_row_count;
/* NULL: no such parameter. */
const struct demo_lan_row *demo_lan_row(uint8_t parameter);
/* A change begins to hold: before it does. */
void demo_lan_settle(struct demo_bmc *demo);

/* demo_lan_write.c */
/* The code that this write is refused with where lan is what is held; CODE_OK: it is not. */
uint8_t demo_lan_refusal(const struct demo_options *options, const struct demo_lan *lan,
                         const struct demo_lan_row *row, const uint8_t *value, size_t length);
/* Writes it; returns, as bits, the parameters that it wrote and changed. */
uint32_t demo_lan_write(const struct demo_options *options, struct demo_lan *lan,
                        const struct demo_lan_row *row, const uint8_t *value);

/* demo_lan_lock.c */
uint8_t demo_lan_set_progress(struct demo_bmc *demo, struct demo_channel *channel,
                              const uint8_t *value, size_t length);
/* The channel itself has just changed its source from `before`. */
void demo_lan_follow_source(const struct demo_bmc *demo, struct demo_channel *channel,
                            uint8_t before);
/* Forgets what was written and not committed, and frees the lock. */
void demo_lan_roll_back(struct demo_channel *channel);
/* Whether LAN writes to this channel now wait for a commit. */
bool demo_lan_is_staging(const struct demo_bmc *demo, const struct demo_channel *channel);
/* DHCP begins anew on a channel: no address until the lease comes. */
void demo_lan_await_lease(struct demo_channel *channel, int64_t at_ms);
void demo_lan_drop_address(struct demo_lan *lan);

/* demo_past.c */
/* Notes what every LAN channel holds since at_ms, where it differs from the last note. */
void demo_past_note(struct demo_bmc *demo, int64_t at_ms);
void demo_past_freeze(struct demo_bmc *demo, int64_t for_ms);
/* What a read of this channel shows. */
const struct demo_lan *demo_past_view(const struct demo_bmc *demo, unsigned channel);

/* demo_user.c */
demo_handler demo_user_get_access, demo_user_set_access, demo_user_get_name, demo_user_set_name;
/* The slot of bits 5-0, reserved bits checked; NULL: *code says why. */
struct demo_user *demo_user_find(struct demo_bmc *demo, uint8_t byte, uint8_t reserved,
                                 uint8_t *code);
/* A slot without a name; a fixed name may be none. */
bool demo_user_is_empty(const struct demo_user *user);

/* demo_password.c */
demo_handler demo_user_password;
void demo_user_store(struct demo_password *password, const uint8_t *bytes, uint8_t size);

/* demo_chassis.c */
demo_handler demo_chassis_status, demo_chassis_identify;

/* demo_fault.c */
void demo_fault_judge(struct demo_bmc *demo, const struct demo_request *request,
                      struct demo_verdict *verdict);
void demo_fault_site(const struct demo_bmc *demo, const struct demo_request *request,
                     struct demo_site *site);

/* demo_change.c */
void demo_change_names(char *text, size_t size);

/* demo_number.c: how faults and options write numbers. */
bool demo_number_hex(const char *text, unsigned highest, unsigned *number);
bool demo_number_decimal(const char *text, unsigned highest, unsigned *number);
bool demo_number_ms(const char *text, int64_t *ms); /* "500", "500ms", "20s"; at most 100 days */
/* Appends ", text" (or text, when empty). */
void demo_text_join(char *list, size_t size, const char *text);

#endif
