"""The ways to break figures down that come ready-made: a framework file may name them without describing them."""

from __future__ import annotations

from objectives.actions.framework_input import CategoryInput, DimensionInput

NOT_KNOWN = ("not-known", "Not known", "Non connu", "No consta")


def _category(code: str, english: str, french: str, spanish: str) -> CategoryInput:
    return CategoryInput(code, english, translations={"fr": {"label": french}, "es": {"label": spanish}})


READY_MADE = {
    "sex": DimensionInput(
        "sex",
        "Sex",
        translations={"fr": {"name": "Sexe"}, "es": {"name": "Sexo"}},
        categories=(
            _category("female", "Female", "Femmes", "Mujeres"),
            _category("male", "Male", "Hommes", "Hombres"),
            _category(*NOT_KNOWN),
        ),
    ),
    "age-group": DimensionInput(
        "age-group",
        "Age group",
        translations={"fr": {"name": "Groupe d’âge"}, "es": {"name": "Grupo de edad"}},
        categories=(
            _category("0-4", "0–4", "0 à 4", "0 a 4"),
            _category("5-17", "5–17", "5 à 17", "5 a 17"),
            _category("18-59", "18–59", "18 à 59", "18 a 59"),
            _category("60-plus", "60 and over", "60 et plus", "60 y más"),
            _category(*NOT_KNOWN),
        ),
    ),
}
