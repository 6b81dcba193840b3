"""A browser in which pages are looked at: no barrier, nothing cut off at the side, valid as it was sent, and nothing that
the policy for its content had to block."""

import os

import html5lib
from axe_playwright_python.sync_playwright import Axe


def chromium(browsing):
    return browsing.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox"] if os.geteuid() == 0 else [])


def watched(page):
    """Notes the document that the page was sent last, in `document`, and what the browser says, in `said`."""
    page.document, page.said = None, []

    def note(response):
        if response.request.is_navigation_request() and response.frame == page.main_frame:
            page.document = response

    page.on("response", note)
    page.on("console", lambda message: page.said.append(message.text))
    return page


def assert_fine(test, page):
    assert_within_reach(test, page)
    assert_valid(test, page)


def assert_within_reach(test, page):
    """As the page stands there, for example after a change of its width."""
    violations = Axe().run(page).response["violations"]
    test.assertEqual([(one["id"], one["nodes"][0]["html"]) for one in violations], [], page.url)
    assert_within_width(test, page)


def assert_within_width(test, page):
    test.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), page.viewport_size["width"], page.url)


def assert_valid(test, page):
    """As it was sent: what a browser holds is mended already."""
    test.assertEqual(without_fragment(page.document.url), without_fragment(page.url))
    try:
        html5lib.HTMLParser(strict=True).parse(page.document.body(), transport_encoding="utf-8")
    except html5lib.html5parser.ParseError as error:
        test.fail(f"{page.url} is not valid: {error}")
    test.assertEqual([line for line in page.said if "Content Security Policy" in line], [], page.url)


def without_fragment(address):
    return address.split("#")[0]
