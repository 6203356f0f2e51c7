"""Addresses of signing in and out, and of one's own account."""

from django.urls import URLPattern, path

from detente.site import account_pages, sign_in_pages

urlpatterns: list[URLPattern] = [
    path("sign-in", sign_in_pages.sign_in, name="sign_in"),
    path("sign-out", sign_in_pages.sign_out, name="sign_out"),
    path("organisation", sign_in_pages.choose_organisation, name="choose_organisation"),
    path("invitations/<str:secret>", sign_in_pages.invitation, name="invitation"),
    path("account", account_pages.account, name="account"),
    path("account/tokens", account_pages.tokens, name="tokens"),
    path("account/tokens/<int:token>/revoke", account_pages.revoke, name="revoke_token"),
]
