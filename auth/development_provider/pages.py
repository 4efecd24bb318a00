"""The pages that people see while they sign in: plain HTML in Dutch, without scripts."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from auth.development_provider.methods import LAST_CHOICE, Method
from auth.development_provider.people import Capacity, DemoPerson

STYLE = (Path(__file__).parent / "pages.css").read_bytes()

STEPS = 3


class Pages:
    """Writes pages; `prefix` is the path under which everything of the provider is found."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def methods(self, form: "Form", methods: Iterable[Method], *, last: str) -> str:
        """Return the choice of how to sign in."""
        choices = "".join(_method(each, is_last=each.code == last) for each in methods)
        return self._step(
            form,
            1,
            "Aanmelden",
            "<p>Kies hieronder hoe u wil aanmelden. Klik op &quot;meer info&quot; voor uitleg over die manier van "
            "aanmelden.</p>" + form.around(f'<ul class="choices">{choices}</ul>', aside=_leave()),
        )

    def people(self, form: "Form", people: Iterable[DemoPerson], method: Method) -> str:
        """Return the choice of a made-up person."""
        choices = "".join(
            f"<li>{_choice('persoon', each.subject, each.name, each.about, icon=_initials(each))}</li>"
            for each in people
        )
        return self._step(
            form,
            2,
            "Kies een verzonnen persoon",
            f"<p>Met <strong>{escape(method.label)}</strong> zou nu blijken wie je bent. Hier kies je het zelf.</p>"
            + form.around(f'<ul class="choices">{choices}</ul>', aside=_aside("terug", "Andere manier") + _leave()),
        )

    def capacities(self, form: "Form", person: DemoPerson, capacities: Sequence[Capacity]) -> str:
        """Return the choice on whose behalf to sign in."""
        choices = "".join(f"<li>{_capacity(person, each)}</li>" for each in capacities)
        return self._step(
            form,
            3,
            "SELECTEER NAMENS WIE JE WIL AANMELDEN",
            '<p class="advice">Log in voor je stad of gemeente, NIET als persoon.</p>'
            + form.around(
                f'<ul class="choices">{choices}</ul>', aside=_aside("terug", "Aanmelden als iemand anders") + _leave()
            ),
            loud=True,
        )

    def failed(self, title: str, explanation: str, detail: str = "") -> str:
        """Return that it does not go on here, and why."""
        technical = f'<p class="detail">Voor ontwikkelaars: <code>{escape(detail)}</code></p>' if detail else ""
        return self._document(
            title, f'<h1>{escape(title)}</h1><div role="alert"><p>{escape(explanation)}</p></div>{technical}'
        )

    def signed_out(self) -> str:
        """Return that it is over."""
        return self._document(
            "Je bent afgemeld", "<h1>Je bent afgemeld</h1><p>Je mag dit venster sluiten of je opnieuw aanmelden.</p>"
        )

    def _step(self, form: "Form", number: int, heading: str, body: str, *, loud: bool = False) -> str:
        kind = ' class="loud"' if loud else ""
        step = f"Aanmelden bij {form.application}, stap {number} van {STEPS}"
        return self._document(
            f"{heading.capitalize()} (stap {number} van {STEPS})",
            f'<p class="step">{escape(step)}</p><h1{kind}>{escape(heading)}</h1>{body}{_HELP}',
        )

    def _document(self, title: str, body: str) -> str:
        return (
            '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(title)} - Aanmelding voor ontwikkeling</title>"
            f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{escape(self._prefix)}/pages.css"></head>'
            f'<body><header><p class="banner"><strong>Aanmelding voor ontwikkeling.</strong> Dit is niet de echte '
            "aanmelding van de Vlaamse overheid: alle mensen hier zijn verzonnen.</p></header>"
            f"<main>{body}</main></body></html>"
        )


class Form:
    """A form that only its own page can send."""

    def __init__(self, action: str, csrf: str, application: str) -> None:
        self._action = action
        self._csrf = csrf
        self.application = application

    def around(self, choices: str, *, aside: str) -> str:
        """Return the form."""
        return (
            f'<form method="post" action="{escape(self._action)}">'
            f'<input type="hidden" name="csrf" value="{escape(self._csrf)}">'
            f'{choices}<div class="aside">{aside}</div></form>'
        )


def _choice(name: str, value: str, label: str, note: str, *, icon: str, hint: str = "") -> str:
    marked = f'<span class="hint">{escape(hint)}</span>' if hint else ""
    below = f'<span class="note">{escape(note)}</span>' if note else ""
    return (
        f'<button class="choice" name="{name}" value="{escape(value)}">'
        f'<span class="icon" aria-hidden="true">{icon}</span>'
        f'<span class="text"><span class="label">{escape(label)}</span>{marked}{below}</span></button>'
    )


def _method(method: Method, *, is_last: bool) -> str:
    hint = LAST_CHOICE if is_last else method.hint or ""
    activate = (
        "<details><summary>Nog niet geactiveerd? Activeer nu!</summary>"
        "<p>Hier hoef je niets te activeren.</p></details>"
        if method.to_activate
        else ""
    )
    choice = _choice("methode", method.code, method.label, "", icon=_ARROW, hint=hint)
    about = (
        f'<details><summary>Meer info<span class="unseen"> over {escape(method.label)}</span></summary>'
        f"<p>{escape(method.about)}</p></details>"
    )
    return f'<li>{choice}<div class="more">{activate}{about}</div></li>'


def _capacity(person: DemoPerson, capacity: Capacity) -> str:
    if capacity.organisation is None:
        return _choice("hoedanigheid", capacity.code, person.name, "Natuurlijk persoon", icon=_initials(person))
    name = capacity.organisation_name or capacity.organisation
    return _choice("hoedanigheid", capacity.code, name, capacity.organisation, icon=_BUILDING)


def _initials(person: DemoPerson) -> str:
    return escape(f"{person.given_name[:1]}{person.family_name[:1]}")


def _aside(action: str, label: str) -> str:
    return f'<button class="link" name="actie" value="{action}">{label}</button>'


def _leave() -> str:
    return _aside("annuleer", "Annuleren")


_BUILDING = (
    '<svg viewBox="0 0 24 24" focusable="false"><path d="M3 21h18M5 21V9l7-5 7 5v12M9 21v-5h6v5M9 11h.01M15 11h.01" '
    'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)

_ARROW = (
    '<svg viewBox="0 0 24 24" focusable="false"><path d="m9 5 7 7-7 7" fill="none" stroke="currentColor" '
    'stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)

_HELP = (
    '<details class="help"><summary>HULP NODIG BIJ AANMELDEN?</summary><p>Kies een manier van aanmelden, dan een '
    "verzonnen persoon, en dan namens wie die persoon aanmeldt. Er is geen wachtwoord. De personen staan in "
    "<code>auth/development_provider/people.toml</code>.</p></details>"
)
