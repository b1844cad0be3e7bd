"""The interface for programs: its parts put together, and nothing else."""

from django.conf import settings

from iomtrack.rest.described import Interface, Reader
from iomtrack.rest.parameters import known_parameters
from iomtrack.rest.problems import teach
from iomtrack.rest.tokens import BearerToken, TokenRate
from objectives.api import attachments, evidence, frameworks, me, places
from reports.api import editions

api = Interface(
    title="iomtrack",
    version="1",
    description="What a strategy's organization did about it: read what one may see, log and submit evidence. "
    "A parameter that an address does not name here, or that comes twice, is answered 422.",
    urls_namespace="api",
    auth=BearerToken(),
    throttle=[TokenRate(settings.API_RATE)],
    docs_url=None,
    parser=Reader(),
)
teach(api)
api.add_decorator(known_parameters, mode="view")
for router in (me.router, frameworks.router, places.router, evidence.router, attachments.router, editions.router):
    api.add_router("", router)
