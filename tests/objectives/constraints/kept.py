"""The constraints that the models have."""

from django.apps import apps


def constraints(kind):
    models = [model for app in ("accounts", "objectives") for model in apps.get_app_config(app).get_models()]
    return {
        constraint.name for model in models for constraint in model._meta.constraints if isinstance(constraint, kind)
    }
