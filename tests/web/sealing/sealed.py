"""Things sealed for the tests, at the least cost that is allowed."""

from datetime import date

from custodes.web.sealing import envelope, keyring, recovery, reporter
from custodes.web.sealing.contents import About, Channel, Danger, File, Manner, Officer, Report
from custodes.web.sealing.keys import Cost

CHEAP = Cost(1, 8)
ON = date(2026, 3, 2)
PASSPHRASE = "a lighthouse and four boats"
OTHER_PASSPHRASE = "the kettle sings at seven"
CANARY = "canary-5f1d0c"

REPORT = Report(
    channel=Channel.PARTNER,
    manner=Manner.CONFIDENTIAL,
    about=About.SOMEBODY,
    sent_on=ON,
    language="cy",
    danger=Danger.NO,
    what=f"Mae o'n ei ffonio hi bob nos. {CANARY}",
    officer=Officer(name="Sarjant Daf", number="1042"),
    files=(File("llun.png", "image/png", 3, "ab", "file/1/original", "file/1/clean"),),
)
FILES = {"file/1/original": b"\x89PNG " + CANARY.encode() * 9_000, "file/1/clean": b"clean"}


class Unit:
    """A unit with one reader, a recovery set, and a reporter who has sent one report."""

    def __init__(self) -> None:
        recovery_key, self.shares = recovery.new_recovery()
        self.ring = keyring.new_keyring(
            unit="Cambria",
            reader="reader-1",
            passphrase=PASSPHRASE,
            recovery=recovery_key,
            on=ON,
            cost=CHEAP,
        )
        self.held = keyring.unlocked(self.ring, reader="reader-1", passphrase=PASSPHRASE)
        self.secret = reporter.secret_from(reporter.new_seed())
        self.words = " ".join(self.secret.words)
        self.reporter, self.lock = reporter.locked(
            self.words, report=self.secret.report, cost=CHEAP
        )
        self.envelope = self.seal(REPORT.to_bytes(), files=FILES)

    def seal(self, content, *, part=envelope.REPORT, files=None, report=None):
        """Something sealed to this unit, this reporter and these trustees."""
        public = self.ring.public
        return envelope.sealed(
            content,
            report=report or self.secret.report,
            part=part,
            files=files,
            units=[public.intake],
            reporter=self.reporter.public,
            recovery=public.recovery,
        )
