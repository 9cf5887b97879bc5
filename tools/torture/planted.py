"""The bugs: what is written in the place of what, and the tests that are to notice."""

from dataclasses import dataclass

_TRIALS = "tests/torture/test_torture.py::"
_STEPS = f"{_TRIALS}step"
_WRITERS = "tests/ledger/test_ledger_writers.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A piece of a file, which stands there once, and what takes its place."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bug:
    """A bug, and the tests in which it is looked for, up to the first that fails."""

    name: str
    edits: tuple[Edit, ...]
    tests: tuple[str, ...]


def _bug(name: str, file: str, old: str, new: str, *tests: str) -> Bug:
    return Bug(name=name, edits=(Edit(file=f"billing/{file}", old=old, new=new),), tests=tests)


BUGS = (
    _bug(
        "the number is committed before its invoice",
        "ledger/issuing.py",
        "    n, number = _numbered(connection, numbering, issue_date)\n",
        "    n, number = _numbered(connection, numbering, issue_date)\n"
        '    connection.exec_driver_sql("COMMIT")\n'
        '    connection.exec_driver_sql("BEGIN IMMEDIATE")\n',
        _STEPS,
    ),
    _bug(
        "MAX + 1 in place of the counter",
        "ledger/issuing.py",
        "    n = connection.execute(step.returning(numbers.c.n)).scalar()\n",
        "    from sqlalchemy import func\n"
        "    n = (connection.execute(select(func.max(invoices.c.n))).scalar() or 0) + 1\n"
        "    if n > 1:\n        return n\n    n = None\n",
        _STEPS,
    ),
    _bug(
        "BEGIN deferred",
        "ledger/dialect.py",
        '"BEGIN IMMEDIATE" if writes else "BEGIN"',
        '"BEGIN" if writes else "BEGIN"',
        _WRITERS,
    ),
    _bug(
        "a commit is not brought to the disk",
        "ledger/dialect.py",
        '("synchronous", "FULL", 2)',
        '("synchronous", "NORMAL", 1)',
        f"{_TRIALS}power",
    ),
    _bug(
        "files get their name before their content is on the disk",
        "report/files.py",
        "            os.fsync(stream.fileno())\n",
        "",
        f"{_TRIALS}power",
    ),
    _bug(
        "a new name is not brought to the disk",
        "report/files.py",
        "        os.fsync(handle)\n",
        "        pass\n",
        f"{_TRIALS}power",
    ),
    _bug(
        "files are written in place",
        "report/files.py",
        "    neighbour = _written_beside(path, content)\n",
        "    path.write_bytes(content)\n    return True\n"
        "    neighbour = _written_beside(path, content)\n",
        "tests/report/test_files.py",
    ),
    _bug(
        "noted as sent after sending, and nothing before",
        "month/send.py",
        '        lambda: note(Answer(state="in_doubt")),\n',
        "        _nothing,\n",
        _STEPS,
    ),
    _bug(
        "noted as sent before sending",
        "month/send.py",
        '        lambda: note(Answer(state="in_doubt")),\n',
        '        lambda: note(Answer(state="sent")),\n',
        _STEPS,
    ),
    _bug(
        "what is in doubt is sent again",
        "month/send.py",
        '        if message.state_of(recipient) == "queued"\n',
        '        if message.state_of(recipient) in ("queued", "in_doubt")\n',
        _STEPS,
    ),
    _bug(
        "what happened to one recipient counts for all",
        "message.py",
        '            if made.recipient in ("", recipient) and made.state != "composed":\n',
        '            if made.state != "composed":\n',
        _STEPS,
    ),
    _bug(
        "mail in doubt ends with exit code 0",
        "cli/outcomes.py",
        "    if any(one.code in OPEN for one in _problems(report)):\n",
        "    if False:\n",
        _STEPS,
    ),
    _bug(
        "a mail is composed anew when it is sent",
        "month/mails.py",
        "    if known and path.exists() and _sha256(content := path.read_bytes()) == known:\n"
        "        return content\n    made = _made(message, ledger, workspace)\n"
        "    if known and _sha256(made) != known:\n",
        "    made = _made(message, ledger, workspace)\n    if False:\n",
        f"{_TRIALS}resumed",
    ),
    Bug(
        name="mails are queued after the issuing transaction",
        edits=(
            Edit(
                file="billing/month/issue.py",
                old="run_id=run_id, mails=mails)\n",
                new="run_id=run_id)\n    for mail in mails:\n"
                "        ledger.record_message(invoice.number, mail)\n",
            ),
        ),
        tests=(_STEPS,),
    ),
    _bug(
        "the balances are written in a transaction of their own",
        "ledger/issuing.py",
        "    append(connection, lines, line_rows(document))\n",
        "    append(connection, lines, line_rows(document))\n"
        '    connection.exec_driver_sql("COMMIT")\n'
        '    connection.exec_driver_sql("BEGIN IMMEDIATE")\n',
        _STEPS,
    ),
    _bug(
        "the file lock is not taken",
        "cli/opening.py",
        "        held(workspace.lock, at=at),\n",
        "",
        f"{_TRIALS}holder",
    ),
    _bug(
        "the lock is a file that outlives its holder",
        "ledger/lock.py",
        "    lock = FileLock(path)\n",
        "    lock = SoftFileLock(path)\n",
        _STEPS,
    ),
    _bug(
        "a run that lost the lease goes on",
        "ledger/leased.py",
        "            if self._token:\n                lease.renew(connection, self._token)\n",
        "",
        "tests/ledger/test_ledger_lease.py",
    ),
    _bug(
        "the revision check is left out",
        "ledger/issuing.py",
        "    _refuse_second(connection, draft, revision)\n",
        "",
        "tests/ledger/test_ledger_issuing.py",
    ),
    _bug(
        "a date may lie before that of the last number",
        "ledger/issuing.py",
        "    _refuse_earlier_date(connection, numbering.series, issue_date)\n",
        "",
        f"{_TRIALS}midnight",
    ),
    _bug(
        "the chain is not linked",
        "ledger/chain.py",
        "    content = json.dumps([previous, table, seq, filled]",
        "    content = json.dumps([table, seq, filled]",
        f"{_TRIALS}hand",
        "tests/ledger/test_ledger_chain.py",
    ),
    _bug(
        "triggers are not looked at",
        "ledger/audit.py",
        "*chain.gaps(connection), *guards.problems(connection))",
        "*chain.gaps(connection))",
        f"{_TRIALS}hand",
    ),
    _bug(
        "gaps are not looked for",
        "ledger/audit.py",
        "*chain.gaps(connection), ",
        "",
        f"{_TRIALS}hand",
    ),
    _bug(
        "a ledger older than the papers is used",
        "cli/opening.py",
        "        refuse_behind(workspace, ledger)\n",
        "",
        f"{_TRIALS}WAL",
    ),
    _bug(
        "an outcome is lost with an exception",
        "month/issue.py",
        '        return failed(client.as_outcome(), "client_failed", '
        '{"reason": type(error).__name__})\n',
        "        return client.as_outcome()\n",
        f"{_TRIALS}fifty",
    ),
    _bug(
        "a page that fails stops the run",
        "month/print.py",
        "    except BillingError as error:\n        return failed(outcome, error.code, "
        "error.values)\n",
        "    except BillingError:\n        raise\n",
        f"{_TRIALS}fifty",
    ),
    _bug(
        "a file that changed since it was read is archived",
        "month/issue.py",
        "    if hashlib.sha256(content).hexdigest() != file.sha256:\n",
        "    if not content:\n",
        f"{_TRIALS}growing",
    ),
    Bug(
        name="the archive is filled after the number is given",
        edits=(
            Edit(
                file="billing/month/issue.py", old="    archive(client.draft, workspace)\n", new=""
            ),
            Edit(
                file="billing/month/issue.py",
                old="run_id=run_id, mails=mails)\n",
                new="run_id=run_id, mails=mails)\n    archive(client.draft, workspace)\n",
            ),
        ),
        tests=(_STEPS,),
    ),
    _bug(
        "what is written can be read by others",
        "cli/opening.py",
        "    os.umask(0o077)",
        "    os.umask(os.umask(0))",
        f"{_TRIALS}locale",
    ),
    _bug(
        "a run writes its report though nothing changed",
        "cli/months.py",
        "    if _same(workspace, report):\n        return False\n",
        "",
        f"{_TRIALS}same",
    ),
    _bug(
        "told to end while an object goes away, it goes on",
        "cli/ending.py",
        "sys.unraisablehook = sys.unraisablehook, _unraisable",
        "sys.unraisablehook = sys.unraisablehook, sys.unraisablehook",
        "tests/month/test_ending.py",
    ),
    _bug(
        "told to end, it dies without a word",
        "cli/__init__.py",
        "until_told(_code)",
        "_code()",
        f"{_TRIALS}SIGTERM",
    ),
)
