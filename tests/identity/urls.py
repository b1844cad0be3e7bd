"""The provider's addresses."""

import json
from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from oauth2_provider.views import ConnectDiscoveryInfoView


class Configuration(ConnectDiscoveryInfoView):
    """The provider's own words, with people led to the host where they sign in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        words = json.loads(super().get(request, *args, **kwargs).content)
        authorize = words["authorization_endpoint"].replace("//127.0.0.1:", f"//{settings.SIGN_IN_HOST}:")
        return JsonResponse({**words, "authorization_endpoint": authorize})


urlpatterns = [
    path("sign-in/", LoginView.as_view()),
    path("o/.well-known/openid-configuration", Configuration.as_view()),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]
