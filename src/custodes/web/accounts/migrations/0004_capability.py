"""The role that reviews the unit's capability, and the acts that it asks for."""

from typing import Any, ClassVar

from django.db import migrations, models

from custodes.web.accounts.guards import guards_again

MADE_ANEW = ("accounts_approval", "accounts_membership")


def put_back(_apps: Any, schema_editor: Any) -> None:
    """Make the triggers of the tables whose constraints changed."""
    for statement in guards_again(schema_editor.connection.vendor, MADE_ANEW):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """As the roles and the acts say."""

    dependencies: ClassVar = [("accounts", "0003_guards")]

    operations: ClassVar = [
        migrations.RemoveConstraint(
            model_name="approval",
            name="approval_action_known",
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="membership_role_known",
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "action__in",
                        [
                            "MAKE_REPORT",
                            "FOLLOW_OWN_REPORT",
                            "SEE_REPORTS",
                            "TRIAGE_REPORT",
                            "ANSWER_REPORTER",
                            "SEE_ALERTS",
                            "ASSIGN_ALERT",
                            "DECIDE_ALERT",
                            "RAISE_ALERT",
                            "SUPPRESS",
                            "EXPORT_ALERTS",
                            "REVEAL",
                            "REVEAL_IN_WATCH",
                            "SEE_RUNS",
                            "START_RUN",
                            "SEE_INTELLIGENCE",
                            "WRITE_INTELLIGENCE",
                            "EVALUATE_INTELLIGENCE",
                            "SANITISE_INTELLIGENCE",
                            "DISSEMINATE",
                            "SEE_SOURCES",
                            "LINK_SOURCE",
                            "EXPORT_SOURCE",
                            "SEE_CASES",
                            "WORK_CASE",
                            "AUTHORISE_CASE",
                            "CLOSE_CASE",
                            "EXPORT_CASE",
                            "SEE_SAFEGUARDING",
                            "SAFEGUARD",
                            "SEE_REFERRALS",
                            "REFER",
                            "DECLINE_TO_REFER",
                            "SEND_REFERRAL",
                            "SEE_PLAN",
                            "EDIT_PLAN",
                            "SIGN_PLAN",
                            "SUBMIT_PLAN",
                            "SEE_CAPABILITY",
                            "EDIT_CAPABILITY",
                            "SIGN_CAPABILITY",
                            "SEE_ASSESSMENTS",
                            "ASSESS",
                            "MODERATE",
                            "SEND_LETTER",
                            "SEE_TOTALS",
                            "SEE_RETENTION",
                            "HOLD",
                            "ERASE",
                            "ERASE_EARLY",
                            "SEE_AUDIT",
                            "EXPORT_AUDIT",
                            "SEE_CHECKPOINTS",
                            "SEE_ACCOUNTS",
                            "MANAGE_ACCOUNTS",
                            "RECOVER_KEY",
                            "SEE_MEMBERSHIPS",
                            "GRANT_MEMBERSHIP",
                            "GRANT_IN_WATCH",
                            "SET_BAR",
                            "LIFT_BAR",
                            "SEE_SETTINGS",
                            "CHANGE_SETTINGS",
                        ],
                    )
                ),
                name="approval_action_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "reporter",
                            "partner-user",
                            "staff-reporter",
                            "intake-officer",
                            "monitoring-analyst",
                            "intelligence-officer",
                            "source-custodian",
                            "case-officer",
                            "safeguarding-lead",
                            "ccu-supervisor",
                            "head-of-ccu",
                            "referral-decision-maker",
                            "professional-standards-watcher",
                            "auditor",
                            "system-administrator",
                            "force-plan-owner",
                            "capability-reviewer",
                            "chief-officer-lead",
                            "inspector",
                            "inspection-lead",
                            "national-reader",
                            "external-verifier",
                        ],
                    )
                ),
                name="membership_role_known",
            ),
        ),
        migrations.RunPython(put_back),
    ]
