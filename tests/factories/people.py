"""People with their accounts, letters and tokens."""

import datetime
import uuid
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import AccountLetter, ApiAnswer, ApiToken, User

PASSWORD = "a-long-password-2004"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person-{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")
    role = Role.RECORDER

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        password = kwargs.pop("password", PASSWORD)
        return model_class.objects.create_user(*args, password=password, **kwargs)


class AccountLetterFactory(DjangoModelFactory):
    class Meta:
        model = AccountLetter

    kind = "new_password"
    email = "somebody@example.org"
    message_id = factory.LazyFunction(lambda: f"<{uuid.uuid4()}@example.org>")


class ApiTokenFactory(DjangoModelFactory):
    class Meta:
        model = ApiToken

    user = factory.SubFactory(UserFactory)
    name = "Monthly figures"
    digest = factory.Sequence(lambda number: f"{number:064x}")
    session_round = 0
    expires_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=30))


class ApiAnswerFactory(DjangoModelFactory):
    class Meta:
        model = ApiAnswer

    user = factory.SubFactory(UserFactory)
    key = factory.Sequence(lambda number: f"key-{number}")
    fingerprint = "ab" * 32
    status = 201
