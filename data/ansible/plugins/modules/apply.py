#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ansible module: runs `bmctui apply` on the host and tells what came of it."""

DOCUMENTATION = r"""
module: apply
short_description: Set up a BMC with bmctui apply
version_added: 0.1.0
author: The bmctui authors (@bmctui)
description:
  - Passes the settings to C(bmctui apply) on the host, which checks them, shows what it will
    change, writes only what differs, and reads everything back.
  - Changed only when something was changed. In check mode nothing is written (C(--dry-run)); the
    diff is bmctui's review.
options:
  settings:
    description:
      - The keys of a file for C(bmctui apply). A key that is null is left out.
      - The groups C(sol) and C(auth) are dictionaries, C(users) and C(sensors) lists of them.
    type: dict
    required: true
  target:
    description: A target of the config file.
    type: str
    default: ""
  config_file:
    description: Use this file instead of the installed bmctui.conf.
    type: str
    default: ""
  options:
    description: Further options.
    type: list
    elements: str
    default: []
  command:
    description: The program.
    type: str
    default: bmctui
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
"""

EXAMPLES = r"""
- bmctui.bmc.apply:
    settings:
      dhcp: false
      address: 192.168.100.101/24
      gateway: 192.168.100.254
      policy: previous
      sol:
        enabled: true
        encryption: true
        bitrate: 115200
      users:
        - name: oper
          privilege: operator
          password_file: /root/oper-password
"""

RETURN = r"""
status:
  description: bmctui's exit status.
  type: int
  returned: always
review:
  description: What was, or in check mode would be, changed; a line each.
  type: list
  elements: str
  returned: always
"""

from ansible.module_utils.basic import AnsibleModule

NOTHING_TO_DO = "No changes"
REASONS = {
    1: "the BMC refused or did not keep a value; everything was put back",
    2: "a value is wrong; nothing was written",
    3: "no BMC was reached, or it did not let us in",
    4: "the BMC is left mixed or unknown",
}


def conf_text(value):
    """A text in double quotes, as libconfig reads it."""
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def conf_value(key, value):
    """A value of the file. YAML reads a bare off as false: VLAN off."""
    if key == "vlan" and value is False:
        return conf_text("off")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:f}"
    if isinstance(value, dict):
        return "{ " + conf_settings(value, " ") + "}"
    if isinstance(value, list) and all(isinstance(item, dict) for item in value) and value:
        return "( " + ", ".join(conf_value("", item) for item in value) + " )"
    if isinstance(value, list):
        return "[ " + ", ".join(conf_text(item) for item in value) + " ]"
    return conf_text(value)


def conf_settings(settings, end):
    return "".join(
        f"{key} = {conf_value(key, value)};{end}"
        for key, value in settings.items()
        if value is not None
    )


def review_of(output):
    """The reviews: each from its headline to the plan or the result, which are not indented."""
    review = []
    inside = False
    for line in output.splitlines():
        inside = line.startswith("Review: ") or (inside and line.startswith("  "))
        if inside:
            review.append(line)
    return review


def command_line(module):
    params = module.params
    words = [params["command"]]
    if params["config_file"]:
        words.append("--config-file=" + params["config_file"])
    if params["target"]:
        words.append("--target=" + params["target"])
    words.append("apply")
    words.extend(params["options"])
    if module.check_mode:
        words.append("--dry-run")
    words.append("-")
    return words


def main():
    module = AnsibleModule(
        argument_spec={
            "settings": {"type": "dict", "required": True},
            "target": {"type": "str", "default": ""},
            "config_file": {"type": "str", "default": ""},
            "options": {"type": "list", "elements": "str", "default": []},
            "command": {"type": "str", "default": "bmctui"},
        },
        supports_check_mode=True,
    )
    # Its texts are read here, so they are not to be translated.
    status, output, errors = module.run_command(
        command_line(module),
        data=conf_settings(module.params["settings"], "\n"),
        binary_data=True,
        environ_update={"LC_ALL": "C.UTF-8", "LANGUAGE": ""},
    )
    review = review_of(output)
    result = {
        "status": status,
        "review": review,
        "stdout": output,
        "stderr": errors,
        "changed": status == 4 or (status == 0 and NOTHING_TO_DO not in output.splitlines()),
    }
    if module._diff and review:
        result["diff"] = {"prepared": "\n".join(review) + "\n"}
    if status != 0:
        reason = REASONS.get(status, f"bmctui ended with status {status}")
        module.fail_json(msg=f"{reason}: {errors.strip()}", **result)
    module.exit_json(**result)


if __name__ == "__main__":
    main()
