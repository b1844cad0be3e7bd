"""Signing in, by django-allauth. Only what is offered here is routed: there is no sign-up."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as key
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path, re_path

from iomtrack.accounts import views

SINGLE_SIGN_ON = {"provider_id": "oidc"}

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/second-factor/", factor.authenticate, name="mfa_authenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("kept/discard/", views.kept_form_discard, name="kept_form_discard"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/key/", key.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.ChoosePassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", views.PasswordChosen.as_view(), name="account_reset_password_from_key_done"),
    path("security/", views.YourAccount.as_view(), name="mfa_index"),
    path("security/app/", views.ActivateApp.as_view(), name="mfa_activate_totp"),
    path("security/app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("security/keys/", key.list_webauthn, name="mfa_list_webauthn"),
    path("security/keys/add/", views.AddKey.as_view(), name="mfa_add_webauthn"),
    path("security/keys/<int:pk>/rename/", key.edit_webauthn, name="mfa_edit_webauthn"),
    path("security/keys/<int:pk>/remove/", views.RemoveKey.as_view(), name="mfa_remove_webauthn"),
    path("security/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("security/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("oidc/", views.single_sign_on, SINGLE_SIGN_ON, name="openid_connect_login"),
    path("oidc/callback/", openid_connect.callback, SINGLE_SIGN_ON, name="openid_connect_callback"),
]
