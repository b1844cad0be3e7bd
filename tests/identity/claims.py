"""What the provider says of its people."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator

from tests.identity.provider import PEOPLE


class Validator(OAuth2Validator):
    """Says a person's address, and whether it was verified."""

    oidc_claim_scope = None  # whatever scope is asked for

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        email = request.user.email
        return {"email": email, "email_verified": PEOPLE[email], "name": email.partition("@")[0]}
