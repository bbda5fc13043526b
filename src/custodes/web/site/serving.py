"""Making a home ready for the web, and serving it: checkpoints in time, and the worker beside."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import Clock
from custodes.web.site.config import Config, Part, config_from
from custodes.web.site.keys import audit_signer, make_missing

log = logging.getLogger(__name__)

THREADS = 8
CONNECTIONS = 600
"""Connections that are open at once. A browser keeps six of them for two minutes after its last
page: with a hundred, which is what the server is content with, the seventeenth person waits until
another's run out."""
LOOK_EVERY = 15.0
"""Seconds between looks whether a checkpoint is due."""
WAIT_FOR_WORKER = 10.0
"""Seconds for which a running job may come to its next step when the site is stopped. One that
does not is taken up again by the next worker."""


def ready(home: Path, *, demonstration: bool | None = None, part: Part | None = None) -> Config:
    """Make a home ready for the web: secrets, Django, the database at its newest.

    `demonstration` and `part` are what the environment says unless given. Raises UserError when it
    cannot be.
    """
    if part is not None:
        os.environ["CUSTODES_ROLE"] = part.value
    os.environ["CUSTODES_HOME"] = str(home.absolute())
    if demonstration is not None:
        os.environ["CUSTODES_DEMONSTRATION"] = "yes" if demonstration else "no"
    os.environ["DJANGO_SETTINGS_MODULE"] = "custodes.web.site.settings"
    config = config_from(os.environ)
    umask = os.umask(0o077)
    try:
        make_missing(config)
        audit_signer(config)
        import django
        from django.core.management import call_command
        from django.db import DatabaseError

        django.setup()
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except DatabaseError as error:
            raise UserError(
                f"The database of the web cannot be used: {str(error).strip().splitlines()[0]}."
            ) from None
    finally:
        os.umask(umask)
    return config


def serve(
    config: Config,
    *,
    host: str,
    port: int,
    clock: Clock,
    told: Callable[[str], None],
) -> None:
    """Serve until stopped. `told` is given the address as soon as it answers.

    Raises UserError when the address is taken or may not be used.
    """
    from waitress.server import create_server

    from custodes.web.site.wsgi import application

    if config.part is Part.INTAKE:
        _leave_no_trace()
    try:
        server = create_server(
            application,
            host=host,
            port=port,
            threads=THREADS,
            connection_limit=CONNECTIONS,
            # `select` cannot tell of so many on every system.
            asyncore_use_poll=True,
            ident="",
            clear_untrusted_proxy_headers=True,
            **_in_memory(config),
            **(
                {"trusted_proxy": config.proxy, "trusted_proxy_headers": {"x-forwarded-proto"}}
                if config.https
                else {}
            ),
        )
    except OSError as error:
        raise _not_served(host, port, error) from None
    stop = threading.Event()
    beside = [threading.Thread(target=_keep, args=(config, clock, stop), name="checkpoints")]
    if config.part is Part.CASE:
        beside.append(
            threading.Thread(target=_work, args=(clock, stop), name="worker", daemon=True)
        )
    for thread in beside:
        thread.start()
    told(f"http://{host}:{server.effective_port}/")
    try:
        server.run()
    finally:
        stop.set()
        for thread in reversed(beside):
            thread.join(WAIT_FOR_WORKER if thread.daemon else None)
        server.close()


def check_free(host: str, port: int) -> None:
    """Raise UserError where an address is taken or may not be used: to be asked before anything is
    made for it, such as the log-ins of a demonstration that another process is serving."""
    try:
        kind, *_rest, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        raise _not_served(host, port, error) from None


def _not_served(host: str, port: int, error: OSError) -> UserError:
    return UserError(
        f"{host}:{port} cannot be served: {error.strerror or error}. Name another port with --port."
    )


def _in_memory(config: Config) -> dict[str, Any]:
    """What keeps a request and its answer out of temporary files, where they would be in clear."""
    if config.part is not Part.INTAKE:
        return {}
    from django.conf import settings

    most = int(settings.INTAKE_MOST_BODY)
    return {
        "max_request_body_size": most,
        "inbuf_overflow": 2 * most,
        "outbuf_overflow": 2 * most,
    }


def _leave_no_trace() -> None:
    """Have the system keep no image of our memory should the process fail."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def work(config: Config, *, clock: Clock, told: Callable[[str], None]) -> None:
    """Do the jobs of a home that was made ready, and nothing else, until stopped with Ctrl-C.

    A worker beside the one that `serve` runs, on this machine or another one that has the database.
    """
    stop = threading.Event()
    worker = threading.Thread(target=_work, args=(clock, stop), name="worker", daemon=True)
    worker.start()
    told(str(config.home))
    try:
        while worker.is_alive():
            worker.join(LOOK_EVERY)
    finally:
        stop.set()
        worker.join(WAIT_FOR_WORKER)


def _work(clock: Clock, stop: threading.Event) -> None:
    from custodes.web.jobs.worker import work as work_until

    work_until(clock=clock, stop=stop)


def _drop_expired(clock: Clock) -> None:
    """Erase the files whose time is over; the intake has none."""
    from django.apps import apps

    if apps.is_installed("custodes.web.packs"):
        from custodes.web.packs.actions import drop_expired

        drop_expired(at=clock())


def _days(clock: Clock) -> Clock:
    """A clock that stands still until midnight."""
    return lambda: clock().replace(hour=0, minute=0, second=0, microsecond=0)


def _keep(config: Config, clock: Clock, stop: threading.Event) -> None:
    """Make checkpoints as they fall due, and one at the end, and erase files whose time is over; a
    fault is told and tried again."""
    from custodes.web.audit.checkpoints import checkpoint, checkpoint_if_due, close

    signer = audit_signer(config)
    # The intake knows days and no times, in its checkpoints too.
    stamp = _days(clock) if config.part is Part.INTAKE else clock
    while not stop.wait(LOOK_EVERY):
        try:
            checkpoint_if_due(signer, config.witnesses, stamp)
        except Exception as fault:
            log.error("no checkpoint: %s", type(fault).__name__)
        try:
            _drop_expired(clock)
        except Exception as fault:
            log.error("files that are over not erased: %s", type(fault).__name__)
        close()
    try:
        checkpoint(signer, config.witnesses, clock=stamp)
    except Exception as fault:
        log.error("no checkpoint at the end: %s", type(fault).__name__)
    close()
