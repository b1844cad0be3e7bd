"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iomtrack.settings.development")
application = get_wsgi_application()

# A page makes tens of thousands of objects and drops them again. To look through all modules and models for what else
# could go, every few hundred of them, takes a tenth of a page and makes some pages wait for a tenth of a second.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
