"""The sample offices. The cities are real; that each has an office, and what it did, is invented."""

from __future__ import annotations

from dataclasses import dataclass

from objectives.enums import OfficeKind

REGIONAL = OfficeKind.REGIONAL


@dataclass(frozen=True)
class SampleOffice:
    """An office, its country and a neighbour that it also works in (ISO 3166-1), and towns it works from."""

    code: str
    name: str
    country: str
    neighbour: str
    places: tuple[str, ...]
    kind: OfficeKind = OfficeKind.COUNTRY


OFFICES = (
    SampleOffice("NBO", "Nairobi", "KE", "UG", ("Nairobi", "Mombasa", "Kisumu", "Garissa", "Eldoret"), REGIONAL),
    SampleOffice("BOG", "Bogotá", "CO", "EC", ("Bogotá", "Medellín", "Cali", "Cúcuta", "Barranquilla")),
    SampleOffice("TIA", "Tirana", "AL", "MK", ("Tirana", "Durrës", "Shkodër", "Vlorë", "Korçë")),
    SampleOffice("DAC", "Dhaka", "BD", "NP", ("Dhaka", "Chattogram", "Sylhet", "Khulna", "Rajshahi")),
    SampleOffice("ACC", "Accra", "GH", "TG", ("Accra", "Kumasi", "Tamale", "Takoradi", "Sunyani")),
    SampleOffice("CAI", "Cairo", "EG", "JO", ("Cairo", "Alexandria", "Aswan", "Port Said", "Mansoura"), REGIONAL),
    SampleOffice("MNL", "Manila", "PH", "ID", ("Manila", "Cebu", "Davao", "Iloilo", "Baguio"), REGIONAL),
    SampleOffice("TBS", "Tbilisi", "GE", "AM", ("Tbilisi", "Kutaisi", "Batumi", "Gori", "Zugdidi")),
)
BELOW = {"DAC": "MNL", "ACC": "CAI", "TBS": "CAI"}  # which office reports to which
OTHER_NAMES = {  # by language, where a city has another name in it
    "ACC": {"es": "Acra"},
    "CAI": {"fr": "Le Caire", "es": "El Cairo"},
    "DAC": {"fr": "Dacca", "es": "Daca"},
    "MNL": {"fr": "Manille"},
    "TBS": {"fr": "Tbilissi", "es": "Tiflis"},
}
HOME_OFFICE = "NBO"  # where the development staff account works
