"""Who gets what from every address of the site: one table, walked; and a sound page wherever there is one."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from iomtrack.accounts.models import User
from objectives.actions.tokens import make as make_token
from objectives.forms.ticket import Ticket
from objectives.models import Office, State, StateStanding
from reports.models import Heartbeat
from tests import factories, imports, pages
from tests.site import Site, make_site

# What is expected: a status; "in" for a way to sign in that comes back here; or the page that is shown next.
# "staff" logged the entries that are named in brackets; "outsider" is of another office. The delegate reads for Kenya,
# the other one for Colombia. "focal" is a focal point of another office. "closed" is an administrator's open session
# after the account was closed. No single sign-on is set up, and nobody has a second factor yet or has just confirmed
# who they are: "again" asks for that. What people are changed by is the outsider's page.
TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

healthz                              GET    200     200    200   200      200   200      200     200     200      200
healthz                              POST   405     405    405   405      405   405      405     405     405      405

home                                 GET    in      in     200   200      200   200      200     200     portal   portal
home                                 POST   405     405    405   405      405   405      405     405     405      405
evidence_list                        GET    in      in     200   200      200   200      200     200     404      404
evidence_list                        POST   405     405    405   405      405   405      405     405     405      405
saved_filter_list                    GET    in      in     200   200      200   200      200     200     404      404
saved_filter_list                    POST   405     405    405   405      405   405      405     405     405      405
saved_filter_new                     GET    in      in     200   200      200   200      200     200     404      404
saved_filter_new                     POST   in      in     422   422      422   422      422     422     404      404
saved_filter                         GET    in      in     200   404      404   404      404     404     404      404
saved_filter                         POST   in      in     kept  404      404   404      404     404     404      404
saved_filter_delete                  GET    405     405    405   405      405   405      405     405     405      405
saved_filter_delete                  POST   in      in     kept  404      404   404      404     404     404      404
evidence_columns                     GET    in      in     200   200      200   200      200     200     404      404
evidence_columns                     POST   in      in     list  list     list  list     list    list    404      404
evidence_new                         GET    in      in     200   200      200   200      200     404     404      404
evidence_new                         POST   in      in     entry entry    entry entry    entry   404     404      404
evidence[draft]                      GET    in      in     200   404      404   200      200     200     404      404
evidence[submitted]                  GET    in      in     200   404      404   200      200     200     404      404
evidence[returned]                   GET    in      in     200   404      404   200      200     200     404      404
evidence[accepted]                   GET    in      in     200   200      200   200      200     200     404      404
evidence[withdrawn]                  GET    in      in     200   404      404   200      200     200     404      404
evidence[accepted]                   POST   405     405    405   405      405   405      405     405     405      405
evidence_edit[draft]                 GET    in      in     200   404      404   404      404     404     404      404
evidence_edit[draft]                 POST   in      in     entry 404      404   404      404     404     404      404
evidence_edit[returned]              GET    in      in     200   404      404   404      404     404     404      404
evidence_edit[accepted]              GET    in      in     entry 404      404   404      404     404     404      404
evidence_edit[accepted]              POST   in      in     entry 404      404   404      404     404     404      404
evidence_check[draft]                GET    in      in     200   404      404   404      404     404      404   404
evidence_check[draft]                POST   in      in     entry 404      404   404      404     404      404   404
evidence_check[accepted]             GET    in      in     entry 404      404   404      404     404      404   404
evidence_check[accepted]             POST   in      in     entry 404      404   404      404     404      404   404
evidence_discard[draft]              GET    in      in     200   404      404   404      404     404      404   404
evidence_discard[draft]              POST   in      in     list  404      404   404      404     404      404   404
evidence_discard[accepted]           GET    in      in     entry 404      404   404      404     404      404   404
evidence_discard[accepted]           POST   in      in     entry 404      404   404      404     404      404   404
evidence_share[draft]                GET    in      in     200   404      404   404      404     404      404   404
evidence_share[draft]                POST   in      in     entry 404      404   404      404     404      404   404
evidence_open[draft]                 GET    405     405    405   405      405   405      405     405      405   405
evidence_open[draft]                 POST   in      in     200   404      404   404      404     404      404   404
evidence_quick                       GET    in      in     200   200      200   200      200     404      404   404
evidence_quick                       POST   in      in     422   422      422   422      422     404      404   404
choose                               GET    in      in     200   200      200   200      200     404      404   404
choose                               POST   405     405    405   405      405   405      405     405      405   405
choose[unknown]                      GET    in      in     404   404      404   404      404     404      404   404
choose_served                        GET    in      in     200   200      200   200      200     404      404   404
choose_served                        POST   405     405    405   405      405   405      405     405      405   405
choose_served[unknown]               GET    in      in     404   404      404   404      404     404      404   404
evidence_versions[submitted]         GET    in      in     200   404      404   200      200     200     404      404
evidence_versions[accepted]          GET    in      in     200   404      404   200      200     200     404      404
evidence_versions[accepted]          POST   405     405    405   405      405   405      405     405     405      405
evidence_remark[submitted]           GET    405     405    405   405      405   405      405     405     405      405
evidence_remark[submitted]           POST   in      in     entry 404      404   entry    entry   404     404      404
evidence_remark[accepted]            POST   in      in     entry 404      404   entry    entry   404     404      404
evidence_correct[accepted]           GET    405     405    405   405      405   405      405     405     405      405
evidence_correct[accepted]           POST   in      in     entry 404      404   entry    entry   404     404      404
correction_discard[correction]       GET    405     405    405   405      405   405      405     405     405      405
correction_discard[correction]       POST   in      in     entry 404      404   entry    entry   404     404      404
evidence[taken_over]                 GET    in      in     200   404      404   200      200     200     404      404
evidence_accept[submitted]           GET    405     405    405   405      405   405      405     405     405      405
evidence_accept[submitted]           POST   in      in     404   404      404   review   review  404     404      404
evidence_return[submitted]           GET    405     405    405   405      405   405      405     405     405      405
evidence_return[submitted]           POST   in      in     404   404      404   review   review  404     404      404
evidence_withdraw[accepted]          GET    405     405    405   405      405   405      405     405     405      405
evidence_withdraw[accepted]          POST   in      in     404   404      404   review   review  404     404      404
evidence_compare[draft]              GET    in      in     200   404      404   404      404     404     404      404
evidence_compare[submitted]          GET    in      in     200   404      404   404      404     404     404      404
evidence_compare[draft]              POST   405     405    405   405      405   405      405     405     405      405
form_draft                           GET    in      in     200   200      200   200      200     404     404      404
form_draft                           POST   in      in     200   409      409   409      409     404     404      404
form_draft_discard                   GET    405     405    405   405      405   405      405     405     405      405
form_draft_discard                   POST   in      in     home  404      404   404      404     404     404      404
attachment_list[draft]               GET    in      in     entry 404      404   entry    entry   entry   404      404
attachment_list[accepted]            GET    in      in     entry entry    entry entry    entry   entry   404      404
attachment_list[draft]               POST   in      in     entry 404      404   404      404     404     404      404
attachment_list[accepted]            POST   in      in     entry 404      404   404      404     404     404      404
attachment[draft]                    GET    in      in     200   404      404   200      200     200     404      404
attachment[submitted]                GET    in      in     200   404      404   200      200     200     404      404
attachment[accepted]                 GET    in      in     200   200      200   200      200     200     404      404
attachment[unscanned]                GET    in      in     404   404      404   404      404     404     404      404
attachment[elsewhere]                GET    in      in     404   404      404   404      404     404     404      404
attachment[accepted]                 POST   405     405    405   405      405   405      405     405     405      405
attachment_remove[draft]             GET    405     405    405   405      405   405      405     405     405      405
attachment_remove[draft]             POST   in      in     entry 404      404   404      404     404     404      404
attachment_remove[accepted]          POST   in      in     entry 404      404   404      404     404     404      404
attachment_retry[draft]              GET    405     405    405   405      405   405      405     405     405      405
attachment_retry[draft]              POST   in      in     404   404      404   404      files   404     404      404
export_list                          GET    in      in     200   200      200   200      200     200     404      404
export_list                          POST   405     405    405   405      405   405      405     405     405      405
export_new                           GET    in      in     200   200      200   200      200     200     404      404
export_new                           POST   in      in     200   200      200   200      200     200     404      404
export_file                          GET    in      in     200   404      404   404      404     404     404      404
export_file                          POST   405     405    405   405      405   405      405     405     405      405
export_remove                        GET    405     405    405   405      405   405      405     405     405      405
export_remove                        POST   in      in     gone  404      404   404      404     404     404      404
file_watch                           GET    in      in     404   404      404   404      200     200     404      404
file_watch                           POST   405     405    405   405      405   405      405     405     405      405
review                               GET    in      in     404   404      404   200      200     404     404      404
review                               POST   405     405    405   405      405   405      405     405     405      405
review_several                       GET    405     405    405   405      405   405      405     405     405      405
review_several                       POST   in      in     404   404      404   review   review  404     404      404

own_entries                          GET    in      in     200   200      200   200      200     404     404      404
own_entries                          POST   405     405    405   405      405   405      405     405     405      405
notice_settings                      GET    in      in     200   200      200   200      200     404     404      404
notice_settings                      POST   in      in     mail  mail     mail  mail     mail    404     404      404
office_list                          GET    in      in     200   200      200   200      200     200     404      404
office_list                          POST   405     405    405   405      405   405      405     405     405      405
office_new                           GET    in      in     404   404      404   404      200     404     404      404
office_new                           POST   in      in     404   404      404   404      office  404     404      404
office                               GET    in      in     200   200      200   200      200     200     404      404
office                               POST   405     405    405   405      405   405      405     405     405      405
office[unknown]                      GET    in      in     404   404      404   404      404     404     404      404
office_change                        GET    in      in     404   404      404   404      200     404     404      404
office_change                        POST   in      in     404   404      404   404      office  404     404      404
office_merge                         GET    in      in     404   404      404   404      200     404     404      404
office_merge                         POST   in      in     404   404      404   404      office  404     404      404
office_retire                        GET    405     405    405   405      405   405      405     405     405      405
office_retire                        POST   in      in     404   404      404   404      office  404     404      404
office_restore                       GET    405     405    405   405      405   405      405     405     405      405
office_restore                       POST   in      in     404   404      404   404      office  404     404      404
programme_list                       GET    in      in     200   200      200   200      200     200     404      404
programme_list                       POST   405     405    405   405      405   405      405     405     405      405
programme_new                        GET    in      in     404   404      404   404      200     404     404      404
programme_new                        POST   in      in     404   404      404   404      work    404     404      404
programme_propose                    GET    in      in     200   200      200   200      200     404     404      404
programme_propose                    POST   in      in     work  work     work  work     work    404     404      404
programme                            GET    in      in     200   200      200   200      200     200     404      404
programme                            POST   405     405    405   405      405   405      405     405     405      405
programme[unknown]                   GET    in      in     404   404      404   404      404     404     404      404
programme_change                     GET    in      in     404   404      404   404      200     404     404      404
programme_change                     POST   in      in     404   404      404   404      work    404     404      404
programme_confirm                    GET    405     405    405   405      405   405      405     405     405      405
programme_confirm                    POST   in      in     404   404      404   404      work    404     404      404
programme_merge                      GET    in      in     404   404      404   404      200     404     404      404
programme_merge                      POST   in      in     404   404      404   404      work    404     404      404
programme_retire                     GET    405     405    405   405      405   405      405     405     405      405
programme_retire                     POST   in      in     404   404      404   404      work    404     404      404
programme_restore                    GET    405     405    405   405      405   405      405     405     405      405
programme_restore                    POST   in      in     404   404      404   404      work    404     404      404

framework_list                       GET    in      in     200   200      200   200      200     200     404      404
framework_list                       POST   405     405    405   405      405   405      405     405     405      405
framework                            GET    in      in     200   200      200   200      200     200     404      404
framework                            POST   405     405    405   405      405   405      405     405     405      405
framework[unknown]                   GET    in      in     404   404      404   404      404     404     404      404
element                              GET    in      in     200   200      200   200      200     200     404      404
element                              POST   405     405    405   405      405   405      405     405     405      405
element[unknown]                     GET    in      in     404   404      404   404      404     404     404      404
assess                               GET    in      in     404   404      404   200      200     404     404      404
assess                               POST   in      in     404   404      404   judge    judge   404     404      404
assess[approved]                     GET    in      in     404   404      404   200      200     404     404      404
assess[submitted]                    GET    in      in     200   404      404   200      200     404     404      404
assess[submitted]                    POST   in      in     422   404      404   422      422     404     404      404
assess[unknown]                      GET    in      in     404   404      404   404      404     404     404      404
assess_approve[submitted]            GET    405     405    405   405      405   405      405     405     405      405
assess_approve[submitted]            POST   in      in     404   404      404   judge    judge   404     404      404
assess_return[submitted]             GET    405     405    405   405      405   405      405     405     405      405
assess_return[submitted]             POST   in      in     judge 404      404   judge    judge   404     404      404
assess_reopen[approved]              GET    405     405    405   405      405   405      405     405     405      405
assess_reopen[approved]              POST   in      in     404   404      404   judge    judge   404     404      404
focal_points                         GET    in      in     404   404      404   404      200     404     404      404
focal_points                         POST   in      in     404   404      404   404      focal   404     404      404
period_new                           GET    in      in     404   404      404   404      200     404     404      404
period_new                           POST   in      in     404   404      404   404      period  404     404      404
period                               GET    in      in     200   200      200   200      200     200     404      404
period                               POST   405     405    405   405      405   405      405     405     405      405
period[unknown]                      GET    in      in     404   404      404   404      404     404     404      404
period_edit                          GET    in      in     404   404      404   404      200     404     404      404
period_edit                          POST   in      in     404   404      404   404      period  404     404      404
period_unlock                        GET    in      in     404   404      404   404      200     404     404      404
period_unlock                        POST   in      in     404   404      404   404      period  404     404      404
period_close                         GET    in      in     404   404      404   404      200     404     404      404
period_close                         POST   in      in     404   404      404   404      period  404     404      404
period_end_unlock                    GET    405     405    405   405      405   405      405     405     405      405
period_end_unlock                    POST   in      in     404   404      404   404      period  404     404      404
period_remind                        GET    405     405    405   405      405   405      405     405     405      405
period_remind                        POST   in      in     404   404      404   404      period  404     404      404
lineage                              GET    in      in     200   200      200   200      200     200     404      404
lineage                              POST   405     405    405   405      405   405      405     405     405      405
element_history                      GET    in      in     200   200      200   200      200     200     404      404
element_history                      POST   405     405    405   405      405   405      405     405     405      405
element_history[unknown]             GET    in      in     404   404      404   404      404     404     404      404
vocabulary_list                      GET    in      in     200   200      200   200      200     200     404      404
vocabulary_list                      POST   405     405    405   405      405   405      405     405     405      405
vocabulary_new                       GET    in      in     404   404      404   404      200     404     404      404
vocabulary_new                       POST   in      in     404   404      404   404      words   404     404      404
term_new                             GET    in      in     404   404      404   404      200     404     404      404
term_new                             POST   in      in     404   404      404   404      words   404     404      404
term                                 GET    in      in     404   404      404   404      200     404     404      404
term                                 POST   in      in     404   404      404   404      words   404     404      404
term[unknown]                        GET    in      in     404   404      404   404      404     404     404      404
term_retire                          GET    405     405    405   405      405   405      405     405     405      405
term_retire                          POST   in      in     404   404      404   404      words   404     404      404
term_restore                         GET    405     405    405   405      405   405      405     405     405      405
term_restore                         POST   in      in     404   404      404   404      words   404     404      404
term_remove                          GET    405     405    405   405      405   405      405     405     405      405
term_remove                          POST   in      in     404   404      404   404      words   404     404      404
framework_new                        GET    in      in     404   404      404   404      200     404     404      404
framework_new                        POST   in      in     404   404      404   404      tree    404     404      404
framework_next                       GET    in      in     404   404      404   404      200     404     404      404
framework_next                       POST   in      in     404   404      404   404      tree    404     404      404
framework_next[next]                 GET    in      in     404   404      404   404      404     404     404      404
framework_adopt                      GET    in      in     404   404      404   404      200     404     404      404
framework_adopt                      POST   in      in     404   404      404   404      422     404     404      404
framework_adopt[force]               GET    in      in     404   404      404   404      plan    404     404      404
editor                               GET    in      in     404   404      404   404      200     404     404      404
editor                               POST   405     405    405   405      405   405      405     405     405      405
editor[force]                        GET    in      in     404   404      404   404      plan    404     404      404
editor_head                          GET    in      in     404   404      404   404      200     404     404      404
editor_head                          POST   in      in     404   404      404   404      422     404     404      404
editor_passages                      GET    in      in     404   404      404   404      200     404     404      404
editor_passages                      POST   in      in     404   404      404   404      tree    404     404      404
editor_move                          GET    405     405    405   405      405   405      405     405     405      405
editor_move                          POST   in      in     404   404      404   404      tree    404     404      404
editor_add                           GET    in      in     404   404      404   404      200     404     404      404
editor_add                           POST   in      in     404   404      404   404      tree    404     404      404
editor_earlier                       GET    in      in     404   404      404   404      200     404     404      404
editor_earlier                       POST   in      in     404   404      404   404      tree    404     404      404
editor_element                       GET    in      in     404   404      404   404      200     404     404      404
editor_element                       POST   in      in     404   404      404   404      tree    404     404      404
editor_element[force]                GET    in      in     404   404      404   404      element 404     404      404
editor_element[unknown]              GET    in      in     404   404      404   404      404     404     404      404
editor_place                         GET    in      in     404   404      404   404      200     404     404      404
editor_place                         POST   in      in     404   404      404   404      tree    404     404      404
editor_split                         GET    in      in     404   404      404   404      200     404     404      404
editor_split                         POST   in      in     404   404      404   404      tree    404     404      404
editor_merge                         GET    in      in     404   404      404   404      200     404     404      404
editor_merge                         POST   in      in     404   404      404   404      tree    404     404      404
editor_remove                        GET    in      in     404   404      404   404      200     404     404      404
editor_remove                        POST   in      in     404   404      404   404      tree    404     404      404
editor_lineage                       GET    in      in     404   404      404   404      200     404     404      404
editor_lineage                       POST   in      in     404   404      404   404      tree    404     404      404
amend                                GET    in      in     404   404      404   404      200     404     404      404
amend                                POST   in      in     404   404      404   404      element 404     404      404
amend[next]                          GET    in      in     404   404      404   404      element 404     404      404
framework_export                     GET    in      in     200   200      200   200      200     200     404      404
framework_export                     POST   405     405    405   405      405   405      405     405     405      405
framework_export[unknown]            GET    in      in     404   404      404   404      404     404     404      404
import_list                          GET    in      in     200   200      200   200      200     200     404      404
import_list                          POST   405     405    405   405      405   405      405     405     405      405
import_new                           GET    in      in     200   200      200   200      200     404     404      404
import_new                           POST   in      in     import import  import import  import  404     404      404
import_template                      GET    in      in     200   200      200   200      200     404     404      404
import_template                      POST   405     405    405   405      405   405      405     405     405      405
import_template[unknown]             GET    in      in     404   404      404   404      404     404     404      404
import                               GET    in      in     200   404      404   404      200     200     404      404
import[faulty]                       GET    in      in     200   404      404   404      200     200     404      404
import[written]                      GET    in      in     200   404      404   404      200     200     404      404
import[unknown]                      GET    in      in     404   404      404   404      404     404     404      404
import[faulty]                       POST   in      in     import 404     404   404      404     404     404      404
import_progress                      GET    in      in     200   404      404   404      200     200     404      404
import_progress                      POST   405     405    405   405      405   405      405     405     405      405
import_fix                           GET    in      in     404   404      404   404      404     404     404      404
import_fix                           POST   405     405    405   405      405   405      405     405     405      405
import_fix[faulty]                   GET    in      in     200   404      404   404      200     200     404      404
import_confirm                       GET    405     405    405   405      405   405      405     405     405      405
import_confirm                       POST   in      in     import 404     404   404      404     404     404      404
import_undo                          GET    405     405    405   405      405   405      405     405     405      405
import_undo[written]                 POST   in      in     import 404     404   404      404     404     404      404
import_check                         GET    405     405    405   405      405   405      405     405     405      405
import_check[faulty]                 POST   in      in     import 404     404   404      404     404     404      404
import_drop                          GET    405     405    405   405      405   405      405     405     405      405
import_drop                          POST   in      in     import 404     404   404      404     404     404      404
iati_upload                          GET    in      in     404   404      404   404      200     404     404      404
iati_upload                          POST   in      in     404   404      404   404      iati    404     404      404
iati_checked                         GET    in      in     404   404      404   404      200     404     404      404
iati_checked[another]                GET    in      in     404   404      404   404      404     404     404      404
iati_checked                         POST   in      in     404   404      404   404      iati    404     404      404
iati_results                         GET    in      in     200   200      200   200      200     200     404      404
iati_results[unknown]                GET    in      in     404   404      404   404      404     404     404      404
iati_results                         POST   405     405    405   405      405   405      405     405     405      405
framework_load                       GET    in      in     404   404      404   404      200     404     404      404
framework_load                       POST   in      in     404   404      404   404      checked 404     404      404
framework_load_checked               GET    in      in     404   404      404   404      200     404     404      404
framework_load_checked[another's]    GET    in      in     404   404      404   404      404     404     404      404
framework_load_checked               POST   in      in     404   404      404   404      loaded  404     404      404
indicator                            GET    in      in     200   200      200   200      200     200     404      404
indicator                            POST   405     405    405   405      405   405      405     405     405      405
indicator[unknown]                   GET    in      in     404   404      404   404      404     404     404      404
indicator_new                        GET    in      in     404   404      404   404      200     404     404      404
indicator_new                        POST   in      in     404   404      404   404      measure 404     404      404
indicator_change                     GET    in      in     404   404      404   404      200     404     404      404
indicator_change                     POST   in      in     404   404      404   404      measure 404     404      404
indicator_targets                    GET    in      in     404   404      404   404      200     404     404      404
indicator_targets                    POST   in      in     404   404      404   404      measure 404     404      404
indicator_move                       GET    405     405    405   405      405   405      405     405     405      405
indicator_move                       POST   in      in     404   404      404   404      element 404     404      404
indicator_retire                     GET    405     405    405   405      405   405      405     405     405      405
indicator_retire                     POST   in      in     404   404      404   404      measure 404     404      404
indicator_restore                    GET    405     405    405   405      405   405      405     405     405      405
indicator_restore                    POST   in      in     404   404      404   404      measure 404     404      404
indicator_remove                     GET    405     405    405   405      405   405      405     405     405      405
indicator_remove                     POST   in      in     404   404      404   404      measure 404     404      404
dimension_list                       GET    in      in     200   200      200   200      200     200     404      404
dimension_list                       POST   405     405    405   405      405   405      405     405     405      405
dimension_new                        GET    in      in     404   404      404   404      200     404     404      404
dimension_new                        POST   in      in     404   404      404   404      parts   404     404      404
dimension                            GET    in      in     404   404      404   404      200     404     404      404
dimension                            POST   in      in     404   404      404   404      parts   404     404      404
dimension[unknown]                   GET    in      in     404   404      404   404      404     404     404      404

portal                               GET    in      in     200   200      200   200      200     200     200      200
portal                               POST   405     405    405   405      405   405      405     405     405      405
rendition[all]                       GET    in      in     200   200      200   200      200     200     200      200
rendition[kenya]                     GET    in      in     200   200      200   200      200     200     200      404
rendition[unknown]                   GET    in      in     404   404      404   404      404     404     404      404
rendition[all]                       POST   405     405    405   405      405   405      405     405     405      405
definition_list                      GET    in      in     404   404      404   200      200     200     404      404
definition_list                      POST   405     405    405   405      405   405      405     405     405      405
definition_new                       GET    in      in     404   404      404   404      200     404     404      404
definition_new                       POST   in      in     404   404      404   404      kinds   404     404      404
edition_list                         GET    in      in     404   404      404   200      200     200     404      404
edition_list                         POST   405     405    405   405      405   405      405     405     405      405
edition[awaiting]                    GET    in      in     404   404      404   200      200     200     404      404
edition[issued]                      GET    in      in     404   404      404   200      200     200     404      404
edition[unknown]                     GET    in      in     404   404      404   404      404     404     404      404
edition[awaiting]                    POST   405     405    405   405      405   405      405     405     405      405
edition_preview[awaiting]            GET    in      in     404   404      404   200      200     200     404      404
edition_preview[awaiting]            POST   405     405    405   405      405   405      405     405     405      405
edition_introduction[awaiting]       GET    405     405    405   405      405   405      405     405     405      405
edition_introduction[awaiting]       POST   in      in     404   404      404   edition  edition 404     404      404
edition_sign_off[awaiting]           GET    405     405    405   405      405   405      405     405     405      405
edition_sign_off[awaiting]           POST   in      in     404   404      404   404      edition 404     404      404
edition_compose_again[awaiting]      GET    405     405    405   405      405   405      405     405     405      405
edition_compose_again[awaiting]      POST   in      in     404   404      404   404      edition 404     404      404
edition_retry[issued]                GET    405     405    405   405      405   405      405     405     405      405
edition_retry[issued]                POST   in      in     404   404      404   404      edition 404     404      404
audit_list                           GET    in      in     404   404      404   404      200     200     404      404
audit_list                           POST   405     405    405   405      405   405      405     405     405      405
audit                                GET    in      in     404   404      404   404      200     200     404      404
audit[unknown]                       GET    in      in     404   404      404   404      404     404     404      404
audit                                POST   405     405    405   405      405   405      405     405     405      405
audit_export                         GET    405     405    405   405      405   405      405     405     405      405
audit_export                         POST   in      in     404   404      404   404      200     200     404      404
audit_export[unknown]                POST   in      in     404   404      404   404      404     404     404      404

state_list                           GET    in      in     200   200      200   200      200     200     404      404
state_list                           POST   405     405    405   405      405   405      405     405     405      405
states_file                          GET    in      in     404   404      404   404      200     404     404      404
states_file                          POST   in      in     404   404      404   404      422     404     404      404
state                                GET    in      in     200   200      200   200      200     200     404      404
state[unknown]                       GET    in      in     404   404      404   404      404     404     404      404
state                                POST   405     405    405   405      405   405      405     405     405      405
standing_new                         GET    in      in     404   404      404   404      200     404     404      404
standing_new                         POST   in      in     404   404      404   404      state   404     404      404
standing                             GET    in      in     404   404      404   404      200     404     404      404
standing[unknown]                    GET    in      in     404   404      404   404      404     404     404      404
standing                             POST   in      in     404   404      404   404      state   404     404      404
state_language                       GET    in      in     404   404      404   404      200     404     404      404
state_language                       POST   in      in     404   404      404   404      state   404     404      404
contact_list                         GET    in      in     404   404      404   404      200     404     404      404
contact_list                         POST   in      in     404   404      404   404      state   404     404      404
contact                              GET    in      in     404   404      404   404      200     404     404      404
contact                              POST   in      in     404   404      404   404      state   404     404      404
contact_active                       GET    405     405    405   405      405   405      405     405     405      405
contact_active                       POST   in      in     404   404      404   404      state   404     404      404
contact_delegate                     GET    405     405    405   405      405   405      405     405     405      405
contact_delegate                     POST   in      in     404   404      404   404      state   404     404      404

people                               GET    in      in     404   404      404   404      200     200     404      404
people                               POST   405     405    405   405      405   405      405     405     405      405
person_invite                        GET    in      in     404   404      404   404      200     404     404      404
person_invite                        POST   in      in     404   404      404   404      person  404     404      404
person                               GET    in      in     404   404      404   404      200     200     404      404
person                               POST   405     405    405   405      405   405      405     405     405      405
person[unknown]                      GET    in      in     404   404      404   404      404     404     404      404
person_change                        GET    in      in     404   404      404   404      200     404     404      404
person_change                        POST   in      in     404   404      404   404      person  404     404      404
person_invite_again                  GET    405     405    405   405      405   405      405     405     405      405
person_invite_again                  POST   in      in     404   404      404   404      person  404     404      404
person_deactivate                    GET    405     405    405   405      405   405      405     405     405      405
person_deactivate                    POST   in      in     404   404      404   404      person  404     404      404
person_reactivate                    GET    405     405    405   405      405   405      405     405     405      405
person_reactivate                    POST   in      in     404   404      404   404      person  404     404      404
person_second_factor                 GET    405     405    405   405      405   405      405     405     405      405
person_second_factor                 POST   in      in     404   404      404   404      person  404     404      404
roles                                GET    in      in     404   404      404   404      200     200     404      404
roles                                POST   405     405    405   405      405   405      405     405     405      405

choose_language                      GET    405     405    405   405      405   405      405     405     405      405
choose_language                      POST   mine   mine   mine  mine     mine  mine     mine    mine    mine     mine
token_list                           GET    in      in     200   200      200   200      200     200     200      200
token_list                           POST   in      in     200   200      200   200      200     200     200      200
token_end                            GET    405     405    405   405      405   405      405     405     405      405
token_end                            POST   in      in     token 404      404   404      404     404     404      404

account_login                        GET    200     200    home  home     home  home     home    home    home     home
account_login                        POST   200     200    home  home     home  home     home    home    home     home
account_logout                       GET    login   login  200   200      200   200      200     200     200      200
account_logout                       POST   login   login  login login    login login    login   login   login    login
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


@dataclass(frozen=True)
class Row:
    """One address with a method, and what each role gets."""

    page: str
    method: str
    expected: dict[str, str]

    @property
    def name(self) -> str:
        return self.page.partition("[")[0]

    @property
    def which(self) -> str:
        return self.page.partition("[")[2].rstrip("]")

    @property
    def shows_a_page(self) -> bool:
        return "200" in self.expected.values()

    def __str__(self) -> str:
        return f"{self.method} {self.page}"


def parse(table: str) -> list[Row]:
    heading, *lines = [line.split() for line in table.splitlines() if line]
    roles = heading[2:]
    return [Row(page, method, dict(zip(roles, cells, strict=True))) for page, method, *cells in lines]


ROWS = parse(TABLE)
SHOWN_NEXT = {
    "in": "/accounts/sign-in/?next=",
    "login": "/accounts/sign-in/",
    "home": "/",
    "portal": "/portal/",
    "entry": "/evidence/EV-",
    "kept": "/evidence/filters/",
    "list": "/evidence/",
    "review": "/review/",
    "files": "/files/",
    "gone": "/exports/",
    "iati": "/iati/programmes/",
    "mail": "/notices/",
    "element": "/frameworks/",
    "office": "/offices/",
    "work": "/programmes/",
    "plan": "/frameworks/mc-inf-274/",
    "tree": "/frameworks/",
    "judge": "/frameworks/mc-inf-274/elements/",
    "focal": "/frameworks/mc-inf-274/focal-points/",
    "measure": "/frameworks/mc-inf-274/indicators/O1/O1.",
    "parts": "/dimensions/",
    "period": "/frameworks/mc-inf-274/periods/",
    "words": "/frameworks/mc-inf-274/vocabularies/",
    "edition": "/editions/",
    "kinds": "/editions/kinds/",
    "person": "/people/",
    "again": "/accounts/confirm/",
    "mine": "/accounts/security/",
    "checked": "/frameworks/load/",
    "loaded": "/frameworks/wrc-2030/",
    "import": "/imports/",
    "state": "/states/KE/",
    "token": "/accounts/tokens/",
}
ELEMENT = {
    "kind": "objective",
    "label": "An objective",
    "wording": "to do it",
    "source_symbol": "MC/NEXT",
    "source_paragraph": "1",
}
PARTS = [("N2", "One", "to do one"), ("N3", "Other", "to do the other")]
INDICATOR = {
    "title": "Persons assisted",
    "unit": "persons",
    "decimals": "0",
    "aggregation": "sum",
    "direction": "increase",
    "baseline_qualifier": "exact",
}
FORMS = {
    "framework_load": lambda: {"file": SimpleUploadedFile("rivers.yaml", factories.RIVERS)},
    "import": lambda: {"file": SimpleUploadedFile("rows.csv", imports.CSV)},
    "import_new": lambda: {
        "file": SimpleUploadedFile("rows.csv", imports.CSV),
        "framework": "mc-inf-274",
        "landing": "draft",
        "decimal_mark": "point",
    },
    "saved_filter_new": {"name": "Drafts"},
    "saved_filter": {"name": "Drafts of mine"},
    "evidence_columns": {"columns": ["status", "author"]},
    "office_new": {"code": "KLA", "name_en": "Kampala", "kind": "country"},
    "office_change": {"name_en": "Khartoum and beyond", "kind": "regional"},
    "office_merge": {"into": "NBO"},
    "office_retire": {"reason": "It was closed."},
    "programme_new": {"code": "NEW-1", "title_en": "Another"},
    "programme_propose": {"title": "One that is missing"},
    "programme_change": {"title_en": "Named anew"},
    "programme_confirm": {"code": "HELP-1"},
    "programme_merge": {"into": "RET-1"},
    "programme_retire": {"reason": "It is over."},
    "evidence_new": {"title": "A visit"},
    "evidence_edit": {"title": "A visit"},
    "evidence_check": {"submit": "yes"},
    "attachment_list": lambda: {"files": SimpleUploadedFile("note.txt", b"It was seen.")},
    "export_new": {"form": "csv", "shape": "record"},
    "iati_upload": lambda: {"file": SimpleUploadedFile("activities.xml", factories.IATI)},
    "evidence_return": {"reason": "The days are wrong.", "parts": ["starts_on"], "note-starts_on": "Which year?"},
    "notice_settings": {
        "returned": "daily",
        "review": "never",
        "accepted": "daily",
        "remark": "at_once",
        "shared": "daily",
    },
    "evidence_share": {"name": "yes", "colleague": "colleague@example.org"},
    "evidence_open": {"seen": "0"},
    "evidence_correct": {"reason": "It was forty-two."},
    "evidence_remark": {"text": "Which law is meant?", "field": "title"},
    "evidence_withdraw": {"reason": "It was logged twice."},
    "assess": {"finding": "met", "narrative": "It was done.", "read": "0"},
    "assess_return": {"reason": "Say what it rests on."},
    "assess_reopen": {"reason": "A figure was corrected."},
    "focal_points": {"add-O1": ""},
    "period_edit": {"label": "Third quarter, and after"},
    "period_unlock": {"last_day": "2999-12-31", "reason": "The road was cut."},
    "period_new": {"label": "Next", "code": "next", "starts_on": "2027-01-01", "ends_on": "2027-03-31"},
    "vocabulary_new": {"name": "Other words"},
    "term_new": {"label": "Another"},
    "term": {"label": "Named anew"},
    "term_retire": {"reason": "It is another's."},
    "definition_new": {
        "title": "Yearly",
        "symbol": "Y/{period}",
        "sections": ["introduction"],
    },
    "framework_new": {"symbol": "MC/301", "title": "Another", "issued_on": "2026-06-01", "language": "en"},
    "framework_next": {"symbol": "MC/302", "title": "Next", "issued_on": "2026-06-01", "baselines": "empty"},
    "editor_passages": {"heading_0": "Mission", "symbol_0": "MC/NEXT", "paragraph_0": "1", "text_0": "To do it."},
    "editor_move": {"step": "up N2"},
    "editor_add": {**ELEMENT, "code": "N3"},
    "editor_earlier": {"note": "No longer needed."},
    "editor_element": {**ELEMENT, "code": "N2"},
    "editor_place": {"place": "before", "beside": "N1"},
    "editor_split": {
        f"{name}_{index}": text
        for index, part in enumerate(PARTS)
        for name, text in zip(("code", "label", "wording"), part, strict=True)
    },
    "editor_merge": {"others": ["N1.1"], "label": "Both", "wording": "to do both"},
    "editor_lineage": {"kind_0": "new"},
    "amend": {"wording": "to do more", "effective_on": "2020-01-01", "reason": "The Council decided so."},
    "indicator_new": {**INDICATOR, "code": "O1.9"},
    "indicator_change": INDICATOR,
    "indicator_targets": {
        "target-2026-09-30": "100",
        "new_due_on": "2030-12-31",
        "new_value": "100",
        "set_on": "2026-01-01",
    },
    "indicator_retire": {"reason": "It measured nothing."},
    "dimension_new": {"name": "Age", "label-1": "Young", **{f"place-{number}": number for number in range(1, 5)}},
    "dimension": {
        "name": "Sex",
        "label-1": "Female",
        "offered-1": "on",
        "label-2": "Male",
        **{f"place-{number}": number for number in range(1, 7)},
    },
    "edition_introduction": {"introduction": "It was a good year."},
    "person_invite": {"email": "new@example.org", "name": "New", "role": "auditor", "language": "en"},
    "person_change": {"email": "outsider@example.org", "name": "Out", "role": "auditor", "language": "en"},
    "person_deactivate": {"reason": "Left the organization."},
    "standing_new": {"standing": "observer", "since": "2020-01-01"},
    "standing": {"standing": "observer", "since": "1990-01-01", "reason": "The instrument says so."},
    "state_language": {"language": "fr"},
    "contact_list": {"name": "Mission", "email": "second@ke.example.org"},
    "contact": {"name": "Mission", "email": "first@ke.example.org"},
    "choose_language": {"language": "fr", "next": "/accounts/security/"},
    "token_list": {"name": "Figures", "scope": "read", "days": "30"},
}


FORM_TOKEN = "?form=6f1c2d3e-0000-4000-8000-000000000001"  # without one the form's address is given one, by a redirect


@pytest.fixture
def site(recorder: User, nairobi: Office, reviewer: User, kenya: State) -> Site:
    return make_site(author=recorder, office=nairobi, reviewer=reviewer, state=kenya)


@pytest.fixture
def people(cast: dict[str, User]) -> dict[str, User | None]:
    """Who stands at the head of each column. The reviewer has not decided on the site's submitted entry."""
    return {
        **cast,
        "staff": cast["recorder"],
        "focal": cast["focal_point"],
        "admin": cast["administrator"],
        "closed": cast["inactive"],
        "other": cast["other_delegate"],
        "visitor": None,
    }


@pytest.fixture
def well(db: None, settings: object, tmp_path: object) -> None:
    """The site's own work goes on, so that its health is good."""
    settings.BROKER_URL, settings.BROKER_DIR = "filesystem://", tmp_path
    for name in ("queue", "control"):
        (tmp_path / name).mkdir()
    for name in ("tick", "worker"):
        Heartbeat.objects.beat(name)


def address(row: Row, site: Site) -> str:
    """Where a row's page stands on the site."""
    if row.name.startswith("edition") and row.name != "edition_list":
        editions = {"awaiting": site.awaiting.pk, "issued": site.issued.edition_id, "unknown": 0}
        language = {"language": "en"} if row.name in ("edition_preview", "edition_introduction") else {}
        return reverse(row.name, kwargs={"pk": editions[row.which], **language})
    if row.name.startswith("openid_connect"):
        return reverse(row.name, kwargs={"provider_id": "oidc"})
    slug = "no-such" if row.which == "unknown" else site.framework.slug
    queries = {
        "evidence_new": FORM_TOKEN,
        "choose_served": f"?framework={slug}&find=o",
        "evidence_quick": "?programme=RET-1",
    }
    query = queries.get(row.name, "")
    if row.name in ("form_draft_discard", "evidence_compare", "evidence_open"):
        return reverse(row.name, args=of_what_is_typed(row, site))
    return reverse(row.name, args=arguments(row, site)) + query


def arguments(row: Row, site: Site) -> list[object]:
    """What stands in the address of a row's page."""
    unknown = row.which == "unknown"
    if row.name.startswith(("attachment", "import")):
        return (of_an_import if row.name.startswith("import") else of_an_attachment)(row, site)
    if row.which in site.entries and row.name.startswith(("evidence", "correction")):
        return [site.entries[row.which].reference]
    if row.name.startswith("person") and row.name != "person_invite":
        return [0 if unknown else User.objects.get(email="outsider@example.org").pk]
    if row.name.startswith("indicator"):
        own = [] if row.name == "indicator_new" else ["O9" if unknown else "O1.1"]
        return [site.framework.slug, "O1", *own]
    drafted = [(site.framework if row.which == "force" else site.draft).slug]
    if row.name.startswith("editor"):
        code = "R1" if row.name == "editor_earlier" else {"force": "O1", "unknown": "N99"}.get(row.which, "N2")
        whole = row.name in ("editor", "editor_head", "editor_passages", "editor_move", "editor_add")
        return drafted if whole else [*drafted, code]
    return of_the_ground(row) or of_the_record(row, site).get(row.name, [])


def of_what_is_typed(row: Row, site: Site) -> list[object]:
    """An unfinished form of staff's: one for a new entry, or one that changes the entry named, which is shared."""
    person = site.entries["draft"].author
    if row.name == "form_draft_discard":
        return [factories.FormDraftFactory(person=person, framework=site.framework).pk]
    if row.name == "evidence_open":
        factories.CoAuthorFactory(evidence=site.entries[row.which])
    return [factories.FormDraftFactory(person=person, evidence=site.entries[row.which]).evidence.reference]


def of_the_ground(row: Row) -> list[object]:
    """What stands in the addresses of offices and programmes: what can be merged, retired, restored or confirmed is."""
    kind, _parted, step = row.name.partition("_")
    if kind not in ("office", "programme") or step in ("list", "new", "propose"):
        return []
    if row.which == "unknown":
        return ["no-such"]
    offices = {"": "NBO", "restore": "OLD"}
    programmes = {"": "RET-1", "change": "RET-1", "restore": "RET-0"}
    return [offices.get(step, "KRT") if kind == "office" else programmes.get(step, "PROPOSED-1")]


def of_a_filter(row: Row, site: Site) -> list[object]:
    """A filter that the author of the entries keeps."""
    kept = row.name in ("saved_filter", "saved_filter_delete")
    return [factories.SavedFilterFactory(owner=site.entries["draft"].author).pk] if kept else []


def of_an_upload(row: Row) -> list[object]:
    """A checked framework file: the administrator's own, or another's."""
    by = User.objects.get(email=f"{'service' if row.which else 'administrator'}@example.org")
    return [factories.FrameworkUploadFactory(by=by).pk]


def of_an_import(row: Row, site: Site) -> list[object]:
    """An import of the recorder's: ready, with rows to put right, or written."""
    if row.name in ("import_list", "import_new"):
        return []
    if row.name == "import_template":
        return [row.which or site.framework.slug]
    if row.which == "unknown":
        return [0]
    by = User.objects.get(email="recorder@example.org")
    return [imports.make(row.which or "ready", by=by, framework=site.framework).pk]


def of_an_iati_file(row: Row) -> list[object]:
    """A checked IATI file: the administrator's own, or another's."""
    by = User.objects.get(email=f"{'service' if row.which else 'administrator'}@example.org")
    return [factories.IatiUploadFactory(by=by).pk]


def of_an_export(row: Row, site: Site) -> list[object]:
    """An export that is ready: the author's own."""
    wanted = row.name in ("export_file", "export_remove")
    return [factories.ExportJobFactory(by=site.entries["draft"].author, ready=True).pk] if wanted else []


def of_an_attachment(row: Row, site: Site) -> list[object]:
    """The entry of a file, and the file: one whose scan has failed, or one asked of another entry, among them."""
    entry = site.entries.get(row.which, site.entries["accepted"])
    if row.name == "attachment_list":
        return [entry.reference]
    hangs_on = site.entries["draft"] if row.which == "elsewhere" else entry
    state = "failed" if row.which == "unscanned" or row.name == "attachment_retry" else "clean"
    return [entry.reference, factories.AttachmentFactory(evidence=hangs_on, state=state).pk]


def of_a_token(row: Row) -> list[object]:
    """A token of those who logged the entries."""
    if row.name != "token_end":
        return []
    staff = User.objects.get(email="recorder@example.org")
    token, _secret = make_token(name="Figures", scope="read", days=30, by=staff)
    return [token.pk]


def of_the_record(row: Row, site: Site) -> dict[str, list[object]]:
    """What stands in the addresses of frameworks and all that hangs on them, by the page's name."""
    assessed = {"approved": "O1", "submitted": "R2", "unknown": "O99"}.get(row.which, "R1")
    slug, code, unknown = site.framework.slug, site.period.code, row.which == "unknown"
    term = [slug, site.term.vocabulary.code, "no-such" if unknown else site.term.code]
    return {
        "choose": ["no-such" if unknown else "offices"],
        **dict.fromkeys(("saved_filter", "saved_filter_delete"), of_a_filter(row, site)),
        "framework_load_checked": of_an_upload(row) if row.name == "framework_load_checked" else [],
        **{name: of_an_export(row, site) for name in ("export_file", "export_remove")},
        "iati_checked": of_an_iati_file(row) if row.name == "iati_checked" else [],
        "iati_results": ["no-such" if unknown else slug],
        "framework_export": ["no-such" if unknown else slug],
        "framework_next": [site.draft.slug if row.which == "next" else slug],
        "framework_adopt": [slug if row.which == "force" else site.draft.slug],
        "amend": [site.draft.slug, "N1"] if row.which == "next" else [slug, "O1"],
        "framework": ["no-such" if unknown else slug],
        "element": [slug, "O99" if unknown else "O1"],
        "element_history": [slug, "O99" if unknown else "O1"],
        "lineage": [slug],
        "vocabulary_list": [slug],
        "vocabulary_new": [slug],
        "term_new": [slug, site.term.vocabulary.code],
        "term": term,
        "term_retire": term,
        "term_restore": term,
        "term_remove": term,
        **{name: [slug, assessed, code] for name in ("assess", "assess_approve", "assess_return", "assess_reopen")},
        "focal_points": [slug],
        "period_new": [slug],
        "period": [slug, "no-such" if unknown else code],
        **{name: [slug, code] for name in ("period_edit", "period_unlock", "period_close", "period_remind")},
        "period_end_unlock": [slug, code, site.unlock.pk],
        "dimension": ["no-such" if unknown else "sex"],
        "state": ["XX" if unknown else "KE"],
        "standing_new": ["KE"],
        "standing": ["KE", 0 if unknown else StateStanding.objects.get(state__iso="KE").pk],
        "state_language": ["KE"],
        "contact_list": ["KE"],
        "contact": ["KE", site.contact.pk],
        "contact_active": ["KE", site.contact.pk],
        "contact_delegate": ["KE", User.objects.get(email="delegate@example.org").pk],
        "audit": [0 if unknown else site.event.pk],
        "audit_export": ["xml" if unknown else "csv"],
        "token_end": of_a_token(row),
        "rendition": [{"all": site.issued.pk, "kenya": site.for_kenya.pk, "unknown": 0}.get(row.which)],
        "account_reset_password_from_key": ["1", "no-such-key"],
        "mfa_edit_webauthn": [1],
        "mfa_remove_webauthn": [1],
    }


def answer(client: Client, row: Row, site: Site) -> HttpResponse:
    """What the row's page answers; whatever it wrote is undone."""
    with transaction.atomic():
        response = _send(client, row, address(row, site), site)
        list(response)  # a file is read to its end, which closes it
        transaction.set_rollback(True)
    return response


def _send(client: Client, row: Row, url: str, site: Site) -> HttpResponse:
    return client.post(url, form_of(row, site)) if row.method == "POST" else client.get(url)


def form_of(row: Row, site: Site) -> dict[str, object]:
    """What is typed into the form of a row's page; a file is made anew for each sending."""
    if row.name == "form_draft":
        return typed_form(site)
    if row.name == "review_several":
        return {"entries": [f"{site.entries['submitted'].reference}:0"], "confirm": "yes"}
    form = FORMS.get(row.name, dict)
    chosen = {"framework": site.framework.pk} if row.name == "definition_new" else {}
    return (form() if callable(form) else form) | chosen


def typed_form(site: Site) -> dict[str, object]:
    """What a window of staff's sends while one types."""
    ticket = Ticket(site.entries["draft"].author_id, site.framework.pk, "a" * 32, token=FORM_TOKEN.partition("=")[2])
    return {"ticket": ticket.signed(), "seen": "0", "turn": "1", "title": "A visit"}


def outcome(response: HttpResponse, expected: str) -> str:
    """What happened, in the table's words: the expected one where it fits, else what came."""
    where = response.headers.get("Location")
    if where is None:
        return str(response.status_code)
    return expected if where.startswith(SHOWN_NEXT.get(expected, "no")) else where


def every_address(patterns: list[URLPattern | URLResolver]) -> list[str]:
    """The names of all the site's addresses but those for programs, which know tokens alone (tests/objectives/api)."""
    pages = [one for one in patterns if isinstance(one, URLPattern) or one.namespace != "api"]
    names = [[one.name] if isinstance(one, URLPattern) else every_address(one.url_patterns) for one in pages]
    return [name for part in names for name in part]


@pytest.mark.usefixtures("well")
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everyone_gets_what_the_table_says(
    row: Row, site: Site, people: dict[str, User | None], client_for: Callable[[User | None], Client]
) -> None:
    outcomes = {
        role: outcome(answer(client_for(people[role]), row, site), expected) for role, expected in row.expected.items()
    }

    assert outcomes == row.expected


def test_every_address_stands_in_the_table_with_what_reads_and_what_writes() -> None:
    named = {(row.name, row.method) for row in ROWS}

    assert named == {
        (name, method) for name in every_address(get_resolver().url_patterns) for method in ("GET", "POST")
    }


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "GET" and row.shows_a_page], ids=str)
def test_every_page_is_sound(
    row: Row, site: Site, people: dict[str, User | None], client_for: Callable[[User | None], Client]
) -> None:
    answers = {role: answer(client_for(people[role]), row, site) for role in row.expected}
    shown = {role: one for role, one in answers.items() if one.get("Content-Type", "").startswith("text/html")}

    found = {role: pages.faults(one.content.decode()) for role, one in shown.items() if one.content}

    assert found == {role: [] for role in found}
