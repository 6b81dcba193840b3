"""A browser in which pages are looked at: no barrier, nothing cut off at the side, valid as it was sent, and nothing that
the policy for its content had to block."""

import os

import html5lib
from axe_playwright_python.sync_playwright import Axe


A4 = {"width": 794, "height": 1123}
# What stands on paper, each with its text: what is of no use there, what is cut off at the side, and what is not dark on
# light. Grounds are often not printed, so that a text must be dark enough for white paper as well.
ON_PAPER = """() => {
  const light = colour => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const clear = colour => /, 0\\)$/.test(colour);
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (!clear(colour)) return colour;
    }
    const isLight = getComputedStyle(document.documentElement).colorScheme.startsWith("light");
    return isLight ? "rgb(255, 255, 255)" : "rgb(18, 18, 18)";
  };
  const found = [];
  for (const element of document.querySelectorAll("body, body *")) {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    if (!element.checkVisibility({ visibilityProperty: true }) || !box.width || element.closest(".unseen")) continue;
    const say = what => found.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
    if (element.matches("nav, button, .button, .skip, summary, input[type=submit]")) say("of no use");
    if (box.right > innerWidth + 1) say("cut off");
    if (element.matches("td, th") && element.scrollWidth > element.clientWidth + 2) say("spills over");
    const heading = element.querySelector("h2")?.innerText ?? "";
    if (element.matches("section") && element.innerText.trim() === heading.trim()) say("empty");
    if (style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) say("cut off within");
    if (![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    if (light(style.color) > 0.18) say(`light, ${style.color}`);
    if (light(ground(element)) < 0.8) say(`on a dark ground, ${ground(element)}`);
  }
  return found;
}"""


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


def assert_fine_everywhere(test, page):
    """At a phone's width and a desk's, light and dark."""
    assert_valid(test, page)
    before = page.viewport_size
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            with test.subTest(page=page.url, width=width, scheme=scheme):
                assert_within_reach(test, page)
    page.emulate_media(color_scheme="null")
    page.set_viewport_size(before)


def assert_within_reach(test, page):
    """As the page stands there, for example after a change of its width."""
    violations = Axe().run(page).response["violations"]
    test.assertEqual([(one["id"], one["nodes"][0]["html"]) for one in violations], [], page.url)
    assert_within_width(test, page)


def assert_printable(test, page):
    """On A4: what is for reading alone, dark on light although the screen is dark."""
    page.set_viewport_size(A4)
    page.emulate_media(media="print", color_scheme="dark")
    test.assertEqual(page.evaluate(ON_PAPER), [], page.url)
    assert_within_width(test, page)
    test.assertTrue(page.locator("h1").is_visible(), page.url)


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
