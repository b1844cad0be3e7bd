"""Addresses of what we say."""

from django.urls import path

from reports.views import definitions, editions, portal, recipients, signing, states

urlpatterns = [
    path("portal/", portal.portal, name="portal"),
    path("portal/<int:pk>/", portal.rendition, name="rendition"),
    path("editions/", editions.edition_list, name="edition_list"),
    path("editions/kinds/", definitions.definition_list, name="definition_list"),
    path("editions/kinds/new/", definitions.definition_new, name="definition_new"),
    path("editions/<int:pk>/", editions.edition, name="edition"),
    path("editions/<int:pk>/preview/<slug:language>/", editions.preview, name="edition_preview"),
    path("editions/<int:pk>/introduction/<slug:language>/", editions.introduction, name="edition_introduction"),
    path("editions/<int:pk>/sign-off/", signing.sign_off, name="edition_sign_off"),
    path("editions/<int:pk>/compose/", editions.compose_again, name="edition_compose_again"),
    path("editions/<int:pk>/retry/", editions.retry, name="edition_retry"),
    path("states/<slug:iso>/", states.state, name="state"),
    path("states/<slug:iso>/contacts/", recipients.contact_list, name="contact_list"),
    path("states/<slug:iso>/contacts/<int:pk>/", recipients.contact, name="contact"),
    path("states/<slug:iso>/contacts/<int:pk>/active/", recipients.contact_active, name="contact_active"),
    path("states/<slug:iso>/contacts/delegates/<int:pk>/", recipients.contact_delegate, name="contact_delegate"),
]
