"""The addresses of the accounts: the pages of the sign-in library that we have, each by name.

Sign-up, addresses and resets by mail are left out: accounts are opened by an administrator, and
nothing is mailed.
"""

from allauth.account import views as account
from django.urls import include, path

from custodes.web.accounts.views import own as views
from custodes.web.accounts.views import provider

urlpatterns = [
    path("", views.home, name="account_home"),
    path("provider/", provider.go, name="account_provider"),
    path("provider/back/", provider.back, name="account_provider_back"),
    path("sessions/end/", views.end_session, name="account_end_session"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("prove-again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("start/<str:key>/<str:token>/", views.start, name="account_start"),
    path("second-factor/", include("allauth.mfa.urls")),
    # Asked for by name inside the library; there is no such page.
    path("none/inactive/", views.absent, name="account_inactive"),
    path("none/reset/", views.absent, name="account_reset_password"),
    path("none/set/", views.absent, name="account_set_password"),
    path("none/address/", views.absent, name="account_email"),
]
