"""Signing in and out, passwords and second factors."""

from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

account_login                        GET    200     200    home  home     home  home     home    home    home     home
account_login                        POST   200     200    home  home     home  home     home    home    home     home
account_logout                       GET    login   login  200   200      200   200      200     200     200      200
account_logout                       POST   login   login  login login    login login    login   login   login    login
kept_form_discard                    GET    405     405    405   405      405   405      405     405     405      405
kept_form_discard                    POST   in      in     home  home     home  home     home    home    home     home
account_change_password              GET    in      in     200   200      200   200      200     200     200      200
account_change_password              POST   in      in     200   200      200   200      200     200     200      200
account_reset_password               GET    200     200    200   200      200   200      200     200     200      200
account_reset_password               POST   200     200    200   200      200   200      200     200     200      200
account_reset_password_done          GET    200     200    200   200      200   200      200     200     200      200
account_reset_password_done          POST   405     405    405   405      405   405      405     405     405      405
account_reset_password_from_key      GET    200     200    200   200      200   200      200     200     200      200
account_reset_password_from_key      POST   200     200    200   200      200   200      200     200     200      200
account_reset_password_from_key_done GET    200     200    200   200      200   200      200     200     200      200
account_reset_password_from_key_done POST   405     405    405   405      405   405      405     405     405      405
mfa_authenticate                     GET    login   login  home  home     home  home     home    home    home     home
mfa_authenticate                     POST   login   login  home  home     home  home     home    home    home     home
account_reauthenticate               GET    in      in     200   200      200   200      200     200     200      200
account_reauthenticate               POST   in      in     200   200      200   200      200     200     200      200
mfa_reauthenticate                   GET    in      in     again again    again again    again   again   again    again
mfa_reauthenticate                   POST   in      in     again again    again again    again   again   again    again
mfa_reauthenticate_webauthn          GET    in      in     again again    again again    again   again   again    again
mfa_reauthenticate_webauthn          POST   in      in     again again    again again    again   again   again    again
mfa_index                            GET    in      in     200   200      200   200      200     200     200      200
mfa_index                            POST   in      in     405   405      405   405      405     405     405      405
mfa_activate_totp                    GET    in      in     again again    again again    again   again   again    again
mfa_activate_totp                    POST   in      in     again again    again again    again   again   again    again
mfa_deactivate_totp                  GET    in      in     404   404      404   404      404     404     404      404
mfa_deactivate_totp                  POST   in      in     404   404      404   404      404     404     404      404
mfa_list_webauthn                    GET    in      in     200   200      200   200      200     200     200      200
mfa_list_webauthn                    POST   in      in     405   405      405   405      405     405     405      405
mfa_add_webauthn                     GET    in      in     again again    again again    again   again   again    again
mfa_add_webauthn                     POST   in      in     again again    again again    again   again   again    again
mfa_edit_webauthn                    GET    in      in     again again    again again    again   again   again    again
mfa_edit_webauthn                    POST   in      in     again again    again again    again   again   again    again
mfa_remove_webauthn                  GET    in      in     again again    again again    again   again   again    again
mfa_remove_webauthn                  POST   in      in     again again    again again    again   again   again    again
mfa_view_recovery_codes              GET    in      in     404   404      404   404      404     404     404      404
mfa_view_recovery_codes              POST   in      in     405   405      405   405      405     405     405      405
mfa_generate_recovery_codes          GET    in      in     again again    again again    again   again   again    again
mfa_generate_recovery_codes          POST   in      in     again again    again again    again   again   again    again
openid_connect_login                 GET    405     405    405   405      405   405      405     405     405      405
openid_connect_login                 POST   404     404    404   404      404   404      404     404     404      404
openid_connect_callback              GET    404     404    404   404      404   404      404     404     404      404
openid_connect_callback              POST   404     404    404   404      404   404      404     404     404      404
"""

FORMS: dict[str, Form] = {}


def arguments(row: Row, _site: Site) -> list[object]:
    if row.name == "account_reset_password_from_key":
        return ["1", "no-such-key"]
    return [1] if row.name in ("mfa_edit_webauthn", "mfa_remove_webauthn") else []
