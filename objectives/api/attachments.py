"""The files of a record: which there are, their bytes; and attaching and taking away, as its form does it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Status

from iomtrack.accounts.errors import ActionError
from iomtrack.downloads import handed_out
from iomtrack.rest.once import located, once_outside
from iomtrack.rest.problems import Fault, Problem, not_as_described, of_action
from iomtrack.rest.tokens import TokenRequest, refuse_form, require_form
from iomtrack.rest.wording import NO_SUCH_FIELD
from iomtrack.uploads import lost_files
from objectives.actions import attachments as actions
from objectives.api import shapes, showing
from objectives.api.evidence import written
from objectives.api.frameworks import readable, require_record
from objectives.enums import ScanState
from objectives.models import Attachment, Evidence
from objectives.queries.attachments import attachment_for, attachments_of, open_file

router = Router(tags=["Attached files"])
FIELD = "file"
POINTER = f"/{FIELD}"
BINARY = {"type": "string", "format": "binary"}
FORM = {
    "type": "object",
    "properties": {FIELD: {**BINARY, "description": "The file, with its name"}},
    "required": [FIELD],
    "additionalProperties": False,
}
TAKES_A_FORM = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}}
GIVES_BYTES = {"responses": {200: {"description": "The file as it is kept", "content": {"*/*": {"schema": BINARY}}}}}


@router.get("/evidence/{reference}/attachments", response=list[shapes.AttachmentOut], summary="The files of a record")
def index(request: TokenRequest, reference: str) -> list[shapes.AttachmentOut]:
    require_record(request)
    evidence = Evidence.objects.visible_to(request.user).filter(reference=readable(reference)).first()
    if evidence is None:
        raise Http404
    return [showing.attachment_out(one) for one in attachments_of(evidence)]


@router.post(
    "/evidence/{reference}/attachments",
    response={201: shapes.AttachmentOut},
    summary="Attach a file to a draft or returned record",
    openapi_extra=TAKES_A_FORM,
)
def attach(request: TokenRequest, reference: str) -> HttpResponse:
    """The same limits hold as on the site. The same file sent twice is attached once."""
    require_form(request)
    evidence = written(request, reference)
    file = sent(request)
    name, data = file.name or "", file.read()
    content = f"{name}\n".encode() + data
    return located(once_outside(request, lambda: (201, taken(request, evidence, name, data)), content), request, "id")


@router.get(
    "/evidence/{reference}/attachments/{pk}", summary="A file itself, once its scan is over", openapi_extra=GIVES_BYTES
)
def download(request: TokenRequest, reference: str, pk: int) -> FileResponse:
    found = find(request, reference, pk)
    file = open_file(found)
    if file is None:
        raise Http404
    return handed_out(file, name=found.name, kind=found.content_type, charset=found.charset, size=found.size)


@router.delete(
    "/evidence/{reference}/attachments/{pk}",
    response={204: None},
    summary="Take a file off a draft or returned record",
)
def remove(request: TokenRequest, reference: str, pk: int) -> Status[None]:
    refuse_form(request)
    written(request, reference)
    actions.remove(attachment=find(request, reference, pk), by=request.user)
    return Status(204, None)


def find(request: TokenRequest, reference: str, pk: int) -> Attachment:
    """A file of a record that this person may see, or 404."""
    require_record(request)
    found = attachment_for(request.user, readable(reference), pk) if 0 <= pk < 2**63 else None
    if found is None:
        raise Http404
    return found


def sent(request: TokenRequest) -> UploadedFile:
    """The one file that came. Raises Problem: 413, 422, or 503 where there was no room to receive it."""
    for _name, why in lost_files(request):
        raise no_room() if why == "no room" else too_large()
    files: list[Any] = request.FILES.getlist(FIELD)
    faults = [refused(NO_SUCH_FIELD, f"/{name[:80]}") for name in {*request.POST, *request.FILES} - {FIELD}]
    if len(files) != 1:
        faults.append(refused(_("Send one file, as a file, in the field “%(field)s”.") % {"field": FIELD}))
    if faults:
        raise Problem(422, not_as_described(), faults)
    if files[0].size > settings.ATTACHMENT_MOST_BYTES:
        raise too_large()
    found: UploadedFile = files[0]
    return found


def taken(request: TokenRequest, evidence: Evidence, name: str, data: bytes) -> shapes.AttachmentOut:
    """The file, attached. Raises Problem: 422, or 503 where the store takes nothing just now."""
    try:
        attached = actions.attach(evidence=evidence, name=name, data=data, by=request.user)
    except actions.NotKept:
        raise no_room() from None
    except ActionError as error:
        raise of_action(error, {"": POINTER} if evidence.is_editable else {}) from None
    if attached.state == ScanState.INFECTED:
        message = _("The scanner found %(what)s in this very file.") % {"what": attached.signature}
        raise Problem(422, message, [refused(message)])
    return showing.attachment_out(attached)


def refused(message: Any, pointer: str = POINTER) -> Fault:
    return Fault(pointer=pointer, detail=str(message))


def too_large() -> Problem:
    return Problem(413, actions.too_large(), [refused(actions.too_large())])


def no_room() -> Problem:
    return Problem(503, actions.not_kept(), [refused(actions.not_kept())])
