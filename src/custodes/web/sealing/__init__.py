"""Sealing of reports: what a reporter sends can be opened by the named readers and nobody else.

Pure functions over bytes, with libsodium below them: no database, no network, no Django. A key that
opens is held by people (`keyring`), by the reporter (`reporter`) or by three trustees of whom two
must come together (`recovery`); the host that takes reports in holds public keys alone (`public`).
"""
