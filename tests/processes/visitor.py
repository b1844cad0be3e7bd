"""A person's browser without the picture: keeps cookies, follows redirects, fills in the forms that a page offers."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPException, HTTPMessage
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

Values = dict[str, list[str]]


@dataclass
class Form:
    """A form as it stands on the page: where it goes, what its fields hold, and its buttons (name and value)."""

    action: str
    method: str
    values: Values = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """An answer. `status` is 0 where nobody answered."""

    status: int
    url: str
    headers: HTTPMessage | dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def forms(self) -> list[Form]:
        parser = FormParser()
        parser.feed(self.text)
        return parser.forms

    def form_with(self, name: str) -> Form:
        """The first form that has a field or button of this name, or that goes to this address."""
        for form in self.forms:
            if name == form.action or name in form.names or any(button == name for button, _value in form.buttons):
                return form
        raise AssertionError(f"No form with {name!r} at {self.url} ({self.status}):\n{self.text[:3000]}")


class Visitor:
    """Visits one site."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Page:
        """Open an address of the site."""
        return self._open(Request(urljoin(self.site, path)))

    def submit(self, page: Page, having: str, button: tuple[str, str] | None = None, **answers: Any) -> Page:
        """Send the form of a page that has the field `having`, with answers in place of what it holds.

        A list gives several values; None clears a field. `button` names the one pressed.
        """
        form = page.form_with(having)
        values = form.values | {name: as_list(answer) for name, answer in answers.items()}
        if button is not None:
            values[button[0]] = [button[1]]
        target = urljoin(page.url, form.action)
        encoded = urlencode(values, doseq=True)
        if form.method == "get":
            return self._open(Request(f"{target.partition('?')[0]}?{encoded}"))
        return self._open(Request(target, data=encoded.encode(), headers={"Referer": page.url}))

    def sign_in(self, email: str, password: str) -> Page:
        """Sign in through the page for it."""
        page = self.submit(self.get("/accounts/sign-in/"), "password", login=email, password=password)
        assert "/accounts/sign-in/" not in page.url, page.text[:3000]
        return page

    def _open(self, request: Request) -> Page:
        try:
            with self.opener.open(request, timeout=60) as answer:
                return Page(answer.status, answer.url, answer.headers, answer.read())
        except HTTPError as refusal:
            with refusal:
                return Page(refusal.code, refusal.url, refusal.headers, refusal.read())
        except (URLError, HTTPException, OSError):
            return Page(0, request.full_url, {}, b"")


def as_list(answer: Any) -> list[str]:
    """One answer, several, or none."""
    if answer is None:
        return []
    return [str(each) for each in answer] if isinstance(answer, list | tuple) else [str(answer)]


class FormParser(HTMLParser):
    """Reads the forms of a page as a browser would fill them in at first."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.textarea = self.select = ""
        self.first_option: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is not None and tag in ("input", "button", "textarea", "select", "option"):
            getattr(self, f"_{tag}")(self.form, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.textarea = ""
        elif tag == "select":
            if self.form is not None and self.first_option is not None:
                self.form.values.setdefault(self.select, [self.first_option])
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.form is not None and self.textarea:
            held = self.form.values[self.textarea][0] + data
            self.form.values[self.textarea] = [held.removeprefix("\n")]

    def _input(self, form: Form, given: dict[str, str]) -> None:
        name, kind, value = given.get("name", ""), given.get("type", "text"), given.get("value", "")
        if kind in ("submit", "image"):
            form.buttons.append((name, value))
        elif name and kind not in ("file", "reset", "button"):
            form.names.add(name)
            if kind not in ("checkbox", "radio"):
                form.values.setdefault(name, []).append(value)
            elif "checked" in given:
                form.values.setdefault(name, []).append(given.get("value", "on"))

    def _button(self, form: Form, given: dict[str, str]) -> None:
        if given.get("type", "submit") == "submit":
            form.buttons.append((given.get("name", ""), given.get("value", "")))

    def _textarea(self, form: Form, given: dict[str, str]) -> None:
        self.textarea = given.get("name", "")
        form.names.add(self.textarea)
        form.values[self.textarea] = [""]

    def _select(self, form: Form, given: dict[str, str]) -> None:
        self.select, self.first_option = given.get("name", ""), None
        self.is_multiple = "multiple" in given
        form.names.add(self.select)

    def _option(self, form: Form, given: dict[str, str]) -> None:
        if "selected" in given:
            form.values.setdefault(self.select, []).append(given.get("value", ""))
        elif self.first_option is None and not self.is_multiple:
            self.first_option = given.get("value", "")
