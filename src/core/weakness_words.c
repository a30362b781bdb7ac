/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each check is called, what it means, and what its fix does. */
#include <string.h>

#include "base/i18n.h"
#include "core/weakness_own.h"

/* clang-format off */
static const struct weakness_words {
    const char *name;    /* JSON, --fix= */
    const char *label;   /* marked; what was not read is called so */
    const char *explain; /* marked; what it means and what to mind, 3 to 8 lines */
    const char *fix;     /* marked; what the fix does; NULL: there is none */
} checks[WEAKNESS_COUNT] = {
    [WEAKNESS_CIPHER_ZERO] = {
        .name = "cipher-zero", .label = N_("Cipher suite 0"),
        .explain = N_("With cipher suite 0 a session over LAN is opened by a user name alone: "
                      "the BMC does not look at the password. Anyone who reaches the BMC can "
                      "switch the machine off or set passwords. BMCs with it are still searched "
                      "for on the Internet."),
        .fix = N_("Sets the privilege of suite 0 to none, in the table of cipher suites (LAN "
                  "parameter 24). Some BMCs still keep it open: only a login attempt from "
                  "elsewhere can prove that it is closed.")},
    [WEAKNESS_CIPHER_WEAK] = {
        .name = "cipher-weak", .label = N_("Weak cipher suites"),
        .explain = N_("With these cipher suites what is said over LAN, passwords included, can "
                      "be read or changed on its way: they do not encrypt, do not protect what "
                      "is sent, or use RC4, which is broken. 3, 8, 12 and 17 encrypt with AES."),
        .fix = N_("Sets the privilege of these suites to none (LAN parameter 24). Not the suite "
                  "of this session, and not where neither suite 3 nor 17 is open to "
                  "administrators. Old tools that ask for another suite no longer get in.")},
    [WEAKNESS_NO_NAME] = {
        .name = "no-name", .label = N_("Users without a name"),
        .explain = N_("A user without a name may log in by leaving the name empty, and often has "
                      "an empty password, too. Most BMCs come with such a user in slot 1."),
        .fix = N_("Switches off IPMI messaging for the user on this channel, removes the "
                  "privilege, and disables the user. The last administrator stays.")},
    [WEAKNESS_AUTH_TYPES] = {
        .name = "auth-types", .label = N_("IPMI 1.5 logins"),
        .explain = N_("How old sessions, IPMI 1.5, prove who they are. \"none\" asks for no "
                      "password, \"straight password\" sends it as it is, and MD2 is broken. "
                      "None of them encrypts. IPMI 2.0 does not use them."),
        .fix = N_("Allows MD5 alone wherever one of these was allowed (LAN parameter 2). Levels "
                  "without IPMI 1.5 logins stay without.")},
    [WEAKNESS_CHANNEL_AUTH] = {
        .name = "channel-auth", .label = N_("Authentication of sessions"),
        .explain = N_("With per-message authentication off, another program on the network can "
                      "slip commands into an IPMI 1.5 session. With user-level authentication "
                      "off, commands of level user are not checked at all."),
        .fix = N_("Switches both on, in the table that survives a restart of the BMC and in the "
                  "one that is in use.")},
    [WEAKNESS_DEFAULT_PASSWORD] = {
        .name = "default-password", .label = N_("Default passwords"),
        .explain = N_("The passwords that manufacturers set are printed in their manuals. TEST "
                      "DEFAULT PASSWORDS asks the BMC whether the users it has still have them: "
                      "a random one first, at most four for each user. It is no login, and "
                      "nothing is changed, but some BMCs count wrong passwords."),
        .fix = N_("Opens the user, so that another password can be set there.")},
    [WEAKNESS_SOL_PLAIN] = {
        .name = "sol-plain", .label = N_("Serial over LAN"),
        .explain = N_("Serial over LAN carries the console of this machine, with the passwords "
                      "that are typed there. It should be encrypted whatever the other side asks "
                      "for, and not be open to users who may only look."),
        .fix = N_("Forces encryption and authentication of serial over LAN, and asks for "
                  "operators at least (SOL parameter 2).")},
    [WEAKNESS_COMMUNITY] = {
        .name = "community", .label = N_("SNMP community"),
        .explain = N_("The word that the BMC's alerts carry, by which a receiver knows that they "
                      "are genuine. Everybody knows \"public\". Where no alerts are sent, it "
                      "does not matter."),
        .fix = N_("Sets another community, typed by you or made at random (LAN parameter 16). "
                  "Whatever receives alerts has to be told.")},
    [WEAKNESS_ADMINISTRATORS] = {
        .name = "administrators", .label = N_("Administrators"),
        .explain = N_("Who may do everything over LAN. Two users with one name are a trap: when "
                      "the password of one is changed, the other still accepts the old one. "
                      "Delete one of them on the page Users.")},
    [WEAKNESS_GRATUITOUS_ARP] = {
        .name = "gratuitous-arp", .label = N_("Gratuitous ARP"),
        .explain = N_("The BMC tells its address to all of its network every few seconds. Hardly "
                      "any network needs that; it shows everybody where BMCs are."),
        .fix = N_("Switches gratuitous ARP off (LAN parameter 10). Answers to ARP requests stay "
                  "as they are.")},
    [WEAKNESS_RAKP] = {
        .name = "rakp", .label = N_("Password hashes"),
        .explain = N_("Before a login, IPMI 2.0 gives anyone who asks a hash of the user's "
                      "password, which can then be guessed at leisure. That is the protocol, and "
                      "no setting changes it. Passwords of 16 random characters or more "
                      "withstand it; so does a network that only administrators reach, such as a "
                      "separate VLAN.")},
    [WEAKNESS_VLAN] = {
        .name = "vlan", .label = N_("VLAN"),
        .explain = N_("A BMC belongs in a network that only administrators reach. Where its port "
                      "is the machine's own, a VLAN keeps the two apart; the page Network > IPMI "
                      "sets it. A switch may do the same for a port of the BMC's own: then there "
                      "is nothing to do here.")},
    [WEAKNESS_HOST] = {
        .name = "host", .label = N_("Root on the machine"),
        .explain = N_("On the machine itself, root talks to the BMC without a password, and can "
                      "set one. That is how this program helps when a password is lost. A person "
                      "who breaks into the machine controls the BMC, too. Some BMCs can lock "
                      "this way in their web interface.")},
    [WEAKNESS_FIRMWARE] = {
        .name = "firmware", .label = N_("Firmware"),
        .explain = N_("Holes in a BMC are closed by its manufacturer's firmware. Compare this "
                      "version with the one on the manufacturer's pages; the page BMC has the "
                      "names and numbers to look for.")},
    [WEAKNESS_THRESHOLD] = {
        .name = "threshold", .label = N_("Wrong passwords"),
        .explain = N_("After so many wrong passwords the BMC refuses the user for a while (LAN "
                      "parameter 26). Without a limit, passwords can be tried one after the "
                      "other. With one, a person can lock others out on purpose.")},
    [WEAKNESS_EXPIRED_GUEST] = {
        .name = "expired-guest", .label = N_("Guests"),
        .explain = N_("A guest was given access for some hours. The time is over, but the user "
                      "is still there, for example because this machine was off."),
        .fix = N_("Ends the guest's access now, as the end of the time would have done.")},
};
/* clang-format on */

static const struct {
    const char *name, *text;
} levels[WEAKNESS_LEVELS] = {
    [WEAKNESS_DANGER] = {"danger", N_("danger")}, [WEAKNESS_WEAK] = {"weak", N_("weak")},
    [WEAKNESS_UNKNOWN] = {"unknown", N_("unknown")}, [WEAKNESS_NOTE] = {"note", N_("note")},
    [WEAKNESS_WELL] = {"well", N_("well")},
};

const char *weakness_level_name(enum weakness_level level)
{
    return levels[level].name;
}

const char *weakness_level_text(enum weakness_level level)
{
    return _(levels[level].text);
}

const char *weakness_name(enum weakness_id id)
{
    return checks[id].name;
}

enum weakness_id weakness_find(const char *name, size_t length)
{
    unsigned id = 0;

    while (id < WEAKNESS_COUNT && (strlen(weakness_name((enum weakness_id)id)) != length ||
                                   strncmp(weakness_name((enum weakness_id)id), name, length) != 0))
        id++;
    return (enum weakness_id)id;
}

const char *weakness_label(enum weakness_id id)
{
    return _(checks[id].label);
}

const char *weakness_explain(enum weakness_id id)
{
    return _(checks[id].explain);
}

const char *weakness_fix(enum weakness_id id)
{
    const char *fix = checks[id].fix;

    return fix != NULL ? _(fix) : "";
}
