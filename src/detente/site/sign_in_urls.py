"""Addresses of signing in and out, of one's own account, of what one is told, of the people and of the audit trail."""

from django.urls import URLPattern, path

from detente.site import account_pages, audit_pages, notice_pages, people_pages, sign_in_pages

urlpatterns: list[URLPattern] = [
    path("sign-in", sign_in_pages.sign_in, name="sign_in"),
    path("sign-out", sign_in_pages.sign_out, name="sign_out"),
    path("organisation", sign_in_pages.choose_organisation, name="choose_organisation"),
    path("invitations/<str:secret>", sign_in_pages.invitation, name="invitation"),
    path("account", account_pages.account, name="account"),
    path("account/tokens", account_pages.tokens, name="tokens"),
    path("account/tokens/<int:token>/revoke", account_pages.revoke, name="revoke_token"),
    path("account/notices", notice_pages.notice_settings, name="notice_settings"),
    path("notices", notice_pages.notices, name="notices"),
    path("notices/bell", notice_pages.bell, name="bell"),
    path("notices/read", notice_pages.read_all, name="read_notices"),
    path("notices/<int:notice>/read", notice_pages.read_one, name="read_notice"),
    path("notices/stop/<str:link>", notice_pages.stop, name="stop_mail"),
    path("people", people_pages.people, name="people"),
    path("people/invitations", people_pages.invite, name="invite"),
    path("people/<int:person>", people_pages.person, name="person"),
    path("people/<int:person>/role", people_pages.role, name="change_role"),
    path("people/<int:person>/end", people_pages.end, name="end_membership"),
    path("people/invitations/<int:invitation>/withdraw", people_pages.withdraw, name="withdraw_invitation"),
    path("audit", audit_pages.audit, name="audit"),
    path("audit/entries/<int:entry>", audit_pages.audit_entry, name="audit_entry"),
    path("audit/verifications", audit_pages.verify, name="verify_audit"),
    path("audit/verifications/<int:job>", audit_pages.verification, name="verification"),
    path("audit/checkpoints/<int:size>", audit_pages.checkpoint, name="checkpoint"),
    path("audit/export", audit_pages.export, name="export_audit"),
    path("audit/verify_export.py", audit_pages.script, name="verify_export"),
]
