/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A value that a BMC holds or is to hold, and the types of values: what its number means, how it
 * is typed, printed and judged, and which bytes it has on the wire. A type is a row of data; who
 * knows the type needs to know nothing else of a value.
 */
#ifndef BMCTUI_CORE_VALUE_H
#define BMCTUI_CORE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"
#include "core/rule.h"

#define VALUE_TEXT  (TEXT_TYPED + 1) /* room for any value as text, and the NUL */
#define VALUE_BYTES 20 /* of a value that is a text */

enum value_state {
    VALUE_UNREAD,        /* not asked for yet */
    VALUE_KNOWN,
    VALUE_NOT_AVAILABLE, /* the BMC does not have it */
    VALUE_NOT_READ       /* it has, but its answer was incomplete, busy for ever or senseless */
};

/* Why a value is VALUE_NOT_READ; core/reason.h has the sentence. */
struct value_fault {
    enum error_kind kind; /* ERROR_NONE: none */
    uint8_t completion_code;
    bool over_lan; /* whether D4h is about the session's privilege, or the host */
};

/* number is the raw datum as the BMC holds it: an address in host byte order, a MAC address as 48
 * bits, a VLAN with its enable bit and the id that is stored, a flag as 0 or 1. */
struct value {
    enum value_state state;
    struct value_fault fault;
    uint64_t number;
    char text[VALUE_BYTES]; /* of a type with text_bytes, whose number is 0: as the BMC gave it, any
                             * bytes, zeros behind */
};

#define VALUE_VLAN_ON     0x8000u /* parameter 20: tagging is on; beneath it the id */
#define VALUE_VLAN_ID     0x0fffu
#define VALUE_ARP_REPLIES 0x02u /* parameter 10: the BMC answers ARP requests */

/* As what a value stands in JSON and in files. */
enum value_form { VALUE_AS_TEXT, VALUE_AS_NUMBER, VALUE_AS_BOOL };

/* A number that has a name. */
struct value_word {
    uint64_t number;
    const char *name; /* in JSON, files and logs */
    const char *text; /* for people; marked */
};

struct value_type {
    enum value_form form;
    bool digits;     /* digits alone may be right: in files they need no quotes */
    unsigned length; /* characters of what is right; more can be typed */
    /* Where numbers have names: all of them, the last also for any other number, {0} behind it. Of
     * VALUE_AS_BOOL the first is true. */
    const struct value_word *words;
    unsigned choices; /* so many of the words can be chosen, the others only be held; 0: all */
    const char *unset; /* for people where nothing is set: "none", "off"; marked; or NULL */
    uint64_t set;      /* with unset: something is set where one of these bits is; 0: any bit */
    void (*print)(uint64_t number, char text[VALUE_TEXT]); /* untranslated; NULL: words */
    /* What was typed, or KEY=VALUE; NULL: a word. *number is set in any case. */
    bool (*parse)(const char *text, uint64_t *number);
    /* Of what was typed: RULE_GOOD, or why not; NULL: not typed. none as in core/rule.h. */
    enum rule_verdict (*judge)(const char *text, const char *none, char *sentence, size_t size);
    uint64_t mask; /* only these bits are judged, the others stay as they are; 0: all */
    bool zero_untold; /* 0, of these bits: the BMC does not tell */
    /* The same number for all that mean the same, of the judged bits; NULL: each means its own. */
    uint64_t (*meaning)(uint64_t number);
    unsigned text_bytes; /* it is a text of so many bytes at most, and no number; 0: a number */
    /* On the wire: so many bytes, of which these bits count. */
    unsigned bytes;
    bool little_endian;
    uint64_t bits;
};

extern const struct value_type value_source; /* unspecified static dhcp bios other */
extern const struct value_type value_dhcp;   /* the same number as yes or no */
extern const struct value_type value_address, value_netmask, value_gateway;
extern const struct value_type value_vlan, value_arp, value_mac;
extern const struct value_type value_secret;    /* no number: only how much can be typed */
extern const struct value_type value_privilege; /* callback user operator administrator oem none */
extern const struct value_type value_medium;    /* 802.3 other */
extern const struct value_type value_identify;  /* off timed on unknown */

/* Of types with words: the number's name, and what people read in its place, translated. */
const char *value_word(const struct value_type *type, uint64_t number);
const char *value_word_text(const struct value_type *type, uint64_t number);

/* How many of its words can be chosen: the first ones. */
unsigned value_choices(const struct value_type *type);

bool value_known(const struct value *value);
/* Known, and not what a BMC says that does not tell. */
bool value_told(const struct value_type *type, const struct value *value);
/* There is no value, nor will one come by waiting: not available, or not read. */
bool value_missing(const struct value *value);
/* Both known, and equal as this type is judged: VLAN off by the enable bit alone, ARP by the
 * replies bit. */
bool value_same(const struct value_type *type, const struct value *one, const struct value *other);
/* Something is set, rather than none or off. */
bool value_is_set(const struct value_type *type, uint64_t number);
bool value_parse(const struct value_type *type, const char *text, uint64_t *number);
/* The same of any type, into a value that is known then. A text has printable bytes of ASCII, and
 * no more than its type has room for. */
bool value_parse_text(const struct value_type *type, const char *text, struct value *value);
/* A known value that is this text, of length bytes. */
struct value value_of_text(const char *bytes, size_t length);
/* What is to be written to make a BMC that holds `held` hold `wanted`: bits that the type does not
 * judge, and the id of a VLAN that is switched off, stay. */
uint64_t value_merge(const struct value_type *type, uint64_t held, uint64_t wanted);
/* The same of whole values, into *held, which is known then. */
void value_take(const struct value_type *type, struct value *held, const struct value *wanted);

/* As a person reads it, translated: "none" for no gateway, "off" for no VLAN, "not available", ""
 * while unread. Returns text. */
const char *value_print(const struct value_type *type, const struct value *value,
                        char text[VALUE_TEXT]);
/* What a text field shows: the same, but empty where nothing is set. */
const char *value_field(const struct value_type *type, const struct value *value,
                        char text[VALUE_TEXT]);
/* As KEY=VALUE and files have it: "" for no address, "off" for no VLAN; only of known ones. */
const char *value_key(const struct value_type *type, const struct value *value,
                      char text[VALUE_TEXT]);
/* As a log has it: like KEY=VALUE, 0.0.0.0 in numbers, "unknown" where it is not known. */
const char *value_log(const struct value_type *type, const struct value *value,
                      char text[VALUE_TEXT]);

/* The bytes on the wire, and back. */
void value_to_bytes(const struct value_type *type, uint64_t number, uint8_t *bytes);
uint64_t value_from_bytes(const struct value_type *type, const uint8_t *bytes);

#endif
