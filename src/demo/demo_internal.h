/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For the files of the demo BMC only. A request comes in at demo.c, is looked up in the tables that
 * demo_command.c lists, checked against the faults in demo_fault.c and carried out by its handler,
 * which is in one file with its row.
 */
#ifndef BMCTUI_DEMO_DEMO_INTERNAL_H
#define BMCTUI_DEMO_DEMO_INTERNAL_H

#include "base/error.h"
#include "demo/demo.h"

enum {
    CODE_OK = 0x00,
    CODE_PASSWORD_DIFFERS = 0x80,
    CODE_NO_PARAMETER = 0x80,
    CODE_NOT_READY = 0x80,
    CODE_SET_HELD = 0x81,
    CODE_ERASING = 0x81,
    CODE_SESSIONLESS = 0x82,
    CODE_ACCESS_MODE = 0x83,
    CODE_BUSY = 0xC0,
    CODE_UNKNOWN_COMMAND = 0xC1,
    CODE_WRONG_LUN = 0xC2,
    CODE_NO_SPACE = 0xC4,
    CODE_RESERVATION = 0xC5,
    CODE_TOO_SHORT = 0xC7,
    CODE_TOO_LONG = 0xC8,
    CODE_OUT_OF_RANGE = 0xC9,
    CODE_ABSENT = 0xCB,
    CODE_INVALID_FIELD = 0xCC,
    CODE_ILLEGAL = 0xCD, /* for this sensor */
    CODE_DENIED = 0xD4,
    CODE_STATE = 0xD5,
    CODE_UNSPECIFIED = 0xFF
};

enum { MEDIUM_IPMB = 1, MEDIUM_802_3 = 4, MEDIUM_OTHER_LAN = 6, MEDIUM_SYSTEM = 12 };

enum {
    NETFN_CHASSIS = 0x00,
    NETFN_SENSOR = 0x04,
    NETFN_APP = 0x06,
    NETFN_STORAGE = 0x0A,
    NETFN_TRANSPORT = 0x0C,
    NETFN_GROUP = 0x2C
};

struct demo_sensor;

/* A parsed request, and its answer as it grows. */
struct demo_request {
    struct demo_bmc *demo;
    uint8_t netfn, lun, command;
    const uint8_t *data;            /* after the command; the caller's bytes */
    size_t length;                  /* of data */
    bool empty;                     /* not even a command */
    const struct demo_command *row; /* NULL: this BMC has no such command */
    struct demo_answer answer;
};

/* Carries out one command, appends its data to the answer, returns the completion code. */
typedef uint8_t demo_handler(struct demo_request *request);

/* A number in a request's data: byte `at`, masked; DEMO_FAULT_ANY if there is no such byte. */
struct demo_pick {
    uint8_t at, mask; /* mask 0: none */
};

#define DEMO_NO_PICKS {.argument = {0, 0}}

struct demo_command {
    const char *name; /* NULL: the end of a table */
    uint8_t netfn, command;
    uint8_t shortest, longest; /* length of data */
    enum { DEMO_READS, DEMO_WRITES } access;
    demo_handler *handler;
    struct {
        struct demo_pick argument, value; /* for demo_fault */
        struct demo_pick channel, user;   /* for demo_site */
    } picks;
};

/* What the faults decided about one request. */
struct demo_verdict {
    struct demo_fault answer; /* the first fault that decides the answer, or NONE */
    bool ignored;
    int64_t delay_ms;
    int64_t stale_ms; /* -1: none */
    unsigned change_count;
    const struct demo_fault *changes[DEMO_FAULTS_MAX];
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
    struct demo_site site;
};

struct demo_bmc {
    const struct clock *clock;
    int64_t now_ms; /* of the current request */
    struct demo_state state;
    struct demo_options options;

    struct demo_armed faults[DEMO_FAULTS_MAX];
    unsigned fault_count;
    struct demo_waiting waiting[DEMO_FAULTS_MAX];
    unsigned waiting_count;
    struct demo_history history[DEMO_CHANNELS];
    int64_t read_lag_ms; /* how old the values are that the current read shows */
    int64_t frozen_until_ms;
    struct demo_lan frozen[DEMO_CHANNELS]; /* what reads show till then */
    struct demo_answer late[2];
    unsigned late_count;

    unsigned requests;  /* since the mark */
    unsigned log_count; /* since creation */
    struct demo_log_entry log[DEMO_LOG_MAX];
};

/* demo.c */
/* A BMC that keeps to the standard, with one LAN channel and one user. */
void demo_begin(struct demo_bmc *demo);
void demo_put(struct demo_request *request, const uint8_t *bytes, size_t length);
void demo_put_byte(struct demo_request *request, uint8_t byte);
bool demo_request_is(const struct demo_request *request, const char *name);
void demo_reboot(struct demo_bmc *demo, int64_t silent_ms, int64_t boot_ms, uint8_t boot_code);
/* Brings the state up to date. */
void demo_tick(struct demo_bmc *demo);

/* demo_factory.c */
/* A BMC that keeps to the standard: channel 1, ADMIN in slot 2. */
void demo_factory(struct demo_state *state, struct demo_options *options);
/* What there is to look around in: channel 8, users 3 and 4. */
void demo_factory_extras(struct demo_state *state);
void demo_factory_clear_user(struct demo_user *user);
/* A LAN channel of this number, static, with an address. */
void demo_factory_channel(struct demo_channel *channel, unsigned number);
/* At most DEMO_PASSWORD bytes. */
void demo_factory_password(struct demo_user *user, const char *password);

/* demo_command.c */
const struct demo_command *demo_command_find(uint8_t netfn, uint8_t command);
const struct demo_command *demo_command_named(const char *name);
int demo_pick_from(const struct demo_pick *pick, const struct demo_request *request);
uint8_t demo_command_run(struct demo_request *request);
/* "device-id, cold-reset, ..." */
void demo_command_names(char *text, size_t size);

/* The tables of commands. */
extern const struct demo_command demo_device_commands[], demo_channel_commands[],
    demo_user_commands[], demo_payload_commands[], demo_cipher_commands[],
    demo_chassis_commands[], demo_lan_commands[], demo_sol_commands[],
    demo_power_commands[], demo_boot_commands[], demo_sel_commands[],
    demo_sdr_commands[], demo_sensor_commands[], demo_fru_commands[], demo_watchdog_commands[];

/* demo_power.c */
/* What the machine has done by itself until now. */
void demo_power_tick(struct demo_bmc *demo);
/* The BMC starts again, with or without an effect on the machine. */
void demo_power_restart(struct demo_bmc *demo);
/* The watchdog's action, 0 to 3. */
void demo_power_expire(struct demo_bmc *demo, uint8_t action);

/* demo_watchdog.c */
void demo_watchdog_tick(struct demo_bmc *demo);

/* demo_sensor.c */
/* As the machine leaves the factory. */
void demo_sensor_start(struct demo_state *state);

/* demo_sdr.c */
/* The kind of a sensor that the option "records" adds; NULL: there is none of this number. */
const struct demo_sensor *demo_sdr_extra(const struct demo_bmc *demo, uint8_t number);

/* demo_hostile.c */
/* Where the option says so: bytes that no terminal should get. */
void demo_hostile(const struct demo_bmc *demo, char *text, size_t length);
/* Appends such a text to the answer. */
void demo_put_text(struct demo_request *request, const uint8_t *text, size_t length);

/* demo_boot.c */
/* A Chassis Control command: the flags are not forgotten any more. */
void demo_boot_hold(struct demo_bmc *demo);
/* The machine starts. */
void demo_boot_start(struct demo_bmc *demo, enum demo_cause cause, int64_t at_ms);
/* Does what is due at that time; demo_boot_due() is the next, -1: nothing. */
void demo_boot_tick(struct demo_bmc *demo, int64_t at_ms);
int64_t demo_boot_due(const struct demo_bmc *demo);
void demo_boot_restart(struct demo_bmc *demo);

/* demo_sel_store.c */
void demo_sel_start(struct demo_bmc *demo);
/* Makes the log from the options, ends a clearing, and does what else has befallen it. */
void demo_sel_tick(struct demo_bmc *demo);
/* One more request has been carried out. */
void demo_sel_request(struct demo_bmc *demo);
void demo_sel_restart(struct demo_bmc *demo);
uint32_t demo_sel_clock(const struct demo_bmc *demo);
uint16_t demo_sel_id(const struct demo_sel *sel, unsigned index);
/* Empties it; what comes while that goes on stays. */
void demo_sel_erase(struct demo_bmc *demo);
void demo_sel_remove(struct demo_sel *sel, unsigned index);
/* Gives it an id, and this time where its type has one. false: the log is full. */
bool demo_sel_append(struct demo_bmc *demo, const uint8_t record[DEMO_SEL_RECORD], uint32_t time);
/* The same as something new: cancels the reservation. */
bool demo_sel_add(struct demo_bmc *demo, const uint8_t record[DEMO_SEL_RECORD]);
/* An event of the BMC's own, sensor-specific. */
void demo_sel_event(struct demo_bmc *demo, uint8_t sensor_type, uint8_t number, uint8_t offset);

/* demo_channel.c */
/* The channel in bits 3-0 (0Eh is this interface, 15). NULL: *code says why, such as that a
 * reserved bit is set. */
struct demo_channel *demo_channel_find(struct demo_bmc *demo, uint8_t byte, uint8_t reserved,
                                       uint8_t *code);
bool demo_channel_is_lan(const struct demo_channel *channel);
unsigned demo_channel_number(const struct demo_bmc *demo, const struct demo_channel *channel);
struct demo_channel *demo_channel_first_lan(struct demo_state *state);

enum {
    LAN_PROGRESS = 0,
    LAN_ADDRESS = 3,
    LAN_SOURCE = 4,
    LAN_NETMASK = 6,
    LAN_GATEWAY = 12,
    LAN_COMMUNITY = 16,
    LAN_VLAN = 20,
    LAN_CIPHER_COUNT = 22,
    LAN_CIPHERS = 23
};

enum { PROGRESS_COMPLETE, PROGRESS_BEGIN, PROGRESS_COMMIT }; /* what is set in parameter 0 */

/* demo_lan.c */
struct demo_lan_row {
    uint8_t parameter;
    const char *name;
    size_t offset, length; /* in struct demo_lan */
    enum demo_lan_show { SHOW_HEX, SHOW_DOTTED, SHOW_VLAN } show;
    uint8_t reserved[6]; /* bits that must be 0 in a write */
};
extern const struct demo_lan_row demo_lan_rows[];
extern const size_t demo_lan_row_count;
/* NULL: no such parameter. */
const struct demo_lan_row *demo_lan_row(unsigned parameter);
/* row->length bytes of lan. */
const uint8_t *demo_lan_bytes(const struct demo_lan *lan, const struct demo_lan_row *row);
void demo_lan_store(struct demo_lan *lan, const struct demo_lan_row *row, const uint8_t *bytes);
/* Whether LAN writes to this channel currently wait for a commit. */
bool demo_lan_is_staging(const struct demo_bmc *demo, const struct demo_channel *channel);
/* Drops what was not committed, and frees the lock. */
void demo_lan_roll_back(struct demo_channel *channel);
/* No address until the lease comes. */
void demo_lan_await_lease(struct demo_channel *channel, int64_t at_ms);
void demo_lan_drop_address(struct demo_lan *lan);

/* Records what each LAN channel has held since at_ms. */
void demo_past_note(struct demo_bmc *demo, int64_t at_ms);
void demo_past_freeze(struct demo_bmc *demo, int64_t for_ms); /* LAN reads show old values */

/* demo_lan_write.c */
struct demo_lan_write {
    const struct demo_options *options;
    struct demo_lan *lan; /* what it would change */
    const struct demo_lan_row *row;
    const uint8_t *value;
    size_t length;
};
/* CODE_OK, or the code that this write is refused with. */
uint8_t demo_lan_refusal(const struct demo_lan_write *write);
/* Returns, as bits, the parameters that the write changed. */
uint32_t demo_lan_write(const struct demo_lan_write *write);

/* demo_sol.c */
/* false: there is no such parameter, or it has another length. */
bool demo_sol_store(struct demo_sol *sol, unsigned parameter, const uint8_t *bytes, size_t length);
/* The BMC starts again. */
void demo_sol_restart(struct demo_channel *channel);

/* demo_user.c */
/* The LAN channel of a request's byte 0 and the user of its byte 1, which have reserved bits that
 * must be 0. NULL: *code says why. */
struct demo_user *demo_user_find_on_channel(const struct demo_request *request,
                                            uint8_t channel_reserved, uint8_t user_reserved,
                                            unsigned *number, uint8_t *code);
/* No name, and none that is fixed. */
bool demo_user_is_empty(const struct demo_user *user);
/* size: of the form it is stored in, 16 or 20. */
void demo_password_store(struct demo_password *password, const void *text, size_t length,
                         uint8_t size);

/* demo_fault.c */
void demo_fault_judge(const struct demo_request *request, struct demo_verdict *verdict);
struct demo_site demo_fault_site(const struct demo_request *request);
void demo_change_names(char *text, size_t size);

#define DEMO_WORDS_MAX 80

/* One line of a file, in words. */
struct demo_line {
    struct demo_bmc *demo; /* being made */
    const char *file;
    int number;
    char *words[DEMO_WORDS_MAX]; /* the key is the first */
    unsigned count;
    struct bmc_error *error;
    /* What a file lists replaces what the standard BMC has. */
    struct {
        bool channels, users;
        bool user[DEMO_USERS + 1];
    } listed;
};

/* A key that is no option. */
struct demo_key {
    const char *name;
    unsigned fewest, most; /* words after it */
    bool (*read)(struct demo_line *line); /* false: they are wrong */
    const char *right;                    /* marked for translation */
};

/* demo_keys.c */
const struct demo_key *demo_key_find(const char *name);
/* After the last line. */
void demo_keys_end(struct demo_line *line);

/* demo_builtin.c, made from data/personalities. */
struct demo_builtin {
    const char *name, *about, *text;
};
extern const struct demo_builtin demo_builtins[];
extern const size_t demo_builtin_count;

/* demo_options.c: how faults and options write values. */
bool demo_number(const char *text, int base, unsigned highest, unsigned *number);
bool demo_number_ms(const char *text, int64_t *ms); /* "500", "500ms", "20s"; at most 100 days */
/* The index of word, -1: it is none of them. */
int demo_word_find(const char *word, const char *const *words, int count);

#endif
