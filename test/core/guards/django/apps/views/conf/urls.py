from django.urls import include, path

import reports.urls

urlpatterns = [
    path("reports/", include(reports.urls)),
]
